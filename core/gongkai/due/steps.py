"""How a due date came about, in steps that can be said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from gongkai.calendar import Stretch
from gongkai.due.dates import DueDate, Pause, PauseKind
from gongkai.due.limits import limits
from gongkai.wording import Words, words

_DAY = timedelta(days=1)
_RETRIEVED = "retrieved"


@frozen(kw_only=True)
class Step:
    """One step of the count.

    ``days`` is the number of working days that it counts, or leaves out (``counted`` tells which);
    ``unusual`` are the weekends, holidays and made-up days among the days that are counted.
    ``evidence`` says how sure the rule behind the step is: retrieved, recalled or practice;
    ``source`` names the text of a rule that was only recalled.
    """

    what: Words
    first: date | None = None
    last: date | None = None
    days: int = 0
    counted: bool = False
    unusual: tuple[Stretch, ...] = ()
    evidence: str = _RETRIEVED
    source: Words | str = ""


def due_steps(due: DueDate) -> tuple[Step, ...]:
    """Every step from the receipt to the last day, in the order of the count."""
    return (*_receipt(due), *_length(due), *_count(due))


def due_reason(due: DueDate) -> Words:
    """The same in one sentence."""
    length = words("{days} working days", days=due.days)
    if due.extended:
        length = words(
            "{days} + {extension} working days",
            days=due.limit.days,
            extension=due.limit.extension,
        )
    day = due.start.isoformat()
    said = (
        words("{length} after the receipt on {day}", length=length, day=day)
        if due.start == due.request.received
        else words("{length} after the amended request came in on {day}", length=length, day=day)
    )
    if lost := sum(pause.lost for pause in due.pauses):
        said = words("{reason}; {lost} more are not counted", reason=said, lost=lost)
    if late := due.extended_too_late:
        said = words(
            "{reason}; the extension of {day} came after that and does not count",
            reason=said,
            day=late.isoformat(),
        )
    return said


def _receipt(due: DueDate) -> Iterator[Step]:
    request, sure = due.request, limits().first_day_evidence
    rules = limits().on(request.received).receipt
    yield Step(
        what=words(
            "received on {day}; that day itself is not counted", day=request.received.isoformat()
        ),
        first=request.received,
        evidence=sure,
        source=words("a general rule of procedure that the regulation does not state"),
    )
    if request.form in rules:
        yield Step(what=words("the day of receipt, {rule}", rule=rules[request.form]))
    if request.amendment_asked:
        day = request.amendment_asked
        yield Step(
            what=words("an amendment was asked for on {day}", day=day.isoformat()), first=day
        )
    if request.amendment_given:
        yield Step(
            what=words(
                "the amended request came in on {day}: the count starts anew after that day",
                day=request.amendment_given.isoformat(),
            ),
            first=request.amendment_given,
            evidence=due.regulation.amendment.evidence,
        )


def _length(due: DueDate) -> Iterator[Step]:
    limit = due.limit
    yield Step(
        what=words(
            "{basis} gives {days} working days",
            basis=due.regulation.cited(limit),
            days=limit.days,
        ),
        evidence=limit.evidence,
    )
    if due.extended:
        yield Step(what=_extended(due), first=due.request.extended_on, evidence=limit.evidence)
    elif late := due.extended_too_late:
        yield Step(
            what=words(
                "extended on {day}, after the period had ended: does not count",
                day=late.isoformat(),
            ),
            first=late,
            evidence=limit.evidence,
        )


def _extended(due: DueDate) -> Words:
    day, days = due.request.extended_on, due.limit.extension
    if day is None:
        return words(
            "extended by {days} working days; on which day is not in the register, so it is taken "
            "to have been within the period",
            days=days,
        )
    return words("extended by {days} working days on {day}", days=days, day=day.isoformat())


def _count(due: DueDate) -> Iterator[Step]:
    """Stretches that are counted, and the pauses between them."""
    if due.last is None and not due.pauses:
        yield Step(what=words("the amended request has not come in: the clock has not started"))
        return
    reached, left = due.start, due.days
    for pause in due.pauses:
        if pause.lost or _stops(pause, due):
            for step in _counted(due, reached, pause.first - _DAY):
                left -= step.days
                yield step
            reached = max(reached, pause.until or reached)
        yield _pause(pause, due)
        yield from _cut(pause, due)
    if due.last is not None:
        yield from _counted(due, reached, due.last)
        yield Step(what=words("the last day is {day}", day=due.last.isoformat()), first=due.last)
    else:
        yield Step(what=words("the clock stands still; {days} working days are left", days=left))


def _stops(pause: Pause, due: DueDate) -> bool:
    """Whether it is because of this pause that there is no last day."""
    return pause.until is None and due.last is None


def _counted(due: DueDate, after: date, last: date) -> Iterator[Step]:
    days = due.calendar.between(after, last)
    if days:
        yield Step(
            what=words(
                "counted: {days} working days from {first} to {last}",
                days=days,
                first=(after + _DAY).isoformat(),
                last=last.isoformat(),
            ),
            first=after + _DAY,
            last=last,
            days=days,
            counted=True,
            unusual=due.calendar.stretches(after, last),
        )


def _pause(pause: Pause, due: DueDate) -> Step:
    consulting = pause.kind is PauseKind.CONSULTATION
    return Step(
        what=_paused(pause, due),
        first=pause.first,
        last=pause.last,
        days=pause.lost,
        evidence=due.limit.evidence if consulting else limits().fee.evidence,
        source=due.regulation.cited(due.limit) if consulting else limits().fee.cited,
    )


def _cut(pause: Pause, due: DueDate) -> Iterator[Step]:
    """Why the clock goes on before the third party has been heard."""
    limit = due.regulation.third_party
    if limit is not None and pause.cut and pause.until is not None and pause.lost:
        yield Step(
            what=words(
                "{basis} gives a third party {days} working days: after {day} the clock goes on",
                basis=due.regulation.cited(limit),
                days=limit.days,
                day=pause.until.isoformat(),
            ),
            first=pause.until,
            evidence=limits().clock_goes_on_evidence,
        )


def _paused(pause: Pause, due: DueDate) -> Words:
    why = _WHY[pause.kind]
    first = pause.first.isoformat()
    if pause.last is not None:
        return words(
            "{why} from {first} to {last}: {days} working days are not counted",
            why=why,
            first=first,
            last=pause.last.isoformat(),
            days=pause.lost,
        )
    if _stops(pause, due):
        return words(
            "{why} from {first} on, without an end yet: nothing is counted", why=why, first=first
        )
    if due.last is not None and pause.first > due.last:
        return words(
            "{why} from {first} on, after the last day: nothing changes", why=why, first=first
        )
    return words(
        "{why} from {first} on, without an end yet: {days} working days are not counted",
        why=why,
        first=first,
        days=pause.lost,
    )


_WHY = {
    PauseKind.CONSULTATION: words("a third party was consulted"),
    PauseKind.FEE: words("the payment of the fee was awaited"),
}
