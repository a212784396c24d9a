"""Text of a picture: how wide it is, where it is broken, and how it is written."""

from __future__ import annotations

import unicodedata
from html import escape

from gongkai import printable

_WIDE = {"W", "F", "A"}
#: A letter or a digit, against a Han character.
_NARROW = 0.6


def line(text: str) -> str:
    """Write a text in one line of what can be printed."""
    return " ".join(printable(text).split())


def width(text: str) -> float:
    """About how many Han characters a text is as wide as."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    return 1 if unicodedata.east_asian_width(character) in _WIDE else _NARROW


def cut(text: str, most: float) -> str:
    """As much of a line as is no wider than ``most``, with … where it goes on."""
    if width(text) <= most:
        return text
    room, end = most - 1, 0
    while room >= _width(text[end]):
        room -= _width(text[end])
        end += 1
    return f"{text[:end]}…"


def halves(text: str, after: str) -> tuple[str, str]:
    """Break a line in two: after certain words, or else in the middle."""
    at = text.find(after) + len(after) if after in text[:-1] else -(-len(text) // 2)
    return text[:at], text[at:]


def lettering(words: str, x: float, y: float, size: float, **attributes: str) -> str:
    """Write a text with the middle of its base line at a place."""
    stated = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:.4g}"{stated}>{escape(words)}</text>'
