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


class Request(NamedTuple):
    """A request for disclosure (依申请公开), as its register has it; nothing of who asked.

    ``applicant`` is a column key of the form of 2021, ``outcome`` a row key of it; an outcome is
    empty while the request is open. ``separated`` says that parts of it were handled differently
    (区分处理): it then counts as partly granted and nowhere else. ``extended_on`` is the day of the
    extension (延期), where the register has it. ``amendment_given`` is the day on which the amended
    request came in, ``consulted_from`` and ``consulted_to`` the days between
    which a third party was asked.
    """

    number: str
    received: date
    form: str = ""
    applicant: str = ""
    outcome: str = ""
    decided: date | None = None
    separated: bool = False
    extended: bool = False
    extended_on: date | None = None
    amendment_asked: date | None = None
    amendment_given: date | None = None
    consulted_from: date | None = None
    consulted_to: date | None = None
    fee_notice: date | None = None
    fee_paid: date | None = None
    entered: date | None = None
    file: str = ""
    row: int = 0

    @property
    def position(self) -> Position:
        """The file and the row that hold it."""
        return Position(self.file, self.row)


class Remedy(NamedTuple):
    """A review or a suit about disclosure (复议诉讼).

    ``kind`` is review, suit-direct or suit-after-review; ``result`` upheld, corrected, other or
    pending. ``refusal`` says that it is against a refusal to disclose, ``co_defendant`` that this
    organ is sued as the review organ: the original organ alone counts the case.
    """

    number: str
    kind: str
    filed: date
    result: str = "pending"
    decided: date | None = None
    refusal: bool = False
    co_defendant: bool = False
    entered: date | None = None
    file: str = ""
    row: int = 0

    @property
    def position(self) -> Position:
        """The file and the row that hold it."""
        return Position(self.file, self.row)


class Document(NamedTuple):
    """A rule or normative document (规章、行政规范性文件) and its life.

    ``expires`` is its last day where it ends by itself; ``interpretation`` the day on which its
    interpretation (解读) was published.
    """

    title: str
    kind: str
    made: date
    document_number: str = ""
    repealed: date | None = None
    expires: date | None = None
    published: date | None = None
    interpretation: date | None = None
    entered: date | None = None
    file: str = ""
    row: int = 0

    @property
    def position(self) -> Position:
        """The file and the row that hold it."""
        return Position(self.file, self.row)


class Decision(NamedTuple):
    """A licence, penalty or coercive measure; ``number`` of them, where a row adds several up."""

    kind: str
    decided: date
    number: int = 1
    document_number: str = ""
    published: date | None = None
    entered: date | None = None
    file: str = ""
    row: int = 0

    @property
    def position(self) -> Position:
        """The file and the row that hold it."""
        return Position(self.file, self.row)


class Fee(NamedTuple):
    """An administrative fee (行政事业性收费) that was charged; ``amount`` in yuan, exact."""

    charged: date
    amount: Decimal
    item: str = ""
    entered: date | None = None
    file: str = ""
    row: int = 0

    @property
    def position(self) -> Position:
        """The file and the row that hold it."""
        return Position(self.file, self.row)


#: A record of one of the engine's own registers besides the disclosures.
Entry = Request | Remedy | Document | Decision | Fee


@frozen(kw_only=True)
class BadRow:
    """A row that cannot be read. It is reported, and not counted.

    ``position`` is file and row (rows counted from 1, the heading being one); ``column`` is the
    heading of the column at fault, ``value`` what stands there. ``record`` is the number of the
    record, where it has one; ``counted`` says that it counts all the same, without this cell.
    """

    register: str
    position: Position
    column: str
    value: str
    reason: Words
    record: str = ""
    counted: bool = False


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


@frozen(kw_only=True)
class Late:
    """Records of the year that were entered after the cut-off: they do not count.

    ``figures`` gives, by address, what each cell that they would change would be.
    """

    register: str
    places: tuple[Position, ...]
    last_entered: date
    figures: Mapping[str, int | Decimal]


#: What reading a register tells besides its records.
Fault = BadRow | NoRows | Crash


@frozen(kw_only=True)
class Register:
    """A register of a report, to be read in one pass as often as needed.

    ``stream`` opens it anew each time. What it yields besides records says what was wrong.
    ``fields`` are those that its file has a column for, where that is known: a field without one
    is empty in every record and says nothing.
    """

    name: str
    files: tuple[str, ...]
    stream: Callable[[], Iterator[Disclosure | Entry | Record | Fault]]
    fields: frozenset[str] = frozenset()
