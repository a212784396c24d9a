"""Who has a seat in a region's column in each year, and which reports are to be made."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gongkai.config.agency import ReportId, find_reports
from gongkai.config.layers import Tree
from gongkai.config.succession import has_report
from gongkai.errors import GongkaiError
from gongkai.model.agency import FIRST_YEAR, LAST_YEAR, AgencyKind, Region
from gongkai.rollup.membership import Candidate, candidates, government
from gongkai.wording import words

#: In which order the bureaus stand.
_KINDS = (
    AgencyKind.OFFICE,
    AgencyKind.DEPARTMENT,
    AgencyKind.ORGANISATION,
    AgencyKind.TOWNSHIP,
    AgencyKind.GOVERNMENT,
)


@frozen(kw_only=True)
class Seat:
    """A bureau in a year, and whether a report of it is to be made."""

    candidate: Candidate
    year: int
    reports: bool

    @property
    def report(self) -> ReportId:
        """The report that belongs here."""
        return ReportId(self.candidate.agency.id, self.year)


def seats(tree: Tree, region: Region, years: tuple[int, ...]) -> tuple[Seat, ...]:
    """Every seat, the latest year first; `GongkaiError` if there is no report in any of them."""
    wanted = sorted(set(years) or _years(tree, region), reverse=True)
    found = tuple(seat for year in wanted for seat in _of_year(tree, region, year))
    if not any(seat.reports for seat in found):
        raise GongkaiError(
            words(
                "the region {region} has no report to show; a report is a folder with bureau.toml "
                "and, below it, a year with report.toml",
                region=region.id,
            )
        )
    return found


def _years(tree: Tree, region: Region) -> set[int]:
    """The years of which the region's bureaus have reports."""
    ids = {seat.agency.id for seat in _bureaus(tree, region, LAST_YEAR)}
    return {
        report.year
        for report in find_reports(tree)
        if report.agency in ids and FIRST_YEAR <= report.year <= LAST_YEAR
    }


def _of_year(tree: Tree, region: Region, year: int) -> Iterator[Seat]:
    for candidate in _bureaus(tree, region, year):
        there = candidate.expected and has_report(tree, candidate.agency.id, year)
        yield Seat(candidate=candidate, year=year, reports=there)


def _bureaus(tree: Tree, region: Region, year: int) -> tuple[Candidate, ...]:
    """The region's own government, and then all others by kind and id."""
    own = government(tree, region, year)
    others = sorted(candidates(tree, region, year), key=_rank)
    return (*([own] if own else []), *others)


def _rank(candidate: Candidate) -> tuple[int, str]:
    return _KINDS.index(candidate.agency.kind), candidate.agency.id
