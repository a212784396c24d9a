"""The text of the report, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from attrs import frozen

from gongkai import (
    Block,
    Bullets,
    Chart,
    Figures,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Report,
    StatutoryTable,
)
from gongkai_output_docx.links import Links
from gongkai_output_docx.lists import chart, records
from gongkai_output_docx.look import Look
from gongkai_output_docx.prose import bullets, heading, line, paragraph
from gongkai_output_docx.tables import statutory


def body(report: Report, look: Look, links: Links) -> Iterator[str]:
    """Write the opening and the chapters."""
    pen = _Pen(report.figures, look, links, count(look.bullets + 1))
    if report.omitted:
        yield line(f"本文只载统计数据，正文从略。原因：{report.omitted}", "Note", look)
    yield from pen.blocks(report.opening, 0, "")
    for chapter in report.chapters:
        yield heading(chapter.title, 1, look)
        yield from pen.blocks(chapter.blocks, 1, chapter.title)


def ordered_lists(report: Report) -> int:
    """How many lists count for themselves."""
    contents = (report.opening, *(chapter.blocks for chapter in report.chapters))
    return sum(
        isinstance(block, Bullets) and block.ordered for content in contents for block in content
    )


@frozen
class _Pen:
    """Writes blocks; ``numbers`` are the definitions of ordered lists that are not used yet."""

    figures: Figures
    look: Look
    links: Links
    numbers: Iterator[int]

    def blocks(self, content: Iterable[Block], above: int, title: str) -> Iterator[str]:
        for block in content:
            match block:
                case Paragraph():
                    yield paragraph(block, self.look, self.links)
                case Heading():
                    yield heading(block.text, above + max(block.level, 1), self.look)
                case StatutoryTable():
                    yield from statutory(block, title, self.look)
                case RecordTable():
                    yield from records(block, self.look)
                case _:
                    yield from self._rarer(block)

    def _rarer(self, block: Bullets | Chart | Note) -> Iterator[str]:
        match block:
            case Bullets():
                number = next(self.numbers) if block.ordered else self.look.bullets
                yield from bullets(block, number, self.look, self.links)
            case Chart():
                yield from chart(block, self.figures, self.look)
            case _:
                yield line(block.text, "Note", self.look)
