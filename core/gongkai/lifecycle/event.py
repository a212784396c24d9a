"""What the log holds: events, their canonical form, and the chain that binds them.

An event is written as canonical JSON (RFC 8785 for the values that occur here: texts, whole
numbers, lists and tables with sorted keys, UTF-8, no spaces). Its hash is the SHA-256 of exactly
those bytes, and of the signature behind them if it is signed. Each event names the hash of the one
before it in the store, and of the one before it in the same report: whoever changes, removes or
moves an event breaks every later one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec
from attrs import asdict, field, frozen

from gongkai.content import canonical_json

#: What a chain begins with.
NOTHING = ""
FORMAT = "gongkai-log/1"


@frozen(kw_only=True)
class Event:
    """One thing that a person did to one report.

    ``number`` counts the events of the store, ``step`` those of the report, both from 1.
    ``at`` is UTC (``2025-01-20T08:30:00.123456Z``). ``content`` is the hash of what the report
    said, ``details`` what belongs to the move: reasons by address, inputs, the place of
    publication. ``previous`` and ``previous_here`` are the hashes of the events before it.
    """

    store: str
    number: int
    agency: str
    year: int
    step: int
    revision: int
    at: str
    actor: str
    name: str
    roles: tuple[str, ...]
    move: str
    from_state: str
    to_state: str
    content: str
    reason: str
    previous: str
    previous_here: str
    details: Mapping[str, object] = field(factory=dict)
    format: str = FORMAT


_DECODER = msgspec.json.Decoder(Event)


def canonical(event: Event) -> str:
    """The event as the text that is hashed, signed and kept."""
    return canonical_json(asdict(event))


def hash_of(text: str, signature: str = "") -> str:
    """SHA-256 of a canonical text and what signs it, as 64 hexadecimal digits."""
    return hashlib.sha256((text + signature).encode()).hexdigest()


def read_event(text: str) -> Event:
    """Read what `canonical` wrote; `msgspec.DecodeError` if it is no such text."""
    return _DECODER.decode(text)


@frozen(kw_only=True)
class Entry:
    """An event as the log keeps it: the text, what signs it (empty: unsigned), and the hash.

    ``filed`` is the number, agency, year and step under which a store keeps it.
    """

    text: str
    hash: str
    signature: str = ""
    filed: tuple[int, str, int, int] | None = None

    @property
    def event(self) -> Event:
        """The event that the text says."""
        return read_event(self.text)
