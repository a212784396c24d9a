"""What a register says of people: read so that it can be hidden, and never handed on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

from gongkai.cells import to_text
from gongkai.kinds import Cell

#: What stands between several people in one cell.
_APART = re.compile(r"[、,，;；/\n]")
#: A text of fewer characters stands in too many words to be anybody's.
_SHORTEST = 2
HIDDEN = "…"


class Private:
    """Personal data of one row. It has no text form: it can only be taken out of other texts.

    Whoever writes it, copies it to another process or compares it gets an error.
    """

    __slots__ = ("_texts",)

    def __init__(self, cells: Iterable[Cell]) -> None:
        parts = map(str.strip, _APART.split("\n".join(map(to_text, cells))))
        self._texts = {part for part in parts if len(part) >= _SHORTEST}

    def taken_out_of(self, text: str) -> str:
        """The text without what is personal."""
        found = [private for private in self._texts if private in text]
        # The longest first: a name may stand in an address.
        for private in sorted(found, key=len, reverse=True):
            text = text.replace(private, HIDDEN)
        return text

    def __repr__(self) -> str:
        return "Private()"

    def _refuse(self, *_: object) -> NoReturn:
        message = "personal data has no text form and does not leave the reading of its file"
        raise TypeError(message)

    __str__ = __format__ = __reduce_ex__ = _refuse
