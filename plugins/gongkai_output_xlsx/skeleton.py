"""A table of the form as a sheet without figures: made once, and filled in for each report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter

from attrs import frozen

from gongkai import Form, Grid, GridCell
from gongkai_output_xlsx.cells import before_number, text_cell
from gongkai_output_xlsx.kept import Kept
from gongkai_output_xlsx.layout import Layout, height_of, layout_of, room_of, title_height
from gongkai_output_xlsx.sheet import Frame, before_cells, row
from gongkai_output_xlsx.strings import Strings
from gongkai_output_xlsx.styles import DEEPEST
from gongkai_output_xlsx.text import width_of
from gongkai_output_xlsx.totals import Spot, Total, ref_of, totals_of

#: The first row of a sheet is its title.
_ABOVE = 1
_shape = attrgetter("text", "row", "column", "colspan", "rowspan", "indent")
#: The widest value where no report says more: none.
_NARROW: Mapping[str, str] = {}


@frozen(kw_only=True, eq=False)
class Skeleton:
    """A sheet without its figures: they stand after each of the ``pieces`` but the last.

    ``addresses`` and ``refs`` are those of the figures, ``wholes`` what precedes a whole number;
    ``totals`` are the sums that some of them must be, by their number in that order. A value of at
    most ``room`` characters fits into any column.
    """

    pieces: tuple[str, ...]
    addresses: tuple[str, ...]
    refs: tuple[str, ...]
    wholes: tuple[str, ...]
    totals: tuple[tuple[int, tuple[Total, ...]], ...]
    frame: Frame
    merged: tuple[str, ...]
    closing: str
    rows: int
    room: int


#: By form and table: what the skeleton is like, and the skeleton.
_kept: Kept[tuple[tuple[object, ...], Skeleton]] = Kept()


def skeleton_of(key: str, grid: Grid, form: Form, strings: Strings) -> Skeleton:
    """Take the kept skeleton, if it is of this very table; its columns are for short values."""
    shape = (grid.title, grid.label_columns, *_foot_fields(key, form), *_shapes(grid))

    def make() -> tuple[tuple[object, ...], Skeleton]:
        return shape, make_skeleton(key, grid, form, strings)

    like, skeleton = _kept.get((form.id, key), (form.relations, strings), make)
    return skeleton if like == shape else make()[1]


def _shapes(grid: Grid) -> Iterator[object]:
    """What is the same in every report: labels and how they are merged, addresses of values."""
    for line in (*grid.head, *grid.body):
        for cell in line:
            yield cell.address or _shape(cell)


def _foot_fields(key: str, form: Form) -> tuple[str, ...]:
    return next((table.foot_fields for table in form.tables if table.key == key), ())


def make_skeleton(
    key: str, grid: Grid, form: Form, strings: Strings, values: Mapping[str, str] = _NARROW
) -> Skeleton:
    """Make the skeleton of a table, wide enough for the ``values`` at their addresses."""
    layout = layout_of(grid, values)
    foot = _foot(_foot_fields(key, form), layout.width)
    pieces: list[str] = [_frame(grid, layout).opening]
    cells: list[GridCell] = []
    for part in _parts(grid, layout, strings):
        if isinstance(part, GridCell):
            cells.append(part)
            pieces.append("")
        else:
            pieces[-1] += part
    rows = _ABOVE + len(layout.heights) + bool(foot)
    if foot:
        pieces[-1] += wide_row(rows, "note", foot, height_of(foot, layout.width), strings)
    spots = {cell.address: _spot(cell) for cell in cells}
    totals = totals_of(form, spots)
    frame = _frame(grid, layout)
    merged = tuple(_merged(grid, rows if foot else 0))
    return Skeleton(
        pieces=tuple(pieces),
        addresses=tuple(cell.address for cell in cells),
        refs=tuple(ref_of(_spot(cell)) for cell in cells),
        wholes=tuple(before_number(ref_of(_spot(cell)), "number0") for cell in cells),
        totals=tuple(
            (number, totals[cell.address])
            for number, cell in enumerate(cells)
            if cell.address in totals
        ),
        frame=frame,
        merged=merged,
        closing=frame.closing(merged),
        rows=rows,
        room=room_of(grid),
    )


def _frame(grid: Grid, layout: Layout) -> Frame:
    return Frame(
        widths=layout.widths,
        height=sum(layout.heights) + title_height(grid.title, layout.width),
        top=_ABOVE + len(grid.head),
        side=grid.label_columns,
    )


def _foot(fields: tuple[str, ...], width: int) -> str:
    """What the form prints below a table to be filled in by hand; no field is broken."""
    lines: list[str] = []
    for field in fields:
        wanted = f"{field}：＿＿＿＿"
        if lines and width_of(f"{lines[-1]}　{wanted}") <= width:
            lines[-1] += f"　{wanted}"
        else:
            lines.append(wanted)
    return "\n".join(lines)


def wide_row(number: int, look: str, text: str, height: int, strings: Strings) -> str:
    """A row with one text that reaches over all columns once it is merged."""
    return row(number, text_cell(f"A{number}", look, text, strings), height)


def area(first: Spot, last: Spot) -> Iterator[str]:
    """The range from one cell to another, if these are two."""
    if first != last:
        yield f"{ref_of(first)}:{ref_of(last)}"


def _parts(grid: Grid, layout: Layout, strings: Strings) -> Iterator[str | GridCell]:
    """The rows, and between their parts the cells in which a figure stands."""
    high = title_height(grid.title, layout.width)
    yield wide_row(_ABOVE, "title", grid.title, high, strings)
    cells = _cells(grid, strings)
    for line, height in enumerate(layout.heights):
        yield before_cells(_ABOVE + line + 1, height)
        for column in range(grid.columns):
            spot = (_ABOVE + line, column)
            yield cells.get(spot) or text_cell(ref_of(spot), "middle", "", strings)
        yield "</row>"


def _cells(grid: Grid, strings: Strings) -> dict[Spot, str | GridCell]:
    """Every cell of the table; what is merged has its lines around it, too."""
    cells: dict[Spot, str | GridCell] = {}
    for line in (*grid.head, *grid.body):
        for cell in line:
            look, spot = _look(cell, len(grid.head)), _spot(cell)
            for covered in _covered(cell):
                cells[covered] = text_cell(ref_of(covered), look, "", strings)
            cells[spot] = (
                cell if cell.address else text_cell(ref_of(spot), look, cell.text, strings)
            )
    return cells


def _covered(cell: GridCell) -> Iterator[Spot]:
    first, left = _spot(cell)
    for line in range(first, first + cell.rowspan):
        for column in range(left, left + cell.colspan):
            yield line, column


def _look(cell: GridCell, head: int) -> str:
    if cell.row < head:
        return "head"
    return f"label{min(max(cell.indent, 0), DEEPEST)}" if cell.scope else "middle"


def _merged(grid: Grid, foot: int) -> Iterator[str]:
    last = grid.columns - 1
    yield from area((0, 0), (0, last))
    for line in (*grid.head, *grid.body):
        for cell in line:
            yield from area(_spot(cell), tuple(_covered(cell))[-1])
    if foot:
        yield from area((foot - 1, 0), (foot - 1, last))


def _spot(cell: GridCell) -> Spot:
    return _ABOVE + cell.row, cell.column
