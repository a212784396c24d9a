"""The statutory tables, with their merged headers.

What a form prints is the same in every report: a table is written once as a pattern, which is then
filled with the figures of one report after another.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from heapq import merge
from operator import attrgetter, itemgetter
from typing import NamedTuple

from gongkai import Grid, GridCell, State, StatutoryTable
from gongkai_output_docx.escaping import escape, escaped
from gongkai_output_docx.frames import (
    CELL_END,
    FIGURE,
    HEAD,
    LABEL,
    MEDIUM,
    MISSING,
    ROW_END,
    SMALL,
    TABLE_END,
    Frame,
    caption,
    framed,
    gap,
    in_pattern,
)
from gongkai_output_docx.look import Look
from gongkai_output_docx.prose import line
from gongkai_output_docx.widths import Demand, breadth, demand, largest

#: A table of more columns has smaller type.
_WIDE = 6
#: So much of a heading, and of a figure, stands in one line, in half characters.
_HEAD, _FIGURE = 6, 14
_MISSING = "未填报"
_SHADES = {
    State.MISSING.value: '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>',
    State.BLANK.value: '<w:shd w:val="thinDiagStripe" w:color="BFBFBF" w:fill="auto"/>',
}


class _Label(NamedTuple):
    """A cell that is alike in every report."""

    column: int
    text: str
    rowspan: int
    colspan: int
    scope: str
    indent: int


class _Empty(NamedTuple):
    """The cell of a figure that prints nothing: its column, and the value of its state."""

    column: int
    state: str


#: The cell of a figure that prints something is its column.
_Cell = _Label | _Empty | int


class _Shape(NamedTuple):
    """A table without its figures; ``longest`` is the length of the longest of them."""

    title: str
    columns: int
    label_columns: int
    longest: int
    head: tuple[tuple[_Cell, ...], ...]
    body: tuple[tuple[_Cell, ...], ...]


def statutory(block: StatutoryTable, above: str, look: Look) -> Iterator[str]:
    """Write a table of the form: its title, the figures, the notes.

    A title that stands ``above`` it already, as its chapter's, is not printed again.
    """
    grid = block.grid
    texts = [cell.text for row in grid.body for cell in row if cell.address and cell.text]
    longest = max(map(len, texts), default=0)
    yield caption("" if above.endswith(grid.title) else grid.title, look)
    yield _pattern(_shape(grid, min(longest, _FIGURE)), look) % tuple(escaped(texts))
    yield from [line(text, "Note", look) for text in block.notes] or [gap(look)]


_FIELDS = attrgetter(*_Label._fields)


def _shape(grid: Grid, longest: int) -> _Shape:
    return _Shape(
        grid.title,
        grid.columns,
        grid.label_columns,
        longest,
        tuple([tuple([_Label._make(_FIELDS(cell)) for cell in row]) for row in grid.head]),
        tuple([tuple(map(_cell, row)) for row in grid.body]),
    )


def _cell(cell: GridCell) -> _Cell:
    if not cell.address:
        return _Label._make(_FIELDS(cell))
    if cell.text:
        return cell.column
    return _Empty(cell.column, cell.state.value if cell.state else "")


@lru_cache(maxsize=64)
def _pattern(shape: _Shape, look: Look) -> str:
    """The table with a place, ``%s``, for each figure."""
    size = SMALL if shape.columns > _WIDE else MEDIUM
    frame = framed(_demands(shape), size, look)
    head = _rows(shape.head, 0, frame, size.head)
    body = _rows(shape.body, len(shape.head), frame, size.row)
    return "".join((in_pattern(frame.started(shape.title)), *head, *body, TABLE_END))


def _rows(
    rows: tuple[tuple[_Cell, ...], ...], first: int, frame: Frame, start: str
) -> Iterator[str]:
    """Write rows; where a merged cell reaches down, each row has a cell that says so.

    Figures keep their order, whatever stands between them: that is how the pattern is filled.
    """
    reaching: list[tuple[int, _Label]] = []
    for number, row in enumerate(rows, first):
        reaching = [(end, label) for end, label in reaching if end > number]
        continued = sorted((label.column, _continued(label, frame)) for _, label in reaching)
        cells = merge([_written(cell, frame) for cell in row], continued, key=itemgetter(0))
        yield f"{start}{''.join([text for _, text in cells])}{ROW_END}"
        labels = [cell for cell in row if isinstance(cell, _Label)]
        reaching += [(number + cell.rowspan, cell) for cell in labels if cell.rowspan > 1]


def _written(cell: _Cell, frame: Frame) -> tuple[int, str]:
    """A cell and its column."""
    match cell:
        case _Label():
            return cell.column, in_pattern(_label(cell, frame))
        case _Empty():
            return cell.column, in_pattern(_empty(cell, frame))
        case _:
            return cell, f"{in_pattern(frame.opened(FIGURE))}%s{CELL_END}"


def _label(label: _Label, frame: Frame) -> str:
    more = '<w:vMerge w:val="restart"/>' if label.rowspan > 1 else ""
    start = frame.opened(_style(label), label.colspan, more, _indent(label, frame))
    return f"{start}{escape(label.text)}{CELL_END}"


def _continued(label: _Label, frame: Frame) -> str:
    return in_pattern(f"{frame.opened(_style(label), label.colspan, '<w:vMerge/>')}{CELL_END}")


def _empty(cell: _Empty, frame: Frame) -> str:
    if cell.state == State.MISSING.value:
        return f"{frame.opened(MISSING, more=_SHADES[cell.state])}{_MISSING}{CELL_END}"
    return f"{frame.opened(FIGURE, more=_SHADES.get(cell.state, ''))}{CELL_END}"


def _style(label: _Label) -> str:
    if not label.scope:
        return FIGURE
    return HEAD if label.scope.startswith("col") else LABEL


def _indent(label: _Label, frame: Frame) -> str:
    """Labels stand in by their level; the lines of a heading are made alike."""
    if label.scope.startswith("col"):
        side = frame.spare(label.text, label.column, label.colspan)
        return f'<w:ind w:left="{side}" w:right="{side}"/>' if side else ""
    if not label.indent:
        return ""
    return f'<w:ind w:leftChars="{100 * label.indent}" w:left="{frame.size.type * label.indent}"/>'


def _demands(shape: _Shape) -> tuple[Demand, ...]:
    """Labels want what they hold; the columns of figures are all alike."""
    labels: list[list[Demand]] = [[] for _ in range(shape.label_columns)]
    for cell in (cell for row in shape.body for cell in row):
        if isinstance(cell, _Label) and cell.column < shape.label_columns and cell.colspan == 1:
            wanted = demand(breadth(cell.text) + 2 * cell.indent, cell.rowspan)
            labels[cell.column].append(wanted)
    figures = shape.columns - shape.label_columns
    return (*map(largest, labels), *[_of_figures(shape)] * figures)


def _of_figures(shape: _Shape) -> Demand:
    labels = [cell for row in shape.head for cell in row if isinstance(cell, _Label)]
    heads = [
        breadth(label.text)
        for label in labels
        if label.column >= shape.label_columns and label.colspan == 1
    ]
    head = max(heads, default=0)
    return Demand(max(min(head, _HEAD), shape.longest), max(head, shape.longest))
