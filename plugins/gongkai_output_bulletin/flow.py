"""The report as it flows over the page: text in two columns, and tables across both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from attrs import frozen

from gongkai import Block, Heading, Note, RecordTable, Report, StatutoryTable

_DEEPEST = 6
_WORD = re.compile("[!-~]+")
#: How many letters and digits of a row of records may be kept from being broken, and of a value.
_ROW, _CODE = 60, 20


@frozen
class Head:
    """A heading and its level in the page; the report's title is the first."""

    level: int
    text: str


Item = Head | Block


@frozen
class Stretch:
    """What stands one below the other, in columns or across them."""

    wide: bool
    items: Sequence[Item]


def stretches(report: Report) -> Iterator[Stretch]:
    """Part text from tables; headings right above a table go with it.

    Where the text is left out there are no columns: nothing would fill them.
    """
    headings: list[Item] = []
    for wide, run in groupby(_items(report), key=lambda item: bool(report.omitted) or _wide(item)):
        items = [*headings, *run]
        kept = len(items) if wide else _text_of(items)
        if kept:
            yield Stretch(wide, items[:kept])
        headings = items[kept:]
    if headings:
        yield Stretch(wide=False, items=headings)


def _text_of(items: Sequence[Item]) -> int:
    """How many items there are up to the last that is no heading."""
    return max(
        (place for place, item in enumerate(items, 1) if not isinstance(item, Head)), default=0
    )


def _items(report: Report) -> Iterator[Item]:
    yield from _blocks(report.opening, 1)
    for chapter in report.chapters:
        yield Head(2, chapter.title)
        yield from _blocks(chapter.blocks, 2)
        if report.omitted and not chapter.blocks:
            yield Note(text="（略）")


def _blocks(blocks: Iterable[Block], above: int) -> Iterator[Item]:
    """Levels are those of the text, but go down by one at most: none is skipped."""
    last = above
    for block in blocks:
        if isinstance(block, Heading):
            last = min(above + max(block.level, 1), last + 1, _DEEPEST)
            yield Head(last, block.text)
        else:
            yield block


def _wide(item: Item) -> bool:
    return isinstance(item, StatutoryTable | RecordTable)


def is_whole(block: RecordTable) -> bool:
    """Whether days, amounts and codes can be kept in one line, and leave room for the rest."""
    columns = zip_longest(*block.rows, fillvalue="")
    return sum(max(map(_longest_word, column)) for column in columns) <= _ROW


def _longest_word(text: str) -> int:
    return max(map(len, _WORD.findall(text)), default=0)


def is_code(text: str) -> bool:
    """Whether it is a day, an amount or a code, which reads badly over two lines."""
    return text.isascii() and len(text) <= _CODE
