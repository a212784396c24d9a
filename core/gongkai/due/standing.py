"""How a request stands against its due date: kept, late, open, overdue, or with a stopped clock."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

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
    decided, last, between = due.request.decided, due.last, due.calendar.between
    if last is None:
        return Standing(state=State.SUSPENDED if decided is None else State.KEPT)
    if decided is None:
        if today > last:
            return Standing(state=State.OVERDUE, days=between(last, today))
        return Standing(state=State.OPEN, days=between(today, last))
    if decided > last:
        return Standing(state=State.LATE, days=between(last, decided))
    return Standing(state=State.KEPT, days=between(decided, last))
