"""政府信息公开年报: by bureau and by year, each with all its files."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Filing, SiteFile
from gongkai_output_site.look import Look, Page
from gongkai_output_site.places import REPORTS, agency_path, year_path

_LABEL = "政府信息公开年报"
_TRAIL = ((_LABEL, REPORTS),)


def report_pages(look: Look) -> Iterator[SiteFile]:
    """The list of all reports, and a page for each year and for each bureau."""
    years: dict[int, list[Filing]] = {}
    agencies: dict[str, list[Filing]] = {}
    for filing in look.filings:
        years.setdefault(filing.year, []).append(filing)
        agencies.setdefault(filing.agency.id, []).append(filing)
    page = Page(path=REPORTS, template="reports.html", title=_LABEL, column=_LABEL)
    rows = [
        (filings[0], [next((f for f in filings if f.year == year), None) for year in years])
        for filings in agencies.values()
    ]
    yield look.page(page, years=tuple(years), rows=rows)
    for year, filings in years.items():
        yield look.page(
            _list(year_path(year), f"{year}年政府信息公开工作年度报告", filings), filings=filings
        )
    for filings in agencies.values():
        title = f"{filings[0].agency.name}政府信息公开工作年度报告"
        yield look.page(_list(agency_path(filings[0]), title, filings), filings=filings)


def _list(path: str, title: str, filings: list[Filing]) -> Page:
    days = (filing.published for filing in filings if filing.published)
    return Page(
        path=path,
        template="filings.html",
        title=title,
        column=_LABEL,
        trail=_TRAIL,
        published=max(days, default=None),
    )
