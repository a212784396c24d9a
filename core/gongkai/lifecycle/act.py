"""Moving a report on: read anew, judged where the state is kept, recorded or refused."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from attrs import evolve, field, frozen

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.config.succession import has_report
from gongkai.content import Content, changed, content_of
from gongkai.errors import GongkaiError, near
from gongkai.host import Plugins
from gongkai.lifecycle.case import Asked, Case, Refusal
from gongkai.lifecycle.event import Entry, Event, canonical
from gongkai.lifecycle.fold import FALL_BACK, Head, after
from gongkai.lifecycle.guards import refusals
from gongkai.lifecycle.office import Office, Person
from gongkai.lifecycle.people import read_office
from gongkai.lifecycle.signing import signed_with
from gongkai.lifecycle.store import Store, Turn
from gongkai.lifecycle.table import CHECKED, DRAFT, Move
from gongkai.model.findings import Finding, Severity
from gongkai.model.outcome import Outcome
from gongkai.model.report import Recorded
from gongkai.pipeline import finished, task_of
from gongkai.plan import BoundOutput
from gongkai.prepare import Options
from gongkai.showing import printable
from gongkai.survey import survey
from gongkai.wording import words

#: Signs a text; gives the signature as it is kept.
Sign = Callable[[str], str]


NOTHING_MORE: Mapping[str, object] = MappingProxyType({})


def _nothing_before(_: Entry) -> None:
    """Nothing is to be done before a move is kept."""


class RefusedError(GongkaiError):
    """A move was refused; holds every guard that stands against it.

    ``fell_back`` says that the report is a draft again, because it has changed.
    """

    def __init__(self, move: str, found: tuple[Refusal, ...], *, fell_back: bool) -> None:
        self.move = move
        self.refusals = found
        self.fell_back = fell_back
        super().__init__(words("{move} is refused: {why}", move=move, why=found[0].why))


@frozen(kw_only=True)
class Desk:
    """Where moves are made: the store, the reports, and the plugins that read them.

    ``sign`` signs events for the person who acts; ``today`` judges waivers and limits.
    """

    store: Store
    tree: Tree
    plugins: Plugins
    today: date = field(factory=date.today)
    sign: Sign | None = None


@frozen(kw_only=True)
class Seen:
    """A report as it was read for a move: what came out, what it says as a hash, its outputs.

    ``judged`` are the findings that guards look at: those of the day of publication are told, and
    hold nothing up.
    """

    outcome: Outcome
    judged: tuple[Finding, ...]
    content: Content
    outputs: tuple[BoundOutput, ...]


@frozen(kw_only=True)
class Done:
    """A move that was made: its entry in the log, how the report stands, and what was seen."""

    entry: Entry
    head: Head
    seen: Seen


def look(desk: Desk, agency: str, year: int, published: date | None = None) -> Seen:
    """Read and check a report as this revision is; nothing that anybody hands in is believed.

    ``published`` is the day on which it is to be published, if report.toml says none.
    """
    report_id = _known_report(desk.tree, agency, year)
    note = desk.store.head(agency, year).note
    checks = desk.plugins.offers().checks.values()
    options = Options(
        render=False,
        today=desk.today,
        recorded={(agency, year): Recorded(note=note, published=published)},
        surveyed=survey(desk.tree, (report_id,), checks),
    )
    task = task_of(desk.tree, report_id, desk.plugins, options)
    outcome = finished(task, options)
    content = content_of(outcome.report)
    dated = published is not None and task.plan.choices.said.published is None
    judged = look(desk, agency, year).judged if dated else outcome.findings
    return Seen(outcome=outcome, judged=judged, content=content, outputs=task.plan.outputs)


def _known_report(tree: Tree, agency: str, year: int) -> ReportId:
    """The report of an id as it is written everywhere: another spelling would be another log."""
    if agency != posixpath.normpath(agency) or agency.startswith(("/", "..")):
        raise GongkaiError(words("{agency!r} is no id of an agency", agency=agency))
    if not has_report(tree, agency, year):
        raise GongkaiError(
            words("there is no report of {agency} for {year}", agency=agency, year=year)
        )
    return ReportId(agency, year)


def perform(desk: Desk, asked: Asked) -> Done:
    """Make a move, or raise `RefusedError` with everything that stands against it.

    If the report is no longer what was checked, that is recorded, whatever was asked for.
    """
    return perform_seen(desk, asked, look(desk, asked.agency, asked.year))


def perform_seen(
    desk: Desk,
    asked: Asked,
    seen: Seen,
    more: Mapping[str, object] = NOTHING_MORE,
    before_commit: Callable[[Entry], None] = _nothing_before,
) -> Done:
    """As `perform`, of a report that this process has just read itself.

    ``more`` is what else the event is to hold; ``before_commit`` is done once the event has its
    hash and before it is kept: what it raises undoes the move.
    """
    office = read_office(desk.tree, asked.agency)
    move = _known_move(asked.move, office)
    case = Case(
        asked=asked,
        move=move,
        head=Head(),
        person=office.person(asked.user),
        office=office,
        findings=seen.judged,
        content=seen.content,
        today=desk.today,
        published=seen.outcome.report.published,
        own_key=has_own_key(desk, office.person(asked.user)),
        addresses=addresses_of(seen.outcome),
    )
    with desk.store.turn() as turn:
        case = evolve(case, head=turn.head(asked.agency, asked.year))
        found = refusals(case)
        if not found:
            entry, head = record(desk, turn, _event(case, more), case.head)
            before_commit(entry)
            return Done(entry=entry, head=head, seen=seen)
        fell_back = any(refusal.guard == "content" for refusal in found)
        if fell_back:
            _fall_back(desk, turn, case)
    raise RefusedError(asked.move, found, fell_back=fell_back)


def has_own_key(desk: Desk, person: Person) -> bool | None:
    """Whether the desk signs with a key of this person; None if it does not sign."""
    if desk.sign is None:
        return None
    return signed_with(person.user, desk.sign(person.user), person.keys)


def _known_move(name: str, office: Office) -> Move:
    moves = {move.name: move for move in office.lifecycle.moves}
    if name not in moves:
        raise GongkaiError(
            words("there is no move {name!r}; {hint}", name=name, hint=near(name, moves))
        )
    return moves[name]


def addresses_of(outcome: Outcome) -> frozenset[str]:
    """What a reason or a comment may be tied to."""
    report = outcome.report
    sections = {f"section:{chapter.name}" for chapter in report.chapters}
    return frozenset({*report.figures, *sections, "section:opening", "title", "report"})


def _event(case: Case, more: Mapping[str, object]) -> Event:
    asked = case.asked
    details: dict[str, object] = {**more, "findings": _counts(case)}
    if case.move.to == CHECKED:
        details["inputs"] = dict(case.content.inputs)
    if asked.reasons:
        details["reasons"] = {at: printable(text) for at, text in asked.reasons.items()}
    if asked.place and asked.on:
        details |= {"place": printable(asked.place), "on": asked.on.isoformat()}
    revision = case.head.revision + case.move.own_revision
    return evolve(
        blank_event(asked.agency, asked.year, case.person, case.head),
        revision=revision,
        move=case.move.name,
        to_state=_next_state(case, revision),
        content=_content(case),
        reason=printable(asked.reason),
        details=details,
    )


def _content(case: Case) -> str:
    """What the report is held to from now on: what was checked stays that until it is a draft."""
    if case.move.to == CHECKED:
        return case.content.hash
    return "" if case.move.to == DRAFT else case.head.content


def blank_event(agency: str, year: int, person: Person, head: Head) -> Event:
    """An event that says who, and that the report stays as it is; its place comes with the turn."""
    return Event(
        store="",
        number=0,
        agency=agency,
        year=year,
        step=0,
        revision=head.revision,
        at="",
        actor=person.user,
        name=person.name,
        roles=person.roles,
        move="",
        from_state=head.state,
        to_state=head.state,
        content=head.content,
        reason="",
        previous="",
        previous_here="",
    )


def _next_state(case: Case, revision: int) -> str:
    """Where the move leads; what several must make stays until the last of them has."""
    made = len({*case.head.made.get(case.move.name, ()), case.person.user})
    if made < case.move.people:
        return case.head.state
    return case.move.leads_to(case.head.state, revision)


def _counts(case: Case) -> dict[str, int]:
    counted = Counter(finding.severity for finding in case.findings)
    return {severity.value: counted[severity] for severity in Severity}


def _fall_back(desk: Desk, turn: Turn, case: Case) -> None:
    """Record that a report is a draft again, by whose attempt that came out, and what changed."""
    asked = case.asked
    event = evolve(
        blank_event(asked.agency, asked.year, case.person, case.head),
        move=FALL_BACK,
        to_state=DRAFT,
        content="",
        details={
            "findings": _counts(case),
            "changed": dict(changed(case.head.inputs, case.content.inputs)),
        },
    )
    record(desk, turn, event, case.head)


def record(desk: Desk, turn: Turn, event: Event, head: Head) -> tuple[Entry, Head]:
    """Put an event in its place, sign it if the desk signs, and keep it."""
    placed = turn.following(event, head)
    signature = desk.sign(canonical(placed)) if desk.sign else ""
    entry, _ = turn.add(placed, head, signature)
    return entry, evolve(after(head, placed), step=placed.step, hash=entry.hash)
