"""The parts of the page: what the table of contents leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from gongkai import CHARTS_TITLE, Block, Heading, Report, contact_lines

#: The anchors of what is no chapter.
CONTENT, CHARTS, CONTACT = "content", "charts", "contact"
CONTACT_TITLE = "联系方式"

#: What can be an anchor that people read; ``part-`` begins those that are made up here.
_ANCHOR = re.compile("(?!part-)[a-z][a-z0-9_-]{0,60}")


@frozen
class Part:
    """A chapter and the anchor of its heading."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


def parts_of(report: Report) -> tuple[Part, ...]:
    """The chapters, each with its name as anchor where it can be one."""
    anchors = _anchors(chapter.name for chapter in report.chapters)
    return tuple(
        Part(anchor, chapter.title, chapter.blocks)
        for anchor, chapter in zip(anchors, report.chapters, strict=True)
    )


def contents_of(report: Report, parts: Iterable[Part]) -> tuple[tuple[str, str], ...]:
    """Anchor and title of everything on the page that has a heading of the second level."""
    return (
        *((part.anchor, part.title) for part in parts if part.title),
        *([(CHARTS, CHARTS_TITLE)] if report.charts else []),
        *([(CONTACT, CONTACT_TITLE)] if contact_lines(report.agency) else []),
    )


def with_depth(blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    """Each block with the number of headings that it stands under, its own level counted.

    A narrative may begin with a heading of the second level; on the page no step is left out.
    """
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
        yield block, len(above)


def _anchors(names: Iterable[str]) -> Iterator[str]:
    taken = {CONTENT, CHARTS, CONTACT}
    for number, name in enumerate(names, 1):
        anchor = name if _ANCHOR.fullmatch(name) and name not in taken else f"part-{number}"
        taken.add(anchor)
        yield anchor
