"""A report poured into pages of a gazette."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from gongkai import (
    DRAFT_MARK,
    Bullets,
    Chart,
    Note,
    Paragraph,
    RecordTable,
    Report,
    Span,
    State,
    Status,
    StatutoryTable,
    bar_figures,
    contact_lines,
    imprint,
    printable,
    shown,
)
from gongkai_output_bulletin.flow import Head, Item, is_code, is_whole, stretches
from gongkai_output_bulletin.settings import SIZES, BulletinSettings

_KINDS: dict[type[Item], str] = {
    Bullets: "bullets",
    Chart: "chart",
    Head: "head",
    Note: "note",
    Paragraph: "paragraph",
    RecordTable: "records",
    StatutoryTable: "statutory",
}
#: A merged header reaches over just the columns and rows that it spans.
_SCOPES = {"col": "col", "colgroup": "col", "row": "row", "rowgroup": "row"}
_SCHEMES = ("http://", "https://", "mailto:")


def render(report: Report, settings: BulletinSettings) -> bytes:
    """Write pages that need nothing but themselves, on a screen and on paper."""
    gazette = settings.title or _gazette(report)
    issue = "　".join(filter(None, (settings.issue, settings.number)))
    width, height = SIZES[settings.paper]
    page = _template()(
        report=report,
        settings=settings,
        gazette=gazette,
        issue=issue,
        head=_css_string(printable(gazette)),
        head_issue=_css_string(printable(issue)),
        size={"width": width, "height": height},
        # Browsers take the first page for a right-hand one, whatever its number.
        sides=("left", "right") if settings.page % 2 else ("right", "left"),
        draft=DRAFT_MARK if report.status is not Status.APPROVED else "",
        stretches=tuple(stretches(report)),
        contact=contact_lines(report.agency),
        imprint=imprint(report),
    )
    return printable(page).encode()


def _gazette(report: Report) -> str:
    region = report.agency.region
    return f"{region.name}人民政府公报" if region else "政府公报"


def _css_string(text: str) -> str:
    """Write a text for a style sheet, where HTML's escapes are not read."""
    return "".join(
        character if character.isalnum() and character.isprintable() else f"\\{ord(character):x} "
        for character in text
    )


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
    environment.filters.update(kind=_kind, shown=shown)
    environment.tests.update(code=is_code, followable=_followable, whole=is_whole)
    environment.globals.update(bar_figures=bar_figures, scopes=_SCOPES, State=State)
    return environment.get_template("bulletin.html").render


def _kind(item: Item) -> str:
    return _KINDS[type(item)]


def _followable(span: Span) -> bool:
    return span.url.lower().startswith(_SCHEMES)
