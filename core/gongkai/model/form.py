"""A statutory form, as data: its sections and tables, and all that is said of their cells."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from itertools import takewhile

from attrs import field, frozen

from gongkai.model.adding import SUM, Rollup
from gongkai.model.chart import FormChart
from gongkai.model.counting import UNCOUNTED, Count
from gongkai.model.relation import Crosswalk, Phrase, Relation, RuleText

#: The engine's own tables beside a form's: releases by channel, records by key area, and
#: documents that ended by themselves.
CHANNELS, AREAS, EXPIRED = "channels", "areas", "expired"


class ValueType(Enum):
    """What may stand in a cell."""

    INTEGER = "integer"
    SIGNED = "signed_integer"
    DECIMAL = "decimal"


class Sighting(Enum):
    """How sure an official label is: read word for word, read in other words, or from memory."""

    RETRIEVED = "retrieved"
    VARIANT = "variant"
    RECALLED = "recalled"


@frozen(kw_only=True)
class Column:
    """A column of figures; ``path`` holds its headings from the top one down."""

    key: str
    label: str
    path: tuple[str, ...]
    unit: str = ""
    value_type: ValueType = ValueType.INTEGER
    sighting: Sighting = Sighting.RETRIEVED
    count: Count | None = None
    rollup: Rollup | None = None


@frozen(kw_only=True)
class Row:
    """A row of a form. A heading row has a label and no figures.

    ``path`` holds its labels from the widest to its own; ``level`` counts from 1 and only indents;
    ``unit`` and ``value_type`` go before those of the column.
    """

    key: str
    label: str
    path: tuple[str, ...]
    marker: str = ""
    unit: str = ""
    level: int = 1
    heading: bool = False
    parent: str = ""
    value_type: ValueType | None = None
    sighting: Sighting = Sighting.RETRIEVED
    basis: str = ""
    count: Count | None = None
    rollup: Rollup | None = None


@frozen(kw_only=True, eq=False)
class Table:
    """A table of a form; like the form it equals itself alone.

    ``label_header`` stands above the row labels, ``unit_header`` above a column of units (a table
    without one prints none), ``section`` is the section it is printed in (empty: in none).
    ``supplementary`` tables are kept by the engine beside the form and printed by none.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    section: str = ""
    label_header: str = ""
    unit_header: str = ""
    heading_mark: str = ""
    label_columns: int = 1
    foot_fields: tuple[str, ...] = ()
    supplementary: bool = False
    count: Count | None = None
    rollup: Rollup | None = None

    @cached_property
    def common_headings(self) -> int:
        """How many headings stand above all columns, and so tell none of them from another."""
        levels = zip(*(column.path[:-1] for column in self.columns), strict=False)
        return sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))

    def address(self, row: str, column: str) -> str:
        """Give a cell's address; a table of one column drops the column."""
        if len(self.columns) == 1:
            return f"{self.key}.{row}"
        return f"{self.key}.{row}.{column}"

    def cells(self) -> Iterator[FormCell]:
        """Every cell that holds a figure, row by row."""
        return iter(self._cells)

    @cached_property
    def _cells(self) -> tuple[FormCell, ...]:
        return tuple(
            FormCell(self.address(row.key, column.key), self, row, column)
            for row in self.rows
            if not row.heading
            for column in self.columns
        )


@frozen
class FormCell:
    """A place for one figure."""

    address: str
    table: Table
    row: Row
    column: Column

    @property
    def value_type(self) -> ValueType:
        """What may stand here."""
        return self.row.value_type or self.column.value_type

    @cached_property
    def count(self) -> Count | None:
        """How the cell is counted: what table, row and column say of it; None if nothing does.

        A row or a column of a counted table that is not to be counted says ``register = "none"``.
        """
        if len(self.table.columns) > 1 and self.column.count is None and self.row.count is None:
            return None
        said = [part for part in (self.table.count, self.row.count, self.column.count) if part]
        whole = Count()
        for part in said:
            whole = whole.plus(part)
        return whole if whole.register not in {"", UNCOUNTED} else None

    @property
    def rollup(self) -> Rollup:
        """How it is added up over members: what row, else column, else table say; else a sum."""
        return self.row.rollup or self.column.rollup or self.table.rollup or SUM

    @cached_property
    def unit(self) -> str:
        """What is counted here: 件, 条, 万元."""
        return self.row.unit or self.column.unit

    @cached_property
    def label(self) -> str:
        """The printed labels of row and column, in one line."""
        if len(self.table.columns) == 1:
            return self.row_label or self.column.label
        return " · ".join(part for part in (self.row_label, self.column_label) if part)

    @property
    def row_label(self) -> str:
        """What tells the cell from the others of its column."""
        return "".join(self.row.path[-1:])

    @property
    def column_label(self) -> str:
        """What tells the cell from the others of its row; a heading of all columns does not."""
        return " · ".join(self.column.path[self.table.common_headings :][-2:])


@frozen(kw_only=True)
class FormSection:
    """A section that a form prescribes: its heading and what it holds.

    ``text`` says that prose is expected; ``max_chars`` is 0 where no length is named; ``areas``
    says that the bureau's key areas stand here, as sub-blocks.
    """

    key: str
    heading: str
    text: bool = False
    areas: bool = False
    max_chars: int = 0
    topics: tuple[str, ...] = ()
    must_mention: tuple[str, ...] = ()
    basis: str = ""


@frozen(kw_only=True, eq=False)
class Form:
    """A statutory form for the report years ``years_from`` to ``years_to``.

    Until ``tolerated_to`` a report may still name it, though another is in force by then.
    ``sections`` is empty where the form fixes none; ``complete`` says that every cell must be
    filled; ``default`` says that it is taken when a report names no form. A form equals itself
    alone, so that what follows from it can be kept beside it.
    """

    id: str
    title: str
    number: str
    regulation: str
    years_from: int
    years_to: int
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]
    sections: tuple[FormSection, ...] = ()
    rules: tuple[RuleText, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    charts: tuple[FormChart, ...] = ()
    complete: bool = False
    default: bool = True
    tolerated_to: int = 0
    report_title: str = "{name}{year}年政府信息公开工作年度报告"
    opening: str = ""
    note: str = ""
    sources: tuple[str, ...] = field(default=())

    def may_be_of(self, year: int) -> bool:
        """Whether a report of this year may name the form."""
        return self.years_from <= year <= max(self.years_to, self.tolerated_to)

    def cells(self) -> Iterator[FormCell]:
        """Every cell of every table, in printed order."""
        return iter(self._cells)

    @cached_property
    def _cells(self) -> tuple[FormCell, ...]:
        return tuple(cell for table in self.tables for cell in table.cells())

    def table(self, key: str) -> Table:
        """Find a table; `KeyError` if the form has none of that key."""
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Table]:
        return {table.key: table for table in self.tables}
