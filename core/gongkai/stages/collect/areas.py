"""The registers of key areas: typed records, in which nothing stands that may not be shown."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.cells import CellError, to_day, to_number, to_text, to_whole
from gongkai.errors import Position
from gongkai.kinds import Cell, Field
from gongkai.model.records import BadRow, Crash, Record, Value, crash_of
from gongkai.plan import BoundSection, Export
from gongkai.stages.collect.rows import Layout, Row, read_rows
from gongkai.wording import mark, words

#: A row whose cells fit no heading fits no mask either: of it nothing is shown.
_HIDDEN = "…"


def area_records(
    area: BoundSection, export: Export
) -> tuple[tuple[Record, ...], tuple[BadRow | Crash, ...]]:
    """Read a key area's register: its records, and what could not be read.

    A mask or a reader that raises ends it: half a register is not counted.
    """
    records: list[Record] = []
    faults: list[BadRow | Crash] = []
    for found in _records(area, export):
        if not isinstance(found, BadRow | Crash):
            records.append(found)
            continue
        faults.append(found)
        if isinstance(found, Crash):
            break
    return tuple(records), tuple(faults)


def _records(area: BoundSection, export: Export) -> Iterator[Record | BadRow | Crash]:
    section = area.offer.thing
    layout = Layout(
        register=section.name,
        headings={field.key: (field.key, field.label, *field.aliases) for field in section.fields},
        required=tuple(field.key for field in section.fields if field.required),
        show=lambda _: _HIDDEN,
    )
    for row in read_rows(export, layout):
        yield _record(row, area, export) if isinstance(row, Row) else row


def _record(row: Row, area: BoundSection, export: Export) -> Record | BadRow | Crash:
    """Read a row; what must be masked is masked here, whatever comes of the row."""
    section = area.offer.thing
    record: dict[str, Value] = {}
    for field in section.fields:
        cell = row.cells.get(field.key)
        try:
            shown = field.mask(to_text(cell)) if field.mask else to_text(cell)
        except Exception as error:  # noqa: BLE001 - a plugin's bug is told, not spread
            return crash_of(mark("section"), section.name, area.offer.plugin, error)
        try:
            record[field.key] = _value(field, cell, shown)
        except CellError as error:
            return BadRow(
                register=section.name,
                position=Position(export.name, row.number),
                column=row.headings.get(field.key, field.key),
                value=shown,
                reason=error.reason,
            )
    return record


def _value(field: Field, cell: Cell, shown: str) -> Value:
    if not to_text(cell):
        if field.required:
            raise CellError(words("the cell is empty"))
        return None
    if field.type == "date":
        return to_day(cell)
    if field.type == "integer":
        return to_whole(cell)
    if field.type in {"decimal", "money"}:
        return to_number(cell)
    return shown
