"""What the city is made of: places, bureaus, and the books that each keeps over both years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import define, field, frozen

#: A TOML table that is going to be written.
Table = dict[str, object]
#: What stands in the cells of the form, by ``table.row.column``.
Figures = dict[str, int | Decimal]
#: A row of a register, cell by cell.
Row = tuple[str, ...]

#: The report years.
YEARS = (2023, 2024)


@frozen(kw_only=True)
class Region:
    """A place with a government of its own; ``published`` is the month and day of its reports."""

    id: str
    name: str
    level: str
    mark: str
    domain: str
    published: tuple[int, int]


@frozen(kw_only=True)
class Bureau:
    """A bureau or township, and about how much of everything it has in a year."""

    id: str
    name: str
    short: str
    domain: str
    items: int
    requests: int
    stock: int
    files: str
    kind: str = "department"
    remedies: int = 0
    rules: int = 0
    register: bool = True
    weibo: bool = False
    bulletin: bool = False
    incomplete: bool = False
    decisions: dict[str, int] = field(factory=dict)
    fees: int = 0
    until: date | None = None
    from_: date | None = None
    successor: str = ""
    outside: str = ""

    @property
    def home(self) -> str:
        """The id of the region that it lies in."""
        return self.id.rpartition("/")[0]

    @property
    def slug(self) -> str:
        """Its folder."""
        return self.id.rpartition("/")[2]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which it has a report: one that ended within a year reports no more."""
        first = self.from_.year if self.from_ else YEARS[0]
        last = self.until.year - 1 if self.until else YEARS[-1]
        return tuple(year for year in YEARS if first <= year <= last)


@frozen(kw_only=True)
class Joint:
    """A normative document that several bureaus issued together."""

    title: str
    number: str
    made: date
    holders: tuple[str, ...]


@frozen(kw_only=True)
class Places:
    """Every place of the city."""

    regions: tuple[Region, ...]
    bureaus: tuple[Bureau, ...]
    joint: tuple[Joint, ...]

    def region(self, name: str) -> Region:
        """The region of an id."""
        return next(region for region in self.regions if region.id == name)


@frozen(kw_only=True)
class Person:
    """Who asked: made up, and never to be seen outside the register."""

    name: str
    number: str
    phone: str


@frozen(kw_only=True)
class Request:
    """A request from its receipt to the reply."""

    number: str
    received: date
    decided: date
    form: str
    applicant: str
    outcome: str
    person: Person
    asked_for: str
    extended: bool = False
    amendment: tuple[date, date | None] | None = None
    consulted: tuple[date, date] | None = None


@frozen(kw_only=True)
class Case:
    """A review or a suit."""

    number: str
    kind: str
    filed: date
    decided: date
    result: str
    person: Person


@frozen(kw_only=True)
class Document:
    """A rule or a normative document, from its making to its end."""

    title: str
    number: str
    made: date
    kind: str = "normative"
    repealed: date | None = None
    expires: date | None = None


@frozen(kw_only=True)
class Books:
    """All that a bureau registers, over both years."""

    requests: tuple[Request, ...] = ()
    cases: tuple[Case, ...] = ()
    documents: tuple[Document, ...] = ()
    decisions: tuple[tuple[str, date, int], ...] = ()
    fees: tuple[tuple[str, date, Decimal], ...] = ()


@define(kw_only=True)
class Register:
    """A register that is going to be written: its file, the way it is written, its rows."""

    file: str
    style: str
    columns: Row
    rows: list[Row]


@define(kw_only=True)
class Filing:
    """One report that is going to be written; faults change it before it is."""

    agency: str
    year: int
    report: Table
    figures: Figures
    stated: tuple[str, ...] = ()
    texts: dict[str, str] = field(factory=dict)
    registers: dict[str, Register] = field(factory=dict)
    issued: dict[str, Document] = field(factory=dict)


#: Every report that is going to be written, by agency and year.
Filings = dict[tuple[str, int], Filing]
