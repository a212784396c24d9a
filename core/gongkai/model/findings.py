"""What a check says: a problem, the finding it becomes, and what was checked at all."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from gongkai.errors import Position
from gongkai.wording import Words, mark


class Severity(Enum):
    """How bad a finding is."""

    ERROR = mark("error")
    WARNING = mark("warning")
    INFORMATION = mark("information")

    @property
    def rank(self) -> int:
        """0 for information, 1 for a warning, 2 for an error."""
        return {"information": 0, "warning": 1, "error": 2}[self.value]


@frozen(kw_only=True)
class Operand:
    """One figure that a rule looked at, as it is printed."""

    label: str
    address: str
    value: str


@frozen(kw_only=True)
class Problem:
    """What a check found wrong; the engine adds whose rule and whose report it is.

    ``address`` is the cell, ``section:<name>`` or ``register:<name>`` that is wrong. ``severity``
    and ``fix`` go before those of the check; ``place`` goes before the place where the figure was
    stated. ``expected``, ``actual`` and ``difference`` are printed numbers, or empty.
    """

    address: str
    message: Words
    operands: tuple[Operand, ...] = ()
    expected: str = ""
    actual: str = ""
    difference: str = ""
    severity: Severity | None = None
    fix: Words | None = None
    place: Position | None = None


@frozen(kw_only=True)
class NotAssessable:
    """A rule that could not be judged, and why; it is neither kept nor broken."""

    why: Words
    address: str = ""


@frozen(kw_only=True)
class Finding:
    """A problem of one report under one rule.

    ``fingerprint`` is the same as long as rule, report and place are the same, whatever the values.
    """

    code: str
    severity: Severity
    agency: str
    year: int
    address: str
    message: Words
    fix: Words
    basis: str
    operands: tuple[Operand, ...]
    expected: str
    actual: str
    difference: str
    source: Position | None
    plugin: str
    fingerprint: str


@frozen(kw_only=True)
class Unassessed:
    """A rule that said it could not judge."""

    code: str
    address: str
    why: Words


@frozen(kw_only=True)
class Coverage:
    """Which rules ran: checked and clean is not the same as not checked."""

    ran: int
    not_applicable: int
    not_assessable: tuple[Unassessed, ...]
    waived: int
    crashed: int
