"""Rows of tables as HTML, without the template: a report has hundreds of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from gongkai import GridCell, State

#: How the cell of a figure looks, and what it says of itself, by what stands in it.
MARKS = {
    State.NUMBER: "",
    State.ZERO: "",
    State.NOT_APPLICABLE: ' class="na" title="不适用"',
    State.BLANK: ' class="blank" title="空白"',
    State.MISSING: ' class="missing"',
    State.NOT_A_NUMBER: ' class="odd" title="不是数字"',
}
_MISSING = "未填报"
#: `colgroup` and `rowgroup` reach over whole `<colgroup>` and `<tbody>` elements, which cannot be
#: nested; `col` and `row` on a merged header reach over exactly the columns and rows that it spans.
_SCOPES = {"col": "col", "colgroup": "col", "row": "row", "rowgroup": "row"}
_DEEPEST = 6
#: What reads badly when it is broken over two lines: a code, and shorter ones (a day, an amount).
_CODE, _SHORT = 20, 10

#: Labels, addresses and small numbers stand in table after table.
escaped = lru_cache(maxsize=4096)(escape)


def grid_rows(rows: Iterable[Sequence[GridCell]]) -> str:
    """Write rows of a form's table."""
    return "\n".join(_row(map(_grid_cell, row)) for row in rows)


def record_rows(rows: Iterable[Sequence[str]]) -> str:
    """Write records of a register."""
    return "\n".join(_row(map(_record_cell, row)) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return "\n".join(("<tr>", *cells, "</tr>"))


def _grid_cell(cell: GridCell) -> str:
    if cell.scope:
        return f'<th scope="{_SCOPES[cell.scope]}"{_merged(cell)}>{escaped(cell.text)}</th>'
    if cell.state is None:
        return f"<td>{escaped(cell.text)}</td>"
    text = _MISSING if cell.state is State.MISSING else escaped(cell.text)
    return f'<td{MARKS[cell.state]} data-address="{escaped(cell.address)}">{text}</td>'


def _merged(cell: GridCell) -> str:
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    indent = f' class="in{min(cell.indent, _DEEPEST)}"' if cell.indent else ""
    return columns + rows + indent


def _record_cell(text: str) -> str:
    return f"<td{_code(text)}>{escape(text)}</td>"


def _code(text: str) -> str:
    if not text.isascii() or len(text) > _CODE:
        return ""
    return ' class="code short"' if len(text) <= _SHORT else ' class="code"'
