"""The registers of key areas: typed records, in which nothing stands that may not be shown."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.cells import CellError, not_in_year, to_day, to_number, to_text, to_whole
from gongkai.entries.layout import is_personal
from gongkai.errors import Position
from gongkai.kinds import Cell, Field
from gongkai.model.records import BadRow, Crash, Fault, NoRows, Record, Value, crash_of
from gongkai.plan import BoundSection, Export
from gongkai.stages.collect.rows import Layout, Row, read_rows
from gongkai.wording import mark, words

#: A row whose cells fit no heading fits no mask either: of it nothing is shown.
_HIDDEN = "…"


def area_records(
    area: BoundSection, export: Export, year: int
) -> tuple[tuple[Record, ...], tuple[Fault, ...]]:
    """Read a key area's register: its records, and what could not be read.

    A mask or a reader that raises ends it: half a register is not counted.
    """
    records: list[Record] = []
    faults: list[Fault] = []
    for found in _records(area, export, year):
        if not isinstance(found, BadRow | NoRows | Crash):
            records.append(found)
            continue
        faults.append(found)
        if isinstance(found, Crash):
            break
    return tuple(records), tuple(faults)


def _records(area: BoundSection, export: Export, year: int) -> Iterator[Record | Fault]:
    section = area.offer.thing
    layout = Layout(
        register=section.name,
        headings={field.key: (field.key, field.label, *field.aliases) for field in section.fields},
        required=tuple(field.key for field in section.fields if field.required),
        show=lambda _: _HIDDEN,
        hides=is_personal,
    )
    for row in read_rows(export, layout):
        yield _record(row, area, export, year) if isinstance(row, Row) else row


def _record(row: Row, area: BoundSection, export: Export, year: int) -> Record | BadRow | Crash:
    """Read a row; what must be masked is masked here, whatever comes of the row."""
    section = area.offer.thing
    record: dict[str, Value] = {}
    for field in section.fields:
        cell = row.cells.get(field.key)
        try:
            shown = field.mask(to_text(cell)) if field.mask else to_text(cell)
        except BaseException as error:  # noqa: BLE001 - a plugin's bug is told, not spread
            return crash_of(mark("section"), section.name, area.offer.plugin, error)
        try:
            record[field.key] = _value(field, cell, shown, year)
        except CellError as error:
            return BadRow(
                register=section.name,
                position=Position(export.name, row.number),
                column=row.headings.get(field.key, field.key),
                value=shown,
                reason=error.reason,
            )
    return record


def _value(field: Field, cell: Cell, shown: str, year: int) -> Value:
    if not to_text(cell):
        if field.required:
            raise CellError(words("the cell is empty"))
        return None
    if field.type == "date":
        day = to_day(cell)
        if field.in_year and day.year != year:
            raise CellError(not_in_year(year))
        return day
    if field.type == "integer":
        return to_whole(cell)
    if field.type in {"decimal", "money"}:
        return to_number(cell)
    return shown
