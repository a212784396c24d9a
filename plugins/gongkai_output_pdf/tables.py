"""Tables as the template takes them: cells in their places, columns and letters measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from gongkai import Chart, Grid, GridCell, RecordTable, Report, State, bar_figures, shown
from gongkai_output_pdf.texts import broken, clipped
from gongkai_output_pdf.widths import FREE, Fit, Need, even, fitted, letters, need_of

#: A cell with more letters than this may break over pages; otherwise a row stays whole.
_LONG = 300
#: The narrowest columns: of figures, of labels that stand beside several rows, of records.
_FIGURES, _GROUP, _RECORDS = 2.0, 4.0, 3.0
#: How many lines a text may take before its column asks for more room: headings, labels, records.
_HEADING, _LABEL, _PROSE = 3, 2, 3
#: A column with texts longer than so many letters is read from the left.
_SHORT = 6.0
#: A heading of so many letters is a word, and stays on a line.
_WORD = 3
#: A table of so many rows and letters stands on one page; a head of more is not repeated.
_ROWS, _LETTERS = 12, 800
_NUMBERED = re.compile("（.{1,3}）(?=.)")
_LINES = {"col": _HEADING, "row": _LABEL}
_MERGED = ("col", "rowgroup")


def grid_table(grid: Grid, above: str) -> dict[str, object]:
    """A statutory table; the chapter's title ``above`` it need not be said twice."""
    fit = fitted(_grid_needs(grid))
    return {
        "title": "" if grid.title and above.endswith(grid.title) else clipped(grid.title),
        "size": fit.size,
        "widths": fit.widths,
        "repeat": _few([cell.text for cell in chain(*grid.head)]),
        "whole": _whole([[cell.text for cell in row] for row in grid.body]),
        "head": [_cell(cell, fit) for cell in chain(*grid.head)],
        "body": [_cell(cell, fit) for cell in chain(*grid.body)],
    }


def record_table(block: RecordTable) -> dict[str, object]:
    """Records as they may be shown, under their headings."""
    columns = list(zip(*block.rows, strict=True)) or [() for _ in block.columns]
    labels = [any(letters(text) > _SHORT for text in column) for column in columns]
    return _plain(block.title, block.columns, block.rows, labels)


def chart_table(chart: Chart, report: Report) -> dict[str, object]:
    """The figures of a chart beside their labels, last year's before this year's."""
    told = [report.previous, report.figures] if chart.compared else [report.figures]
    years = (f"{report.year - 1}年", f"{report.year}年") if chart.compared else ("数量",)
    columns = [[shown(figure) for figure in bar_figures(chart, figures)] for figures in told]
    rows = tuple(zip([bar.label for bar in chart.bars], *columns, strict=True))
    title = f"{chart.title}（单位：{chart.unit}）" if chart.unit else chart.title
    return _plain(title, ("项目", *years), rows, [True, *(False for _ in years)])


def _plain(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    labels: Sequence[bool],
) -> dict[str, object]:
    needs = [
        need_of([(head, _HEADING), *((text, _PROSE) for text in texts)], _RECORDS)
        for head, *texts in zip(columns, *rows, strict=True)
    ]
    fit = fitted(needs)
    heads = (even(text, width) for text, width in zip(columns, fit.widths, strict=True))
    return {
        "title": clipped(title),
        "size": fit.size,
        "widths": fit.widths,
        "repeat": _few(columns),
        "whole": _whole(rows),
        "head": [
            (column, 0, 1, 1, broken(text), "col", 0, lines, False)
            for column, (text, lines) in enumerate(zip(columns, heads, strict=True))
        ],
        "body": list(_records(rows, labels)),
    }


def _whole(rows: Sequence[Sequence[str]]) -> bool:
    return len(rows) <= _ROWS and _few(chain(*rows))


def _few(texts: Iterable[str]) -> bool:
    return sum(map(len, texts)) <= _LETTERS


def _records(rows: Sequence[Sequence[str]], labels: Sequence[bool]) -> Iterator[tuple[object, ...]]:
    for line, row in enumerate(rows, 1):
        for column, (text, label) in enumerate(zip(row, labels, strict=True)):
            kind = "row" if label else ""
            yield column, line, 1, 1, broken(text), kind, 0, 0, len(text) > _LONG


def _cell(cell: GridCell, fit: Fit) -> tuple[object, ...]:
    """Column, row, columns, rows, text, kind, indent, width of its lines, whether it may break."""
    width = sum(fit.widths[cell.column : cell.column + cell.colspan])
    text, lines = _label(cell.text, width) if cell.scope in _MERGED else (cell.text, 0)
    missing = cell.state is State.MISSING
    return (
        cell.column,
        cell.row,
        cell.colspan,
        cell.rowspan,
        "未填报" if missing else broken(text),
        "missing" if missing else cell.scope,
        cell.indent,
        lines,
        cell.rowspan > 1 or len(cell.text) > _LONG,
    )


def _label(text: str, width: float) -> tuple[str, int]:
    """A label of several lines breaks after its number, or else into lines that are about equal."""
    lines = even(text, width)
    number = _NUMBERED.match(text) if lines else None
    if number and len(text) - number.end() <= width - FREE:
        return f"{number[0]}\n{text[number.end() :]}", 0
    return text, lines


def _grid_needs(grid: Grid) -> list[Need]:
    texts: list[list[tuple[str, int]]] = [[] for _ in range(grid.columns)]
    least = [_FIGURES] * grid.columns
    for cell in chain(*grid.head, *grid.body):
        if cell.scope == "rowgroup" and cell.colspan == 1:
            least[cell.column] = max(least[cell.column], min(letters(cell.text), _GROUP))
        elif cell.colspan == 1:
            text = " " * 2 * cell.indent + cell.text
            lines = _LINES.get(cell.scope, 1) if len(text) > _WORD else 1
            texts[cell.column].append((text, lines))
    return [need_of(column, narrow) for column, narrow in zip(texts, least, strict=True)]
