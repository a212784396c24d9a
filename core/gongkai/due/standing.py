"""How a request stands against its due date: kept, late, open, overdue, or with a stopped clock."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from gongkai.calendar import Calendar
from gongkai.due.dates import DueDate


class State(Enum):
    """What became of a due date."""

    KEPT = "kept"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"


@frozen(kw_only=True)
class Standing:
    """How a request stands; ``days`` are the working days that it is late or has to spare."""

    state: State
    days: int = 0


def standing(due: DueDate, today: date) -> Standing:
    """Judge a due date: by the day of the reply, or as of ``today`` while there is none.

    While the clock stands still nothing is late, and a reply that ends the waiting is in time.
    """
    decided = due.request.decided
    if due.last is None:
        return Standing(state=State.SUSPENDED if decided is None else State.KEPT)
    day = decided or today
    if late := days_late(due.last, day, due.calendar):
        return Standing(state=State.LATE if decided else State.OVERDUE, days=late)
    spare = due.calendar.between(day, due.last)
    return Standing(state=State.KEPT if decided else State.OPEN, days=spare)


def days_late(last: date | None, day: date, calendar: Calendar) -> int:
    """How many working days a day comes after the last one; a day off after it is late by one.

    Nothing is late where there is no last day, because the clock stands still.
    """
    if last is None or day <= last:
        return 0
    return max(1, calendar.between(last, day))
