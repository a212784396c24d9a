"""When a reply is due: the days of the law, less the days on which the clock stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

from attrs import evolve, field, frozen

from gongkai.calendar import Calendar
from gongkai.due.limits import Limit, Regulation, limits
from gongkai.errors import GongkaiError
from gongkai.model.records import Request
from gongkai.wording import Words, words

_DAY = timedelta(days=1)


class PauseKind(Enum):
    """Why the clock stands still."""

    CONSULTATION = "consultation"
    FEE = "fee"


@frozen(kw_only=True)
class Pause:
    """Days that are not counted, first and last included; no ``last`` while it goes on.

    ``until`` is the last day on which the clock stands still: no later than ``last``, and earlier
    where the law gives a third party no more days; None while it stands still without an end.
    ``lost`` is the number of working days that are not counted because of it and of no earlier one.
    """

    kind: PauseKind
    first: date
    last: date | None
    until: date | None
    lost: int = 0

    @property
    def cut(self) -> bool:
        """Whether the clock goes on although the waiting does."""
        return self.until != self.last


@frozen(kw_only=True)
class DueDate:
    """The last day of a period of working days, and all that it follows from.

    ``start`` is the day of receipt that counts; it is itself not counted. ``days`` is the length
    of the period, with its extension if that counts. ``last`` is None while the clock stands still:
    an amended request (补正) is awaited, or a ``pause`` goes on.
    """

    request: Request
    regulation: Regulation
    limit: Limit
    start: date
    days: int
    last: date | None
    pauses: tuple[Pause, ...] = ()
    calendar: Calendar = field(repr=False, eq=False)

    @property
    def extended(self) -> bool:
        """Whether an extension counts."""
        return self.days > self.limit.days

    @property
    def extended_too_late(self) -> date | None:
        """The day of an extension that does not count: the period had ended before it."""
        fits = not self.limit.extension or self.extended
        return None if fits else self.request.extended_on


def reply_due(request: Request, calendar: Calendar) -> DueDate:
    """When the reply to a request is due; it is computed, never stored.

    The regulation is the one in force on the day from which is counted: the day of receipt, or
    that on which the amended request came in. `GongkaiError` for days in an order that cannot be,
    and for a year of which the calendar knows nothing.
    """
    _refuse_disorder(request)
    start = request.amendment_given or request.received
    regulation = limits().on(start)
    limit = regulation.reply
    days = limit.days
    last, pauses = _end(request, start, days, calendar)
    if request.extended and _within(request.extended_on, last):
        days += limit.extension
        last, pauses = _end(request, start, days, calendar)
    return DueDate(
        request=request,
        regulation=regulation,
        limit=limit,
        start=start,
        days=days,
        last=last,
        pauses=pauses,
        calendar=calendar,
    )


def amendment_due(request: Request, calendar: Calendar) -> DueDate | None:
    """When an unclear request must be told to be amended; the regulation of 2008 has no limit."""
    _refuse_disorder(request)
    regulation = limits().on(request.received)
    limit = regulation.amendment
    if not limit.days:
        return None
    return DueDate(
        request=request,
        regulation=regulation,
        limit=limit,
        start=request.received,
        days=limit.days,
        last=calendar.after(request.received, limit.days),
        calendar=calendar,
    )


def disclosure_due(made: date, calendar: Calendar, days: int | None = None) -> date:
    """The last day on which what was made on a day may be published; no ``days`` are the law's."""
    return calendar.after(made, days or limits().on(made).proactive.days)


def _within(extended_on: date | None, last: date | None) -> bool:
    """An extension comes within the period; of one whose day nobody knows that is believed."""
    return extended_on is None or last is None or extended_on <= last


def _end(
    request: Request, start: date, days: int, calendar: Calendar
) -> tuple[date | None, tuple[Pause, ...]]:
    """The last day, moved past every pause that begins no later than it, in order."""
    if request.amendment_asked and not request.amendment_given:
        return None, ()
    last: date | None = calendar.after(start, days)
    reached, pauses = start, []
    for pause in sorted(_pauses(request, start, calendar), key=lambda pause: pause.first):
        lost = 0
        if last is not None and pause.first <= last:
            if pause.until is None:
                last = None
            else:
                lost = calendar.between(max(reached, pause.first - _DAY), pause.until)
                reached, days = max(reached, pause.until), days + lost
                last = calendar.after(start, days)
        pauses.append(evolve(pause, lost=lost))
    return last, tuple(pauses)


def _pauses(request: Request, start: date, calendar: Calendar) -> Iterator[Pause]:
    if request.consulted_from:
        first, last = request.consulted_from, request.consulted_to
        yield Pause(
            kind=PauseKind.CONSULTATION,
            first=first,
            last=last,
            until=_heard(first, last, start, calendar),
        )
    if request.fee_notice:
        paid = request.fee_paid
        yield Pause(kind=PauseKind.FEE, first=request.fee_notice, last=paid, until=paid)


def _heard(first: date, last: date | None, start: date, calendar: Calendar) -> date | None:
    """The last day on which the clock stands still for a third party, which has so many days."""
    limit = limits().on(start).third_party
    if limit is None or (last is not None and (last - first).days < limit.days):
        return last
    end = calendar.after(first, limit.days)
    return end if last is None else min(last, end)


#: What comes first, what comes after it, and whether the second needs the first.
_ORDER = (
    ("received", "amendment_asked", False),
    ("received", "amendment_given", False),
    ("amendment_asked", "amendment_given", False),
    ("received", "extended_on", False),
    ("received", "consulted_from", False),
    ("consulted_from", "consulted_to", True),
    ("received", "fee_notice", False),
    ("fee_notice", "fee_paid", True),
    ("received", "decided", False),
)
_EVENTS = {
    "received": words("the receipt"),
    "amendment_asked": words("the amendment notice"),
    "amendment_given": words("the arrival of the amended request"),
    "extended_on": words("the extension"),
    "consulted_from": words("the letter to the third party"),
    "consulted_to": words("the end of the consultation"),
    "fee_notice": words("the fee notice"),
    "fee_paid": words("the payment of the fee"),
    "decided": words("the reply"),
}


def _refuse_disorder(request: Request) -> None:
    """Say which days contradict each other: of such a request nothing can be computed."""
    for first, second, needed in _ORDER:
        before: date | None = getattr(request, first)
        after: date | None = getattr(request, second)
        if after is not None and before is None and needed:
            raise _disorder(request, second, first, "")
        if after is not None and before is not None and after < before:
            raise _disorder(request, second, first, before.isoformat())


def _disorder(request: Request, second: str, first: str, before: str) -> GongkaiError:
    day = getattr(request, second).isoformat()
    why: Words = (
        words("lies before {event} ({day})", event=_EVENTS[first], day=before)
        if before
        else words("is given without {event}", event=_EVENTS[first])
    )
    return GongkaiError(
        words(
            "request {number}: {event} ({day}) {why}",
            number=request.number,
            event=_EVENTS[second],
            day=day,
            why=why,
        )
    )
