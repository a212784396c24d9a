"""Which of many texts are nearly the same, without comparing each with each."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from gongkai_check_duplicates.texts import all_runs, run_numbers

if TYPE_CHECKING:
    from rensa import RMinHash, RMinHashLSH

#: The smallest share, in percent, that is looked for; ``share`` in TOML cannot be set lower.
FLOOR = 70

# 160 hash functions in 40 bands of 4: of the pairs that share 80 % (Jaccard 0.67) all but 15 in
# 100,000 meet in a band, of those at the floor (Jaccard 0.54) all but 3 in 100.
_FUNCTIONS, _BANDS, _SEED = 160, 40, 20080501
#: The Jaccard similarity at the floor, less three and a half standard errors of its estimate.
_WORTH_A_LOOK = 0.4
#: Texts that are sketched at a time; the runs of all of them are in memory then.
_CHUNK = 50


@frozen(kw_only=True)
class Limits:
    """Where a crowd begins: what is like so many others need not be met by the next one, too.

    ``crowd`` counts near copies, ``met`` what only seems alike. Without them ten thousand copies
    of one template would be compared fifty million times.
    """

    crowd: int = 60
    met: int = 2000


@frozen
class Pair:
    """Two texts by their places in the list, and how much of them is the same, in percent."""

    one: int
    other: int
    share: int


def near(texts: Sequence[str], limits: Limits | None = None) -> Iterator[Pair]:
    """Each pair of different texts that shares the floor or more; every share is counted out."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - only where texts are compared

    desk = _Desk(texts, limits or Limits(), RMinHashLSH(0.5, _FUNCTIONS, _BANDS))
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        sketches = RMinHash.from_token_sets(map(all_runs, chunk), _FUNCTIONS, _SEED)
        for place, sketch in enumerate(sketches, start):
            yield from desk.meet(place, sketch)


class _Desk:
    """The texts met so far: their index, their sketches, and the runs of those last looked at."""

    def __init__(self, texts: Sequence[str], limits: Limits, index: RMinHashLSH) -> None:
        self.texts = texts
        self.limits = limits
        self.index = index
        self.sketches: dict[int, RMinHash] = {}
        self.runs_of = lru_cache(4 * limits.crowd)(
            lambda place: array("Q", run_numbers(texts[place]))
        )

    def meet(self, place: int, sketch: RMinHash) -> Iterator[Pair]:
        """Compare a text with those before it, and put it to them unless it is one of a crowd."""
        met = sorted(self.index.query(sketch))
        near = [other for other in met if sketch.jaccard(self.sketches[other]) >= _WORTH_A_LOOK]
        own = run_numbers(self.texts[place]) if near else set()
        shares = ((other, _share(own, self.runs_of(other))) for other in near)
        found = [Pair(other, place, share) for other, share in shares if share >= FLOOR]
        yield from found
        if len(found) < self.limits.crowd and len(met) < self.limits.met:
            self.index.insert(place, sketch)
            self.sketches[place] = sketch


def _share(own: set[int], other: array[int]) -> int:
    """How much of two texts is the same, in whole percent of both together."""
    return 200 * len(own.intersection(other)) // max(1, len(own) + len(other))
