"""Statutory tables for a phone: a narrow one as it is, a wide one row by row.

A table cannot be wider than the phone, nor be scrolled sideways, and eight columns would leave four
characters to each. So a row of a wide table is a line of labels and figures, as it would be read
aloud, and a table of a single row stands on end. Nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from gongkai import Grid, GridCell, State
from gongkai_output_wechat_article.markup import LINE, LINES, PALE, ROW, SMALL, beside, tag, text

#: So many columns can be read side by side.
NARROW = 4
#: Styles of a table and of its cells.
TABLE = (
    "width:100%;margin:0 0 14px;border-collapse:collapse;color:#333;font-size:14px;line-height:1.5"
)
CELL = f"border:1px solid {LINE};padding:6px 7px;word-break:normal"
HEAD = f"{CELL};background-color:{PALE};text-align:center"
_GROUP = f"padding:7px 8px;background-color:{PALE};font-weight:bold"
_SCOPES = {"col": "col", "colgroup": "col", "row": "row", "rowgroup": "row"}
_JOINT = " · "
_DEEPEST = 6

#: By column the headings that tell a figure from the others of its row, from the top one down.
_Paths = Sequence[tuple[str, ...]]


def grid(block: Grid) -> str:
    """Write every figure of a table."""
    if block.columns <= NARROW:
        return _table(block)
    paths = _paths(block)
    shared = _shared(paths[block.label_columns :])
    own = [path[shared:] or path[-1:] for path in paths]
    rows = _on_end(block.body[0], own) if len(block.body) == 1 else _by_rows(block, own)
    return "".join((*_front(block, paths[-1][:shared]), tag("section", LINES, rows)))


def _table(block: Grid) -> str:
    rows = (*block.head, *block.body)
    return tag("table", TABLE, (tag("tr", "", map(_cell, row)) for row in rows))


def _cell(cell: GridCell) -> str:
    spans = {
        "colspan": cell.colspan if cell.colspan > 1 else "",
        "rowspan": cell.rowspan if cell.rowspan > 1 else "",
    }
    if not cell.scope:
        return tag("td", f"{CELL};text-align:center", _figure(cell), **spans)
    scope = _SCOPES[cell.scope]
    if scope == "col":
        return tag("th", HEAD, text(cell.text), scope=scope, **spans)
    style = f"{CELL};padding-left:{7 + 12 * min(cell.indent, _DEEPEST)}px;text-align:left"
    return tag("th", f"{style};font-weight:normal", text(cell.text), scope=scope, **spans)


def _front(block: Grid, shared: Iterable[str]) -> Iterator[str]:
    """What stands in the corner of a wide table, and above all its columns."""
    corner = [cell.text for cell in block.head[0] if cell.column == 0 and block.label_columns]
    for words in filter(None, (*corner, *shared)):
        yield tag("p", f"{SMALL};text-align:center", text(words))


def _on_end(row: Sequence[GridCell], paths: _Paths) -> Iterator[str]:
    """A single row: its columns below one another, under the headings that they share."""
    for cell in row:
        if cell.scope:
            yield tag("section", _GROUP, text(cell.text))
    for above, cells in _groups(row, paths):
        if above:
            yield tag("section", _GROUP, above)
        for cell in cells:
            yield tag("section", ROW, beside(paths[cell.column][-1], _figure(cell)))


def _by_rows(block: Grid, paths: _Paths) -> Iterator[str]:
    """A line for each row, and one for each label that stands beside several."""
    for row in block.body:
        heads = [cell for cell in row if cell.scope]
        for cell in heads:
            if cell.rowspan > 1:
                indent = f"padding-left:{8 + 16 * min(cell.column, _DEEPEST)}px"
                yield tag("section", f"{_GROUP};{indent}", text(cell.text))
        own = _JOINT.join(text(cell.text) for cell in heads if cell.rowspan == 1)
        label = f"<strong>{own}</strong><br>" if own else ""
        yield tag("section", f"{ROW};word-break:keep-all", label + _aloud(row, paths))


def _aloud(row: Sequence[GridCell], paths: _Paths) -> str:
    """Labels and figures in one line; those that share a heading stand together behind it."""
    return "；".join(
        (f"{above}：" if above else "")
        + "，".join(f"{text(paths[cell.column][-1])}\u00a0{_strong(cell)}" for cell in cells)
        for above, cells in _groups(row, paths)
    )


def _groups(row: Sequence[GridCell], paths: _Paths) -> Iterator[tuple[str, Iterator[GridCell]]]:
    """The figures of a row under the headings that several of them share."""
    figures = (cell for cell in row if not cell.scope)
    for above, cells in groupby(figures, key=lambda cell: paths[cell.column][:-1]):
        yield _JOINT.join(map(text, above)), cells


def _paths(block: Grid) -> _Paths:
    paths: list[list[str]] = [[] for _ in range(block.columns)]
    for row in block.head:
        for cell in row:
            for column in range(cell.column, cell.column + cell.colspan):
                paths[column].append(cell.text)
    return [tuple(path) for path in paths]


def _shared(paths: _Paths) -> int:
    """How many headings stand above all columns of figures, and tell none from another."""
    levels = zip(*(path[:-1] for path in paths), strict=False)
    return sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))


def _figure(cell: GridCell) -> str:
    """A figure as a table prints it; a blank place is blank."""
    return "未填报" if cell.state is State.MISSING else text(cell.text)


def _strong(cell: GridCell) -> str:
    """A figure in a line: what is more than nothing stands out, and a blank is named."""
    if cell.state is State.NUMBER:
        return f"<strong>{text(cell.text)}</strong>"
    return "空白" if cell.state is State.BLANK else _figure(cell)
