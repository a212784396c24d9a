"""Verifying a log off line: every hash, both chains, every signature, the ends, checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec
from attrs import define, evolve, field, frozen

from gongkai.lifecycle.event import NOTHING, Entry, hash_of
from gongkai.lifecycle.fold import COMMENT, REMARKS, RESOLVE
from gongkai.lifecycle.signing import is_one_of, key_of
from gongkai.lifecycle.table import DRAFT, RELEASED, RETURNED
from gongkai.wording import Words, words

#: Which public keys a user may sign with, for reports of an agency.
Keys = Callable[[str, str], tuple[str, ...]]


class _Details(msgspec.Struct, frozen=True):
    """What an event's details say of the standing that the store lists."""

    findings: dict[str, int] = {}
    on: str = ""
    comment: int = 0


class _Link(msgspec.Struct, frozen=True):
    """What binds an event to the others; the rest of its text is covered by the hash."""

    store: str
    number: int
    agency: str
    year: int
    step: int
    revision: int
    at: str
    actor: str
    move: str
    from_state: str
    to_state: str
    content: str
    previous: str
    previous_here: str
    details: _Details


_DECODER = msgspec.json.Decoder(_Link)


@frozen(kw_only=True)
class Checkpoint:
    """Where a log stood once, printed and kept elsewhere: it must still be there, unchanged."""

    store: str
    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.store} {self.number} {self.hash}"


@frozen(kw_only=True)
class Broken:
    """The first event that is not what was written, and why."""

    number: int
    why: Words


@frozen(kw_only=True)
class End:
    """How a report stands after its last event, as a store must list it."""

    step: int = 0
    hash: str = NOTHING
    state: str = DRAFT
    revision: int = 1
    since: str = ""
    content: str = ""
    errors: int = 0
    warnings: int = 0
    released_on: str = ""
    remarks: frozenset[int] = frozenset()


@frozen(kw_only=True)
class Verified:
    """What came out: how many events hold, how many are signed, and what is broken first.

    ``strange`` are signatures that are right, of keys that people.toml does not name now: of
    somebody who has left, say. ``end`` is where the log ends, ``ends`` how each report stands.
    """

    events: int
    signed: int
    strange: int
    broken: Broken | None
    end: Checkpoint
    ends: Mapping[tuple[str, int], End]


_BEGINNING = End()


@define
class _Chain:
    """The links so far."""

    store: str = ""
    number: int = 0
    hash: str = NOTHING
    signed: int = 0
    strange: int = 0
    ends: dict[tuple[str, int], End] = field(factory=dict)


def read_checkpoint(text: str) -> Checkpoint:
    """Read what a checkpoint prints; `ValueError` if it is none."""
    store, number, digest = text.split()
    return Checkpoint(store=store, number=int(number), hash=digest)


def verify_entries(
    entries: Iterable[Entry], checkpoints: Iterable[Checkpoint] = (), keys: Keys | None = None
) -> Verified:
    """Follow the chains from the first event to the last; memory grows with the reports alone.

    A checkpoint behind the last event shows that the end of the log was cut off.
    """
    chain = _Chain()
    waiting: dict[int, list[Checkpoint]] = {}
    for point in checkpoints:
        waiting.setdefault(point.number, []).append(point)
    broken = None
    for entry in entries:
        if why := _wrong(entry, chain, keys):
            broken = Broken(number=chain.number + 1, why=why)
        elif why := _not_at(waiting.pop(chain.number, []), chain):
            broken = Broken(number=chain.number, why=why)
        if broken is not None:
            break
    else:
        broken = _cut_off(waiting, chain)
    return Verified(
        events=chain.number,
        signed=chain.signed,
        strange=chain.strange,
        broken=broken,
        end=Checkpoint(store=chain.store, number=chain.number, hash=chain.hash),
        ends=chain.ends,
    )


def _wrong(entry: Entry, chain: _Chain, keys: Keys | None) -> Words | None:
    """Why an entry does not go on from the chain; if it does, the chain is one longer."""
    try:
        if hash_of(entry.text, entry.signature) != entry.hash:
            return words("its text is not what its hash says")
        link = _DECODER.decode(entry.text)
    except (msgspec.DecodeError, UnicodeEncodeError, TypeError):
        return words("it is no event of this log")
    why = _unlinked(link, chain) or _misfiled(entry, link) or _unsigned(entry)
    if why is None:
        _extend(chain, entry, link, strange=_is_strange(entry, link, keys))
    return why


def _unlinked(link: _Link, chain: _Chain) -> Words | None:
    if chain.store and link.store != chain.store:
        return words("it is an event of another store")
    if link.number != chain.number + 1:
        return words(
            "expected event {expected}, found {found}: events are missing or out of order",
            expected=chain.number + 1,
            found=link.number,
        )
    if link.previous != chain.hash:
        return words("it does not follow on the event before it")
    end = chain.ends.get((link.agency, link.year), _BEGINNING)
    if (link.step, link.previous_here) != (end.step + 1, end.hash):
        return words(
            "it does not follow on the event before it in {agency} {year}",
            agency=link.agency,
            year=link.year,
        )
    return None


def _misfiled(entry: Entry, link: _Link) -> Words | None:
    if entry.filed not in {None, (link.number, link.agency, link.year, link.step)}:
        return words("the store files it under another report or number")
    return None


def _unsigned(entry: Entry) -> Words | None:
    if entry.signature and key_of(entry.text, entry.signature) is None:
        return words("its signature is not one of this text")
    return None


def _is_strange(entry: Entry, link: _Link, keys: Keys | None) -> bool:
    """Whether it is signed with a key that nobody names now."""
    if not entry.signature or keys is None:
        return False
    key = key_of(entry.text, entry.signature)
    return key is None or not is_one_of(key, keys(link.agency, link.actor))


def _extend(chain: _Chain, entry: Entry, link: _Link, *, strange: bool) -> None:
    chain.store, chain.number, chain.hash = link.store, link.number, entry.hash
    chain.signed += bool(entry.signature)
    chain.strange += strange
    place = (link.agency, link.year)
    chain.ends[place] = _after(chain.ends.get(place, _BEGINNING), entry, link)


def _after(end: End, entry: Entry, link: _Link) -> End:
    """How a report stands after one more event; the same as `fold` says, of fewer words."""
    if link.move in REMARKS:
        remarks = _remarks(end.remarks, link)
        return evolve(end, step=link.step, hash=entry.hash, remarks=remarks)
    gone = link.to_state in {DRAFT, RETURNED}
    first = link.to_state in RELEASED and link.to_state != link.from_state and not end.released_on
    return evolve(
        end,
        step=link.step,
        hash=entry.hash,
        state=link.to_state,
        revision=link.revision,
        since=link.at if link.to_state != end.state else end.since,
        content="" if gone else link.content,
        errors=link.details.findings.get("error", 0),
        warnings=link.details.findings.get("warning", 0),
        released_on=link.details.on if first else end.released_on,
    )


def _remarks(before: frozenset[int], link: _Link) -> frozenset[int]:
    if link.move == COMMENT:
        return before | {link.step}
    return before - {link.details.comment} if link.move == RESOLVE else before


def _not_at(points: list[Checkpoint], chain: _Chain) -> Words | None:
    for point in points:
        if (point.store, point.hash) != (chain.store, chain.hash):
            return words("the checkpoint says {hash}", hash=point.hash)
    return None


def _cut_off(waiting: Mapping[int, list[Checkpoint]], chain: _Chain) -> Broken | None:
    """A checkpoint that was never reached: events at the end are gone."""
    beyond = min((number for number in waiting if number), default=None)
    if beyond is None:
        return None
    return Broken(
        number=chain.number + 1,
        why=words("the log ends here, a checkpoint knows {number} events", number=beyond),
    )
