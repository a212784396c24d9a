"""Figures that are far from last year's: right perhaps, but worth a second look."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from attrs import field, frozen, validators

from gongkai import (
    Checking,
    Figure,
    Form,
    FormCell,
    NotAssessable,
    Operand,
    Operator,
    Problem,
    Relation,
    Words,
    words,
)


@frozen(kw_only=True)
class JumpSettings:
    """``[checks."plausibility.jump"]``: how often last year's figure is too much or too little.

    A figure below ``floor`` is taken for the floor: from 1 to 6 is no jump, from 300 to 0 is.
    """

    factor: int = field(default=5, validator=validators.in_(range(2, 1001)))
    floor: int = field(default=20, validator=validators.in_(range(1, 1_000_001)))


def jump(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """No total is more than ``factor`` times last year's, or less than that part of it.

    Only printed cells that are no part of a sum are looked at: a jump of the sum is told once,
    and its parts differ from year to year by nature.
    """
    if checking.previous is None:
        yield NotAssessable(why=_no_last_year(checking))
        return
    parts = set(_parts(checking.report.form))
    for cell in checking.report.form.cells():
        if cell.address not in parts and cell.address not in checking.breaks:
            yield from _jumped(cell, checking)


def _no_last_year(checking: Checking) -> Words:
    year = checking.report.year - 1
    if checking.unread is None:
        return words("there is no report of {year}", year=year)
    return words("the report of {year} cannot be read: {why}", year=year, why=checking.unread)


def _parts(form: Form) -> Iterator[str]:
    """The cells of the engine's own tables, and those that the form adds up to another."""
    for table in form.tables:
        if table.supplementary:
            yield from (cell.address for cell in table.cells())
    for relation in form.relations:
        if _is_sum(relation):
            yield from _added_up(relation, form)


def _is_sum(relation: Relation) -> bool:
    """Whether one cell is all of several others of the same report."""
    return (
        relation.operator is Operator.EQUAL
        and len(relation.left) == 1 < len(relation.right)
        and all(term.year == 0 and term.times > 0 for term in relation.right)
    )


def _added_up(relation: Relation, form: Form) -> Iterator[str]:
    keys = {term.cell for term in relation.right}
    if relation.each in {"row", "column"}:
        for cell in form.table(relation.table).cells():
            if (cell.row.key if relation.each == "column" else cell.column.key) in keys:
                yield cell.address
    else:
        yield from keys


def _jumped(cell: FormCell, checking: Checking) -> Iterator[Problem]:
    now = checking.report.figures[cell.address]
    then = (checking.previous or {}).get(cell.address)
    if now.value is None or then is None or then.value is None:
        return
    factor, floor = checking.settings.factor, checking.settings.floor
    if now.value > factor * max(then.value, floor):
        told = words(
            "{label} is {actual}, more than {factor} times last year's {before}",
            label=cell.label,
            actual=now.printed,
            factor=factor,
            before=then.printed,
        )
        yield _problem(cell, (now, then), told, f"≤{factor * then.value}", checking)
    elif then.value > factor * max(now.value, floor):
        told = words(
            "{label} is {actual}, less than 1/{factor} of last year's {before}",
            label=cell.label,
            actual=now.printed,
            factor=factor,
            before=then.printed,
        )
        least = math.ceil(Decimal(then.value) / factor)
        yield _problem(cell, (now, then), told, f"≥{least}", checking)


def _problem(
    cell: FormCell, figures: tuple[Figure, Figure], told: Words, expected: str, checking: Checking
) -> Problem:
    now, then = figures
    year = checking.report.year
    return Problem(
        address=cell.address,
        message=told,
        operands=tuple(
            Operand(label=f"{cell.label}（{of}）", address=cell.address, value=figure.printed)
            for of, figure in ((year, now), (year - 1, then))
        ),
        expected=expected,
        actual=now.printed,
    )
