"""Prose in a terminal: lines broken between words, and between Han characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.cli.box_table import width_of

#: What stays together: a Han character with the punctuation behind it, or a word.
_PIECE = re.compile(
    "[（《“‘〔「]*(?:[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\\s\u2e80-\u9fff（《“‘〔「]+)"
    "[，。、；：）》”’？！〕」…]*|[（《“‘〔「]+|\\s+"
)
#: What stands between spaces and punctuation, and the punctuation behind it; if it is a place in a
#: file, it stays together.
_CHUNK = re.compile("([^\\s，。、；：（）《》“”？！]+)[，。、；：）》”？！]*")
_PLACE = re.compile("[^:]*[./][^:]*:[0-9]+(?::[0-9]+)?[),.;]*")

#: What no line is ever as long as: a pipe has no edge.
NO_EDGE = 1_000_000


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Break a text into lines of at most ``width`` columns; those behind the first are indented.

    A piece that is longer than a line stands on one of its own; ``file:line:column`` is one piece.
    """
    if width >= NO_EDGE:
        return [text.rstrip()]
    lines, used = [""], 0
    for piece in _pieces(text):
        wide = width_of(piece)
        if used and used + wide > width and not piece.isspace():
            lines.append(indent)
            used = width_of(indent)
        lines[-1] += piece
        used += wide
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for chunk in _CHUNK.finditer(text):
        if _PLACE.fullmatch(chunk[1]):
            yield from _PIECE.findall(text[start : chunk.start()])
            yield chunk[0]
            start = chunk.end()
    yield from _PIECE.findall(text[start:])
