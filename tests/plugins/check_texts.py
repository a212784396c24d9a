"""Bare texts for the rules that look at text alone, as `gongkai check --text` gives them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from gongkai.errors import Position
from gongkai.kinds import Check, Checking
from gongkai.model.agency import Agency, AgencyKind, Contact
from gongkai.model.findings import NotAssessable, Problem
from gongkai.model.form import Form
from gongkai.model.report import Block, Chapter, Paragraph, Report, Span

FORM = Form(
    id="text",
    title="",
    number="",
    regulation="",
    years_from=2008,
    years_to=2100,
    tables=(),
    relations=(),
)
NOBODY = Agency(id="", name="", short_name="", kind=AgencyKind.DEPARTMENT, contact=Contact())


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Each line as a paragraph that knows its place."""
    places = (Position("text.txt", number, 1) for number in range(1, text.count("\n") + 2))
    return tuple(
        Paragraph(spans=(Span(text=line, place=place),), place=place)
        for line, place in zip(text.split("\n"), places, strict=True)
    )


def report_of(blocks: Iterable[Block], agency: Agency = NOBODY) -> Report:
    """A report of one chapter."""
    chapter = Chapter(name="text", title="", blocks=tuple(blocks))
    return Report(agency=agency, year=2024, form=FORM, title="", figures={}, chapters=(chapter,))


def checking(report: Report, settings: object = None) -> Checking:
    """What a rule gets when it looks at a report alone."""
    return Checking(
        report=report,
        previous=None,
        channels=(),
        enabled=(),
        chosen=(),
        today=date(2025, 1, 31),
        settings=settings,
    )


class TextJudge:
    """Runs one rule over texts, and says what it found."""

    def __init__(self, checks: Iterable[Check], code: str) -> None:
        self.check = next(check for check in checks if check.code == code)

    def __call__(
        self, text: str, agency: Agency = NOBODY, settings: object = None
    ) -> list[Problem | NotAssessable]:
        """What the rule found in a text."""
        return self.on(report_of(paragraphs(text), agency), settings)

    def on(self, report: Report, settings: object = None) -> list[Problem | NotAssessable]:
        """What the rule found in a report."""
        chosen = self.check.settings() if settings is None else settings
        return list(self.check.run(checking(report, chosen)))

    def places(self, text: str, agency: Agency = NOBODY) -> list[tuple[int, int, str]]:
        """Line and column of what the rule found, and what stands there."""
        found = (item for item in self(text, agency) if isinstance(item, Problem))
        placed = ((item.place or Position(""), item.actual) for item in found)
        return [(place.line, place.column, actual) for place, actual in placed]


def with_contact(**contact: str) -> Agency:
    """An agency of which only this is known."""
    return evolve(NOBODY, contact=Contact(**contact))
