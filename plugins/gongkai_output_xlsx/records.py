"""Records of the key areas: a sheet for each table that the report shows of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from gongkai import RecordTable, Report
from gongkai_output_xlsx.cells import column_name, is_number, text_cell, written_cell
from gongkai_output_xlsx.layout import row_height
from gongkai_output_xlsx.lists import HEAD, List, list_sheet
from gongkai_output_xlsx.sheet import Sheet, row
from gongkai_output_xlsx.strings import Strings
from gongkai_output_xlsx.text import width_of

_NARROWEST, _WIDEST = 8, 20
#: What all columns together may take; a few may be wider than many.
_TOGETHER = 150
_PADDING = 3


def records_of(report: Report) -> Iterator[RecordTable]:
    """Every table of records, in the order of the text."""
    parts = (report.opening, *(chapter.blocks for chapter in report.chapters))
    return (block for part in parts for block in part if isinstance(block, RecordTable))


@frozen
class _Column:
    """A column of a list: its letter, its width, whether texts in it may take several lines.

    A ``numeric`` one holds nothing but numbers.
    """

    letter: str
    width: int
    wraps: bool
    numeric: bool


def record_sheet(name: str, table: RecordTable, strings: Strings) -> Sheet:
    """Write records as a list; a column of nothing but numbers can be added up."""
    count = max(1, *(len(texts) for texts in (table.columns, *table.rows)))
    lines = [(*texts, *[""] * (count - len(texts))) for texts in (table.columns, *table.rows)]
    most = max(_WIDEST, _TOGETHER // count)
    columns = [_column(*column, most) for column in enumerate(zip(*lines, strict=True))]
    heads = tuple((text, column.width) for text, column in zip(lines[0], columns, strict=True))
    rows = "".join(
        [
            _row(number, texts, columns, strings)
            for number, texts in enumerate(lines[1:], start=HEAD + 1)
        ]
    )
    frame = List(title=table.title, columns=heads)
    return list_sheet(name, frame, len(table.rows), (rows,), strings)


def _column(index: int, texts: Sequence[str], most: int) -> _Column:
    width = max(_NARROWEST, max(map(width_of, texts)) + _PADDING)
    return _Column(
        letter=column_name(index),
        width=min(width, most),
        wraps=width > most or any("\n" in text for text in texts),
        numeric=all(is_number(text) for text in texts[1:] if text),
    )


def _row(number: int, texts: Sequence[str], columns: Sequence[_Column], strings: Strings) -> str:
    cells = [
        written_cell(f"{column.letter}{number}", text, strings)
        if column.numeric
        else text_cell(f"{column.letter}{number}", "text", text, strings)
        for column, text in zip(columns, texts, strict=True)
    ]
    long = [
        (text, column.width) for column, text in zip(columns, texts, strict=True) if column.wraps
    ]
    return row(number, "".join(cells), row_height(long))
