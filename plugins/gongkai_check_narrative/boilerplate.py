"""Section one says something of its own: a number, a date, a name, a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai import (
    Agency,
    Bullets,
    Chapter,
    Chart,
    Checking,
    NotAssessable,
    Paragraph,
    Position,
    Problem,
    RecordTable,
    StatutoryTable,
    normalised,
    words,
)
from gongkai_check_narrative.numerals import Kind, read_numbers

_OWN = re.compile(r"\d|《|〔|“[^”]{2,}”|\"[^\"]{2,}\"|[A-Za-z]{3,}")


def boilerplate(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """The first chapter with prose has something that only this office can say."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    for chapter in report.chapters:
        text = _prose(chapter)
        if text:
            if not _has_tables(chapter) and not _is_own(text, report.agency):
                yield Problem(
                    address=f"section:{chapter.name}",
                    message=words("{title} could be any office's", title=chapter.title),
                    place=_place(chapter),
                )
            return


def _prose(chapter: Chapter) -> str:
    texts = (normalised(paragraph.text).text for paragraph in _paragraphs(chapter))
    return "\n".join(texts).strip()


def _paragraphs(chapter: Chapter) -> Iterator[Paragraph]:
    for block in chapter.blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Bullets):
            yield from block.items


def _place(chapter: Chapter) -> Position | None:
    return next((paragraph.place for paragraph in _paragraphs(chapter)), None)


def _has_tables(chapter: Chapter) -> bool:
    return any(isinstance(block, StatutoryTable | RecordTable | Chart) for block in chapter.blocks)


def _is_own(text: str, agency: Agency) -> bool:
    names = (agency.name, agency.short_name)
    if _OWN.search(text) or any(name in text for name in names):
        return True
    return any(number.kind is not Kind.OTHER for number in read_numbers(text))
