"""Pages: what a published page says besides the report, for the rules on text to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from gongkai.errors import Position
from gongkai.model.agency import Agency
from gongkai.model.findings import Problem
from gongkai.model.report import Paragraph, Report, Span
from gongkai.pages.changes import shown
from gongkai.pages.differences import Comparison
from gongkai.pages.fold import folded
from gongkai.pages.loose import Part, of_parts
from gongkai.pages.page import Page
from gongkai.pages.portal import portal
from gongkai.pages.scripts import chinese_in
from gongkai.wording import words

_PARTING = re.compile("[-_—–|·:：>»《》,，;；/\\s\x1f]+")
_NOT_SAID = re.compile(r"[\W_]+")
#: What portals draw their signs with, and what their parts begin with when they are put together.
_SIGNS = re.compile("[\ue000-\uf8ff\ufeff]")
_DIGIT = re.compile("[0-9]")


@frozen(kw_only=True)
class Around:
    """What rules on text look at in a published page, as reports.

    ``frame`` is all that stands or is told around the report, ``passages`` how many texts of it
    readers see; ``raw`` is the report's own region as the page has it, to the character.
    """

    frame: Report
    passages: int
    raw: Report


def around(comparison: Comparison, report: Report, page: Page, own: tuple[str, ...]) -> Around:
    """Part a page into the report's region and what is around it.

    ``own`` are domains to which the texts may lead.
    """
    agency = evolve(report.agency, own_domains=(*report.agency.own_domains, *own))
    inside, outside = _parted(comparison, page.paragraphs)
    hidden = tuple(text for hidden in page.hidden for text in hidden.paragraphs)
    parts: tuple[Part, ...] = (
        ("page:title", page.title),
        ("page:metadata", page.metadata),
        ("page:alt", page.attributes),
        ("page:style", page.generated),
        ("page:script", tuple(_scripts(page))),
        ("page:frame", tuple(map(_without_signs, outside))),
        ("page:hidden", tuple(map(_without_signs, hidden))),
    )
    return Around(
        frame=of_parts(agency, report.year, parts),
        passages=len(outside),
        raw=_raw(comparison, agency, report.year, inside),
    )


def _parted(
    comparison: Comparison, texts: tuple[Paragraph, ...]
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """What stands in the report's region, and what around it; its title is inside."""
    inside: list[Paragraph] = []
    outside: list[Paragraph] = []
    for number, text in enumerate(texts):
        of_report = comparison.body <= number <= comparison.last or number == comparison.first
        (inside if of_report else outside).append(text)
    return tuple(inside), tuple(outside)


def _scripts(page: Page) -> Iterator[Paragraph]:
    for active in page.active:
        if active.code:
            spans = (Span(text=text, place=active.place) for text in chinese_in(active.code))
            yield from (Paragraph(spans=(span,), place=span.place) for span in spans)


def _without_signs(text: Paragraph) -> Paragraph:
    spans = (evolve(span, text=_SIGNS.sub(" ", span.text)) for span in text.spans)
    return evolve(text, spans=tuple(spans))


def _raw(comparison: Comparison, agency: Agency, year: int, inside: Iterable[Paragraph]) -> Report:
    """The region without what stands in the report to the character: that was judged there."""
    known = {piece.text for piece in comparison.pieces}
    strange = tuple(text for text in inside if text.text not in known)
    return of_parts(agency, year, (("page:text", strange),))


def title_problems(report: Report, page: Page) -> Iterator[Problem]:
    """Yield the title of a page that speaks of something else than the report and its site."""
    for title in page.title:
        if not _is_title(_bare(title.text), title.text, report):
            yield Problem(
                address="page:title",
                message=words(
                    "the window's title says {title!r}, the report is {expected!r}",
                    title=shown(title.text),
                    expected=report.title,
                ),
                expected=report.title,
                actual=shown(title.text),
                place=title.place or Position(page.name),
            )


def _is_title(bare: str, written: str, report: Report) -> bool:
    """Whether it is the report's title, more, or less; or names a site and its columns."""
    whole = _bare(report.title)
    if whole in bare or bare in whole:
        return True
    return all(_is_known(_bare(part), report) for part in _PARTING.split(written))


def _is_known(part: str, report: Report) -> bool:
    named = {_bare(report.agency.name), _bare(report.agency.short_name)}
    if part in _bare(report.title) or part in named:
        return True
    return not _DIGIT.search(part) and part.endswith(portal()["titles"])


def _bare(text: str) -> str:
    return _NOT_SAID.sub("", folded(text))
