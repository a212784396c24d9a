"""Counting disclosures: each item once, however often and wherever it was released."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from gongkai.model.form import Count
from gongkai.model.records import BadRow, Crash, Disclosure
from gongkai.wording import words

#: Groups of fields; the first group that is filled in a row says which item it is.
Same = tuple[tuple[str, ...], ...]

#: Gives the key of the item that a row releases.
KeyOf = Callable[[Disclosure], str]

#: The bit of a normative document; each channel has a bit above it.
_NORMATIVE = 1


def normal(title: str) -> str:
    """A title without what may differ between channels: width, case, spaces, punctuation."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title))).casefold()


def key_by(same: Same) -> KeyOf:
    """What makes two rows the same item; a row that fills no group is an item of its own.

    A key is the number of its group and the fields of it, a line each: what is normal holds no
    line end, so that no two items share a key.
    """
    places = Disclosure._fields.index
    groups = [(str(n), [places(field) for field in group]) for n, group in enumerate(same)]

    def key_of(disclosure: Disclosure) -> str:
        for number, group in groups:
            key = number
            for place in group:
                part = _part(disclosure[place])
                if not part:
                    break
                key = f"{key}\n{part}"
            else:
                return key
        return f"row\n{disclosure.file}\n{disclosure.row}"

    return key_of


def _part(value: object) -> str:
    if isinstance(value, str):
        return value and normal(value)
    return value.isoformat() if isinstance(value, date) else ""


@frozen(kw_only=True)
class Tally:
    """The distinct items of a register, by the channels they were released on.

    ``items`` counts them by their channels and whether they are normative documents.
    """

    items: Mapping[tuple[frozenset[str], bool], int]
    channels: frozenset[str]
    bad_rows: tuple[BadRow, ...]
    crashes: tuple[Crash, ...]

    def count(self, wanted: Count, channels: frozenset[str]) -> int:
        """How many items fit. ``channels`` are those wanted, none meaning any."""
        return sum(
            number
            for (released_on, normative), number in self.items.items()
            if fits(wanted, channels, released_on, normative=normative)
        )


def fits(
    wanted: Count, channels: frozenset[str], released_on: frozenset[str], *, normative: bool
) -> bool:
    """Whether an item is one of those that a cell counts."""
    if wanted.normative is not None and wanted.normative is not normative:
        return False
    anywhere = not (wanted.channels or wanted.rest)
    return anywhere or not channels.isdisjoint(released_on)


def tally(stream: Iterable[object], year: int, same: Same) -> Tally:
    """Count the items of ``year`` in one pass over a register.

    An item counts in the year of its first release: one that the register also has in an earlier
    year is left out. A row of another year is a bad row. Of each item only its key is kept, and
    a number whose bits say where it was released.
    """
    key_of = key_by(same)
    items: dict[str, int] = {}
    bits: dict[str, int] = {}
    earlier: set[str] = set()
    aside: list[BadRow | Crash] = []
    for found in stream:
        if isinstance(found, Disclosure):
            if found.published.year == year:
                bit = bits.get(found.channel) or bits.setdefault(found.channel, 2 << len(bits))
                key = key_of(found)
                items[key] = items.get(key, 0) | bit | found.normative
                continue
            if found.published.year < year:
                earlier.add(key_of(found))
            aside.append(_of_another_year(found, year))
        elif isinstance(found, BadRow | Crash):
            aside.append(found)
    for key in earlier:
        items.pop(key, None)
    return _tallied(Counter(items.values()), bits, aside)


def _tallied(
    numbers: Mapping[int, int], bits: Mapping[str, int], aside: list[BadRow | Crash]
) -> Tally:
    """Turn the bits back into channels."""
    items = {
        (
            frozenset(channel for channel, bit in bits.items() if found & bit),
            bool(found & _NORMATIVE),
        ): number
        for found, number in numbers.items()
    }
    return Tally(
        items=items,
        channels=frozenset(channel for channels, _ in items for channel in channels),
        bad_rows=tuple(row for row in aside if isinstance(row, BadRow)),
        crashes=tuple(crash for crash in aside if isinstance(crash, Crash)),
    )


def _of_another_year(found: Disclosure, year: int) -> BadRow:
    return BadRow(
        register="disclosures",
        position=found.position,
        column="published",
        value=found.published.isoformat(),
        reason=words(
            "the date is not in the report year {year}; correct it, or move the row to its year",
            year=year,
        ),
    )


def items_behind(
    stream: Iterable[object], year: int, same: Same, wanted: Count, channels: frozenset[str]
) -> Iterator[tuple[Disclosure, ...]]:
    """The items that a cell counts, each with its releases, in the order of the register."""
    key_of = key_by(same)
    items: dict[str, list[Disclosure]] = {}
    earlier: set[str] = set()
    for found in stream:
        if isinstance(found, Disclosure):
            if found.published.year == year:
                items.setdefault(key_of(found), []).append(found)
            elif found.published.year < year:
                earlier.add(key_of(found))
    for key, releases in items.items():
        released_on = frozenset(release.channel for release in releases)
        normative = any(release.normative for release in releases)
        if key not in earlier and fits(wanted, channels, released_on, normative=normative):
            yield tuple(releases)
