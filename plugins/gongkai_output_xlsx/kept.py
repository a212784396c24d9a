"""What is made once and kept: hashing or comparing a whole form takes longer than writing it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import is_
from typing import Generic, TypeVar

V = TypeVar("V")
_AT_MOST = 128


class Kept(Generic[V]):
    """Values by name, each for as long as what it was made from is the very same."""

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[tuple[object, ...], V]] = {}

    def get(self, name: Hashable, origin: tuple[object, ...], make: Callable[[], V]) -> V:
        """Give the value of a name, made anew if its origin is another."""
        found = self._values.get(name)
        if found is None or len(found[0]) != len(origin) or not all(map(is_, found[0], origin)):
            if len(self._values) >= _AT_MOST:
                self._values.clear()
            found = self._values[name] = (origin, make())
        return found[1]
