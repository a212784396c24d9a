"""What the poster tells: figures to show large, small tables, charts; all found in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from gongkai import (
    Chart,
    Figure,
    FormChart,
    GongkaiError,
    Grid,
    GridCell,
    Report,
    State,
    StatutoryTable,
    bar_figures,
    near,
    shown,
    words,
)

#: A statutory table of so many rows and columns can be read from a poster.
_ROWS, _COLUMNS = 3, 4
_IN_WORDS = {
    State.MISSING: "未填报",
    State.BLANK: "空白",
    State.NOT_APPLICABLE: "不适用",
}
_NUMBERING = re.compile(r"^[一二三四五六七八九十]+、")


@frozen
class Fact:
    """A figure in words, its unit, what it is, and whether it is a number."""

    label: str
    text: str
    unit: str = ""
    counted: bool = True


@frozen
class Line:
    """A row of a small table: what it is about, and its figures."""

    label: str
    facts: tuple[Fact, ...]


def told(figure: Figure | None) -> str:
    """A figure in words: also where the form prints a mark."""
    return shown(None) if figure is None else _IN_WORDS.get(figure.state, figure.printed)


def fact(label: str, figure: Figure | None, unit: str = "") -> Fact:
    """A figure under a label; a unit is only said of a number."""
    counted = figure is not None and figure.value is not None
    return Fact(label, told(figure), unit if counted else "", counted)


def cards_of(report: Report, stated: Mapping[str, str]) -> tuple[Fact, ...]:
    """The figures that the settings name, or else those that the form compares year on year."""
    if stated:
        return tuple(_stated(label, cell, report) for label, cell in stated.items())
    return tuple(
        fact(bar.label, figure, figure.unit or chart.unit)
        for chart in report.form.charts
        if chart.compared
        for bar, figure in zip(chart.bar, _figures(chart, report), strict=True)
    )


def _figures(proposed: FormChart, report: Report) -> tuple[Figure, ...]:
    return bar_figures(Chart(title=proposed.title, bars=proposed.bar), report.figures)


def _stated(label: str, address: str, report: Report) -> Fact:
    known = {cell.address: cell for cell in report.form.cells()}
    if address not in known:
        raise GongkaiError(
            words(
                "there is no {what} {name!r}; {hint}",
                what=words("cell"),
                name=address,
                hint=near(address, known),
            )
        )
    cell = known[address]
    return fact(label, report.figures.get(address), cell.row.unit or cell.column.unit)


def charts_of(report: Report) -> tuple[Chart, ...]:
    """The charts of the report and those that stand in its chapters, each once."""
    inside = [
        block for part in report.chapters for block in part.blocks if isinstance(block, Chart)
    ]
    return tuple(dict.fromkeys((*report.charts, *inside)))


def small_tables(report: Report) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """By chapter the statutory tables that are small enough, row by row."""
    for chapter in report.chapters:
        grids = [block.grid for block in chapter.blocks if isinstance(block, StatutoryTable)]
        lines = tuple(line for grid in grids if _small(grid) for line in _lines(grid))
        if lines:
            yield _NUMBERING.sub("", chapter.title), lines


def _small(grid: Grid) -> bool:
    return (
        grid.label_columns == 1
        and len(grid.head) == 1
        and len(grid.body) <= _ROWS
        and grid.columns - 1 <= _COLUMNS
    )


def _lines(grid: Grid) -> Iterator[Line]:
    heads = {cell.column + over: cell.text for cell in grid.head[0] for over in range(cell.colspan)}
    for row in grid.body:
        label = "".join(cell.text for cell in row if cell.scope)
        yield Line(
            label, tuple(_of_cell(heads[cell.column], cell) for cell in row if not cell.scope)
        )


def _of_cell(label: str, cell: GridCell) -> Fact:
    text = cell.text if cell.state is None else _IN_WORDS.get(cell.state, cell.text)
    return Fact(label, text, counted=cell.state in (State.NUMBER, State.ZERO))
