"""Spreadsheet workbooks: the first visible sheet that holds rows, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from pathlib import Path

from gongkai import Cell
from gongkai_readers.limits import damaged, refuse_oversized

#: Excel keeps and shows so many digits of a number; what comes after is an artefact of binary.
_DIGITS = ".15g"

_FoundCell = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    """Yield each row that holds something, with its number in the sheet.

    Dates come without the time of day, numbers without a trailing ``.0`` and never as a binary
    fraction. The cell of a formula that ended in an error is empty.

    Raises:
        GongkaiError: The file cannot be opened, is damaged, encrypted or too large.
    """
    refuse_oversized(path)
    for number, row in enumerate(_first_rows(path), start=1):
        cells = [_cell(value) for value in row]
        if any(str(cell).strip() for cell in cells):
            yield number, cells


def _first_rows(path: Path) -> Iterator[list[_FoundCell]]:
    # A compiled library: a run that reads no workbook does not wait for it.
    from python_calamine import (  # noqa: PLC0415
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for sheet in workbook.sheets_metadata:
                kind = (sheet.typ, sheet.visible)
                if kind == (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible):
                    rows = workbook.get_sheet_by_name(sheet.name)
                    if rows.start is not None:
                        return iter(rows.iter_rows())
    except CalamineError as error:
        raise damaged(error) from error
    return iter(())


def _cell(value: _FoundCell) -> Cell:
    match value:
        case bool():
            return str(value).upper()
        case datetime():
            return value.date()
        case float() if not isfinite(value):
            return str(value)
        case float():
            return int(value) if value.is_integer() else Decimal(format(value, _DIGITS))
        case time() | timedelta():
            return str(value)
    return value
