"""What must hold before a report moves on. Each guard looks at one thing and says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from gongkai.content import changed, said_change
from gongkai.lifecycle.case import Case, Refusal
from gongkai.model.findings import Severity
from gongkai.wording import listed, mark, words

#: How many places a refusal names.
_NAMED = 5
_WAIVERS = "waiver.expired"


Guard = Callable[[Case], Iterator[Refusal]]


def refusals(case: Case) -> tuple[Refusal, ...]:
    """Everything that stands against a move, all at once."""
    found = [*_state(case), *_role(case), *_signature(case)]
    if not found:
        for name in case.move.guards:
            found.extend(GUARDS[name](case))
        found.extend(_again(case))
    return tuple(found)


def _state(case: Case) -> Iterator[Refusal]:
    if case.head.state not in case.move.from_:
        moves = [move.name for move in case.office.lifecycle.from_state(case.head.state)]
        yield Refusal(
            guard="state",
            why=words(
                "the report is {state}; {move} leads on from {states}",
                state=_label(case, case.head.state),
                move=case.move.name,
                states=listed([_label(case, name) for name in case.move.from_]),
            ),
            fix=words("possible now: {moves}", moves=listed(moves) if moves else "—"),
        )


def _label(case: Case, state: str) -> str:
    labels = {each.name: each.label for each in case.office.lifecycle.states}
    return f"{state} ({labels.get(state, state)})"


def _role(case: Case) -> Iterator[Refusal]:
    if set(case.person.roles) & set(case.move.by):
        return
    able = [person.name for person in case.office.with_roles(case.move.by)]
    yield Refusal(
        guard="role",
        why=words(
            "{user} has none of the roles {roles}",
            user=case.person.name,
            roles=listed(list(case.move.by)),
        ),
        fix=words("ask one of: {names}", names=listed(able))
        if able
        else words("name a person with this role in people.toml"),
    )


def _signature(case: Case) -> Iterator[Refusal]:
    if case.own_key is False:
        yield Refusal(
            guard="signature",
            why=words("the key is none of those of {user}", user=case.person.name),
            fix=words("sign with a key that people.toml names, or add its public half there"),
        )
    elif case.own_key is None and case.office.signed:
        yield Refusal(
            guard="signature",
            why=words("the region asks for signed events"),
            fix=words("sign with --key FILE"),
        )


def _errors(case: Case) -> Iterator[Refusal]:
    errors = [
        finding
        for finding in case.findings
        if finding.severity is Severity.ERROR and finding.code != _WAIVERS
    ]
    if errors:
        named = [f"{finding.code} {finding.address}" for finding in errors[:_NAMED]]
        yield Refusal(
            guard="errors",
            why=words("{number} open errors: {named}", number=len(errors), named=listed(named)),
            fix=words("mend them, or waive them with a reason; gongkai check says how"),
        )


def _waivers(case: Case) -> Iterator[Refusal]:
    past = [finding for finding in case.findings if finding.code == _WAIVERS]
    if past:
        named = [finding.address for finding in past[:_NAMED]]
        yield Refusal(
            guard="waivers",
            why=words(
                "{number} waivers are past their end: {named}",
                number=len(past),
                named=listed(named),
            ),
            fix=words("mend what they cover, or set a new end and say why"),
        )


def _content(case: Case) -> Iterator[Refusal]:
    if case.content.hash == case.head.content:
        return
    files = [said_change(*each) for each in changed(case.head.inputs, case.content.inputs)]
    yield Refusal(
        guard="content",
        why=words(
            "the report is not what was checked; changed since: {files}",
            files=listed(files) if files else words("what the program makes of the same files"),
        ),
        fix=words("look at it again, then gongkai mark-checked"),
    )


def _secrecy(case: Case) -> Iterator[Refusal]:
    if case.head.secret_free != case.content.hash:
        yield Refusal(
            guard="secrecy",
            why=words("no secrecy review (保密审查) of this content is recorded"),
            fix=words("a secrecy reviewer records it with gongkai secrecy-review"),
        )


def _four_eyes(case: Case) -> Iterator[Refusal]:
    for first, second in case.office.four_eyes:
        made = case.head.made.get(first, ())
        if case.move.name == second and case.person.user in made:
            yield Refusal(
                guard="four-eyes",
                why=words(
                    "{user} has made {first} and must not make {second} too",
                    user=case.person.name,
                    first=first,
                    second=second,
                ),
                fix=words("another person does it; the pairs stand in people.toml"),
            )


def _comments(case: Case) -> Iterator[Refusal]:
    waiting = case.head.open_remarks
    if case.office.comments and waiting:
        named = [f"{remark.number} ({remark.address})" for remark in waiting[:_NAMED]]
        yield Refusal(
            guard="comments",
            why=words(
                "{number} comments are open: {named}", number=len(waiting), named=listed(named)
            ),
            fix=words("answer and resolve them with gongkai comment"),
        )


def _reasons(case: Case) -> Iterator[Refusal]:
    if not case.asked.reasons:
        yield Refusal(
            guard="reasons",
            why=words("a report is sent back with a reason"),
            fix=words("say what is wrong with --reason ADDRESS=TEXT, for each section or cell"),
        )
    for address in sorted({*case.asked.reasons} - case.addresses):
        yield Refusal(
            guard="reasons",
            why=words("the report has no section or cell {address!r}", address=address),
            fix=words("name a cell, or a section as section:NAME; report means all of it"),
        )


def _release(case: Case) -> Iterator[Refusal]:
    if not case.asked.place.strip() or case.asked.on is None:
        yield Refusal(
            guard="release",
            why=words("a publication has a day and a place"),
            fix=words("say them with --on and --place"),
        )
    elif not case.asked.year < case.asked.on.year or case.asked.on > case.today:
        yield Refusal(
            guard="release",
            why=words(
                "a report of {year} is not published on {on}",
                year=case.asked.year,
                on=case.asked.on,
            ),
            fix=words("say the day itself: after the year has ended, and not after today"),
        )
    elif case.published is not None and case.published != case.asked.on:
        yield Refusal(
            guard="release",
            why=words(
                "report.toml says published = {there}, asked for is {on}",
                there=case.published.isoformat(),
                on=case.asked.on.isoformat(),
            ),
            fix=words("make them agree, or leave the day out of report.toml"),
        )


def _note(case: Case) -> Iterator[Refusal]:
    if not case.asked.reason.strip():
        yield Refusal(
            guard="note",
            why=words("a correction needs a note for the public"),
            fix=words("say what is corrected with --note"),
        )


def _again(case: Case) -> Iterator[Refusal]:
    """Nobody makes twice what several persons must make."""
    if case.move.people > 1 and case.person.user in case.head.made.get(case.move.name, ()):
        yield Refusal(
            guard="people",
            why=words("{user} has made {move} already", user=case.person.name, move=case.move.name),
            fix=words("{number} different persons must make it", number=case.move.people),
        )


GUARDS: Mapping[str, Guard] = {
    "errors": _errors,
    "waivers": _waivers,
    "content": _content,
    "secrecy": _secrecy,
    "four-eyes": _four_eyes,
    "comments": _comments,
    "reasons": _reasons,
    "release": _release,
    "note": _note,
}

#: What each guard asks for: the first three of every move, the others where the table says.
GUARD_TITLES: Mapping[str, str] = {
    "state": mark("the report is in a state from which the move leads on"),
    "role": mark("the person has one of the roles of the move"),
    "signature": mark("the key is the person's, and there is one where the region asks for it"),
    "errors": mark("the report has no open error"),
    "waivers": mark("no waiver is past its end"),
    "content": mark("the report and its inputs are what was checked"),
    "secrecy": mark("a secrecy review of exactly this content is recorded"),
    "four-eyes": mark("the person has not made the earlier move of the pair"),
    "comments": mark("no comment is open, where the region asks for it"),
    "reasons": mark("there is a reason, tied to a section or a cell"),
    "release": mark("day and place of the publication are given, and agree with report.toml"),
    "note": mark("there is a note for the public"),
    "people": mark("as many different persons as the step asks for have made it"),
}
