"""What the scripts that are timed beside the engine know of the form: their constants, as JSON.

A script for one form has its tables and its words written out in it. They are taken from the
form's own data once, before anything is timed, so that all write the same content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli
from attrs import asdict

import gongkai.entries
from gongkai.model.figures import Counted, Figure
from gongkai.model.form import Form
from gongkai.model.grid import Grid, GridCell, make_grid
from gongkai.pipeline import Task

_REGISTERS = Path(gongkai.entries.__file__).with_name("registers.toml")


def write_constants(path: Path, task: Task) -> None:
    """Write what is the same for every bureau of one form; any report of it will do."""
    path.write_text(json.dumps(_constants(task), ensure_ascii=False), "utf-8")


def _constants(task: Task) -> dict[str, Any]:
    form, figures = task.report.form, task.report.figures
    return {
        "title": form.report_title,
        "opening": form.opening.strip(),
        "form": {"id": form.id, "title": form.title, "number": form.number},
        "sections": [
            {
                "key": section.key,
                "heading": section.heading,
                "tables": [table.key for table in form.tables if table.section == section.key],
            }
            for section in form.sections
        ],
        "tables": {
            table.key: _grid(make_grid(table, figures))
            for table in form.tables
            if not table.supplementary
        },
        "cells": {
            cell.address: {
                "label": cell.label,
                "unit": cell.unit,
                "evidence": _evidence(figures[cell.address]),
            }
            for cell in form.cells()
        },
        "words": _words(),
        "rows": _rows_of_outcomes(form),
        "charts": [
            {"title": chart.title, "unit": chart.unit, "bars": [asdict(bar) for bar in chart.bars]}
            for chart in task.report.charts
        ],
    }


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "title": grid.title,
        "columns": grid.columns,
        "head": [[_cell(cell) for cell in row] for row in grid.head],
        "body": [[_cell(cell) for cell in row] for row in grid.body],
    }


def _cell(cell: GridCell) -> dict[str, Any]:
    """A cell: its place and what it spans, and either its label or the figure in it."""
    return {
        "row": cell.row,
        "column": cell.column,
        "rowspan": cell.rowspan,
        "colspan": cell.colspan,
        "text": "" if cell.address else cell.text,
        "address": cell.address,
    }


def _evidence(figure: Figure) -> dict[str, Any] | None:
    """How a cell is counted; how many there are is its figure."""
    evidence = figure.evidence
    if not isinstance(evidence, Counted):
        return None
    return {"kind": "counted", "count": asdict(evidence.count), "channels": evidence.channels}


def _words() -> Mapping[str, Mapping[str, str]]:
    """What each word of a register's column means, by register and column."""
    data = tomli.loads(_REGISTERS.read_text("utf-8"))
    return {
        f"{register}.{field}": {word: value for value, words in known.items() for word in words}
        for register, table in data.items()
        for field, known in table.get("vocabulary", {}).items()
    }


def _rows_of_outcomes(form: Form) -> Mapping[str, str]:
    """In which row of the table of requests an outcome counts."""
    return {
        outcome: row.key
        for row in form.table("requests").rows
        if row.count is not None
        for where in row.count.where
        if where.facet == "outcome"
        for outcome in where.values
    }
