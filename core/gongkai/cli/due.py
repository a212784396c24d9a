"""``gongkai explain --due``: when the reply to a request is due, and how that comes about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from gongkai.calendar import Calendar, DayKind, Stretch
from gongkai.cli.speech import Speech
from gongkai.due import (
    DueDate,
    Standing,
    State,
    Step,
    amendment_due,
    days_late,
    due_steps,
    reply_due,
    standing,
)
from gongkai.errors import GongkaiError, near
from gongkai.model.records import BadRow, Request
from gongkai.tally import number_key
from gongkai.wording import Words, listed, mark, words


@frozen(kw_only=True)
class DueAnswer:
    """A request's due date, its steps, and how it stands today; nothing of who asked."""

    due: DueDate
    steps: tuple[Step, ...]
    stands: Standing
    today: date
    amendment: DueDate | None


def due_answer(
    requests: Iterable[Request],
    number: str,
    calendar: Calendar,
    today: date,
    bad_rows: Iterable[BadRow] = (),
) -> DueAnswer:
    """Find a request by its number and say when its reply is due."""
    by_number = {number_key(request.number): request for request in requests}
    request = by_number.get(number_key(number))
    if request is None:
        raise GongkaiError(_no_request(number, by_number.values(), bad_rows))
    due = reply_due(request, calendar)
    return DueAnswer(
        due=due,
        steps=due_steps(due),
        stands=standing(due, today),
        today=today,
        amendment=amendment_due(request, calendar) if request.amendment_asked else None,
    )


def _no_request(number: str, known: Iterable[Request], bad_rows: Iterable[BadRow]) -> Words:
    """It is not in the register, or its row could not be read."""
    for row in bad_rows:
        if row.register == "requests" and number_key(row.record) == number_key(number):
            return words(
                "the request {number} stands in {place}, but the row cannot be read: {column}: "
                "{reason}; correct it first",
                number=number,
                place=row.position,
                column=row.column,
                reason=row.reason,
            )
    return words(
        "the register has no request {number!r}; {hint}",
        number=number,
        hint=near(number, [request.number for request in known]),
    )


def due_lines(answer: DueAnswer) -> Iterator[Words]:
    """The answer in words, a line each."""
    yield words("request {number}", number=answer.due.request.number)
    for step in answer.steps:
        yield words("  {step}", step=_with_evidence(step))
        yield from _unusual(step.unusual)
    asked = answer.due.request.amendment_asked
    if answer.amendment and asked:
        yield words("  {step}", step=_amendment(answer.amendment, asked))
    yield words("  = {standing}", standing=_stands(answer))


def due_data(answer: DueAnswer, speech: Speech) -> dict[str, object]:
    """The answer as data; its words in the reader's language."""
    due, request = answer.due, answer.due.request
    return {
        "request": request.number,
        "received": request.received,
        "form": request.form,
        "counted_from": due.start,
        "days": due.days,
        "basis": due.regulation.cited(due.limit),
        "due": due.last,
        "decided": request.decided,
        "state": answer.stands.state.value,
        "working_days": answer.stands.days,
        "today": answer.today,
        "amendment_due": answer.amendment.last if answer.amendment else None,
        "words": speech.say(_stands(answer)),
        "steps": [_step_data(step, speech) for step in answer.steps],
    }


def _step_data(step: Step, speech: Speech) -> dict[str, object]:
    return {
        "words": speech.say(step.what),
        "first": step.first,
        "last": step.last,
        "working_days": step.days,
        "counted": step.counted,
        "evidence": step.evidence,
        "unusual": [
            {"kind": stretch.kind.value, "first": stretch.first, "last": stretch.last}
            for stretch in step.unusual
        ],
    }


def _with_evidence(step: Step) -> Words:
    if step.evidence == "recalled":
        return words(
            "{step} (recalled from {text}; compare it before you rely on it)",
            step=step.what,
            text=step.source,
        )
    if step.evidence == "practice":
        return words("{step} (practice; no text says so)", step=step.what)
    return step.what


def _unusual(stretches: tuple[Stretch, ...]) -> Iterator[Words]:
    by_kind = {kind: [str(s) for s in stretches if s.kind is kind] for kind in DayKind}
    for kind, line in _UNUSUAL.items():
        if by_kind[kind]:
            yield words(line, days=listed(by_kind[kind]))


_UNUSUAL = {
    DayKind.HOLIDAY: mark("      holidays, not counted: {days}"),
    DayKind.WEEKEND: mark("      weekends, not counted: {days}"),
    DayKind.MADE_UP: mark("      made-up working days, counted: {days}"),
}


def _amendment(due: DueDate, asked: date) -> Words:
    late = days_late(due.last, asked, due.calendar)
    if late:
        return words(
            "the amendment notice of {asked} was due on {day}: {late} working days late",
            asked=asked,
            day=due.last,
            late=late,
        )
    return words(
        "the amendment notice of {asked} was due on {day}: in time", asked=asked, day=due.last
    )


def _stands(answer: DueAnswer) -> Words:
    stands = answer.stands
    template = _STANDS[stands.state, answer.due.last is not None]
    day = answer.due.request.decided or answer.today
    return words(template, day=day.isoformat(), days=stands.days)


#: By state, and whether there is a last day.
_STANDS = {
    (State.KEPT, True): mark("replied to on {day}: in time, {days} working days to spare"),
    (State.KEPT, False): mark("replied to on {day}, while the clock stood still: not late"),
    (State.LATE, True): mark("replied to on {day}: {days} working days late"),
    (State.OPEN, True): mark("open on {day}: {days} working days are left"),
    (State.OVERDUE, True): mark("open on {day}: {days} working days overdue"),
    (State.SUSPENDED, False): mark("open on {day}: not overdue while the clock stands still"),
}
