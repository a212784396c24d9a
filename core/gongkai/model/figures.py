"""One figure per cell: what it is, how exact it is, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum

from attrs import frozen

from gongkai.errors import Position
from gongkai.model.counting import Count
from gongkai.wording import mark

Number = int | Decimal


class State(Enum):
    """What stands in a cell. The four that mean "no number" are never taken for zero."""

    NUMBER = mark("number")
    ZERO = mark("zero")
    NOT_APPLICABLE = mark("not-applicable")
    BLANK = mark("blank")
    MISSING = mark("missing")
    NOT_A_NUMBER = mark("not-a-number")


class Exactness(Enum):
    """How a number is meant: just this, this or more (余), or about this (约)."""

    EXACT = "exact"
    AT_LEAST = "at-least"
    ABOUT = "about"


@frozen(kw_only=True)
class Stated:
    """A person wrote it, here."""

    position: Position


@frozen(kw_only=True)
class Counted:
    """Counted: so many distinct items of a register fit, or so much is what they add up to."""

    count: Count
    channels: tuple[str, ...]
    items: Number


@frozen(kw_only=True)
class Derived:
    """Computed from other cells by a relation of the form."""

    code: str
    operands: tuple[str, ...]


@frozen(kw_only=True)
class Carried:
    """Taken from another year's report by a relation of the form, with this year's ``operands``."""

    agency: str
    year: int
    address: str
    code: str = ""
    operands: tuple[str, ...] = ()


@frozen(kw_only=True)
class Overridden:
    """A person put another number in place of the counted one; both are kept."""

    position: Position
    by: str
    reason: str
    replaced: Number | None


@frozen(kw_only=True)
class Contribution:
    """What a member of a region gives to a cell of the region's sum.

    ``figure`` is what stands in the cell of its report; None where it has no report, or one whose
    form has no such cell.
    """

    agency: str
    name: str
    figure: Figure | None


@frozen(kw_only=True)
class Joint:
    """A document that several members issued together, and whose registers each count it.

    It counts once: one less than there are ``agencies`` is taken off the sum.
    """

    document_number: str
    title: str
    agencies: tuple[str, ...]

    @property
    def surplus(self) -> int:
        """How often it was counted too much."""
        return len(self.agencies) - 1


@frozen(kw_only=True)
class Summed:
    """Added up from the members of a region, in their order, joint documents counted once."""

    contributions: tuple[Contribution, ...]
    joint: tuple[Joint, ...] = ()


Evidence = Stated | Counted | Derived | Carried | Overridden | Summed


#: The reason of what is not applicable because the published table prints ``/``.
AS_PUBLISHED = "原表如此，未说明原因"


@frozen(kw_only=True)
class Figure:
    """What stands in one cell.

    ``value`` is the number, None in every state that has none. ``text`` is what was written where
    that says more than the value: ``200余``, the reason of *not applicable*, what is no number.
    ``counted`` is what a register gives where a person stated something else.
    """

    address: str
    state: State
    value: Number | None = None
    exactness: Exactness = Exactness.EXACT
    text: str = ""
    unit: str = ""
    evidence: Evidence | None = None
    counted: Number | None = None

    @property
    def printed(self) -> str:
        """The figure as a table prints it; empty for a blank and for a missing one."""
        if self.state is State.NOT_APPLICABLE:
            return "/"
        if self.exactness is not Exactness.EXACT or self.state is State.NOT_A_NUMBER:
            return self.text
        return "" if self.value is None else printed(self.value)

    @property
    def without_reason(self) -> bool:
        """Whether it is not applicable, and nobody said why: a bare ``/`` was printed."""
        return self.state is State.NOT_APPLICABLE and self.text == AS_PUBLISHED

    @property
    def has_count(self) -> bool:
        """Whether a register counts this cell, even if something else stands in it."""
        return isinstance(self.evidence, Counted) or self.counted is not None

    @property
    def position(self) -> Position | None:
        """Where a person wrote it, if a person did."""
        return self.evidence.position if isinstance(self.evidence, Stated | Overridden) else None


def printed(value: Number) -> str:
    """Print a number as the forms do: no exponent, no separators, decimals as they came."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


#: Every cell of a report's form, by address.
Figures = Mapping[str, Figure]


def number(address: str, value: Number, **more: object) -> Figure:
    """Make a figure that holds a number, or zero."""
    state = State.ZERO if value == 0 else State.NUMBER
    return Figure(address=address, state=state, value=value, **more)  # type: ignore[arg-type]
