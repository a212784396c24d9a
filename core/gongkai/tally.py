"""Counting disclosures: each item once, however often and wherever it was released."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from gongkai.model.counting import Count
from gongkai.model.records import BadRow, Crash, Disclosure, Fault, NoRows
from gongkai.wording import words

#: Groups of fields; the first group that is filled in a row says which item it is.
Same = tuple[tuple[str, ...], ...]

#: Gives the keys of a row, the first being that of its item.
KeysOf = Callable[[Disclosure], list[str]]

_DIGITS = re.compile(r"\d+")

#: The bit of a normative document; each channel has a bit above it.
_NORMATIVE = 1


#: Characters that join no other, whatever stands beside them: nearly all of a Chinese title.
_ALONE = re.compile("[\0-\u02ff\u2000-\u206f\u2100-\u2bff\u3000-\u3020\u3400-\u9fff\uff00-\uff60]")


class _Joining(ValueError):  # noqa: N818 - no error: it says that characters must be seen together
    """A character may join the one before it."""


class _Plain(dict[int, str]):
    """What is left of each character, looked up once: a register has thousands of titles."""

    def __missing__(self, code: int) -> str:
        """Look a character up that was not met before."""
        if not _ALONE.match(chr(code)):
            raise _Joining
        return self.setdefault(code, _plain(chr(code)))


_PLAIN = _Plain()


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


def normal(title: str) -> str:
    """A title without what may differ between channels: width, case, spaces, punctuation."""
    try:
        return title.translate(_PLAIN)
    except _Joining:
        return _plain(title)


def number_key(number: str) -> str:
    """A number without what may differ between registers; its groups of digits stay apart.

    2024-1-12 and 2024-11-2 are two, （2024）第1号 and 〔2024〕1号 are one.
    """
    if number.isascii() and number.isdecimal():
        return f"{number} {number}"
    plain = unicodedata.normalize("NFKC", number).casefold().replace("第", "")
    signs = "".join(filter(str.isalnum, plain))
    return signs and f"{signs} {' '.join(_DIGITS.findall(plain))}"


def keys_by(same: Same) -> KeysOf:
    """What makes two rows the same item: a key for each group that a row fills, in their order.

    A key is the number of its group and the fields of it, a line each: what is normal holds no
    line end, so that no two items share a key. A row that fills no group is an item of its own.
    """
    places = Disclosure._fields.index
    groups = [(f"{n}\n", [places(field) for field in group]) for n, group in enumerate(same)]

    def keys_of(disclosure: Disclosure) -> list[str]:
        keys = []
        for number, group in groups:
            parts = []
            for place in group:
                part = _part(disclosure[place])
                if not part:
                    break
                parts.append(part)
            else:
                keys.append(number + "\n".join(parts))
        return keys or [f"row\n{disclosure.file}\n{disclosure.row}"]

    return keys_of


def _part(value: object) -> str:
    if not value:
        return ""
    if isinstance(value, str):
        return normal(value)
    return value.isoformat() if isinstance(value, date) else ""


@frozen
class _Items:
    """Which item each row releases.

    ``leaders`` gives, by the key of a later group, the key of an earlier one that goes with it: a
    row without a number joins the item with a number that has the same title and day. Of several
    such items it joins the first in order, so that the order of rows does not matter.
    """

    keys_of: KeysOf
    leaders: dict[str, str] = field(factory=dict)

    def learn(self, found: Disclosure) -> str:
        """Return the row's own key, and keep which other keys go with it."""
        keys = self.keys_of(found)
        first = keys[0]
        for key in keys[1:]:
            if first < self.leaders.setdefault(key, first):
                self.leaders[key] = first
        return first

    def of(self, key: str) -> str:
        """The item of a row's own key, once every row was learnt."""
        while key in self.leaders:
            key = self.leaders[key]
        return key


@frozen(kw_only=True)
class Tally:
    """The distinct items of a register, by the channels they were released on.

    ``items`` counts them by their channels and whether they are normative documents.
    ``repeated`` says that some were released before the year, and are not counted; which rows
    these are `repeats` tells. ``late`` were entered after the cut-off, and are not counted either.
    """

    items: Mapping[tuple[frozenset[str], bool], int]
    channels: frozenset[str]
    repeated: bool
    bad_rows: tuple[BadRow, ...]
    empty: tuple[NoRows, ...]
    crashes: tuple[Crash, ...]
    late: tuple[Disclosure, ...]
    _year: int
    _of: _Items
    _earlier: Mapping[str, Disclosure]

    def count(self, wanted: Count, channels: frozenset[str]) -> int:
        """How many items fit. ``channels`` are those wanted, none meaning any."""
        return sum(
            number
            for (released_on, normative), number in self.items.items()
            if fits(wanted, channels, released_on, normative=normative)
        )

    def repeats(self, stream: Iterable[object]) -> Iterator[BadRow]:
        """Tell the rows whose item was released before the year, from the register read again."""
        for found in stream:
            if isinstance(found, Disclosure) and found.published.year == self._year:
                first = self._earlier.get(self._of.of(self._of.keys_of(found)[0]))
                if first is not None:
                    yield _repeat(found, first)


def fits(
    wanted: Count, channels: frozenset[str], released_on: frozenset[str], *, normative: bool
) -> bool:
    """Whether an item is one of those that a cell counts."""
    if wanted.normative is not None and wanted.normative is not normative:
        return False
    anywhere = not (wanted.channels or wanted.rest)
    return anywhere or not channels.isdisjoint(released_on)


def tally(stream: Iterable[object], year: int, same: Same, cut_off: date | None = None) -> Tally:
    """Count the items of ``year`` in one pass over a register, as it was on the ``cut_off`` day.

    An item counts in the year of its first release: one that the register also has in an earlier
    year is left out. Of each item only its keys are kept, and a number whose bits say where it
    was released.
    """
    known = _Items(keys_by(same))
    items: dict[str, int] = {}
    bits: dict[str, int] = {}
    before: list[tuple[str, Disclosure]] = []
    aside: list[Fault] = []
    late: list[Disclosure] = []
    for found in stream:
        if isinstance(found, Disclosure):
            if cut_off is not None and found.entered is not None and found.entered > cut_off:
                late.append(found)
            elif found.published.year == year:
                bit = bits.get(found.channel) or bits.setdefault(found.channel, 2 << len(bits))
                key = known.learn(found)
                items[key] = items.get(key, 0) | bit | found.normative
            elif found.published.year < year:
                before.append((known.learn(found), found))
        elif isinstance(found, BadRow | NoRows | Crash):
            aside.append(found)
    _join(items, known)
    earlier = _firsts(before, known)
    repeated = [key for key in earlier if items.pop(key, None)]
    by_place = _by_place(Counter(items.values()), bits)
    return Tally(
        items=by_place,
        channels=frozenset(channel for channels, _ in by_place for channel in channels),
        repeated=bool(repeated),
        bad_rows=tuple(row for row in aside if isinstance(row, BadRow)),
        empty=tuple(file for file in aside if isinstance(file, NoRows)),
        crashes=tuple(crash for crash in aside if isinstance(crash, Crash)),
        late=tuple(late),
        year=year,
        of=known,
        earlier=earlier,
    )


def _join(items: dict[str, int], known: _Items) -> None:
    """Put rows that go by a later key to the item that leads it."""
    for key in [key for key in items if key in known.leaders]:
        found, item = items.pop(key), known.of(key)
        items[item] = items.get(item, 0) | found


def _firsts(before: list[tuple[str, Disclosure]], known: _Items) -> dict[str, Disclosure]:
    """The first release of each item that was released before the year."""
    firsts: dict[str, Disclosure] = {}
    for key, found in before:
        item = known.of(key)
        firsts[item] = min(firsts.get(item, found), found, key=_when)
    return firsts


def _when(found: Disclosure) -> tuple[date, str, int]:
    return found.published, found.file, found.row


def _by_place(
    numbers: Mapping[int, int], bits: Mapping[str, int]
) -> dict[tuple[frozenset[str], bool], int]:
    """Turn the bits back into channels."""
    return {
        (
            frozenset(channel for channel, bit in bits.items() if found & bit),
            bool(found & _NORMATIVE),
        ): number
        for found, number in numbers.items()
    }


def _repeat(found: Disclosure, first: Disclosure) -> BadRow:
    return BadRow(
        register="disclosures",
        position=found.position,
        column="",
        value=found.title,
        reason=words(
            "the item was first released on {day} ({place}) and counts in that year; "
            "take the row out, or correct the day of the other",
            day=first.published.isoformat(),
            place=first.position,
        ),
    )


def in_time(stream: Iterable[object], cut_off: date | None) -> Iterator[object]:
    """A register without what was entered after it was closed."""
    for found in stream:
        entered = found.entered if isinstance(found, Disclosure) else None
        if entered is None or cut_off is None or entered <= cut_off:
            yield found


def items_behind(
    stream: Iterable[object], year: int, same: Same, wanted: Count, channels: frozenset[str]
) -> Iterator[tuple[Disclosure, ...]]:
    """The items that a cell counts, each with its releases, in the order of the register."""
    for releases in _releases(stream, year, same):
        released_on = frozenset(release.channel for release in releases)
        normative = any(release.normative for release in releases)
        if fits(wanted, channels, released_on, normative=normative):
            yield tuple(releases)


def _releases(stream: Iterable[object], year: int, same: Same) -> Iterable[list[Disclosure]]:
    """The releases of each item of the year that was not released before."""
    known = _Items(keys_by(same))
    rows = [
        (known.learn(found), found)
        for found in stream
        if isinstance(found, Disclosure) and found.published.year <= year
    ]
    items: dict[str, list[Disclosure]] = {}
    for key, found in rows:
        items.setdefault(known.of(key), []).append(found)
    return [
        releases
        for releases in items.values()
        if all(release.published.year == year for release in releases)
    ]
