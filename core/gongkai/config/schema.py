"""JSON Schema for editors, made from the very classes that TOML is read into."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from attrs import NOTHING, fields, has, resolve_types

from gongkai.config.agency import BUREAU_KEYS, REGION_KEYS, REPORT_KEYS
from gongkai.config.choices import (
    BureauTable,
    ChecksTable,
    Chosen,
    RegionTable,
    ReportTable,
)
from gongkai.config.figures_schema import DEFINITIONS, figures_schema
from gongkai.config.structure import toml_key
from gongkai.kinds import InputFile, Offers
from gongkai.model.agency import FIRST_YEAR, LAST_YEAR, FirstDay, LastDay, Year

Schema = dict[str, Any]

_FILES = {"region": REGION_KEYS, "bureau": BUREAU_KEYS, "report": REPORT_KEYS}
FILES = tuple(_FILES)

_DAY_OR_YEAR: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
        {"type": "string", "format": "date"},
    ]
}
_SIMPLE: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "number"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    Year: {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    FirstDay: _DAY_OR_YEAR,
    LastDay: _DAY_OR_YEAR,
    InputFile: {"type": "string"},
}


def file_schema(file: str, offers: Offers) -> Schema:
    """The schema of one of the three files, with the settings of plugins in it."""
    resolve_types(ReportTable)
    parts: dict[str, Schema] = {
        toml_key(attribute.name): schema_of(attribute.type) for attribute in fields(ReportTable)
    }
    parts |= {
        "extends": {"type": "string"},
        "region": schema_of(RegionTable),
        "site": _site(offers),
        "bureau": schema_of(BureauTable),
        "channels": _named(offers.channels),
        "outputs": _named(offers.outputs),
        "sections": _with(Chosen, "include", _names(offers, areas=False), offers.sections),
        "key-areas": _with(Chosen, "include", _names(offers, areas=True), offers.sections),
        "checks": _with(ChecksTable, "ignore", None, offers.checks),
        "narrative": _narrative(),
        "figures": figures_schema(offers),
    }
    definitions = {"$defs": DEFINITIONS} if "figures" in _FILES[file] else {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{file}.toml",
        "type": "object",
        "properties": {key: parts[key] for key in _FILES[file]},
        "required": ["bureau"] if file == "bureau" else (["region"] if file == "region" else []),
        "additionalProperties": False,
        **definitions,
    }


def schema_of(kind: Any) -> Schema:  # noqa: ANN401, PLR0911 - any annotation; one return a shape
    """The schema of one annotation."""
    if kind in _SIMPLE:
        return dict(_SIMPLE[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {tuple, list}:
        return {"type": "array", "items": schema_of(inner[0])}
    if origin is Mapping or origin is dict:
        return {"type": "object", "additionalProperties": schema_of(inner[1])}
    if origin is UnionType or origin is Union:
        return schema_of(next(each for each in inner if each is not type(None)))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if isinstance(kind, type) and has(kind):
        return _class(kind)
    return {}


def _class(cls: type) -> Schema:
    resolve_types(cls)
    return {
        "type": "object",
        "properties": {toml_key(each.name): schema_of(each.type) for each in fields(cls)},
        "required": [toml_key(each.name) for each in fields(cls) if each.default is NOTHING],
        "additionalProperties": False,
    }


def _named(offers: Mapping[str, Any]) -> Schema:
    """A table of settings for each thing of a kind."""
    return {
        "type": "object",
        "properties": {name: schema_of(offer.thing.settings) for name, offer in offers.items()},
        "additionalProperties": False,
    }


def _site(offers: Offers) -> Schema:
    """The settings of the site that plugins offer; of several, nobody knows whose they are."""
    found = [offer.thing.settings for offer in offers.sites.values()]
    return schema_of(found[0]) if len(found) == 1 else {"type": "object"}


def _with(cls: type, key: str, names: list[str] | None, offers: Mapping[str, Any]) -> Schema:
    """Settings by name, and beside them one list."""
    schema = _named(offers)
    listed = _class(cls)["properties"][key]
    if names is not None:
        listed["items"] = {"enum": names}
    schema["properties"] = {key: listed, **schema["properties"]}
    return schema


def _names(offers: Offers, *, areas: bool) -> list[str]:
    return [name for name, offer in offers.sections.items() if bool(offer.thing.chapters) is areas]


def _narrative() -> Schema:
    """``omitted``, ``opening`` and, by section, a file: texts all of them."""
    return {"type": "object", "additionalProperties": {"type": "string"}}
