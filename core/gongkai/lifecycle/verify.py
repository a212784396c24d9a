"""Verifying a log off line: every hash, both chains, every signature, what is listed, checkpoints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from gongkai.lifecycle.event import NOTHING, Entry, Event, hash_of, read_event
from gongkai.wording import Words, words


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
    """What came out: how many events hold, how many are signed, and the first that is broken."""

    events: int
    signed: int
    broken: Broken | None = None


@frozen(kw_only=True)
class _Chain:
    """The links so far: of the store, and of each report its last step and hash."""

    store: str = ""
    number: int = 0
    hash: str = NOTHING


def read_checkpoint(text: str) -> Checkpoint:
    """Read what a checkpoint prints; `ValueError` if it is none."""
    store, number, digest = text.split()
    return Checkpoint(store=store, number=int(number), hash=digest)


def verify_entries(
    entries: Iterable[Entry],
    end: Checkpoint | None = None,
    checkpoints: Iterable[Checkpoint] = (),
    signed_by: Mapping[str, tuple[str, ...]] | None = None,
) -> Verified:
    """Follow the chains from the first event to the last; memory grows with reports only.

    ``end`` is where the store says that the log ends: events cut off at the end show there.
    """
    raise NotImplementedError(entries, end, checkpoints, signed_by)
