"""Pages: a published page against the report that it should show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import evolve

from gongkai.charts import caption_of
from gongkai.errors import Position
from gongkai.model.findings import Problem
from gongkai.model.report import Block, Bullets, Paragraph, Report, Span
from gongkai.pages.changes import shown, text_problems
from gongkai.pages.differences import Comparison, compare
from gongkai.pages.expected import pieces_of
from gongkai.pages.fold import GAP, folded
from gongkai.pages.frame import Around, around, title_problems
from gongkai.pages.hosts import host_of, is_own_host
from gongkai.pages.page import Active, Hidden, Link, Page
from gongkai.pages.portal import portal
from gongkai.pages.scripts import is_harmless, is_veiled, led_to
from gongkai.wording import Words, words

#: Where less of a report's own words is found, the page carries another one. Reports of one bureau
#: are alike from year to year: of a page that has the title of another year, more is asked for.
_ENOUGH, _ENOUGH_OF_ANOTHER_YEAR = 0.5, 0.9
#: How many of the pages in a frame set are named.
_NAMED = 3
#: So many different texts that style sheets write are told.
_MOST_GENERATED = 20


def published_problems(
    report: Report, page: Page, hosts: Iterable[str] | None = None
) -> Iterator[Problem]:
    """Yield everything in which a published page differs from the report.

    What a portal puts around the report (its menus, its foot) is lawful, and so are links from
    there to ``hosts``; what is hidden is told inside the report, and where it leads elsewhere.
    """
    comparison = _compared(report, page)
    if not _is_shown(comparison, report, page):
        yield Problem(
            address="page:text",
            message=_unlike(comparison, page),
            fix=words("See first whether the saved page is the page of this report."),
            place=Position(page.name),
        )
        return
    labels = {cell.address: cell.label for cell in report.form.cells()}
    yield from text_problems(comparison, labels)
    yield from title_problems(report, page)
    own = _own(report)
    around_it = (*own, *(portal()["hosts"] if hosts is None else hosts))
    yield from _hidden(comparison, page, around_it)
    yield from _foreign(comparison, page.links, own, around_it)
    yield from _active(comparison, page, around_it)
    yield from _generated(page)


def around_report(report: Report, page: Page, hosts: Iterable[str]) -> Around | None:
    """What a page says besides the report; None if it does not show that report at all."""
    comparison = _compared(report, page)
    if not _is_shown(comparison, report, page):
        return None
    return around(comparison, report, page, (*_own(report), *hosts))


def _compared(report: Report, page: Page) -> Comparison:
    """Lay the report beside the page, with those of its charts that the page draws."""
    drawn = {paragraph.text.strip() for paragraph in page.paragraphs} if report.charts else set()
    charts = tuple(chart for chart in report.charts if caption_of(chart) in drawn)
    return compare(pieces_of(evolve(report, charts=charts)), page.paragraphs)


def _is_shown(comparison: Comparison, report: Report, page: Page) -> bool:
    other = not comparison.titled and _is_of_another_year(report, page)
    return comparison.share >= (_ENOUGH_OF_ANOTHER_YEAR if other else _ENOUGH)


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
    """What is hidden inside the report, and what hides links that lead away around it."""
    for hidden in page.hidden:
        if not _is_inside(comparison, hidden) and all(is_own_host(h, own) for h in hidden.hosts):
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


def _is_inside(comparison: Comparison, hidden: Hidden) -> bool:
    """Whether it stands in the report; between title and text there are facts of the portal."""
    after, body = hidden.after, comparison.body
    if body < after <= comparison.last:
        return True
    if after == body:
        return hidden.woven or body == comparison.first + 1
    return after == comparison.first and hidden.woven


def _foreign(
    comparison: Comparison, links: Iterable[Link], own: tuple[str, ...], around_it: tuple[str, ...]
) -> Iterator[Problem]:
    """Each foreign host once: the first link to it, and how many there are."""
    foreign: dict[str, list[Link]] = {}
    for link in links:
        inside = comparison.body < link.after <= comparison.last
        if not is_own_host(link.host, own if inside else around_it):
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


def _active(comparison: Comparison, page: Page, own: tuple[str, ...]) -> Iterator[Problem]:
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
        else:
            yield from _leading(active, own)


def _leading(active: Active, own: tuple[str, ...]) -> Iterator[Problem]:
    """A script around the report that takes its readers away, or a handler of the whole page."""
    host = led_to(active.code, own)
    if host:
        message = words(
            "{what} takes readers to {host} or loads from there", what=active.what, host=host
        )
    elif is_veiled(active.code):
        message = words("{what} takes readers elsewhere, and hides where", what=active.what)
    elif active.element == "body" and not is_harmless(active.code):
        message = words(
            "{what} of the whole page runs {code!r}", what=active.what, code=shown(active.code)
        )
    else:
        return
    yield Problem(
        address="page:script", message=message, actual=host or active.what, place=active.place
    )


def _generated(page: Page) -> Iterator[Problem]:
    """What a style sheet of the page writes: no report says it."""
    told = {text.text: text for text in reversed(page.generated)}
    for text in islice(reversed(told.values()), _MOST_GENERATED):
        yield Problem(
            address="page:style",
            message=words("a style sheet writes {text!r} into the page", text=shown(text.text)),
            actual=shown(text.text),
            place=text.place,
        )
