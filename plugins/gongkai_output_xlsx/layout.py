"""How wide the columns of a table of the form are and how high its rows: nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from gongkai import Grid, GridCell
from gongkai_output_xlsx.sheet import USUAL
from gongkai_output_xlsx.text import lines_of, width_of

#: A cell, and what will stand in it.
Measured = tuple[GridCell, str]

#: Columns of half-width characters.
_NARROWEST_LABEL, _NARROWEST_VALUE_OF_MANY, _NARROWEST_VALUE = 8, 9, 14
_WIDEST_VALUE = 40
#: A heading over figures is wrapped where there are many columns.
_MANY_COLUMNS, _WIDEST_HEADING_OF_MANY, _WIDEST_HEADING = 6, 12, 30
#: The last column of labels is the widest; those before it hold what is merged over many rows.
_LAST_LABEL, _EARLIER_LABEL = 56, 14
_INDENT = 2
_PADDING = 2
#: Points.
_LINE, _MARGIN, _HIGHEST = 17, 2, 409
_TITLE_LINE = 28
#: The title is set half as large again.
_TITLE_SCALE = 0.65


@frozen
class Layout:
    """Widths of the columns, heights of the rows from the heading on."""

    widths: tuple[int, ...]
    heights: tuple[int, ...]

    @property
    def width(self) -> int:
        """All columns together."""
        return sum(self.widths)


def layout_of(grid: Grid, values: Mapping[str, str]) -> Layout:
    """Measure a table with the ``values`` at their addresses; others are short."""
    cells = [
        (cell, values.get(cell.address, "") if cell.address else cell.text)
        for line in (*grid.head, *grid.body)
        for cell in line
    ]
    widths = _widths(grid, cells)
    rows = len(grid.head) + len(grid.body)
    return Layout(widths, tuple(_heights(rows, cells, widths)))


def room_of(grid: Grid) -> int:
    """How long a value may be that widens no column."""
    return _narrowest_value(grid) - _PADDING


def height_of(text: str, width: int) -> int:
    """How high a row must be for a text in a cell of this width."""
    lines = lines_of(text, width)
    return USUAL if lines == 1 else min(_MARGIN + _LINE * lines, _HIGHEST)


def row_height(texts: Iterable[tuple[str, int]]) -> int:
    """How high a row must be for texts in cells of these widths."""
    lines = max([lines_of(text, width) for text, width in texts], default=1)
    return USUAL if lines == 1 else min(_MARGIN + _LINE * lines, _HIGHEST)


def title_height(text: str, width: int) -> int:
    """How high the row of a title must be."""
    lines = lines_of(text, int(width * _TITLE_SCALE))
    return min(_MARGIN + _TITLE_LINE * lines, _HIGHEST)


def _widths(grid: Grid, cells: Sequence[Measured]) -> tuple[int, ...]:
    labels = max(
        (cell.column + cell.colspan for cell, _ in cells if _is_label(cell, grid)), default=0
    )
    most = [*[_EARLIER_LABEL] * (labels - 1), _LAST_LABEL - 8 * (labels - 1)]
    widths = [
        _NARROWEST_LABEL if column < grid.label_columns else _narrowest_value(grid)
        for column in range(grid.columns)
    ]
    for cell, text in cells:
        if cell.colspan == 1:
            wanted = width_of(text) + _INDENT * cell.indent + _PADDING
            cap = most[cell.column] if cell.column < labels else _most(cell, grid)
            widths[cell.column] = max(widths[cell.column], min(wanted, cap))
    return tuple(widths)


def _narrowest_value(grid: Grid) -> int:
    return _NARROWEST_VALUE_OF_MANY if grid.columns > _MANY_COLUMNS else _NARROWEST_VALUE


def _is_label(cell: GridCell, grid: Grid) -> bool:
    """Whether it is the label of a row; a unit beside it is none."""
    return bool(cell.scope) and cell.row >= len(grid.head)


def _most(cell: GridCell, grid: Grid) -> int:
    if not cell.scope:
        return _WIDEST_VALUE
    return _WIDEST_HEADING_OF_MANY if grid.columns > _MANY_COLUMNS else _WIDEST_HEADING


def _heights(rows: int, cells: Sequence[Measured], widths: Sequence[int]) -> list[int]:
    """A row is as high as its highest cell; a merged one makes the last of its rows higher."""
    heights = [USUAL] * rows
    for cell, text in sorted(cells, key=lambda found: found[0].row + found[0].rowspan):
        last = cell.row + cell.rowspan - 1
        width = sum(widths[cell.column : cell.column + cell.colspan]) - _INDENT * cell.indent
        lacking = height_of(text, width) - sum(heights[cell.row : last + 1])
        heights[last] = min(heights[last] + max(lacking, 0), _HIGHEST)
    return heights
