"""Who of a region has not reported, was late, was returned, or gives what cannot be added."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai import Checking, Member, Problem, Scope, Severity, Turnout, Words, words


def members(checking: Checking) -> Iterator[Problem]:
    """Every member has a report that can be made and added, in time, and none was sent back."""
    region = checking.region
    if region is None or region.scope is not Scope.REGION:
        return
    for member in region.members:
        if member.turnout is Turnout.MISSING:
            yield _missing(member, checking.today)
        elif member.turnout is Turnout.UNREADABLE:
            yield _unreadable(member)
        elif member.report is not None:
            yield from _reported(member, checking.report.form.id)


def _missing(member: Member, today: date) -> Problem:
    limit, days = member.limit, (today - member.limit).days
    if days > 0:
        message = words(
            "{name} has no report; its last day was {limit}, {days} days ago",
            name=member.agency.name,
            limit=limit.isoformat(),
            days=days,
        )
    else:
        message = words(
            "{name} has no report yet; its last day is {limit}",
            name=member.agency.name,
            limit=limit.isoformat(),
        )
    return _problem(member, message, Severity.ERROR if days > 0 else Severity.WARNING)


def _unreadable(member: Member) -> Problem:
    message = words(
        "the report of {name} cannot be made: {why}", name=member.agency.name, why=member.why
    )
    fix = words("Mend its files; until then it is missing from the sum.")
    return _problem(member, message, Severity.ERROR, fix)


def _reported(member: Member, form: str) -> Iterator[Problem]:
    """What is wrong with a member whose report is there."""
    if member.returned is not None:
        message = words(
            "the report of {name} was returned on {day} by {by}: {reason}",
            name=member.agency.name,
            day=member.returned.on.isoformat(),
            by=member.returned.by,
            reason=member.returned.reason,
        )
        fix = words("Mend what it was returned for, then take returned out of its report.toml.")
        yield _problem(member, message, Severity.ERROR, fix)
    if member.days_late:
        message = words(
            "the report of {name} was published {days} days after its last day, {limit}",
            name=member.agency.name,
            days=member.days_late,
            limit=member.limit.isoformat(),
        )
        fix = words("It is published; ask why it was late, and see that next year's is in time.")
        yield _problem(member, message, Severity.WARNING, fix)
    if member.report is not None and member.report.form.id != form:
        message = words(
            "the report of {name} is on the form {other}, the sum on {form}: what it cannot give "
            "is missing",
            name=member.agency.name,
            other=member.report.form.id,
            form=form,
        )
        fix = words("Ask for the report on the form of the sum, or for the cells that are missing.")
        yield _problem(member, message, Severity.WARNING, fix)


def _problem(
    member: Member, message: Words, severity: Severity, fix: Words | None = None
) -> Problem:
    return Problem(
        address=f"member:{member.agency.id}", message=message, severity=severity, fix=fix
    )
