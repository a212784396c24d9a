"""A column as the files of its site, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai import DisclosureColumn, Filing, SiteFile, Words, words
from gongkai_output_site.feeds import feed, index, sitemap
from gongkai_output_site.harvest import Harvest
from gongkai_output_site.look import Look, Page, assets
from gongkai_output_site.places import HOME
from gongkai_output_site.reports import report_pages
from gongkai_output_site.search import Shelf, search_pages
from gongkai_output_site.settings import SiteSettings
from gongkai_output_site.standing import standing, status_page
from gongkai_output_site.statutory import item_pages, statutory_pages
from gongkai_output_site.texts import text_pages

#: Reports and items on the first page.
_SHOWN = 10


def every_file(column: DisclosureColumn, settings: SiteSettings) -> Iterator[SiteFile | Words]:
    """Write every page; the lists of a filing are in memory only while its own pages are made."""
    look = Look(column=column, settings=settings)
    pages: list[str] = []
    for found in _pages(look):
        if isinstance(found, SiteFile) and found.path.endswith(".html"):
            pages.append(found.path)
        yield found
    yield from assets()
    yield index(look)
    if look.address:
        yield feed(look)
        yield from sitemap(look, sorted(pages))
    else:
        yield words(
            "[site] names no url: there is no feed and no sitemap, which need full addresses"
        )


def _pages(look: Look) -> Iterator[SiteFile | Words]:
    harvest, shelf = Harvest(look), Shelf()
    yield from text_pages(look)
    yield from item_pages(look, harvest, shelf)
    yield from statutory_pages(look, harvest)
    yield from report_pages(look)
    yield from search_pages(look, shelf)
    yield status_page(look)
    yield _home(look, harvest)


def _home(look: Look, harvest: Harvest) -> SiteFile:
    days = [filing.published for filing in look.filings if filing.published]
    page = Page(
        path=HOME, template="home.html", title=look.title, published=max(days, default=None)
    )
    return look.page(
        page,
        reports=_latest_reports(look),
        newest=harvest.newest[:_SHOWN],
        years=standing(look)[:1],
    )


def _latest_reports(look: Look) -> list[Filing]:
    """Those that were published last; those without a day come last."""
    ordered = sorted(look.filings, key=lambda f: f.published or date.min, reverse=True)
    return ordered[:_SHOWN]
