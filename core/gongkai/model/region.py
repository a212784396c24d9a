"""A region's sum: its members, what each contributes to a cell, and who has reported."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from gongkai.model.agency import Agency, AgencyKind, Region
from gongkai.model.findings import Finding, Severity
from gongkai.model.report import Report, Returned
from gongkai.wording import Words


class Scope(Enum):
    """What is added up.

    ``own``: the region's own level (本级), its departments, offices and organisations; ``region``:
    all of it, with its townships and the governments of the regions directly below.
    """

    OWN = "own"
    REGION = "region"

    @property
    def title(self) -> str:
        """What stands behind the title of the sum's report."""
        return "（本级汇总）" if self is Scope.OWN else "（汇总）"

    def covers(self, kind: AgencyKind) -> bool:
        """Whether a member of this kind is added up here."""
        return self is Scope.REGION or kind not in {AgencyKind.TOWNSHIP, AgencyKind.GOVERNMENT}


class Turnout(Enum):
    """How a bureau of the region stands in a year: what the matrix of a roll-up shows."""

    REPORTED = "reported"
    LATE = "late"
    RETURNED = "returned"
    UNREADABLE = "cannot-be-made"
    MISSING = "missing"
    SUCCEEDED = "reported-by-successor"
    OUTSIDE = "not-a-member"

    @property
    def counts(self) -> bool:
        """Whether its figures are in the sum."""
        return self in {Turnout.REPORTED, Turnout.LATE, Turnout.RETURNED}

    @property
    def lacks(self) -> bool:
        """Whether its figures are missing from the sum, which is then a lower bound."""
        return self in {Turnout.UNREADABLE, Turnout.MISSING}


@frozen(kw_only=True)
class Member:
    """A bureau of the region, and how it stands in one year.

    ``why`` says why it is no member or why its report cannot be made; ``successor`` is the id of
    the bureau that reported in its place. ``limit`` is the last day for its report, which is None
    where there is none; ``bug`` is the traceback of what raised.
    """

    agency: Agency
    turnout: Turnout
    limit: date
    why: Words | None = None
    successor: str = ""
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    bug: str = ""

    @property
    def published(self) -> date | None:
        """The day on which its report was published, if it says one."""
        return self.report.published if self.report else None

    @property
    def returned(self) -> Returned | None:
        """Who sent its report back, if anybody did."""
        return self.report.returned if self.report else None

    @property
    def days_late(self) -> int:
        """Days of the calendar by which it was published after its limit."""
        return max((self.published - self.limit).days, 0) if self.published else 0

    def number_of(self, severity: Severity) -> int:
        """How many findings of this severity its report has."""
        return sum(finding.severity is severity for finding in self.findings)


@frozen(kw_only=True)
class RegionSum:
    """What a region's report was added up from.

    ``members`` are all bureaus of the region, those that stay out of the sum with their reason;
    ``published`` is the report that the region's own government published, None where there is
    none: it is compared with the sum, never added to it.
    """

    region: Region
    year: int
    scope: Scope
    members: tuple[Member, ...]
    published: Report | None = None

    @property
    def counted(self) -> tuple[Member, ...]:
        """The members that this sum has to add up, whether they reported or not."""
        return tuple(
            member
            for member in self.members
            if (member.turnout.counts or member.turnout.lacks)
            and self.scope.covers(member.agency.kind)
        )
