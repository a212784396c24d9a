"""A region's disclosure column (政府信息公开专栏): who has published what, year by year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from attrs import field, frozen

from gongkai.model.agency import Agency, Region
from gongkai.model.findings import Severity
from gongkai.model.region import Turnout
from gongkai.model.report import Block, Returned, Status


class DisclosedItem(NamedTuple):
    """An item that a bureau disclosed in a year, however often and wherever it was released.

    ``published`` is the day of its first release, ``channels`` are the labels of those that it was
    released on. Personal numbers in ``title`` are masked; ``url`` is as the register has it.
    """

    title: str
    published: date
    channels: tuple[str, ...] = ()
    url: str = ""
    document_number: str = ""
    category: str = ""


@frozen(kw_only=True)
class KeyArea:
    """A key area of a report: its name, its title, and what the report says under that title."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@frozen(kw_only=True)
class ReportFile:
    """A file of a report as it stands in the column, below the column's own folder."""

    path: str
    output: str
    media_type: str
    size: int
    sha256: str


@frozen(kw_only=True)
class Filing:
    """How a bureau stands with its report of one year, and all that the column shows of it.

    ``folder`` is the bureau's own below any folder of the column. ``limit`` is the last day for
    the report; ``successor`` is the id of the bureau that reported in its place. What stands from
    ``title`` on is empty without a report. ``items`` and ``areas`` are read anew at each call:
    a region has more of them than fit in memory. ``recorded`` is how far the log says the report
    has come, by its official label; empty where it knows nothing.
    """

    agency: Agency
    year: int
    turnout: Turnout
    limit: date
    folder: str
    successor: str = ""
    title: str = ""
    form: str = ""
    published: date | None = None
    source: str = ""
    status: Status = Status.DRAFT
    returned: Returned | None = None
    recorded: str = ""
    findings: Mapping[Severity, int] = field(factory=dict)
    files: tuple[ReportFile, ...] = ()
    items: Callable[[], tuple[DisclosedItem, ...]] = field(default=tuple, eq=False)
    areas: Callable[[], tuple[KeyArea, ...]] = field(default=tuple, eq=False)

    @property
    def days_late(self) -> int:
        """Days of the calendar by which it was published after its limit."""
        return max((self.published - self.limit).days, 0) if self.published else 0


@frozen(kw_only=True)
class DisclosureColumn:
    """A region's column.

    ``filings`` has the latest year first; within a year the region's own government stands first,
    then its members by kind and id, those that are no members of that year too.
    """

    region: Region
    filings: tuple[Filing, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that there are filings of, the latest first."""
        return tuple(dict.fromkeys(filing.year for filing in self.filings))
