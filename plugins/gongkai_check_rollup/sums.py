"""The figures that a region published, against the sum of its members."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from gongkai import (
    Adding,
    Checking,
    Contribution,
    Exactness,
    Figure,
    FormCell,
    NotAssessable,
    Operand,
    Problem,
    Report,
    Scope,
    Severity,
    State,
    Summed,
    Words,
    printed,
    words,
)

#: Contributors beyond this are told by their number; the operands have all of them.
_NAMED = 3
#: States of a published cell that tell nothing to compare; other rules tell of them.
_SILENT = {State.MISSING, State.BLANK, State.NOT_A_NUMBER}

_Number = int | Decimal


def sums(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Every cell that the region published is the sum of its members' cells."""
    region, report = checking.region, checking.report
    if region is None or region.scope is not Scope.REGION:
        yield NotAssessable(
            why=words("the region publishes the figures of the whole, not of its own level")
        )
    elif region.published is None:
        yield _unpublished(checking)
    else:
        yield from _cells(report, region.published)


def _unpublished(checking: Checking) -> NotAssessable:
    if checking.unread is not None:
        return NotAssessable(
            why=words(
                "the report of {year} cannot be read: {why}",
                year=checking.report.year,
                why=checking.unread,
            )
        )
    return NotAssessable(why=words("there is no report of {year}", year=checking.report.year))


def _cells(report: Report, published: Report) -> Iterator[Problem | NotAssessable]:
    """Compare every cell that was published; one remark tells of those without a sum."""
    pairs = [
        _Pair(cell=cell, sum=report.figures[cell.address], said=published.figures[cell.address])
        for cell in report.form.cells()
        if not cell.table.supplementary and cell.rollup.adding is not Adding.NONE
    ]
    said = [pair for pair in pairs if pair.said.state not in _SILENT]
    yield from (_problem(pair) for pair in said if pair.differs)
    unknown = [pair.cell.address for pair in said if pair.sum.state is State.MISSING]
    if unknown:
        yield NotAssessable(
            address=unknown[0],
            why=words(
                "cells in which no member has a figure: {number}, the first is {address}",
                number=len(unknown),
                address=unknown[0],
            ),
        )


@frozen(kw_only=True)
class _Pair:
    """A cell of the sum, and the same cell as it was published."""

    cell: FormCell
    sum: Figure
    said: Figure

    @property
    def expected(self) -> _Number:
        """The sum; what is not applicable adds nothing."""
        return self.sum.value or 0

    @property
    def actual(self) -> _Number:
        """What was published; what is not applicable is nothing."""
        return self.said.value or 0

    @property
    def differs(self) -> bool:
        """Whether the two cannot both be right; a bound is only broken from its open side."""
        if self.sum.state is State.MISSING:
            return False
        if Exactness.ABOUT in {self.sum.exactness, self.said.exactness}:
            return False
        too_small = self.actual < self.expected and self.said.exactness is Exactness.EXACT
        too_big = self.actual > self.expected and self.sum.exactness is Exactness.EXACT
        return too_small or too_big


def _problem(pair: _Pair) -> Problem:
    contributions = _largest_first(pair.sum)
    return Problem(
        address=pair.cell.address,
        message=_message(pair, contributions),
        severity=_severity(pair.cell),
        operands=tuple(
            Operand(
                label=given.name,
                address=f"{given.agency} {pair.cell.address}",
                value=given.figure.printed if given.figure else "",
            )
            for given in contributions
        ),
        expected=pair.sum.printed,
        actual=pair.said.printed,
        difference=printed(pair.actual - pair.expected),
        place=pair.said.position,
    )


def _message(pair: _Pair, contributions: tuple[Contribution, ...]) -> Words:
    difference = pair.actual - pair.expected
    facts = {
        "label": pair.cell.label,
        "sum": printed(pair.expected),
        "actual": pair.said.printed,
        "by": printed(max(difference, -difference)),
        "who": _who(contributions),
    }
    if pair.sum.exactness is Exactness.AT_LEAST:
        return words(
            "{label}: the members add up to at least {sum}, the published {actual} is {by} less; "
            "{who}",
            **facts,
        )
    if pair.actual < pair.expected:
        return words(
            "{label}: the members add up to {sum}, the published {actual} is {by} less; {who}",
            **facts,
        )
    return words(
        "{label}: the members add up to {sum}, the published {actual} is {by} more; {who}", **facts
    )


def _severity(cell: FormCell) -> Severity | None:
    """The total column of the requests is printed as the sum of the reports: an error there."""
    is_total = cell.table.key == "requests" and cell.column.key == "total"
    return Severity.ERROR if is_total else None


def _largest_first(figure: Figure) -> tuple[Contribution, ...]:
    evidence = figure.evidence
    given = evidence.contributions if isinstance(evidence, Summed) else ()
    return tuple(sorted(given, key=_size, reverse=True))


def _size(given: Contribution) -> _Number:
    """What a member adds; one without a figure stands at the end."""
    return given.figure.value or 0 if given.figure else -1


def _who(contributions: tuple[Contribution, ...]) -> Words:
    """The largest contributors with what they add, and how many others there are."""
    adding = [given for given in contributions if given.figure and given.figure.value]
    named = "、".join(
        f"{given.name} {given.figure.printed}" for given in adding[:_NAMED] if given.figure
    )
    if not adding:
        return words("no member has a figure there")
    if len(adding) > _NAMED:
        return words(
            "contributions: {named}, and {more} more", named=named, more=len(adding) - _NAMED
        )
    return words("contributions: {named}", named=named)
