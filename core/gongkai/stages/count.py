"""Registers + stated figures + form → figures, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from gongkai.arithmetic import Instance, derive
from gongkai.model.figures import Counted, Evidence, Figure, Figures, Overridden, State, number
from gongkai.model.form import Count, Form, FormCell, Table
from gongkai.model.records import BadRow, Crash, NoRows, Register
from gongkai.tally import Same, Tally, tally


@frozen(kw_only=True)
class Counting:
    """Figures for every cell, and what could not be counted."""

    figures: Figures
    bad_rows: tuple[BadRow, ...]
    empty: tuple[NoRows, ...]
    crashes: tuple[Crash, ...]


@frozen(kw_only=True)
class Counts:
    """What there is to count: disclosures, and what makes two the same.

    ``covered`` are the channels that the register holds: of another channel it knows nothing, so
    that a cell which counts that one alone is missing, not 0. ``uncovered`` are channels of the
    bureau that it does not hold: while there is one, a cell that counts any channel is missing,
    not too small. ``records`` gives, by cell, another register's name and the number of its
    records.
    """

    disclosures: Register
    covered: frozenset[str]
    uncovered: frozenset[str]
    same: Same
    records: Mapping[str, tuple[str, int]]


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
    found = tally(counts.disclosures.stream(), year, counts.same)
    countable = bool(counts.disclosures.files) and not found.crashes
    figures = {}
    for cell in form.cells():
        counted = _counted(cell, counts, found if countable else None)
        figures[cell.address] = _figure(cell, stated.get(cell.address), counted)
    repeats = found.repeats(counts.disclosures.stream()) if found.repeated else ()
    return Counting(
        figures=derive(figures, instances),
        bad_rows=(*found.bad_rows, *repeats),
        empty=found.empty,
        crashes=found.crashes,
    )


def _counted(cell: FormCell, counts: Counts, found: Tally | None) -> Counted | None:
    if cell.address in counts.records:
        register, items = counts.records[cell.address]
        return Counted(count=Count(register=register), channels=(), items=items)
    wanted = cell.row.count
    if wanted is None or found is None or cell.column is not cell.table.columns[0]:
        return None
    if wanted.register != counts.disclosures.name:
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
