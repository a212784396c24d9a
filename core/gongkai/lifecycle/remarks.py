"""Comments on a cell or a paragraph: made, answered, settled; all of it in the log."""

from __future__ import annotations

from attrs import evolve, frozen

from gongkai.errors import GongkaiError, near
from gongkai.lifecycle.act import Desk, addresses_of, blank_event, has_own_key, look, record
from gongkai.lifecycle.event import Entry
from gongkai.lifecycle.fold import ANSWER, COMMENT, RESOLVE, Head
from gongkai.lifecycle.office import Person
from gongkai.lifecycle.people import read_office
from gongkai.showing import printable
from gongkai.wording import words


@frozen(kw_only=True)
class Said:
    """What somebody says of a report: on an ``address``, or to the comment of that ``number``."""

    agency: str
    year: int
    user: str
    text: str
    address: str = ""
    number: int = 0
    resolve: bool = False


def remark(desk: Desk, said: Said) -> Entry:
    """Record a comment, an answer, or that one is settled; `GongkaiError` if it cannot be."""
    person = _person(desk, said)
    if not said.address and said.number < 1:
        raise GongkaiError(words("a comment is on a section or a cell, or answers another"))
    if not said.number:
        _check_address(desk, said)
    with desk.store.turn() as turn:
        head = turn.head(said.agency, said.year)
        if said.number:
            _check_number(head, said.number)
        event = evolve(
            blank_event(said.agency, said.year, person, head),
            move=_move(said),
            reason=printable(said.text),
            details={"comment": said.number} if said.number else {"address": said.address},
        )
        entry, _ = record(desk, turn, event, head)
        return entry


def _move(said: Said) -> str:
    if not said.number:
        return COMMENT
    return RESOLVE if said.resolve else ANSWER


def _person(desk: Desk, said: Said) -> Person:
    office = read_office(desk.tree, said.agency)
    person = office.person(said.user)
    if not person.known:
        raise GongkaiError(
            words("{user} is not named in people.toml, and may read only", user=said.user)
        )
    own_key = has_own_key(desk, person)
    if own_key is None and office.signed:
        raise GongkaiError(words("the region asks for signed events"))
    if own_key is False:
        raise GongkaiError(words("the key is none of those of {user}", user=person.name))
    if not said.text.strip() and not said.resolve:
        raise GongkaiError(words("a comment needs a text"))
    return person


def _check_address(desk: Desk, said: Said) -> None:
    known = addresses_of(look(desk, said.agency, said.year).outcome)
    if said.address not in known:
        raise GongkaiError(
            words(
                "the report has no section or cell {address!r}; {hint}",
                address=said.address,
                hint=near(said.address, known),
            )
        )


def _check_number(head: Head, number: int) -> None:
    known = {remark.number: remark for remark in head.remarks}
    if number not in known:
        raise GongkaiError(
            words(
                "there is no comment {number}; {hint}",
                number=number,
                hint=near(str(number), map(str, known)),
            )
        )
    if known[number].resolved_by:
        raise GongkaiError(
            words(
                "comment {number} was settled by {name}",
                number=number,
                name=known[number].resolved_by,
            )
        )
