"""Workbooks as openpyxl reads them, and a table with totals to write into them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import openpyxl
from attrs import evolve
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.model.figures import Figure, Figures, number
from gongkai.model.findings import Severity
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.grid import make_grid
from gongkai.model.relation import Operator, Relation, Term
from gongkai.model.report import Chapter, Report, StatutoryTable
from gongkai_output_xlsx import gongkai_register_outputs
from gongkai_output_xlsx.workbook import XlsxSettings
from tests.plugins.output_sample import BARE_REPORT, FORM

(OUTPUT,) = gongkai_register_outputs()
ALL = XlsxSettings()


def written(report: Report, settings: XlsxSettings = ALL) -> bytes:
    return OUTPUT.render(report, settings)


def opened(report: Report, settings: XlsxSettings = ALL) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(report, settings)))


def computed(report: Report) -> Workbook:
    """The workbook with the values that were written beside its formulas."""
    return openpyxl.load_workbook(io.BytesIO(written(report)), data_only=True)


def parts_of(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_part(report: Report, number: int) -> bytes:
    return parts_of(written(report))[f"xl/worksheets/sheet{number}.xml"]


def cells_of(sheet: Worksheet) -> list[Cell]:
    return [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)]


def fill_of(cell: Cell) -> str:
    """The colour of a cell, or its pattern if it has no colour of its own."""
    fill = cell.fill
    return str(fill.fgColor.rgb)[2:] if fill.fill_type == "solid" else str(fill.fill_type)


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def _column(key: str) -> Column:
    return Column(key=key, label=key, path=(key,))


def _row(key: str) -> Row:
    return Row(key=key, label=key, path=(key,), unit="件")


SUMS = Table(
    key="t",
    title="合计表",
    label_header="项目",
    columns=tuple(map(_column, ("a", "b", "c", "total"))),
    rows=tuple(map(_row, ("x", "y", "z", "sum"))),
)


def relation(left: str, *right: Term, each: str = "") -> Relation:
    """An equation that says what a cell is; with ``each``, what a column or a row is."""
    return Relation(
        code="t.sum",
        left=(Term(cell=left),),
        operator=Operator.EQUAL,
        right=right,
        severity=Severity.ERROR,
        table="t",
        each=each,
    )


def terms(*cells: str) -> tuple[Term, ...]:
    return tuple(Term(cell=cell) for cell in cells)


ROW_TOTAL = relation("total", *terms("a", "b", "c"), each="row")
COLUMN_TOTAL = relation("sum", *terms("x", "y", "z"), each="column")


def summed(*relations: Relation, **values: Figure | int) -> Report:
    """A report of the table of totals: all is 0 but the ``values``, as ``x_a=5``."""
    form: Form = evolve(FORM, tables=(SUMS,), relations=relations)
    figures: Figures = {cell.address: number(cell.address, 0) for cell in form.cells()} | {
        f"t.{key.replace('_', '.')}": value
        if isinstance(value, Figure)
        else number(f"t.{key.replace('_', '.')}", value)
        for key, value in values.items()
    }
    block = StatutoryTable(key="t", grid=make_grid(SUMS, figures))
    chapter = Chapter(name="t", title="表", blocks=(block,))
    return evolve(BARE_REPORT, form=form, figures=figures, chapters=(chapter,))
