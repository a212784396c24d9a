"""Tables of a single row of headings: records of a register, and the figures of a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from gongkai import Chart, Figures, RecordTable, bar_figures, shown
from gongkai_output_docx.escaping import escaped
from gongkai_output_docx.frames import (
    CELL_END,
    FIGURE,
    HEAD,
    MEDIUM,
    ROW_END,
    SMALL,
    TABLE_END,
    TEXT,
    TINY,
    Frame,
    Size,
    caption,
    framed,
    gap,
    in_pattern,
)
from gongkai_output_docx.look import Look
from gongkai_output_docx.widths import Demand, breadth, demand, largest

#: How many columns still have this size of type; with more of them it is the smallest.
_SIZES = ((4, MEDIUM), (6, SMALL))
#: A code, a day, a name: what is so short, in half characters, stands in the middle.
_SHORT = 20
_HEADING_LINES = 4
#: A day or a number that is so short is not broken; a code is, but not into scraps.
_WHOLE = 10
#: Latin capitals are wider than half a character: codes get a quarter more.
_CAPITALS = 4
#: A year in its brackets, 〔2024〕, is not broken.
_BRACKETED = 10
#: Some programs set a little space between Chinese and digits.
_BETWEEN = 1


def records(block: RecordTable, look: Look) -> Iterator[str]:
    """Write records of a register."""
    yield caption(block.title, look)
    if block.columns:
        yield from _table(block.title, block.columns, block.rows, look)


def chart(block: Chart, figures: Figures, look: Look) -> Iterator[str]:
    """Write the figures of a chart one below the other."""
    title = f"{block.title}（单位：{block.unit}）" if block.unit else block.title
    rows = [
        (bar.label, shown(figure))
        for bar, figure in zip(block.bars, bar_figures(block, figures), strict=True)
    ]
    yield caption(title, look)
    yield from _table(title, ("项目", "数量"), rows, look)


def _table(
    title: str, labels: Sequence[str], rows: Sequence[Sequence[str]], look: Look
) -> Iterator[str]:
    columns = list(zip_longest(labels, *rows, fillvalue=""))[: len(labels)]
    longest = [max(column[1:], key=len, default="") for column in columns]
    frame = framed(tuple(map(_demand, labels, longest)), _size(len(labels)), look)
    texts = chain.from_iterable(zip(*columns, strict=True))
    yield frame.started(title)
    yield _pattern(frame, longest, len(rows)) % tuple(escaped(list(texts)))
    yield f"{TABLE_END}{gap(look)}"


def _pattern(frame: Frame, longest: Sequence[str], rows: int) -> str:
    """A row of headings and rows of texts, with a place, ``%s``, for each of them."""
    head = [frame.opened(HEAD)] * len(longest)
    row = [frame.opened(_style(text)) for text in longest]
    size = frame.size
    return f"{size.head}{_cells(head)}{ROW_END}" + f"{size.row}{_cells(row)}{ROW_END}" * rows


def _cells(starts: Iterable[str]) -> str:
    return "".join([f"{in_pattern(start)}%s{CELL_END}" for start in starts])


def _style(longest: str) -> str:
    return FIGURE if breadth(longest) <= _SHORT else TEXT


def _size(columns: int) -> Size:
    return next((size for most, size in _SIZES if columns <= most), TINY)


def _demand(label: str, longest: str) -> Demand:
    """What a column wants; its heading may be broken as it comes, a day or a number may not."""
    heading = demand(breadth(label), _HEADING_LINES)
    length = breadth(longest)
    if longest.isascii():
        whole = length + length // _CAPITALS if length > _WHOLE else length
        return largest((heading, Demand(min(whole, _WHOLE), whole)))
    if length < 2 * len(longest):
        return largest((heading, Demand(min(length, _BRACKETED), length + _BETWEEN)))
    return largest((heading, demand(length)))
