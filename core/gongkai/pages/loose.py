"""Pages: a text from outside as a report without a bureau, so that rules on text can judge it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.model.agency import FIRST_YEAR, LAST_YEAR, Agency, AgencyKind, Contact
from gongkai.model.form import Form
from gongkai.model.report import Chapter, Paragraph, Report
from gongkai.pages.page import Page

Part = tuple[str, tuple[Paragraph, ...]]

#: What the addresses of such a report begin with, before the part of the page that they name.
_SECTION = "section:"

#: A form that asks for nothing.
_NO_FORM = Form(
    id="text",
    title="",
    number="",
    regulation="",
    years_from=FIRST_YEAR,
    years_to=LAST_YEAR,
    tables=(),
    relations=(),
)


def as_report(page: Page, name: str, today: date) -> Report:
    """Put a text where the text of a report stands.

    ``name`` is that of the agency whose text it is, or empty. What readers do not see (title,
    description, what is hidden) stands in chapters of its own.
    """
    agency = Agency(
        id=page.name, name=name, short_name="", kind=AgencyKind.DEPARTMENT, contact=Contact()
    )
    return of_parts(agency, today.year, _parts(page))


def of_parts(agency: Agency, year: int, parts: Iterable[Part]) -> Report:
    """Put texts where the chapters of a report stand, those that are empty left out."""
    chapters = (Chapter(name=name, title="", blocks=texts) for name, texts in parts if texts)
    return Report(
        agency=agency, year=year, form=_NO_FORM, title="", figures={}, chapters=tuple(chapters)
    )


def _parts(page: Page) -> tuple[Part, ...]:
    hidden = (paragraph for hidden in page.hidden for paragraph in hidden.paragraphs)
    return (
        ("page:title", page.title),
        ("page:metadata", page.metadata),
        ("page:alt", page.attributes),
        ("page:style", page.generated),
        ("page:text" if page.html else "text", page.paragraphs),
        ("page:hidden", tuple(hidden)),
    )


def plain_address(address: str) -> str:
    """The address of a finding as it is told: a page has parts, no sections."""
    name = address.removeprefix(_SECTION)
    return name if name == "text" or name.startswith("page:") else address
