"""Names of sheets: what Excel allows, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gongkai import printable

_LONGEST = 31
#: What no name may hold, as its full-width likeness.
_FULL_WIDTH = str.maketrans("[]:*?/\\", "［］：＊？／＼")
_SPACES = re.compile(r"\s+")
#: Excel keeps this name for itself.
_RESERVED = "history"


@lru_cache(maxsize=64)
def sheet_names(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Name sheets after what is on them; a second one of a name gets a number."""
    return tuple(_names(titles))


def _names(titles: Iterable[str]) -> Iterator[str]:
    taken = {_RESERVED}
    for title in titles:
        wanted = _SPACES.sub(" ", printable(title).translate(_FULL_WIDTH)).strip(" '")
        name, number = _shortened(wanted or "表", _LONGEST), 1
        while name.casefold() in taken:
            number += 1
            mark = f"（{number}）"
            name = _shortened(wanted or "表", _LONGEST - len(mark)) + mark
        taken.add(name.casefold())
        yield name


def _shortened(text: str, longest: int) -> str:
    """As much of a text as has so many UTF-16 units."""
    units = text.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", "ignore").rstrip(" '")
