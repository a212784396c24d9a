"""A report poured into the page template."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from gongkai import (
    CHARTS_TITLE,
    DRAFT_MARK,
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
    Status,
    StatutoryTable,
    contact_lines,
    printable,
    printed,
)
from gongkai_output_html.charts import drawn
from gongkai_output_html.metadata import structured, tags_of
from gongkai_output_html.outline import (
    CHARTS,
    CONTACT,
    CONTACT_TITLE,
    contents_of,
    parts_of,
    with_depth,
)
from gongkai_output_html.qr import qr_code
from gongkai_output_html.settings import HtmlSettings
from gongkai_output_html.tables import MARKS, grid_rows, record_rows

_KINDS: dict[type[Block], str] = {
    Bullets: "bullets",
    Chart: "chart",
    Heading: "heading",
    Note: "note",
    Paragraph: "paragraph",
    RecordTable: "records",
    StatutoryTable: "statutory",
}
_SCHEMES = ("http://", "https://", "mailto:")
_TEMPLATES = Path(__file__).with_name("templates")


def render(report: Report, settings: HtmlSettings) -> bytes:
    """Write the report as a page that needs nothing but itself."""
    parts = parts_of(report)
    page = _template()(
        report=report,
        settings=settings,
        title=report.title.partition(f"{report.year}年"),
        draft=report.status is not Status.APPROVED,
        site=settings.site_name or report.agency.name,
        tags=tags_of(report, settings),
        structured=structured(report, settings),
        parts=parts,
        contents=contents_of(report, parts),
        contact=contact_lines(report.agency),
        qr=qr_code(settings.url) if settings.url else "",
    )
    return printable(page).encode()


@cache
def _template() -> Callable[..., str]:
    # Jinja2 takes longer to import than the whole engine: only those who write a page wait for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(kind=_kind, number=_number, with_depth=with_depth)
    environment.tests.update(followable=_followable)
    environment.globals.update(
        drawn=drawn,
        grid_rows=grid_rows,
        record_rows=record_rows,
        marks=MARKS,
        style=_style(),
        draft_mark=DRAFT_MARK,
        charts=(CHARTS, CHARTS_TITLE),
        contact_at=(CONTACT, CONTACT_TITLE),
    )
    return environment.get_template("page.html").render


def _style() -> str:
    return "".join((_TEMPLATES / name).read_text("utf-8") for name in ("page.css", "print.css"))


def _kind(block: Block) -> str:
    return _KINDS[type(block)]


def _number(figure: Figure | None) -> str:
    """Give the number for machines; empty where there is none."""
    return "" if figure is None or figure.value is None else printed(figure.value)


def _followable(span: Span) -> bool:
    return span.url.lower().startswith(_SCHEMES)
