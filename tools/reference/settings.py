"""The keys of the three TOML files, from the classes that they are read into."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import tomli
from tools.reference.markdown import code, table

from gongkai.config.schema import FILES, file_schema
from gongkai.host import Plugins
from gongkai.kinds import Offers

_NAMED = ("channels", "sections", "key-areas", "outputs", "checks")
_LISTS = ("include", "ignore")


def toml_page(offers: Offers) -> Iterator[str]:
    """Every key of each file: what it takes, and what it means."""
    yield "# TOML"
    yield ""
    yield "Three files say what a bureau's report is made of."
    yield "An unknown key is a mistake, and so is a value of another type: nothing is converted."
    yield "`gongkai config schema` prints the same for an editor that completes and checks TOML."
    yield 'Names with a dot are quoted, as in `[checks."channels.remainder"]`.'
    yield ""
    known = meanings()
    for file in FILES:
        yield from (f"## {file}.toml", "")
        keys = _keys(file_schema(file, offers))
        rows = [(code(key), kind, must, known.get(key, "")) for key, kind, must in keys]
        yield from table(("key", "value", "", "meaning"), rows)


def meanings() -> dict[str, str]:
    """What each key means, by its name."""
    text = Path(__file__).with_name("meanings.toml").read_text("utf-8")
    return dict(tomli.loads(text)["meanings"])


def _keys(schema: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, str, str]]:
    """Every key that takes a value: its name, its type, and whether it must be there."""
    for name, below in schema["properties"].items():
        if not at and name in _NAMED:
            yield from _named(name, below)
        elif not at and name == "figures":
            # Its tables and rows are those of the forms, which have a page of their own.
            yield name, "table", ""
        else:
            must = "required" if name in schema.get("required", ()) else ""
            yield from _key(f"{at}{name}", below, must)


def _key(name: str, schema: Mapping[str, Any], must: str) -> Iterator[tuple[str, str, str]]:
    items = schema.get("items", {})
    if schema.get("properties"):
        yield from _keys(schema, f"{name}.")
    elif items.get("properties"):
        yield from _keys(items, f"{name}[].")
    else:
        yield name, _type(schema), must


def _type(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " / ".join(code(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(map(_type, schema["anyOf"]))
    if schema["type"] == "array":
        return "list of " + _type(schema["items"])
    if schema["type"] == "object":
        return "table"
    return {"date": "date"}.get(schema.get("format", ""), str(schema["type"]))


def _named(part: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Settings by name: what several names have in common is told once."""
    members = dict(schema["properties"])
    names: list[str] | None = None
    for name in _LISTS:
        if name in members:
            listed = members.pop(name)
            names = listed["items"].get("enum")
            plain = {"type": "array", "items": {"type": "string"}} if names else listed
            yield from _key(f"{part}.{name}", plain, "")
    shapes: dict[str, list[str]] = {}
    for name in members if names is None else names:
        shapes.setdefault(json.dumps(members[name]), []).append(name)
    for shape, alike in shapes.items():
        yield from _settings(part, alike, json.loads(shape))


def _settings(
    part: str, alike: list[str], schema: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    name = "NAME" if len(alike) > 1 else (f'"{alike[0]}"' if "." in alike[0] else alike[0])
    if schema["properties"]:
        yield from _keys(schema, f"{part}.{name}.")
    elif part == "outputs":
        yield f"{part}.{name}", "table", ""


def missing_meanings() -> tuple[str, ...]:
    """TOML keys that nobody has explained, and explanations of keys that do not exist."""
    offers = Plugins.installed().offers()
    known = {key for file in FILES for key, _, _ in _keys(file_schema(file, offers))}
    return tuple(sorted(known.symmetric_difference(meanings())))
