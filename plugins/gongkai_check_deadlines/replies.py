"""Requests: replied to in time, and amendments asked for in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from attrs import frozen

from gongkai import (
    Checking,
    DueDate,
    GongkaiError,
    NotAssessable,
    Problem,
    Request,
    Severity,
    Words,
    amendment_due,
    days_late,
    due_reason,
    reply_due,
    words,
)

_ADDRESS = "register:requests"


@frozen
class _Late:
    """What was late: by when it was due, when it came (if it did), and by how many days."""

    due: DueDate
    last: date
    day: date | None
    days: int


def reply(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Every reply came by its due date, and no open request is past it.

    A row belongs to the report year if it was replied to in it, or was due in it. A request that
    was still open is late as of the year's last day; one that only the new year made late is no
    more than a warning here. Of what came after the register was closed it says nothing: the reply
    stands in next year's.
    """
    yield from _each(checking, _reply)


def amend(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Every amendment notice of the year came within seven working days of the receipt."""
    yield from _each(checking, _amend)


def _each(
    checking: Checking, judge: Callable[[Request, Checking], Problem | None]
) -> Iterator[Problem | NotAssessable]:
    """Judge every request; why one cannot be judged is told once."""
    told: set[Words] = set()
    for request in checking.requests:
        try:
            problem = judge(request, checking)
        except GongkaiError as error:
            if error.first not in told:
                told.add(error.first)
                yield NotAssessable(why=error.first, address=_ADDRESS)
        else:
            if problem is not None:
                yield problem


def _reply(request: Request, checking: Checking) -> Problem | None:
    decided, year = request.decided, checking.report.year
    if request.received.year > year or (decided is not None and decided.year < year):
        return None
    due = reply_due(request, checking.calendar)
    if due.last is None or (decided is None and request.outcome):
        return None
    if decided is None:
        return _open(due, due.last, checking)
    days = days_late(due.last, decided, checking.calendar)
    # What was due and replied to in the new year belongs to the new year's report.
    if not days or min(decided, due.last).year > year:
        return None
    message = words(
        "request {number} was replied to on {day}, {late} working days late: it was due on {due}, "
        "{reason}",
        number=request.number,
        day=decided.isoformat(),
        late=days,
        due=due.last.isoformat(),
        reason=due_reason(due),
    )
    return _problem(_Late(due, due.last, decided, days), message)


def _open(due: DueDate, last: date, checking: Checking) -> Problem | None:
    """An open request, as of the last day of the report year, or else of the register."""
    end = min(checking.today, date(checking.report.year, 12, 31))
    seen = min(checking.today, checking.cut_off or checking.today)
    day = end if end > last else seen
    days = days_late(last, day, checking.calendar)
    if not days:
        return None
    message = words(
        "request {number} was open on {day}, {late} working days overdue: it was due on {due}, "
        "{reason}",
        number=due.request.number,
        day=day.isoformat(),
        late=days,
        due=last.isoformat(),
        reason=due_reason(due),
    )
    severity = Severity.ERROR if day == end else Severity.WARNING
    return _problem(_Late(due, last, None, days), message, severity)


def _amend(request: Request, checking: Checking) -> Problem | None:
    asked = request.amendment_asked
    if asked is None or asked.year != checking.report.year:
        return None
    due = amendment_due(request, checking.calendar)
    if due is None or due.last is None:
        return None
    days = days_late(due.last, asked, checking.calendar)
    if not days:
        return None
    message = words(
        "request {number}: the amendment was asked for on {day}, {late} working days late: "
        "it was due on {due}, {reason}",
        number=request.number,
        day=asked.isoformat(),
        late=days,
        due=due.last.isoformat(),
        reason=due_reason(due),
    )
    return _problem(_Late(due, due.last, asked, days), message)


def _problem(late: _Late, message: Words, severity: Severity | None = None) -> Problem:
    return Problem(
        address=_ADDRESS,
        message=message,
        expected=f"≤{late.last.isoformat()}",
        actual=late.day.isoformat() if late.day else "",
        difference=str(late.days),
        severity=severity,
        place=late.due.request.position,
    )
