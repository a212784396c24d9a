"""The state of a report, folded from its events; nothing else is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from gongkai.lifecycle.event import NOTHING, Event
from gongkai.lifecycle.table import DRAFT, RELEASED, RETURNED

#: What the log records beside the moves of the table.
FALL_BACK = "fall-back"
COMMENT, ANSWER, RESOLVE = "comment", "answer", "resolve"
REMARKS = frozenset({COMMENT, ANSWER, RESOLVE})

#: A bureau that must report and has no report.toml for the year; no state of the table.
MISSING = "missing"


@frozen(kw_only=True)
class Remark:
    """A comment on a cell or a paragraph, what was answered, and whether it is settled.

    ``number`` is the step of the event that began it.
    """

    number: int
    address: str
    by: str
    text: str
    at: str
    answers: tuple[tuple[str, str], ...] = ()
    resolved_by: str = ""


@frozen(kw_only=True)
class Head:
    """How a report stands.

    ``content`` and ``inputs`` are those of the last check; ``made`` says, by move, which users made
    it since the report was last a draft; ``secret_free`` is the content whose secrecy was reviewed;
    ``released`` are the events that released a revision to the public; ``note`` is what this
    revision tells the public of what it corrects; ``errors`` and ``warnings`` are those that the
    last move found.
    """

    state: str = DRAFT
    revision: int = 1
    step: int = 0
    hash: str = NOTHING
    content: str = ""
    inputs: Mapping[str, str] = field(factory=dict)
    made: Mapping[str, tuple[str, ...]] = field(factory=dict)
    secret_free: str = ""
    released: tuple[Event, ...] = ()
    remarks: tuple[Remark, ...] = ()
    note: str = ""
    since: str = ""
    errors: int = 0
    warnings: int = 0

    @property
    def open_remarks(self) -> tuple[Remark, ...]:
        """The comments that nobody has settled."""
        return tuple(remark for remark in self.remarks if not remark.resolved_by)


def fold(events: Iterable[tuple[Event, str]]) -> Head:
    """Fold the events of one report, each with its hash, in their order."""
    head = Head()
    for event, digest in events:
        head = evolve(after(head, event), hash=digest, step=event.step)
    return head


def after(head: Head, event: Event) -> Head:
    """How a report stands after one more event."""
    if event.move in REMARKS:
        return evolve(head, remarks=_remarked(head.remarks, event))
    moved = evolve(
        head,
        state=event.to_state,
        revision=event.revision,
        since=event.at if event.to_state != head.state else head.since,
        made=_made(head, event),
        note=event.reason if event.revision > head.revision else head.note,
        errors=_found(event, "error"),
        warnings=_found(event, "warning"),
    )
    if event.to_state in {DRAFT, RETURNED}:
        return evolve(moved, content="", inputs={}, secret_free="")
    return _checked(moved, event)


def _found(event: Event, severity: str) -> int:
    found = event.details.get("findings")
    return int(found.get(severity, 0)) if isinstance(found, dict) else 0


def _checked(head: Head, event: Event) -> Head:
    inputs = event.details.get("inputs")
    released = event.to_state in RELEASED and event.from_state != event.to_state
    return evolve(
        head,
        content=event.content,
        inputs=inputs if isinstance(inputs, dict) else head.inputs,
        secret_free=event.content if event.move == "secrecy-review" else head.secret_free,
        released=(*head.released, event)
        if released and "place" in event.details
        else head.released,
    )


def _made(head: Head, event: Event) -> Mapping[str, tuple[str, ...]]:
    if event.to_state in {DRAFT, RETURNED}:
        return {}
    before = head.made.get(event.move, ())
    return {**head.made, event.move: (*before, event.actor)}


def _remarked(remarks: tuple[Remark, ...], event: Event) -> tuple[Remark, ...]:
    if event.move == COMMENT:
        address = str(event.details.get("address", ""))
        new = Remark(
            number=event.step, address=address, by=event.name, text=event.reason, at=event.at
        )
        return (*remarks, new)
    number = event.details.get("comment")
    return tuple(
        _settled(remark, event) if remark.number == number else remark for remark in remarks
    )


def _settled(remark: Remark, event: Event) -> Remark:
    if event.move == RESOLVE:
        return evolve(remark, resolved_by=event.name)
    return evolve(remark, answers=(*remark.answers, (event.name, event.reason)))
