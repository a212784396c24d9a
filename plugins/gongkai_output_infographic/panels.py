"""The panels of figures: large ones in cards, small tables line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from gongkai_output_infographic.colour import INK, SOFT, WHITE, mixed
from gongkai_output_infographic.drawing import (
    EDGE,
    INSIDE,
    WIDTH,
    Part,
    Style,
    at,
    below,
    box,
    breadth,
    text,
)
from gongkai_output_infographic.figures import Fact, Line

_GAP = 24
_PADDING = 36
#: Cards in a row: four are read as two and two.
_IN_ROW = {1: 1, 2: 2, 4: 2}
_MOST_IN_ROW = 3
#: Sizes of letters: of a figure on a card, of one in a row of a small table,
#: of one that is very long.
_LARGE, _MIDDLE, _LEAST = 76.0, 48.0, 22.0
#: The width of a row's label: seven letters and what is free on both sides.
_LABEL = 250


def panel(heading: str, content: Part, accent: str) -> Part:
    """Put a heading and what belongs to it on a white sheet."""
    title = text(heading, Style(40, INK, bold=True), INSIDE - 28, lines=2)
    bar = at(0, 9, box(10, max(36.0, title.height - 18), accent, 5))
    inside = below((Part(bar + at(28, 0, title.markup), title.height), content), _GAP)
    height = inside.height + 2 * _PADDING
    sheet = box(WIDTH - 2 * EDGE, height, WHITE, 24)
    return Part(at(EDGE, 0, sheet + at(_PADDING, _PADDING, inside.markup)), height)


def cards(facts: Sequence[Fact], accent: str) -> Part:
    """Large figures side by side, each card as high as the highest in its row."""
    in_row = _IN_ROW.get(len(facts), _MOST_IN_ROW)
    ground = mixed(accent, WHITE, 0.07)
    return below(_cards(facts, in_row, Style(_LARGE, accent), ground), _GAP)


def lines(told: Sequence[Line], accent: str) -> Part:
    """Rows of small tables: the label before its figures, or on a card with the only one."""
    ground = mixed(accent, WHITE, 0.07)
    rows = [_line(line, accent, ground) for line in told if len(line.facts) != 1]
    single = [
        evolve(line.facts[0], label=f"{line.label}：{line.facts[0].label}")
        for line in told
        if len(line.facts) == 1
    ]
    return below((*rows, *_cards(single, 2, Style(_MIDDLE, accent), ground)), 16)


def _cards(facts: Sequence[Fact], in_row: int, style: Style, ground: str) -> Iterator[Part]:
    width = (INSIDE - _GAP * (in_row - 1)) / in_row
    for start in range(0, len(facts), in_row):
        row = [_figure(fact, style, width - 32) for fact in facts[start : start + in_row]]
        height = max(card.height for card in row) + 2 * 24
        sheet = box(width, height, ground, 18)
        drawn = (
            at(place * (width + _GAP), 0, sheet + at(width / 2, 24, card.markup))
            for place, card in enumerate(row)
        )
        yield Part("".join(drawn), height)


def _figure(fact: Fact, style: Style, room: float) -> Part:
    """A figure above its label, both in the middle; words are smaller and quieter than numbers."""
    size = max(_LEAST, min(style.size, 0.96 * room / max(1.0, breadth(fact.text))))
    number = Style(size, style.colour, bold=True, anchor="middle")
    word = Style(style.size * 0.6, SOFT, bold=True, anchor="middle")
    figure = text(fact.text, number if fact.counted else word, room, lines=2)
    label = f"{fact.label}（{fact.unit}）" if fact.unit else fact.label
    small = Style(max(26.0, style.size * 0.42), INK, anchor="middle")
    lowered = (style.size * 1.35 - figure.height) / 2
    said = Part(at(0, lowered, figure.markup), style.size * 1.35) if lowered > 0 else figure
    return below((said, text(label, small, room)), 2)


def _line(line: Line, accent: str, ground: str) -> Part:
    label = text(line.label, Style(30, INK, bold=True), _LABEL - 36)
    room = (INSIDE - _LABEL) / max(1, len(line.facts))
    drawn = [_figure(fact, Style(_MIDDLE, accent), room - 12) for fact in line.facts]
    height = max([label.height, *(figure.height for figure in drawn)]) + 2 * 16
    figures = (
        at(_LABEL + (place + 0.5) * room, (height - figure.height) / 2, figure.markup)
        for place, figure in enumerate(drawn)
    )
    sheet = box(INSIDE, height, ground, 14)
    return Part(
        sheet + at(24, (height - label.height) / 2, label.markup) + "".join(figures), height
    )
