"""Charts: a bar for each figure; where years are compared, last year's above this year's."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gongkai import Chart, Figure, Report, bar_figures
from gongkai_output_infographic.colour import INK, SOFT, WHITE, mixed
from gongkai_output_infographic.drawing import INSIDE, Part, Style, at, below, box, breadth, text
from gongkai_output_infographic.figures import told

#: From the left: the labels, then the bars, and after the longest bar room for its number.
_LABEL, _ROOM = 250, 190
_LONGEST = INSIDE - _LABEL - _ROOM
_HIGH, _LOW = 40, 32


def heading_of(chart: Chart) -> str:
    """The title of a chart, with the unit of its figures."""
    return f"{chart.title}（{chart.unit}）" if chart.unit else chart.title


def chart_part(chart: Chart, report: Report, accent: str) -> Part:
    """Draw a chart; bars are measured against the longest in it."""
    years = _years(chart, report)
    longest = max((figure.value or 0 for _, told in years for figure in told), default=0)
    colours = (mixed(accent, WHITE, 0.38), accent)[-len(years) :]
    rows = (
        _row(bar.label, figures, colours, longest)
        for bar, *figures in zip(chart.bars, *(told for _, told in years), strict=True)
    )
    drawn = below(rows, 22)
    if not chart.compared:
        return drawn
    return below((_legend([year for year, _ in years], colours), drawn), 20)


def _years(chart: Chart, report: Report) -> list[tuple[str, tuple[Figure, ...]]]:
    this = (f"{report.year}年", bar_figures(chart, report.figures))
    if not chart.compared:
        return [this]
    return [(f"{report.year - 1}年", bar_figures(chart, report.previous)), this]


def _row(
    label: str, figures: Sequence[Figure], colours: Sequence[str], longest: int | Decimal
) -> Part:
    words = text(label, Style(30, INK), _LABEL - 24)
    height = _HIGH if len(figures) == 1 else _LOW
    bars = below(
        (
            Part(_bar(figure, height, colour, longest), height)
            for figure, colour in zip(figures, colours, strict=True)
        ),
        8,
    )
    high = max(words.height, bars.height)
    return Part(
        at(0, (high - words.height) / 2, words.markup)
        + at(_LABEL, (high - bars.height) / 2, bars.markup),
        high,
    )


def _bar(figure: Figure, height: float, colour: str, longest: int | Decimal) -> str:
    """A bar with its number after it; what has no number has words in its place, and no bar."""
    words = told(figure)
    if figure.value is None:
        quiet = text(words, Style(28, SOFT), _LONGEST + _ROOM, lines=1)
        return at(0, (height - quiet.height) / 2, quiet.markup)
    share = float(figure.value / longest) if longest and figure.value > 0 else 0.0
    length = max(4.0, share * _LONGEST) if share else 0.0
    bar = box(length, height, colour, 6) if length else ""
    start = length and length + 14
    size = min(30.0, (INSIDE - _LABEL - start) / max(1.0, breadth(words)))
    said = text(words, Style(size, INK, bold=True), INSIDE, lines=1)
    return bar + at(start, (height - said.height) / 2, said.markup)


def _legend(years: Sequence[str], colours: Sequence[str]) -> Part:
    drawn = "".join(
        at(_LABEL + place * 200, 0, box(34, 26, colour, 5))
        + at(_LABEL + 46 + place * 200, -6, text(year, Style(28, INK), 150).markup)
        for place, (year, colour) in enumerate(zip(years, colours, strict=True))
    )
    return Part(drawn, 32)
