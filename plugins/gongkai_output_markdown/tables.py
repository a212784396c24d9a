"""Tables without merged cells: the labels above and beside a figure are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai import (
    Chart,
    Grid,
    GridCell,
    RecordTable,
    Report,
    State,
    StatutoryTable,
    bar_figures,
    shown,
)
from gongkai_output_markdown.escape import inline, opening

_JOINT = " / "
_MISSING = "未填报"


def statutory(block: StatutoryTable) -> Iterator[str]:
    """Write a table of the form: its title, the figures, the notes."""
    yield from title(block.grid.title)
    yield _labelled(block.grid) if _first(block.grid) else _unlabelled(block.grid)
    yield from (opening(inline(text)) for text in block.notes)


def records(block: RecordTable) -> Iterator[str]:
    """Write records of a register."""
    yield from title(block.title)
    rows = [[inline(text) for text in row] for row in block.rows]
    yield table([inline(label) for label in block.columns], rows, ":--")


def chart(block: Chart, report: Report) -> Iterator[str]:
    """Write the figures of a chart one below the other, last year's beside them if it says so."""
    yield from title(block.title)
    series = [bar_figures(block, report.figures)]
    heads = ["数量"]
    if block.compared:
        series.append(bar_figures(block, report.previous))
        heads = [f"{report.year}年", f"{report.year - 1}年"]
    unit = f"（{inline(block.unit)}）" if block.unit else ""
    rows = [
        [inline(bar.label), *(inline(shown(figure)) for figure in figures)]
        for bar, *figures in zip(block.bars, *series, strict=True)
    ]
    yield table(["项目", *(f"{head}{unit}" for head in heads)], rows, "--:", labels=1)


def title(text: str) -> Iterator[str]:
    """Write what stands above a table, if anything does."""
    if text:
        yield f"表：{inline(text)}"


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], align: str, *, labels: int = 0
) -> str:
    """Set cells of escaped text as a table; the first ``labels`` columns stand at the left."""
    rule = [":--" if column < labels else align for column in range(len(heads))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def _first(grid: Grid) -> int:
    """The first column that is no row label."""
    return min((cell.column for row in grid.body for cell in row if not cell.scope), default=0)


def _unlabelled(grid: Grid) -> str:
    return table(_heads(grid), map(_values, grid.body), "--:")


def _labelled(grid: Grid) -> str:
    heads = _heads(grid)
    rows = [[label, *_values(row)] for label, row in zip(_labels(grid), grid.body, strict=True)]
    return table([heads[0], *heads[_first(grid) :]], rows, "--:", labels=1)


def _heads(grid: Grid) -> list[str]:
    """The headings above each column, from the top one down."""
    paths: list[list[str]] = [[] for _ in range(grid.columns)]
    for row in grid.head:
        for cell in row:
            for column in range(cell.column, cell.column + cell.colspan):
                paths[column].append(inline(cell.text))
    return [_JOINT.join(filter(None, path)) for path in paths]


def _labels(grid: Grid) -> list[str]:
    """The labels beside each row, from the widest to its own, indented as the form indents them."""
    paths: list[list[str]] = [[] for _ in grid.body]
    indents = [0 for _ in grid.body]
    for cell in (cell for row in grid.body for cell in row if cell.scope):
        for line in range(cell.row - len(grid.head), cell.row - len(grid.head) + cell.rowspan):
            paths[line].append(inline(cell.text))
            indents[line] = cell.indent
    return [
        "&emsp;" * indent + _JOINT.join(path) for path, indent in zip(paths, indents, strict=True)
    ]


def _values(row: Iterable[GridCell]) -> list[str]:
    return [
        _MISSING if cell.state is State.MISSING else inline(cell.text)
        for cell in row
        if not cell.scope
    ]
