"""A member of a region that has nothing where its peers have much: forgotten perhaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import field, frozen, validators

from gongkai import (
    AgencyKind,
    Checking,
    Figure,
    Form,
    FormCell,
    Operand,
    Operator,
    Problem,
    Relation,
    Report,
    Scope,
    State,
    words,
)


@frozen(kw_only=True)
class PeersSettings:
    """``[checks."plausibility.peers"]``: what is much, and how many peers it takes to say so."""

    average: int = field(default=100, validator=validators.in_(range(1, 1_000_001)))
    peers: int = field(default=5, validator=validators.in_(range(2, 1001)))


def peers(checking: Checking) -> Iterator[Problem]:
    """No member has zero, or nothing, where its peers have over ``average`` on average.

    Peers are the other members of the same kind in the same region, on the same form. Row totals
    and tables of one column are looked at, and only where more than half of the peers have
    something: else one large bureau would make all others suspect.
    """
    region, form = checking.region, checking.report.form
    if region is None or region.scope is not Scope.REGION:
        return
    cells = tuple(_looked_at(form))
    by_kind: dict[AgencyKind, list[Report]] = {}
    for member in region.counted:
        if member.report and member.report.form.id == form.id:
            by_kind.setdefault(member.agency.kind, []).append(member.report)
    for group in by_kind.values():
        if len(group) > checking.settings.peers:
            for cell in cells:
                yield from _of_cell(cell, group, checking.settings)


def _looked_at(form: Form) -> Iterator[FormCell]:
    """Cells of tables with one column, and those that add up their row."""
    totals = {
        (relation.table, relation.left[0].cell)
        for relation in form.relations
        if relation.each == "row" and _is_sum(relation)
    }
    for cell in form.cells():
        single = len(cell.table.columns) == 1
        if not cell.table.supplementary and (single or (cell.table.key, cell.column.key) in totals):
            yield cell


def _is_sum(relation: Relation) -> bool:
    return relation.operator is Operator.EQUAL and len(relation.left) == 1 < len(relation.right)


def _of_cell(
    cell: FormCell, reports: Sequence[Report], settings: PeersSettings
) -> Iterator[Problem]:
    """The members that have nothing in a cell in which the others have much.

    Whoever says that the cell does not apply has not forgotten it.
    """
    figures = [report.figures[cell.address] for report in reports]
    values = [Decimal(figure.value or 0) for figure in figures]
    others, having = len(reports) - 1, sum(value > 0 for value in values)
    average = sum(values, start=Decimal(0)) / others
    if average <= settings.average or having * 2 <= others:
        return
    for report, figure in zip(reports, figures, strict=True):
        if not figure.value and figure.state is not State.NOT_APPLICABLE:
            yield _problem(report, cell, figure, average)


def _problem(report: Report, cell: FormCell, figure: Figure, average: Decimal) -> Problem:
    shown = str(round(average))
    return Problem(
        address=f"member:{report.agency.id}",
        message=words(
            "{name} has nothing for {label}; its peers have {average} on average",
            name=report.agency.name,
            label=cell.label,
            average=shown,
        ),
        operands=(Operand(label=cell.label, address=cell.address, value=figure.printed),),
        expected=f"≈{shown}",
        actual=figure.printed,
        place=figure.position,
    )
