"""Text of a workbook: what a cell may hold, escaped for XML, as wide as it is printed."""

from __future__ import annotations

import re

from gongkai import printable

#: As many UTF-16 units as a cell may hold.
_LONGEST = 32_767
_ROOM_FOR_MARK = 20
#: Excel reads ``_x000A_`` in a text as a line end.
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LINE_END = re.compile("\r\n?")
_SPECIAL = re.compile('[&<>"_\r]')
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
#: What is left free in a cell on both sides together.
_FREE = 2
#: Columns of the widest character.
_WIDEST = 2


def xml(text: str) -> str:
    """Write a text for an element or an attribute; what no document may carry is replaced."""
    clean = printable(text)
    if not _SPECIAL.search(clean):
        return clean
    return _CODE.sub("_x005F_", _LINE_END.sub("\n", clean).translate(_ENTITIES))


def cut(text: str, longest: int = _LONGEST) -> str:
    """Shorten a text to what its place may hold, and say by how much."""
    if 2 * len(text) <= longest:
        return text
    units = printable(text).encode("utf-16-le")
    if len(units) <= 2 * longest:
        return text
    kept = units[: 2 * (longest - _ROOM_FOR_MARK)].decode("utf-16-le", "ignore")
    return f"{kept}…（余下{len(text) - len(kept)}字略）"


def width_of(text: str) -> int:
    """How many columns of half-width characters a line takes.

    A Chinese character has three bytes and takes two columns, one of ASCII has one and takes one.
    """
    if text.isascii():
        return len(text)
    return (len(text) + len(text.encode(errors="replace")) + 1) // 2


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a cell of this width; a word may leave its line half empty."""
    room = max(width - _FREE, _FREE)
    if "\n" in text:
        return sum([lines_of(line, width) for line in text.split("\n")])
    return 1 if _WIDEST * len(text) <= room else max(1, -(-width_of(text) // room))
