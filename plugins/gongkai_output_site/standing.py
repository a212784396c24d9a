"""公布情况: who has published its report, who is late, and whose report is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from gongkai import Filing, Severity, SiteFile, Turnout
from gongkai_output_site.look import Look, Page
from gongkai_output_site.places import STATUS

#: How a bureau stands: in words, and the sign before them, so that colour says nothing alone.
_SAID = {
    Turnout.REPORTED: ("已公布", "✓"),
    Turnout.LATE: ("逾期公布", "!"),
    Turnout.RETURNED: ("退回修改", "↩"),
    Turnout.UNREADABLE: ("暂未编成", "✗"),
    Turnout.MISSING: ("未公布", "✗"),
    Turnout.SUCCEEDED: ("由承接单位公布", "→"),
}
_UNDATED = ("已编制，未注明公布日期", "?")


@frozen
class Row:
    """A bureau's line: how it stands, in words and as a sign, and what was found in its report."""

    filing: Filing
    state: str
    said: str
    sign: str
    successor: str
    errors: int
    warnings: int
    waited: bool


@frozen
class YearStanding:
    """A year: its lines, how many bureaus stand how, and who is no member of the region."""

    year: int
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]
    outside: tuple[str, ...]


def standing(look: Look) -> tuple[YearStanding, ...]:
    """How all bureaus stand, the latest year first."""
    return tuple(_of_year(look, year) for year in look.column.years)


def status_page(look: Look) -> SiteFile:
    """The table of every year."""
    days = (filing.published for filing in look.filings if filing.published)
    page = Page(
        path=STATUS,
        template="status.html",
        title="年报公布情况",
        published=max(days, default=None),
        live=True,
    )
    return look.page(page, years=standing(look))


def _of_year(look: Look, year: int) -> YearStanding:
    filings = [filing for filing in look.column.filings if filing.year == year]
    names = {filing.agency.id: filing.agency.name for filing in filings}
    rows = tuple(_rows(filings, names))
    return YearStanding(
        year=year,
        rows=rows,
        counts=tuple(_counts(rows)),
        outside=tuple(f.agency.name for f in filings if f.turnout is Turnout.OUTSIDE),
    )


def _counts(rows: tuple[Row, ...]) -> Iterator[tuple[str, int]]:
    """How many stand how, in a fixed order; what none of them is, is not told."""
    found = Counter(row.said for row in rows)
    for said, _ in (*_SAID.values(), _UNDATED):
        if found[said]:
            yield said, found[said]


def _rows(filings: list[Filing], names: dict[str, str]) -> Iterator[Row]:
    for filing in filings:
        if filing.turnout is not Turnout.OUTSIDE:
            undated = filing.turnout is Turnout.REPORTED and filing.published is None
            said, sign = _UNDATED if undated else _SAID[filing.turnout]
            yield Row(
                filing=filing,
                state="undated" if undated else filing.turnout.value,
                said=said,
                sign=sign,
                successor=names.get(filing.successor, filing.successor),
                errors=filing.findings.get(Severity.ERROR, 0),
                warnings=filing.findings.get(Severity.WARNING, 0),
                waited=filing.turnout in {Turnout.MISSING, Turnout.UNREADABLE},
            )
