"""Any report at all: every cell of every form is in the document, and Word would open it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from gongkai.model.grid import Grid
from gongkai.model.report import Report, StatutoryTable
from tests.plugins.docx_files import cells, faults, read, written
from tests.plugins.output_reports import reports


def grids(report: Report) -> list[Grid]:
    blocks = (*report.opening, *(block for part in report.chapters for block in part.blocks))
    return [block.grid for block in blocks if isinstance(block, StatutoryTable)]


def printed(grid: Grid) -> list[list[str]]:
    """The text of each place of a grid; a merged cell is in every place that it takes."""
    places = [[""] * grid.columns for _ in (*grid.head, *grid.body)]
    for cell in (cell for row in (*grid.head, *grid.body) for cell in row):
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                missing = cell.state is not None and cell.state.value == "missing"
                places[row][column] = "未填报" if missing else cell.text
    return places


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(report=reports())
def test_every_cell_of_any_report_is_in_the_document(report: Report) -> None:
    found = [cells(table) for table in read(written(report)).tables]

    assert [grid for grid in map(printed, grids(report)) if grid not in found] == []


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(report=reports())
def test_any_report_keeps_to_the_schemas(report: Report, tmp_path: Path) -> None:
    assert faults(written(report), tmp_path / "report.docx") == []
