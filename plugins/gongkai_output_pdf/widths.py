"""How wide the columns of a table are, and how large its letters, so that it stands in portrait."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import ceil

from attrs import frozen

#: The width of the page that is written on, in points.
_PAGE = 442.0
#: Sizes of letters in points, the largest first: 小四 (for few columns), 五号, 小五, 六号.
_SIZES = (12.0, 10.5, 9.0, 7.5)
#: Columns for which letters of 小四 are not too large.
_FEW = 3
#: With what share of what they would like to have beyond the least columns are content.
_CONTENT = 0.7
#: What a cell keeps free beside its text, in letters.
FREE = 0.7
#: No column wants to be wider than so many letters.
_WIDEST = 24.0
#: Text that is not broken before it is as long as this, so many letters of Latin.
RUN = 10
_LATIN = re.compile(r"[!-~]+")


@frozen
class Need:
    """How many letters wide a column must be, and would like to be."""

    least: float
    wanted: float


@frozen
class Fit:
    """Letters in points, and the width of each column in letters."""

    size: float
    widths: tuple[float, ...]


def fitted(needs: Sequence[Need]) -> Fit:
    """The largest letters with which the columns are about as wide as they would like to be."""
    sizes = _SIZES if len(needs) <= _FEW else _SIZES[1:]
    size = next((size for size in sizes if _sum(needs, _CONTENT) <= _PAGE / size), sizes[-1])
    least, wanted = _sum(needs, 0), _sum(needs, 1)
    share = (_PAGE / size - least) / (wanted - least) if wanted > least else 1.0
    share = max(0.0, min(share, 1.0))
    scale = _PAGE / size / _sum(needs, share)
    return Fit(size, tuple(round(_width(need, share) * scale, 2) for need in needs))


def _sum(needs: Sequence[Need], share: float) -> float:
    return sum(_width(need, share) for need in needs)


def _width(need: Need, share: float) -> float:
    """The width of a column that gets a share of what it would like to have beyond its least."""
    return need.least + (need.wanted - need.least) * share + FREE


def need_of(texts: Iterable[tuple[str, int]], narrowest: float) -> Need:
    """What a column needs for its texts, each of which may take so many lines."""
    least = wanted = narrowest
    for text, lines in texts:
        least = max(least, _unbroken(text))
        wanted = max(wanted, letters(text) / lines)
    return Need(least, max(least, min(wanted, _WIDEST)))


def letters(text: str) -> float:
    """How wide a text is, in Chinese letters; Latin ones are about half as wide."""
    return sum(0.55 if letter.isascii() else 1.0 for letter in text[:100])


def even(text: str, width: float) -> int:
    """How many letters a line takes if a label's lines are to be about as long; 0: one line."""
    lines = ceil(len(text) / max(1, int(width - FREE)))
    return ceil(len(text) / lines) if lines > 1 else 0


def _unbroken(text: str) -> float:
    runs = (len(run) for run in _LATIN.findall(text[:1_000]))
    return 0.6 * min(max(runs, default=0), RUN)
