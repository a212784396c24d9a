"""Rules on single cells: filled in, not negative, a number, not blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai import (
    Check,
    Checking,
    Figure,
    FormCell,
    Problem,
    RuleExample,
    Severity,
    State,
    ValueType,
    hookimpl,
    read_examples,
    words,
)

GONGKAI_API = 1


def _cells(checking: Checking) -> Iterator[tuple[FormCell, Figure]]:
    """Every printed cell of the form, with what stands in it."""
    for cell in checking.report.form.cells():
        if not cell.table.supplementary:
            yield cell, checking.report.figures[cell.address]


def required(checking: Checking) -> Iterator[Problem]:
    """A form that must be complete has a figure in every cell.

    In a region's sum a cell is missing where its members lack it, and their own reports say so.
    """
    if not checking.report.form.complete or checking.region is not None:
        return
    for cell, figure in _cells(checking):
        if figure.state is State.MISSING:
            yield Problem(
                address=cell.address, message=words("{label} is not filled in", label=cell.label)
            )


def blank(checking: Checking) -> Iterator[Problem]:
    """A cell that was printed empty says neither zero nor not applicable."""
    for cell, figure in _cells(checking):
        if figure.state is State.BLANK:
            yield Problem(
                address=cell.address, message=words("{label} is printed blank", label=cell.label)
            )


def negative(checking: Checking) -> Iterator[Problem]:
    """Nothing that is counted is below zero, except a change."""
    for cell, figure in _cells(checking):
        signed = cell.value_type is ValueType.SIGNED
        if figure.value is not None and figure.value < 0 and not signed:
            yield Problem(
                address=cell.address,
                message=words("{label} is {actual}", label=cell.label, actual=figure.printed),
                expected="≥0",
                actual=figure.printed,
                difference=figure.printed,
            )


def not_a_number(checking: Checking) -> Iterator[Problem]:
    """Where a number belongs, a number stands; pieces are whole.

    In a form that must be complete a bare "/" says as little as a blank: not why. It is told where
    it was written, not in a region's sum.
    """
    complete = checking.report.form.complete
    for cell, figure in _cells(checking):
        if complete and figure.without_reason and figure.position is not None:
            yield Problem(
                address=cell.address,
                message=words(
                    '{label}: "/" says no reason; write 0, or {{ na = "reason" }}',
                    label=cell.label,
                ),
                actual="/",
            )
        if figure.state is State.NOT_A_NUMBER:
            yield Problem(
                address=cell.address,
                message=words(
                    "{label} holds {text!r}, where a number belongs",
                    label=cell.label,
                    text=figure.text,
                ),
                actual=figure.text,
            )


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on cells."""
    return (
        Check(
            code="cells.required",
            severity=Severity.ERROR,
            title=words("Every cell is filled in"),
            why=words("The national form of 2019 and 2021 is complete only with all its cells."),
            fix=words(
                'State the figure, 0, or { na = "reason" }; a total may be left to the form.'
            ),
            basis="国办公开办函〔2021〕30号",
            run=required,
        ),
        Check(
            code="cells.blank",
            severity=Severity.ERROR,
            title=words("No cell is printed blank"),
            why=words("A blank can mean zero, unknown or not applicable; readers cannot tell."),
            fix=words(
                'Write 0 for none, or { na = "reason" } where it does not concern the organ.'
            ),
            basis="国办公开办函〔2021〕30号",
            run=blank,
        ),
        Check(
            code="cells.negative",
            severity=Severity.ERROR,
            title=words("No cell is negative"),
            why=words("Items, requests and fees are counted; only a change can be below zero."),
            fix=words("Look for a typing mistake, or a correction that was booked as a figure."),
            run=negative,
        ),
        Check(
            code="cells.not-a-number",
            severity=Severity.ERROR,
            title=words("A number stands where a number belongs"),
            why=words("A text cannot be added up, and pieces do not come in fractions."),
            fix=words("Write the bare number; a unit or remark belongs into the narrative."),
            run=not_a_number,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(Path(__file__).parent / "examples.toml")
