"""Searching without a server: every title in scripts that the page loads when somebody searches.

A script can be loaded from a folder, where nothing else can be fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from gongkai import Filing, SiteFile
from gongkai_output_site.data import to_json
from gongkai_output_site.harvest import ShownItem
from gongkai_output_site.look import Look, Page
from gongkai_output_site.places import SEARCH, main_file

#: Items of a script: half a megabyte or so.
_FULL = 5000

#: Titles of one bureau and year, and the page that shows them.
_Group = dict[str, object]


@define
class Shelf:
    """Scripts that fill one after the other; each holds titles of one year, the newest first."""

    names: list[str] = field(factory=list)
    groups: list[_Group] = field(factory=list)
    year: int = 0
    number: int = 0
    held: int = 0

    def put(self, filing: Filing, path: str, items: Sequence[ShownItem]) -> Iterator[SiteFile]:
        """Put the items of a page in; a script that is full is given."""
        if filing.year != self.year:
            yield from self.rest()
            self.year, self.number = filing.year, 0
        titles = [[i.item.title, i.item.published.isoformat(), i.url] for i in items]
        self.groups.append({"a": filing.agency.name, "p": path, "i": titles})
        self.held += len(items)
        if self.held >= _FULL:
            yield from self.rest()

    def rest(self) -> Iterator[SiteFile]:
        """Give what is left, as a script."""
        if self.groups:
            self.number += 1
            path = f"search/{self.year}-{self.number}.js"
            self.names.append(path)
            yield _script(path, self.groups)
            self.groups, self.held = [], 0


def search_pages(look: Look, shelf: Shelf) -> Iterator[SiteFile]:
    """The page that searches, and the titles of the reports, which it loads first."""
    path = "search/reports.js"
    yield _script(path, [_reports(filing) for filing in look.filings])
    scripts = (path, *shelf.names)
    page = Page(path=SEARCH, template="search.html", title="检索", live=True)
    yield look.page(page, scripts=scripts)


def _reports(filing: Filing) -> _Group:
    day = filing.published.isoformat() if filing.published else ""
    path = main_file(filing).path
    return {"a": filing.agency.name, "p": path, "i": [[filing.title, day, path]], "r": 1}


def _script(path: str, groups: list[_Group]) -> SiteFile:
    """Data as a call; a script that is no JSON, and in which no tag can end."""
    harmless = to_json(groups).replace("<", r"\u003c")
    return SiteFile(path, f"gongkai({harmless});\n".encode())
