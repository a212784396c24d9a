"""Rules on registers and on what was put in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from gongkai import (
    BadRow,
    Check,
    Checking,
    Exactness,
    Figure,
    FormCell,
    Late,
    Operand,
    Overridden,
    Problem,
    RuleExample,
    Severity,
    Stated,
    Words,
    hookimpl,
    printed,
    read_examples,
    words,
)

GONGKAI_API = 1

#: Of the figures that late records would change, so many are told in the message.
_CHANGES_SHOWN = 4


def rows(checking: Checking) -> Iterator[Problem]:
    """Every row of a register can be read."""
    for row in checking.report.bad_rows:
        yield Problem(
            address=f"register:{row.register}",
            message=_row(row),
            actual=row.value,
            place=row.position,
        )


def _row(row: BadRow) -> Words:
    if row.counted:
        return words(
            "row {row}, column {column!r}: {reason}; found {value!r}; the row counts without it",
            row=row.position.line,
            column=row.column,
            reason=row.reason,
            value=row.value,
        )
    if row.column:
        return words(
            "row {row}, column {column!r}: {reason}; found {value!r}; the row is not counted",
            row=row.position.line,
            column=row.column,
            reason=row.reason,
            value=row.value,
        )
    return words(
        "row {row}: {reason}; found {value!r}; the row is not counted",
        row=row.position.line,
        reason=row.reason,
        value=row.value,
    )


def empty(checking: Checking) -> Iterator[Problem]:
    """Every register has rows."""
    for file in checking.report.empty:
        yield Problem(
            address=f"register:{file.register}",
            message=words(
                "{file} has headings and no rows; the figures counted from it are 0",
                file=file.position.file,
            ),
            place=file.position,
        )


def counts(checking: Checking) -> Iterator[Problem]:
    """What is stated is what the register counts."""
    for cell in checking.report.form.cells():
        figure = checking.report.figures[cell.address]
        if figure.counted is None or not isinstance(figure.evidence, Stated):
            continue
        if not _agrees(figure, figure.counted):
            yield _otherwise(cell, figure, figure.counted)


def _otherwise(cell: FormCell, figure: Figure, counted: int | Decimal) -> Problem:
    return Problem(
        address=cell.address,
        message=words(
            "{label}: {stated} is stated, the register counts {counted}",
            label=cell.label,
            stated=figure.printed or figure.text,
            counted=printed(counted),
        ),
        operands=(Operand(label=cell.label, address=cell.address, value=figure.printed),),
        expected=printed(counted),
        actual=figure.printed,
        difference="" if figure.value is None else printed(figure.value - counted),
    )


def _agrees(figure: Figure, counted: int | Decimal) -> bool:
    """Whether the count may be what was stated: 500余 is kept by 577, 约600 by any number."""
    if figure.exactness is Exactness.AT_LEAST and figure.value is not None:
        return counted >= figure.value
    return figure.exactness is Exactness.ABOUT or counted == figure.value


def late(checking: Checking) -> Iterator[Problem]:
    """Nothing of the year was entered after the registers were closed."""
    for found in checking.late:
        yield Problem(
            address=f"register:{found.register}",
            message=words(
                "{number} records of {year} were entered after {cut_off}, the last on {last}; "
                "they are not counted; with them: {changes}",
                number=len(found.places),
                year=checking.report.year,
                cut_off=checking.cut_off,
                last=found.last_entered.isoformat(),
                changes=_changes(found, checking),
            ),
            operands=tuple(_changed(found, checking)),
            place=found.places[0],
        )


def _changes(found: Late, checking: Checking) -> str:
    """What the figures would be, the first few of them."""
    changed = [
        f"{operand.address} {checking.report.figures[operand.address].printed or '—'}"
        f" → {operand.value}"
        for operand in _changed(found, checking)
    ]
    return "; ".join([*changed[:_CHANGES_SHOWN], *(["…"] if changed[_CHANGES_SHOWN:] else [])])


def _changed(found: Late, checking: Checking) -> Iterator[Operand]:
    labels = {cell.address: cell.label for cell in checking.report.form.cells()}
    for address, value in found.figures.items():
        yield Operand(label=labels[address], address=address, value=printed(value))


def overrides(checking: Checking) -> Iterator[Problem]:
    """Who puts a number in place of a counted one says who and why."""
    for address, figure in checking.report.figures.items():
        evidence = figure.evidence
        if isinstance(evidence, Overridden) and not (
            evidence.by.strip() and evidence.reason.strip()
        ):
            yield Problem(
                address=address,
                message=words(
                    "{address} is overridden without an author and a reason", address=address
                ),
            )


_CHECKS = (
    Check(
        code="registers.row",
        severity=Severity.ERROR,
        title=words("Every row of a register can be read"),
        why=words("A row that cannot be read is not counted; the figures are too small."),
        fix=words("Correct the cell in the register, or in the system that it was exported from."),
        run=rows,
    ),
    Check(
        code="registers.empty",
        severity=Severity.WARNING,
        title=words("A register has rows"),
        why=words("An export that went wrong has no rows either, and would be counted as nothing."),
        fix=words(
            "Export the register again; where there was nothing, take the register out and state 0."
        ),
        run=empty,
    ),
    Check(
        code="registers.count",
        severity=Severity.ERROR,
        title=words("A stated figure is what its register counts"),
        why=words("The report must be verifiable (可核查): a number without records is a guess."),
        fix=words(
            "Take the stated figure out, or correct the register; to keep it, override it: "
            '{ value = 4, override = true, by = "…", reason = "…" }.'
        ),
        basis="国办公开办函〔2021〕30号",
        run=counts,
    ),
    Check(
        code="registers.late",
        severity=Severity.WARNING,
        title=words("Nothing was entered after the registers were closed"),
        why=words(
            "A published figure stands for what the register held on its day; what came later "
            "changes it, and the public has to be told."
        ),
        fix=words(
            "To restate the figures, set [registers] cut_off to the day of the last entry and "
            "publish a correction; else leave the records to the file."
        ),
        basis="国办公开办函〔2021〕30号",
        run=late,
    ),
    Check(
        code="override.reason",
        severity=Severity.ERROR,
        title=words("An overridden figure has an author and a reason"),
        why=words("Both numbers are kept, so that a reviewer can see who changed one, and why."),
        fix=words('Add by = "…" and reason = "…" to the figure.'),
        run=overrides,
    ),
)


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on registers."""
    return _CHECKS


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(Path(__file__).parent / "examples.toml")
