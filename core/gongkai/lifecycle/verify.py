"""Verifying a log off line: every hash, both chains, every signature, the ends, checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec
from attrs import define, field, frozen

from gongkai.lifecycle.event import NOTHING, Entry, hash_of
from gongkai.lifecycle.signing import signed_with
from gongkai.wording import Words, words

#: Which public keys a user may sign with, for reports of an agency.
Keys = Callable[[str, str], tuple[str, ...]]


class _Link(msgspec.Struct, frozen=True):
    """What binds an event to the others; the rest of its text is covered by the hash."""

    store: str
    number: int
    agency: str
    year: int
    step: int
    revision: int
    actor: str
    to_state: str
    previous: str
    previous_here: str


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
class Verified:
    """What came out: how many events hold, how many are signed, and what is broken first.

    ``ends`` gives, by agency and year, the step, the hash, the state and the revision at the end.
    """

    events: int
    signed: int
    broken: Broken | None
    ends: Mapping[tuple[str, int], tuple[int, str, str, int]]


@define
class _Chain:
    """The links so far."""

    store: str = ""
    number: int = 0
    hash: str = NOTHING
    signed: int = 0
    ends: dict[tuple[str, int], tuple[int, str, str, int]] = field(factory=dict)


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
    waiting = {point.number: point for point in checkpoints}
    broken = None
    for entry in entries:
        why = _wrong(entry, chain, keys)
        if why is None:
            why = _not_at(waiting.pop(chain.number, None), chain)
        if why is not None:
            broken = Broken(number=chain.number + 1, why=why)
            break
    else:
        broken = _cut_off(waiting, chain)
    return Verified(events=chain.number, signed=chain.signed, broken=broken, ends=chain.ends)


def _wrong(entry: Entry, chain: _Chain, keys: Keys | None) -> Words | None:
    """Why an entry does not go on from the chain; if it does, the chain is one longer."""
    if hash_of(entry.text, entry.signature) != entry.hash:
        return words("its text is not what its hash says")
    try:
        link = _DECODER.decode(entry.text)
    except msgspec.DecodeError:
        return words("it is no event of this log")
    why = _unlinked(link, chain) or _misfiled(entry, link) or _unsigned(entry, link, keys)
    if why is None:
        _extend(chain, entry, link)
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
    step, digest, *_ = chain.ends.get((link.agency, link.year), (0, NOTHING))
    if (link.step, link.previous_here) != (step + 1, digest):
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


def _unsigned(entry: Entry, link: _Link, keys: Keys | None) -> Words | None:
    if not entry.signature or keys is None:
        return None
    if signed_with(entry.text, entry.signature, keys(link.agency, link.actor)):
        return None
    return words("its signature is not one of {user}", user=link.actor)


def _extend(chain: _Chain, entry: Entry, link: _Link) -> None:
    chain.store, chain.number, chain.hash = link.store, link.number, entry.hash
    chain.signed += bool(entry.signature)
    chain.ends[link.agency, link.year] = (link.step, entry.hash, link.to_state, link.revision)


def _not_at(point: Checkpoint | None, chain: _Chain) -> Words | None:
    if point is not None and (point.store, point.hash) != (chain.store, chain.hash):
        return words("the checkpoint says {hash}", hash=point.hash)
    return None


def _cut_off(waiting: Mapping[int, Checkpoint], chain: _Chain) -> Broken | None:
    """A checkpoint that was never reached: events at the end are gone."""
    points: Iterator[Checkpoint] = iter(sorted(waiting.values(), key=lambda point: point.number))
    beyond = next((point for point in points if point.number), None)
    if beyond is None:
        return None
    return Broken(
        number=chain.number + 1,
        why=words("the log ends here, a checkpoint knows {number} events", number=beyond.number),
    )
