"""What registers hold: rows that were read, and rows that could not be."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from gongkai.errors import Position, let_pass
from gongkai.wording import Words

#: What a cell of a register holds once it is read.
Value = str | int | Decimal | date | None

#: A row of a key area's register, by field key; what must not be shown is masked already.
Record = Mapping[str, Value]


class Disclosure(NamedTuple):
    """One release of one item on one channel. A tuple: registers hold up to a million of them."""

    title: str
    published: date
    channel: str
    url: str = ""
    document_number: str = ""
    category: str = ""
    normative: bool = False
    entered: date | None = None
    file: str = ""
    row: int = 0

    @property
    def position(self) -> Position:
        """The file and the row that hold it."""
        return Position(self.file, self.row)


#: The fields of a disclosure that a register's columns may fill.
DISCLOSURE_FIELDS = Disclosure._fields[:8]


@frozen(kw_only=True)
class BadRow:
    """A row that cannot be read. It is reported, and not counted.

    ``position`` is file and row (rows counted from 1, the heading being one); ``column`` is the
    heading of the column at fault, ``value`` what stands there.
    """

    register: str
    position: Position
    column: str
    value: str
    reason: Words


@frozen(kw_only=True)
class NoRows:
    """A file of a register that has headings and no rows: what is counted from it is 0."""

    register: str
    position: Position


@frozen(kw_only=True)
class Crash:
    """A plugin's code that raised: which part, whose, what, and the traceback."""

    kind: str
    name: str
    plugin: str
    error: str
    traceback: str


def crash_of(kind: str, name: str, plugin: str, error: BaseException) -> Crash:
    """Keep what a plugin's code raised, with its traceback; Ctrl-C is none of its doing."""
    let_pass(error)
    return Crash(
        kind=kind,
        name=name,
        plugin=plugin,
        error=f"{type(error).__name__}: {error}",
        traceback="".join(traceback.format_exception(error)),
    )


#: What reading a register tells besides its records.
Fault = BadRow | NoRows | Crash


@frozen(kw_only=True)
class Register:
    """A register of a report, to be read in one pass as often as needed.

    ``stream`` opens it anew each time. What it yields besides records says what was wrong.
    """

    name: str
    files: tuple[str, ...]
    stream: Callable[[], Iterator[Disclosure | Record | Fault]]
