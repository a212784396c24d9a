"""Counting entries: each record once, wherever the form's data says that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from attrs import define, field, frozen

from gongkai.entries.facets import Facets, facets_of
from gongkai.errors import Position
from gongkai.model.counting import Count
from gongkai.model.figures import Number
from gongkai.model.records import BadRow, Crash, Decision, Entry, Fault, Fee, NoRows


@frozen(kw_only=True)
class EntryTally:
    """What a register's records add up to, by their facets; ``late`` with those entered late.

    ``places`` are where the late ones stand, ``last_entered`` when the last of them was entered.
    ``faults`` are what could not be read.
    """

    register: str
    records: int
    in_time: tuple[tuple[Facets, Number], ...]
    late: tuple[tuple[Facets, Number], ...]
    places: tuple[Position, ...]
    last_entered: date | None
    faults: tuple[Fault, ...] = ()

    @cached_property
    def broken_off(self) -> bool:
        """Whether something raised while it was read: half a count is no count."""
        return any(isinstance(fault, Crash) for fault in self.faults)

    def count(self, wanted: Count, *, late: bool = False) -> Number:
        """How many records fit, or what they add up to; with ``late`` those entered late too."""
        return divided((self._all if late else self._index).total(wanted), wanted.divide)

    @cached_property
    def _index(self) -> _Index:
        return _Index.of(self.in_time)

    @cached_property
    def _all(self) -> _Index:
        return _Index.of((*self.in_time, *self.late))

    def changes(self, wanted: Count) -> bool:
        """Whether records that were entered late would change a count."""
        return any(weight and fits(wanted, facets) for facets, weight in self.late)


@frozen
class _Index:
    """Weights, and which of them have a value of a facet: the bits of a number say it.

    A form asks for hundreds of cells, and records are of dozens of kinds.
    """

    weights: tuple[Number, ...]
    holding: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, counted: Sequence[tuple[Facets, Number]]) -> _Index:
        """Index what was counted."""
        holding: dict[tuple[str, str], int] = {}
        for place, (facets, _) in enumerate(counted):
            for facet, values in facets.items():
                for value in values:
                    holding[facet, value] = holding.get((facet, value), 0) | 1 << place
        return cls(tuple(weight for _, weight in counted), holding)

    def total(self, wanted: Count) -> Number:
        """Add up what meets every condition of a count."""
        fitting = (1 << len(self.weights)) - 1
        for where in wanted.where:
            held = 0
            for value in where.values:
                held |= self.holding.get((where.facet, value), 0)
            fitting &= held
        total: Number = 0
        while fitting:
            place = fitting.bit_length() - 1
            total += self.weights[place]
            fitting ^= 1 << place
        return total


@define
class _Pile:
    """Records of one kind, added up by their facets."""

    weights: dict[int, Number] = field(factory=dict)
    facets: dict[int, Facets] = field(factory=dict)

    def add(self, facets: Facets, weight: Number) -> None:
        """Add a record; equal facets are one object, so that its identity tells them apart."""
        self.facets[id(facets)] = facets
        self.weights[id(facets)] = self.weights.get(id(facets), 0) + weight

    def total(self) -> tuple[tuple[Facets, Number], ...]:
        """What was added, by facets."""
        return tuple((self.facets[key], weight) for key, weight in self.weights.items())


def tally_entries(
    register: str, entries: Iterable[object], year: int, cut_off: date | None
) -> EntryTally:
    """Count a register in one pass; what could not be read is kept aside."""
    in_time, late = _Pile(), _Pile()
    places: list[Position] = []
    last_entered: date | None = None
    records = 0
    faults: list[Fault] = []
    for entry in entries:
        if isinstance(entry, BadRow | NoRows | Crash):
            faults.append(entry)
        if not isinstance(entry, Entry):
            continue
        records += 1
        facets = facets_of(entry, year)
        if is_late(entry, cut_off):
            if facets["when"]:
                places.append(entry.position)
                last_entered = max(filter(None, (last_entered, entry.entered)))
            late.add(facets, weight_of(entry))
        else:
            in_time.add(facets, weight_of(entry))
    return EntryTally(
        register=register,
        records=records,
        in_time=in_time.total(),
        late=late.total(),
        places=tuple(places),
        last_entered=last_entered,
        faults=tuple(faults),
    )


def is_late(entry: Entry, cut_off: date | None) -> bool:
    """Whether a record was entered after the day on which the register was closed."""
    return cut_off is not None and entry.entered is not None and entry.entered > cut_off


def weight_of(entry: Entry) -> Number:
    """What a record adds to a count: one, the number it stands for, or its amount."""
    if isinstance(entry, Fee):
        return entry.amount
    return entry.number if isinstance(entry, Decision) else 1


def fits(wanted: Count, facets: Facets) -> bool:
    """Whether a record meets every condition of a count."""
    return all(
        not facets.get(where.facet, frozenset()).isdisjoint(where.values) for where in wanted.where
    )


def divided(total: Number, by: int) -> Number:
    """Turn a sum into the cell's unit, exactly; no trailing zeros are left behind the point."""
    if by == 1 and not isinstance(total, Decimal):
        return total
    quotient = (Decimal(total) / by).normalize()
    return int(quotient) if quotient == quotient.to_integral_value() else quotient


def entries_behind(
    entries: Iterable[object], wanted: Count, year: int, cut_off: date | None
) -> Iterator[Entry]:
    """The records that a cell counts, in the order of the register."""
    for entry in entries:
        if isinstance(entry, Entry) and not is_late(entry, cut_off):
            facets = facets_of(entry, year)
            if facets["when"] and fits(wanted, facets):
                yield entry
