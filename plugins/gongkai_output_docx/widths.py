"""How wide the columns of a table are: as few lines in a cell as the page allows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

#: Three Chinese characters: a column that is narrower cannot be read.
_NARROWEST = 6
_MOST_LINES = 60
#: Half a point for the line, and half a point because no program measures like another.
_AIR = 20


class Demand(NamedTuple):
    """What a column wants, in half characters: no less than ``least``, no more than ``most``."""

    least: int
    most: int


def demand(breadth: int, lines: int = 1) -> Demand:
    """What a text of such a breadth wants if it may be set in ``lines``."""
    least = min(_NARROWEST, breadth)
    return Demand(least, max(least, -(-breadth // lines)))


def largest(demands: Iterable[Demand]) -> Demand:
    """What all of them want together; a column of nothing wants the least there is."""
    known = tuple(demands) or (Demand(_NARROWEST, _NARROWEST),)
    return Demand(max(one.least for one in known), max(one.most for one in known))


def breadth(text: str) -> int:
    """The length of a text in half characters; a Chinese one takes two."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2


def fitted(demands: tuple[Demand, ...], width: int, size: int, margin: int) -> tuple[int, ...]:
    """Share ``width`` among the columns.

    ``size`` is that of the type and ``margin`` that between text and line, in the measure of
    ``width``.
    """
    beside = min(2 * margin + _AIR, width // (2 * len(demands)))
    room = width - beside * len(demands)
    shares = _shares(demands, 2 * room // size)
    factor = room / sum(shares)
    ends = accumulate((share * factor + beside for share in shares), initial=0.0)
    return tuple(round(end) - round(start) for start, end in pairwise(ends))


def _shares(demands: Sequence[Demand], room: int) -> list[float]:
    """Widths for the fewest lines that fit, and what is left over.

    Columns that want the same stay alike. Those that lack the least get all that they want, as far
    as it goes; the rest goes where the text is broken most.
    """
    times = Counter(demands)
    shares: dict[Demand, float] = dict(zip(demands, _needs(demands, room), strict=True))
    lacks = {one: max(one.most - share, 0) * times[one] for one, share in shares.items()}
    order = sorted(lacks, key=lambda one: lacks[one])
    spare = max(room - sum(shares[one] for one in demands), 0)
    for one in order[:-1]:
        if lacks[one] <= spare:
            shares[one] += lacks[one] / times[one]
            spare -= lacks[one]
    shares[order[-1]] += min(spare, lacks[order[-1]]) / times[order[-1]]
    return [shares[one] for one in demands]


def _needs(demands: Sequence[Demand], room: int) -> list[int]:
    for lines in range(1, _MOST_LINES):
        needs = [max(one.least, -(-one.most // lines), 1) for one in demands]
        if sum(needs) <= room:
            return needs
    return [max(one.least, 1) for one in demands]
