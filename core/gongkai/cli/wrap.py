"""Prose in a terminal: lines broken between words, and between Han characters."""

from __future__ import annotations

import re

from gongkai.cli.box_table import width_of

#: What stays together: a Han character with the punctuation behind it, or a word.
_PIECE = re.compile(
    "[（《“‘〔「]*(?:[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\\s\u2e80-\u9fff（《“‘〔「]+)"
    "[，。、；：）》”’？！〕」…]*|[（《“‘〔「]+|\\s+"
)


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Break a text into lines of at most ``width`` columns; those behind the first are indented.

    A piece that is longer than a line stands on one of its own.
    """
    lines, used = [""], 0
    for piece in _PIECE.findall(text):
        wide = width_of(piece)
        if used and used + wide > width and not piece.isspace():
            lines.append(indent)
            used = width_of(indent)
        lines[-1] += piece
        used += wide
    return [line.rstrip() for line in lines]
