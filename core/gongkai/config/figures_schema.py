"""JSON Schema of ``[figures]``: the tables, rows and columns of every form that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gongkai.kinds import Offers
from gongkai.model.form import AREAS, CHANNELS, Form

Schema = dict[str, Any]

#: The columns of each row of each table.
_Tables = dict[str, dict[str, dict[str, None]]]

_TEXT: Schema = {"type": "string"}
_CELL: Schema = {"$ref": "#/$defs/figure"}

#: What a person may write for one cell, under the name that `figures_schema` refers to.
DEFINITIONS: Schema = {
    "figure": {
        "anyOf": [
            {"type": "number"},
            _TEXT,
            {
                "type": "object",
                "properties": {"na": _TEXT},
                "required": ["na"],
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {
                    "value": {"type": "number"},
                    "override": {"type": "boolean"},
                    "by": _TEXT,
                    "reason": _TEXT,
                },
                "required": ["value", "override"],
                "additionalProperties": False,
            },
        ]
    }
}


def figures_schema(offers: Offers) -> Schema:
    """Tables and rows by their keys; where forms share a key, what any of them has."""
    return _table_of(
        {
            table: _table_of({row: _row(tuple(columns)) for row, columns in rows.items()})
            for table, rows in _tables(offers).items()
        }
    )


def _table_of(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _row(columns: tuple[str, ...]) -> Schema:
    """A row of one column is its cell; one of several may also be a list, or a table by column."""
    return {
        "anyOf": [
            _CELL,
            {"type": "array", "items": _CELL},
            _table_of(dict.fromkeys(columns, _CELL)),
        ]
    }


def _tables(offers: Offers) -> _Tables:
    tables: _Tables = {}
    for table, row, column in _keys(offers):
        tables.setdefault(table, {}).setdefault(row, {})[column] = None
    return tables


def _keys(offers: Offers) -> Iterator[tuple[str, str, str]]:
    """The keys of every cell: those of the forms, and of the tables that the engine keeps."""
    yield from _cells(offer.thing for offer in offers.forms.values())
    yield CHANNELS, "total", "value"
    for name in offers.channels:
        yield CHANNELS, name.replace("-", "_"), "value"
    for name, offer in offers.sections.items():
        if offer.thing.chapters:
            yield AREAS, name.replace("-", "_"), "value"


def _cells(forms: Iterable[Form]) -> Iterator[tuple[str, str, str]]:
    for form in forms:
        for cell in form.cells():
            yield cell.table.key, cell.row.key, cell.column.key
