"""Registers + stated figures + form → figures, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve, frozen

from gongkai.arithmetic import Instance
from gongkai.entries.tally import EntryTally
from gongkai.filling import derive
from gongkai.model.counting import Count
from gongkai.model.figures import (
    Counted,
    Evidence,
    Figure,
    Figures,
    Number,
    Overridden,
    State,
    number,
)
from gongkai.model.form import Form, FormCell, Table
from gongkai.model.records import BadRow, Crash, Late, NoRows, Register
from gongkai.tally import Same, Tally, tally


@frozen(kw_only=True)
class Counting:
    """Figures for every cell, what could not be counted, and what was entered too late."""

    figures: Figures
    bad_rows: tuple[BadRow, ...]
    empty: tuple[NoRows, ...]
    crashes: tuple[Crash, ...]
    late: tuple[Late, ...] = ()


@frozen(kw_only=True)
class Counts:
    """What there is to count: disclosures, and what makes two the same; entries, added up.

    ``covered`` are the channels that the register holds: of another channel it knows nothing, so
    that a cell which counts that one alone is missing, not 0. ``uncovered`` are channels of the
    bureau that it does not hold: while there is one, a cell that counts any channel is missing,
    not too small. ``records`` gives, by cell, another register's name and the number of its
    records. ``carried`` are registers that lack earlier years: what is in force they cannot say.
    What was entered after ``cut_off`` does not count.
    """

    disclosures: Register
    covered: frozenset[str]
    uncovered: frozenset[str]
    same: Same
    records: Mapping[str, tuple[str, int]]
    entries: Mapping[str, EntryTally]
    carried: frozenset[str]
    cut_off: date | None = None


def count(
    counts: Counts,
    stated: Mapping[str, Figure],
    form: Form,
    instances: tuple[Instance, ...],
    year: int,
) -> Counting:
    """Fill every cell: what is stated stands, what can be counted is, totals are derived.

    A stated figure that a register counts otherwise keeps both numbers. Where a channel's code
    broke off, nothing is counted: half a count is no count.
    """
    found = tally(counts.disclosures.stream(), year, counts.same, counts.cut_off)
    countable = bool(counts.disclosures.files) and not found.crashes
    figures = {}
    for cell in form.cells():
        counted = _counted(cell, counts, found if countable else None)
        figures[cell.address] = _figure(cell, stated.get(cell.address), counted)
    repeats = found.repeats(counts.disclosures.stream()) if found.repeated else ()
    faults = [fault for tallied in counts.entries.values() for fault in tallied.faults]
    return Counting(
        figures=derive(figures, instances),
        bad_rows=(*found.bad_rows, *repeats, *(f for f in faults if isinstance(f, BadRow))),
        empty=(*found.empty, *(f for f in faults if isinstance(f, NoRows))),
        crashes=(*found.crashes, *(f for f in faults if isinstance(f, Crash))),
        late=(
            *_late_disclosures(found, counts, form, year),
            *(_late(tallied, form) for tallied in counts.entries.values() if tallied.places),
        ),
    )


def _counted(cell: FormCell, counts: Counts, found: Tally | None) -> Counted | None:
    if cell.address in counts.records:
        register, items = counts.records[cell.address]
        return Counted(count=Count(register=register), channels=(), items=items)
    wanted = cell.count
    if wanted is None:
        return None
    if wanted.register == counts.disclosures.name:
        return _of_disclosures(cell, wanted, counts, found)
    return _of_entries(wanted, counts)


def _of_disclosures(
    cell: FormCell, wanted: Count, counts: Counts, found: Tally | None
) -> Counted | None:
    if found is None or cell.column is not cell.table.columns[0]:
        return None
    channels = channels_of(wanted, cell.table, counts.covered)
    if wanted.channels or wanted.rest:
        unknown = channels.isdisjoint(counts.covered)
    else:
        unknown = bool(counts.uncovered)
    if unknown:
        return None
    return Counted(
        count=wanted,
        channels=tuple(sorted(channels)),
        items=found.count(wanted, channels),
    )


def _of_entries(wanted: Count, counts: Counts) -> Counted | None:
    tallied = counts.entries.get(wanted.register)
    if tallied is None or tallied.broken_off:
        return None
    if wanted.register in counts.carried and _of_stock(wanted):
        return None
    return Counted(count=wanted, channels=(), items=tallied.count(wanted))


def _of_stock(wanted: Count) -> bool:
    """Whether a count asks for what was there before, too."""
    return any(not _OF_YEARS_BEFORE.isdisjoint(where.values) for where in wanted.where)


#: What a register that lacks earlier years cannot say.
_OF_YEARS_BEFORE = frozenset({"in-force", "public"})


def _late_disclosures(found: Tally, counts: Counts, form: Form, year: int) -> Iterator[Late]:
    """What the cells would be with the releases that were entered late: the register, again."""
    late = [release for release in found.late if release.published.year == year]
    days = [release.entered for release in late if release.entered]
    if not days:
        return
    whole = tally(counts.disclosures.stream(), year, counts.same)
    figures = {
        cell.address: after.items
        for cell in form.cells()
        if (after := _counted_in(cell, counts, whole)) != _counted_in(cell, counts, found) and after
    }
    yield Late(
        register=counts.disclosures.name,
        places=tuple(release.position for release in late),
        last_entered=max(days),
        figures=figures,
    )


def _counted_in(cell: FormCell, counts: Counts, found: Tally) -> Counted | None:
    wanted = cell.count
    if wanted is None or wanted.register != counts.disclosures.name:
        return None
    return _of_disclosures(cell, wanted, counts, found)


def _late(tallied: EntryTally, form: Form) -> Late:
    """What the cells would be with the records that were entered late."""
    changed: dict[str, Number] = {
        cell.address: tallied.count(wanted, late=True)
        for cell in form.cells()
        if (wanted := cell.count)
        and wanted.register == tallied.register
        and tallied.changes(wanted)
    }
    assert tallied.last_entered is not None  # noqa: S101 - there are places, so there is a day
    return Late(
        register=tallied.register,
        places=tallied.places,
        last_entered=tallied.last_entered,
        figures=changed,
    )


def channels_of(wanted: Count, table: Table, covered: frozenset[str]) -> frozenset[str]:
    """The channels that a cell counts; the rest is what no other row of the table counts."""
    if not wanted.rest:
        return frozenset(wanted.channels)
    others = {
        channel for row in table.rows if row.count is not None for channel in row.count.channels
    }
    return covered - others


def _figure(cell: FormCell, stated: Figure | None, counted: Counted | None) -> Figure:
    if stated is None:
        if counted is None:
            return Figure(address=cell.address, state=State.MISSING, unit=cell.unit)
        return number(cell.address, counted.items, unit=cell.unit, evidence=counted)
    if counted is None:
        return stated
    return evolve(stated, counted=counted.items, evidence=_kept(stated.evidence, counted))


def _kept(evidence: Evidence | None, counted: Counted) -> Evidence | None:
    if isinstance(evidence, Overridden):
        return evolve(evidence, replaced=counted.items)
    return evidence
