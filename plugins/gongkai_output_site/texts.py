"""The texts of the column: the guide, the rules, and how to apply."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from gongkai import (
    Agency,
    Article,
    InputFile,
    SiteFile,
    Words,
    contact_lines,
    read_article,
    slug,
    words,
)
from gongkai_output_site.look import Look, Page
from gongkai_output_site.places import GUIDE, ON_REQUEST, RULES

_GUIDE, _RULES, _ON_REQUEST = "政府信息公开指南", "政府信息公开制度", "依申请公开"


def text_pages(look: Look) -> Iterator[SiteFile | Words]:
    """Every text's page; a text that nobody wrote is told."""
    settings = look.settings
    offices = _offices(look)
    guide = Page(path=GUIDE, template="guide.html", title=_GUIDE, column=_GUIDE)
    yield look.page(guide, article=_article(settings.guide), offices=offices[:1])
    apply = Page(path=ON_REQUEST, template="on-request.html", title=_ON_REQUEST, column=_ON_REQUEST)
    yield look.page(apply, article=_article(settings.on_request), offices=offices)
    yield from _rules(look)
    for name, there in (
        ("guide", settings.guide.name),
        ("rules", settings.rules),
        ("on_request", settings.on_request.name),
    ):
        if not there:
            yield words(
                "[site] names no {name}; its page says that nothing is there yet", name=name
            )


def _rules(look: Look) -> Iterator[SiteFile]:
    """The list of the rules, and a page for each."""
    listed: dict[str, str] = {}
    for file in dict.fromkeys(look.settings.rules):
        article = read_article(file.name, file.content)
        page = Page(
            path=_path(file, listed),
            template="text.html",
            title=article.title,
            column=_RULES,
            trail=((_RULES, RULES),),
        )
        listed[page.path] = article.title
        yield look.page(page, article=article)
    page = Page(path=RULES, template="rules.html", title=_RULES, column=_RULES)
    yield look.page(page, rules=listed)


def _path(file: InputFile, taken: Collection[str]) -> str:
    """A page called as its file; two files of one name are told apart by their folders."""
    short = f"rules/{slug(PurePosixPath(file.name).stem)}.html"
    return short if short not in {RULES, *taken} else f"rules/{slug(file.name)}.html"


def _article(file: InputFile) -> Article | None:
    return read_article(file.name, file.content) if file.name else None


def _offices(look: Look) -> tuple[tuple[Agency, tuple[tuple[str, str], ...]], ...]:
    """Whom to ask at each bureau, as it says in its latest year; the region's own comes first."""
    latest: dict[str, Agency] = {}
    for filing in look.column.filings:
        latest.setdefault(filing.agency.id, filing.agency)
    known = ((agency, contact_lines(agency)) for agency in latest.values())
    return tuple((agency, lines) for agency, lines in known if lines)
