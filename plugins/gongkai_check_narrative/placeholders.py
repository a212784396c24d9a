"""Gaps in a narrative: placeholders that nothing filled, and counts without their number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gongkai import Block, Bullets, Checking, NotAssessable, Paragraph, Problem, Report, words

#: A verb of counting and at once its measure word (予以公开件), or a gap left open (XX件, ___件).
#: 受理件, 办理件 and 办结件 are things as well: only a clause that begins with them has a gap.
_NO_NUMBER = re.compile(
    r"(?:公开|收到|答复|制发|废止|发布|资质)(?:件|条|篇|份|次)(?=[，。；、,;（(]|$)"
    r"|(?:^|(?<=[，。；,;]))(?:全年|本年度?|共|累计)*(?:受理|办理|办结)(?:件|条|篇|份|次)(?=[，。；,;]|$)"
    r"|(?:[Xx×]{2,}|_{2,})(?:件|条|篇|份|次|人|个|年|月|日|万|元|%)"
)


def told(report: Report) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph of the text, those of lists too, with the chapter that it stands in."""
    yield from (("opening", paragraph) for paragraph in _paragraphs(report.opening))
    for chapter in report.chapters:
        yield from ((chapter.name, paragraph) for paragraph in _paragraphs(chapter.blocks))


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Bullets):
            yield from block.items


def placeholder(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """No placeholder is left, and no count lacks its number."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    for gap in report.unfilled:
        yield Problem(
            address=f"section:{gap.section}",
            message=words("{name!r} cannot be filled: {why}", name=gap.name, why=gap.why),
            actual=gap.name,
            place=gap.place,
        )
    for chapter, paragraph in told(report):
        for found in _NO_NUMBER.finditer(unicodedata.normalize("NFKC", paragraph.text)):
            yield Problem(
                address=f"section:{chapter}",
                message=words("{text!r} counts something without a number", text=found.group()),
                actual=found.group(),
                place=paragraph.place,
            )
