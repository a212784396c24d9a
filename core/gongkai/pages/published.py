"""Pages: a published page against the report that it should show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.errors import Position
from gongkai.model.findings import Problem
from gongkai.model.report import Block, Bullets, Paragraph, Report, Span
from gongkai.pages.changes import shown, text_problems
from gongkai.pages.differences import Comparison, compare
from gongkai.pages.expected import pieces_of
from gongkai.pages.fold import GAP, folded
from gongkai.pages.hosts import host_of, is_own_host
from gongkai.pages.page import Hidden, Hiding, Link, Page
from gongkai.wording import Words, words

#: Where less of a report's own words is found, the page carries another one. Reports of one bureau
#: are alike from year to year: of a page that has the title of another year, more is asked for.
_ENOUGH, _ENOUGH_OF_ANOTHER_YEAR = 0.5, 0.9
#: How many of the pages in a frame set are named.
_NAMED = 3


def published_problems(report: Report, page: Page) -> Iterator[Problem]:
    """Yield everything in which a published page differs from the report.

    What a portal puts around the report (its menus, its foot) is lawful; what is hidden or leads
    to a foreign host is told wherever it stands.
    """
    comparison = compare(pieces_of(report), page.paragraphs)
    other = not comparison.titled and _is_of_another_year(report, page)
    if comparison.share < (_ENOUGH_OF_ANOTHER_YEAR if other else _ENOUGH):
        yield Problem(
            address="page:text",
            message=_unlike(comparison, page),
            fix=words("See first whether the saved page is the page of this report."),
            place=Position(page.name),
        )
        return
    labels = {cell.address: cell.label for cell in report.form.cells()}
    yield from text_problems(comparison, labels)
    own = _own(report)
    yield from _hidden(comparison, page, own)
    yield from _foreign(page.links, own)
    yield from _active(comparison, page)


def _is_of_another_year(report: Report, page: Page) -> bool:
    """Whether the page has the report's title with another year in it."""
    before, year, after = _bare(report.title).partition(str(report.year))
    if not year:
        return False
    pattern = re.compile(f"{re.escape(before)}20[0-9][0-9]{re.escape(after)}")
    return any(pattern.search(_bare(text.text)) for text in (*page.title, *page.paragraphs))


def _bare(text: str) -> str:
    return folded(text).replace(GAP, "")


def _unlike(comparison: Comparison, page: Page) -> Words:
    if page.frames:
        return words(
            "this page is a frame set and only shows others; save the page inside: {pages}",
            pages=", ".join(page.frames[:_NAMED]),
        )
    if not page.paragraphs:
        return words("this page shows no text at all")
    return words(
        "this page does not look like that report: {share} % of its text is found there",
        share=int(comparison.share * 100),
    )


def _own(report: Report) -> tuple[str, ...]:
    """The domains that the page may lead to: the agency's, and where the report itself leads."""
    agency = report.agency
    blocks = (*report.opening, *(b for chapter in report.chapters for b in chapter.blocks))
    named = (host_of(span.url) for span in _spans(blocks))
    mail = host_of(f"mailto:{agency.contact.email}")
    return tuple(domain for domain in (*agency.own_domains, agency.site, mail, *named) if domain)


def _spans(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.spans
        elif isinstance(block, Bullets):
            yield from (span for item in block.items for span in item.spans)


def _hidden(comparison: Comparison, page: Page, own: tuple[str, ...]) -> Iterator[Problem]:
    """Whatever hides text or links; ``noscript`` is lawful in the frame of a portal."""
    for hidden in page.hidden:
        if hidden.how is Hiding.NOSCRIPT and not _matters(hidden, comparison, page, own):
            continue
        text = shown(" ".join(paragraph.text for paragraph in hidden.paragraphs))
        yield Problem(
            address="page:hidden",
            message=words(
                "hidden by {how}: {text!r}; links in it: {links}",
                how=words(hidden.how.value),
                text=text,
                links=hidden.links,
            ),
            actual=text,
            place=hidden.place,
        )


def _matters(hidden: Hidden, comparison: Comparison, page: Page, own: tuple[str, ...]) -> bool:
    inside = comparison.body < hidden.after <= comparison.last
    return inside or any(
        not is_own_host(link.host, own) and link.after == hidden.after for link in page.links
    )


def _foreign(links: Iterable[Link], own: tuple[str, ...]) -> Iterator[Problem]:
    """Each foreign host once: the first link to it, and how many there are."""
    foreign: dict[str, list[Link]] = {}
    for link in links:
        if not is_own_host(link.host, own):
            foreign.setdefault(link.host, []).append(link)
    for host, leading in foreign.items():
        yield Problem(
            address="page:link",
            message=words(
                "{host} is a foreign host; links to it: {number}; the first one: <{element}> {url}",
                host=host,
                number=len(leading),
                element=leading[0].element,
                url=shown(leading[0].url),
            ),
            actual=host,
            place=leading[0].place,
        )


def _active(comparison: Comparison, page: Page) -> Iterator[Problem]:
    for active in page.active:
        if active.what == "refresh":
            yield Problem(
                address="page:script",
                message=words("the page takes its readers to another one"),
                actual=active.what,
                place=active.place,
            )
        elif comparison.body < active.after <= comparison.last:
            yield Problem(
                address="page:script",
                message=words(
                    "{what} acts inside the text; a report is read, it runs nothing",
                    what=active.what,
                ),
                actual=active.what,
                place=active.place,
            )
