"""Statutory tables with their titles and notes, and records of registers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from gongkai import RecordTable, StatutoryTable
from gongkai_output_wechat_article.grids import CELL, HEAD, NARROW, TABLE, grid
from gongkai_output_wechat_article.markup import LINES, ROW, SMALL, SOFT, tag, text, title

_SHORT = 20


def statutory(block: StatutoryTable) -> str:
    """Write a table of the form: its title, every figure, the notes."""
    notes = (tag("p", SMALL, text(note)) for note in block.notes)
    return "".join((title(block.grid.title), grid(block.grid), *notes))


def records(block: RecordTable) -> str:
    """Write records of a register: as a table, or a line for each where that is too wide."""
    if len(block.columns) < NARROW:
        return title(block.title) + _table(block)
    rows = (
        tag("section", ROW, _line(place, block.columns, row))
        for place, row in enumerate(block.rows, 1)
    )
    return title(block.title) + tag("section", f"{LINES};color:{SOFT}", rows)


def _table(block: RecordTable) -> str:
    head = (tag("th", HEAD, text(label), scope="col") for label in block.columns)
    rows = (tag("tr", "", (tag("td", CELL, text(value)) for value in row)) for row in block.rows)
    return tag("table", TABLE, (tag("tr", "", head), *rows))


def _style(value: str) -> str:
    """A day, an amount, a number reads badly when it is broken over two lines."""
    whole = value.isascii() and len(value) <= _SHORT
    return "color:#222;white-space:nowrap" if whole else "color:#222"


def _line(place: int, labels: Sequence[str], row: Sequence[str]) -> str:
    pairs = (
        f"{text(label)}：{tag('span', _style(value), text(value))}"
        for label, value in zip_longest(labels, row, fillvalue="")
    )
    return f"<strong>{place}.</strong> {'；'.join(pairs)}"
