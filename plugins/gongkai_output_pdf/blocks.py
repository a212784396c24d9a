"""What a report says, block by block, as the template takes it: a kind, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    RecordTable,
    Report,
    StatutoryTable,
)
from gongkai_output_pdf.tables import chart_table, grid_table, record_table
from gongkai_output_pdf.texts import LONGEST, broken, spans_of

#: The levels that an official document has: 一、 （一） 1. （1）
_LEVELS = 4


def blocks_of(report: Report) -> list[tuple[object, ...]]:
    """Every block of the opening and of the chapters, each after its chapter's title."""
    return list(_stepped(_blocks(report)))


def _blocks(report: Report) -> Iterator[tuple[object, ...]]:
    for block in report.opening:
        yield from _block(block, report, "")
    for chapter in report.chapters:
        yield from _heading(chapter.title, 1)
        for block in chapter.blocks:
            yield from _block(block, report, chapter.title)


def _block(block: Block, report: Report, chapter: str) -> Iterator[tuple[object, ...]]:
    match block:
        case Heading():
            yield from _heading(block.text, block.level + bool(chapter))
        case Paragraph():
            yield "paragraph", spans_of(block)
        case Bullets():
            yield "list", block.ordered, [spans_of(item) for item in block.items]
        case Chart():
            yield "table", chart_table(block, report)
        case RecordTable():
            yield "table", record_table(block)
        case StatutoryTable():
            yield "table", grid_table(block.grid, chapter)
            yield from (("note", broken(note)) for note in block.notes)
        case _:
            yield "note", broken(block.text)


def _heading(text: str, level: int) -> Iterator[tuple[object, ...]]:
    """A heading goes into the bookmarks; what is too long for them is a paragraph."""
    if len(text) > LONGEST:
        yield "paragraph", [(broken(text), "", True)]
    elif text.strip():
        yield "heading", level, broken(text)


def _stepped(blocks: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Let headings go down step by step, as PDF/UA asks, whatever levels were left out."""
    above: list[int] = []
    for block in blocks:
        match block:
            case ("heading", int(level), *rest):
                above = [*(higher for higher in above if higher < level), level]
                yield "heading", min(len(above), _LEVELS), *rest
            case _:
                yield block
