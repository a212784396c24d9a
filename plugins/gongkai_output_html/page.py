"""A report poured into the page template."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from attrs import field, frozen

from gongkai import (
    Block,
    Bullets,
    Chart,
    Figure,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Report,
    Span,
    State,
    Status,
    StatutoryTable,
    contact_lines,
    printable,
    printed,
)
from gongkai_output_html.bars import bars
from gongkai_output_html.qr import check_address, qr_code


@frozen(kw_only=True)
class HtmlSettings:
    """Where the page will stand: its address (for the QR code), and the name of the site."""

    url: str = field(default="", validator=lambda _self, _field, url: check_address(url))
    site_name: str = ""


_KINDS: dict[type[Block], str] = {
    Bullets: "bullets",
    Chart: "chart",
    Heading: "heading",
    Note: "note",
    Paragraph: "paragraph",
    RecordTable: "records",
    StatutoryTable: "statutory",
}
#: `colgroup` and `rowgroup` reach over whole `<colgroup>` and `<tbody>` elements, which cannot be
#: nested; `col` and `row` on a merged header reach over exactly the columns and rows that it spans.
_SCOPES = {"col": "col", "colgroup": "col", "row": "row", "rowgroup": "row"}
_SHORT = 20
_SCHEMES = ("http://", "https://", "mailto:")


def render(report: Report, settings: HtmlSettings) -> bytes:
    """Write the report as a page that needs nothing but itself."""
    page = _template()(
        report=report,
        settings=settings,
        draft=report.status is not Status.APPROVED,
        site=settings.site_name or report.agency.name,
        parts=[("", report.opening), *((part.title, part.blocks) for part in report.chapters)],
        contact=contact_lines(report.agency),
        generator=", ".join(f"{name} {version}" for name, version in report.provenance.versions),
        qr=qr_code(settings.url) if settings.url else "",
    )
    return printable(page).encode()


@cache
def _template() -> Callable[..., str]:
    # Jinja2 takes longer to import than the whole engine: only those who write a page wait for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(kind=_kind, number=_number)
    environment.tests.update(followable=_followable, short_code=_short_code)
    environment.globals.update(bars=bars, scopes=_SCOPES, State=State)
    return environment.get_template("page.html").render


def _kind(block: Block) -> str:
    return _KINDS[type(block)]


def _number(figure: Figure | None) -> str:
    """Give the number for machines; empty where there is none."""
    return "" if figure is None or figure.value is None else printed(figure.value)


def _followable(span: Span) -> bool:
    return span.url.lower().startswith(_SCHEMES)


def _short_code(text: str) -> bool:
    """A day, an amount, a number: what reads badly when it is broken over two lines."""
    return text.isascii() and len(text) <= _SHORT
