"""A move that somebody asks for, the case that is judged, and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from gongkai.content import Content
from gongkai.lifecycle.fold import Head
from gongkai.lifecycle.office import Office, Person
from gongkai.lifecycle.table import Move
from gongkai.model.findings import Finding
from gongkai.wording import Words


@frozen(kw_only=True)
class Asked:
    """What somebody asks for: a move of a report, and what she says of it.

    ``reasons`` are those of a return, by section or cell; ``place`` and ``on`` those of a
    publication; ``reason`` is the public note of a correction, or any other remark.
    """

    agency: str
    year: int
    move: str
    user: str
    reason: str = ""
    reasons: Mapping[str, str] = field(factory=dict)
    place: str = ""
    on: date | None = None


@frozen(kw_only=True)
class Case:
    """One move of one report, as it is judged: read and checked anew, never handed in.

    ``own_key`` says whether the key that signs it is the person's; None where none does.
    """

    asked: Asked
    move: Move
    head: Head
    person: Person
    office: Office
    findings: tuple[Finding, ...]
    content: Content
    published: date | None
    today: date
    own_key: bool | None
    addresses: frozenset[str]


@frozen(kw_only=True)
class Refusal:
    """A guard that does not let a move pass: which one, why, and what to do."""

    guard: str
    why: Words
    fix: Words
