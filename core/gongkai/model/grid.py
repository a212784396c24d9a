"""A form's table as it is printed: cells with their spans, so that every output merges alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from gongkai.model.figures import Figures, State
from gongkai.model.form import Row, Table


@frozen(kw_only=True)
class GridCell:
    """A printed cell. Row and column count from 0 in the whole grid; spans are at least 1.

    ``scope`` is ``col``, ``row``, ``colgroup`` or ``rowgroup`` for a header, empty for a figure;
    ``address`` and ``state`` are those of the figure; ``indent`` counts levels of a label.
    """

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    scope: str = ""
    address: str = ""
    state: State | None = None
    indent: int = 0


@frozen(kw_only=True)
class Grid:
    """A printed table: header rows, body rows, and the columns that hold labels."""

    title: str
    head: tuple[tuple[GridCell, ...], ...]
    body: tuple[tuple[GridCell, ...], ...]
    columns: int
    label_columns: int


def make_grid(table: Table, figures: Figures) -> Grid:
    """Lay a table out as the form prints it."""
    frame = _frame(table)
    return Grid(
        title=table.title,
        head=frame.head,
        body=tuple(
            (*line.labels, *(_value(place, figures) for place in line.places))
            for line in frame.body
        ),
        columns=frame.labels + len(table.columns),
        label_columns=frame.labels,
    )


@frozen
class _Place:
    """Where a figure stands."""

    address: str
    row: int
    column: int


@frozen
class _Line:
    """A row of the body: what is printed in every report, and the places of its figures."""

    labels: tuple[GridCell, ...]
    places: tuple[_Place, ...]


@frozen
class _Frame:
    """All of a table but its figures."""

    head: tuple[tuple[GridCell, ...], ...]
    body: tuple[_Line, ...]
    labels: int


@lru_cache(maxsize=512)
def _frame(table: Table) -> _Frame:
    """Lay out what is the same in every report."""
    labels = _label_width(table)
    head = _head(table, labels)
    return _Frame(head, tuple(_body(table, labels, len(head))), labels)


def _label_width(table: Table) -> int:
    return table.label_columns + bool(table.unit_header)


def _head(table: Table, labels: int) -> tuple[tuple[GridCell, ...], ...]:
    """Column headings; equal neighbours under the same parents merge, short paths reach down."""
    depth = max(len(column.path) for column in table.columns)
    rows: list[list[GridCell]] = [[] for _ in range(depth)]
    if table.label_columns:
        rows[0].append(_corner(table, depth))
    if table.unit_header:
        rows[0].append(
            GridCell(row=0, column=labels - 1, text=table.unit_header, rowspan=depth, scope="col")
        )
    paths = [column.path for column in table.columns]
    for level in range(depth):
        for start, width in _runs(paths, level):
            path = paths[start]
            last = level == len(path) - 1
            rows[level].append(
                GridCell(
                    row=level,
                    column=labels + start,
                    text=path[level],
                    rowspan=depth - level if last else 1,
                    colspan=width,
                    scope="colgroup" if width > 1 else "col",
                )
            )
    return tuple(tuple(row) for row in rows)


def _corner(table: Table, depth: int) -> GridCell:
    return GridCell(
        row=0,
        column=0,
        text=table.label_header,
        rowspan=depth,
        colspan=table.label_columns,
        scope="colgroup" if table.label_columns > 1 else "col",
    )


def _runs(paths: Sequence[tuple[str, ...]], level: int) -> list[tuple[int, int]]:
    """Start and length of each run of equal labels at ``level``.

    Labels are equal under the same parents; one that ends here does not merge with one that has
    others below it.
    """
    labels = [(path[: level + 1], len(path) == level + 1) for path in paths]
    runs: list[tuple[int, int]] = []
    for index, path in enumerate(paths):
        if len(path) <= level:
            continue
        if runs and sum(runs[-1]) == index and labels[index - 1] == labels[index]:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((index, 1))
    return runs


def _body(table: Table, labels: int, first: int) -> Iterator[_Line]:
    heads = _row_heads(table, first)
    for index, row in enumerate(table.rows):
        line = first + index
        yield _Line(
            (*heads[index], *_unit(table, row, line), *_marks(table, row, labels, line)),
            tuple(_places(table, row, labels, line)),
        )


def _row_heads(table: Table, first: int) -> list[list[GridCell]]:
    """Row labels; equal neighbours merge downwards, a short path reaches to the right."""
    heads: list[list[GridCell]] = [[] for _ in table.rows]
    paths = [row.path for row in table.rows]
    for level in range(table.label_columns):
        for start, height in _runs(paths, level):
            path, row = paths[start], table.rows[start]
            last = level == len(path) - 1
            heads[start].append(
                GridCell(
                    row=first + start,
                    column=level,
                    text=(row.marker if last else "") + path[level],
                    rowspan=height,
                    colspan=table.label_columns - level if last else 1,
                    scope="rowgroup" if height > 1 else "row",
                    indent=row.level - 1,
                )
            )
    return heads


def _unit(table: Table, row: Row, line: int) -> tuple[GridCell, ...]:
    if not table.unit_header:
        return ()
    return (GridCell(row=line, column=table.label_columns, text=row.unit),)


def _marks(table: Table, row: Row, labels: int, line: int) -> Iterator[GridCell]:
    """What stands in the place of figures beside a heading."""
    if row.heading:
        for index in range(len(table.columns)):
            yield GridCell(row=line, column=labels + index, text=table.heading_mark)


def _places(table: Table, row: Row, labels: int, line: int) -> Iterator[_Place]:
    if not row.heading:
        for index, column in enumerate(table.columns):
            yield _Place(table.address(row.key, column.key), line, labels + index)


def _value(place: _Place, figures: Figures) -> GridCell:
    figure = figures.get(place.address)
    return GridCell(
        row=place.row,
        column=place.column,
        text=figure.printed if figure else "",
        address=place.address,
        state=figure.state if figure else State.MISSING,
    )
