"""What everything on the poster is drawn with: texts that wrap, rectangles, parts below parts."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from attrs import frozen

from gongkai import printable

WIDTH = 1080
EDGE = 48
#: The width between the edges of a panel.
INSIDE = WIDTH - 2 * EDGE - 2 * 36
#: From the baseline of a line to the next, in its letters.
_LINE = 1.35
#: Where the baseline is, in letters below the top of a line.
_BASE = 1.02
#: No text on a poster needs more letters.
_MOST = 400
_OPENING, _CLOSING = "（《“〔(", "，。；：、！？）》”〕)/"


@frozen
class Part:
    """Something that was drawn, and how high it is; the next stands below it."""

    markup: str
    height: float


@frozen
class Style:
    """How letters are drawn: size in pixels, colour, weight, and the side that they start from."""

    size: float
    colour: str
    bold: bool = False
    anchor: str = "start"


def below(parts: Iterable[Part], gap: float = 0) -> Part:
    """Put one part under the other."""
    placed: list[str] = []
    top = 0.0
    for part in parts:
        placed.append(at(0, top, part.markup))
        top += part.height + gap
    return Part("\n".join(placed), max(0.0, top - gap))


def at(x: float, y: float, markup: str) -> str:
    """Move what was drawn."""
    return f'<g transform="translate({number(x)} {number(y)})">{markup}</g>' if x or y else markup


def box(width: float, height: float, fill: str, radius: float = 0) -> str:
    """Draw a rectangle from the origin."""
    round_ = f' rx="{number(radius)}"' if radius else ""
    return f'<rect width="{number(width)}" height="{number(height)}"{round_} fill="{fill}"/>'


def text(content: str, style: Style, width: float, lines: int = 3) -> Part:
    """Draw a text in as many lines as a width asks for; what is longer than ``lines`` is cut."""
    wrapped = _wrapped(content, width / style.size)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], wrapped[lines - 1][:-1] + "…"]
    weight = ' font-weight="700"' if style.bold else ""
    anchor = f' text-anchor="{style.anchor}"' if style.anchor != "start" else ""
    drawn = "".join(
        f'<text y="{number((row * _LINE + _BASE) * style.size)}" font-size="{number(style.size)}"'
        f'{weight}{anchor} fill="{style.colour}">{said(line)}</text>'
        for row, line in enumerate(wrapped)
    )
    return Part(drawn, len(wrapped) * _LINE * style.size)


def said(content: str) -> str:
    """A text that stands in markup."""
    return escape(printable(content))


def number(value: float) -> str:
    """A length in as few digits as show no difference."""
    return f"{value:.1f}".removesuffix(".0")


def breadth(content: str) -> float:
    """How wide a text is about, in its letters: Chinese ones take one each, Latin ones less."""
    return sum(map(_letter, content[:_MOST]))


def _letter(letter: str) -> float:
    if not letter.isascii():
        return 1.0
    return 0.68 if letter.isupper() or letter in "@%&" else 0.57


def _wrapped(content: str, room: float) -> list[str]:
    """Break a text into lines; closing marks hang on, opening ones go down."""
    lines: list[str] = []
    line, used = "", 0.0
    for letter in " ".join(content[:_MOST].split()):
        step = _letter(letter)
        if line and used + step > room and letter not in _CLOSING:
            carried = line[-1] if line[-1] in _OPENING and len(line) > 1 else ""
            lines.append(line.removesuffix(carried))
            line, used = carried, breadth(carried)
        line, used = line + letter, used + step
    return [*lines, line] if line else lines
