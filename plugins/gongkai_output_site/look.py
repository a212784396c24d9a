"""How pages look: their frame, the places they link to, and what may be linked at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from gongkai import (
    DRAFT_MARK,
    Agency,
    Block,
    Bullets,
    DisclosureColumn,
    Filing,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    SiteFile,
    Status,
    host_of,
    is_own_host,
    printable,
)
from gongkai_output_site import places
from gongkai_output_site.settings import SiteSettings

if TYPE_CHECKING:
    from jinja2 import Environment

#: What fits on a line of the narrowest phone.
_SHORT = 20
_WEB = ("http://", "https://")
_KINDS: dict[type[Block], str] = {
    Bullets: "bullets",
    Heading: "heading",
    Note: "note",
    Paragraph: "paragraph",
    RecordTable: "records",
}


@frozen(kw_only=True)
class Page:
    """A page: where it stands, its template and heading, and the pages that lead to it.

    ``column`` is the label of the column that it belongs to; ``published`` the day that its
    metadata name; ``live`` says that it uses the script.
    """

    path: str
    template: str
    title: str
    column: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    published: date | None = None
    live: bool = False


@frozen(kw_only=True)
class Look:
    """What all pages of a site share."""

    column: DisclosureColumn
    settings: SiteSettings
    filings: tuple[Filing, ...] = field()
    title: str = field()
    site_name: str = field()

    @filings.default
    def _filings(self) -> tuple[Filing, ...]:
        """Those that are shown, the latest year first."""
        return tuple(filing for filing in self.column.filings if is_public(filing))

    @title.default
    def _title(self) -> str:
        return self.settings.title or f"{self.column.region.name}政府信息公开专栏"

    @site_name.default
    def _site_name(self) -> str:
        """The site that the column stands on; without a name, that of who answers for it."""
        own = (f.agency.name for f in self.column.filings if f.agency.id == self.column.region.id)
        return self.settings.site_name or next(own, self.column.region.name)

    @property
    def address(self) -> str:
        """Where the site will stand, with a slash at its end; empty if nobody said so."""
        return f"{self.settings.url.rstrip('/')}/" if self.settings.url else ""

    @property
    def drafts(self) -> bool:
        """Whether any report that is shown has not been approved."""
        return any(filing.status is not Status.APPROVED for filing in self.filings)

    def link(self, url: str, agency: Agency) -> str:
        """An address that may be linked: on the web, and no stranger's; else empty."""
        address = url.strip()
        own = (*agency.own_domains, agency.site, *self.settings.hosts)
        safe = address.lower().startswith(_WEB) and address == printable(address)
        host = host_of(address) if safe else ""
        return address if host and is_own_host(host, own) else ""

    def page(self, page: Page, **more: object) -> SiteFile:
        """Pour a page into its template."""
        up = "../" * page.path.count("/")
        text = _templates().get_template(page.template).render(look=self, page=page, up=up, **more)
        return SiteFile(page.path, printable(text).encode())


def is_public(filing: Filing) -> bool:
    """Whether a report is shown: all that were written, drafts too, as nothing approves one yet."""
    return bool(filing.files)


def assets() -> Iterator[SiteFile]:
    """The style sheet and the script."""
    for name in ("site.css", "site.js"):
        content = Path(__file__).with_name("assets") / name
        yield SiteFile(f"assets/{name}", content.read_bytes())


def is_web(url: str) -> bool:
    """Whether a text of the region's own leads to a page or to a mailbox."""
    return url.lower().startswith((*_WEB, "mailto:"))


def is_code(text: str) -> bool:
    """Whether a cell is a day, a number or a code, which reads badly when it is broken in two."""
    return text.isascii() and len(text) <= _SHORT


@cache
def _templates() -> Environment:
    # Jinja2 takes longer to import than the whole engine: only those who write pages wait for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: _KINDS.get(type(block), "")
    environment.tests.update(web=is_web, code=is_code)
    environment.globals.update(
        {name: getattr(places, name) for name in places.__all__}, DRAFT_MARK=DRAFT_MARK
    )
    return environment
