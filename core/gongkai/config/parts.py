"""The parts of a report's merged tables, each read by itself: one mistake hides no other."""

from __future__ import annotations

from typing import Any

from attrs import fields_dict, resolve_types

from gongkai.config.choices import (
    BureauTable,
    ChecksTable,
    Chosen,
    NarrativeTable,
    ReportTable,
    Waiver,
)
from gongkai.config.days import wrong_days
from gongkai.config.layers import Layers
from gongkai.config.sense import (
    wrong_bureau,
    wrong_name,
    wrong_narrative,
    wrong_returned,
    wrong_waiver,
)
from gongkai.config.source import Keys, Table
from gongkai.config.structure import structure, toml_key
from gongkai.errors import ConfigError, Mistake, collected
from gongkai.model.agency import AgencyKind

#: Stands in for a bureau that cannot be read, until its mistakes are told.
_NOBODY = BureauTable(name="", kind=AgencyKind.DEPARTMENT)

#: Parts that others stand on: where one is wrong, what it holds up would be called wrong too.
_GROUND = {"channels", "sections", "key_areas"}

#: The types of the parts; annotations are texts until they are resolved.
_PARTS = fields_dict(resolve_types(ReportTable))


def read_said(layers: Layers, mistakes: list[Mistake]) -> tuple[ReportTable, frozenset[str]]:
    """Structure each part by itself, so that mistakes in several are told together.

    Also the names of the parts in which there are any.
    """
    parts: dict[str, Any] = {"bureau": _NOBODY}
    wrong: set[str] = set()
    table = {key: value for key, value in layers.table.items() if key not in {"extends", "region"}}
    table.setdefault("bureau", {})
    for name in _PARTS:
        key = toml_key(name)
        if key in table:
            before = len(mistakes)
            with collected(mistakes):
                parts[name] = _part(name, table[key], layers, mistakes)
            if len(mistakes) > before:
                wrong.add(name)
    if wrong & _GROUND:
        raise ConfigError(mistakes)
    return ReportTable(**parts), frozenset(wrong)


def _part(name: str, value: object, layers: Layers, mistakes: list[Mistake]) -> object:
    """Read one part; what is wrong inside it but leaves the rest goes to ``mistakes``."""
    at = (toml_key(name),)
    if name in {"sections", "key_areas"}:
        table, settings = _with_settings(value, "include", layers, at, mistakes)
        return Chosen(
            include=structure(table, tuple[str, ...], layers, (*at, "include")), settings=settings
        )
    if name == "checks":
        ignored, settings = _with_settings(value, "ignore", layers, at, mistakes)
        return ChecksTable(ignore=_waivers(ignored, layers, mistakes), settings=settings)
    if name == "narrative":
        return _narrative(value, layers, mistakes)
    found: Any = structure(value, _PARTS[name].type, layers, at)  # type: ignore[arg-type]
    if name == "bureau":
        mistakes.extend(wrong_bureau(found, layers, at))
    elif name == "calendar":
        mistakes.extend(wrong_days(found, layers, at))
    elif name == "returned":
        mistakes.extend(wrong_returned(found, layers, at))
    elif name in {"title", "source"}:
        mistakes.extend(wrong_name(found, layers, at))
    return found


def _with_settings(
    value: object, key: str, layers: Layers, at: Keys, mistakes: list[Mistake]
) -> tuple[object, dict[str, Table]]:
    """What stands at one known key and, besides, a table of settings for each name."""
    table = dict(structure(value, Table, layers, at))
    known = table.pop(key, [])
    settings: dict[str, Table] = {}
    for name, content in table.items():
        with collected(mistakes):
            settings[name] = structure(content, Table, layers, (*at, name))
    return known, settings


def _waivers(ignored: object, layers: Layers, mistakes: list[Mistake]) -> tuple[Waiver | None, ...]:
    """Read each waiver by itself; None stands where one cannot be read."""
    waivers: list[Waiver | None] = []
    at: Keys = ("checks", "ignore")
    with collected(mistakes):
        for index, written in enumerate(structure(ignored, tuple[Any, ...], layers, at)):
            waivers.append(None)
            with collected(mistakes):
                waiver = structure(written, Waiver, layers, (*at, index))
                waivers[index] = waiver
                mistakes.extend(wrong_waiver(waiver, layers, (*at, index)))
    return tuple(waivers)


def _narrative(value: object, layers: Layers, mistakes: list[Mistake]) -> NarrativeTable:
    at: Keys = ("narrative",)
    texts: dict[str, str] = {}
    for name, text in structure(value, Table, layers, at).items():
        with collected(mistakes):
            texts[name] = structure(text, str, layers, (*at, name))
    narrative = NarrativeTable(
        omitted=texts.pop("omitted", ""), opening=texts.pop("opening", ""), files=texts
    )
    mistakes.extend(wrong_narrative(narrative, layers, at))
    return narrative
