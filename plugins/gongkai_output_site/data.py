"""Data for programs, in JSON that holds nothing that acts on whoever reads it."""

from __future__ import annotations

import json

from gongkai import printable


def to_json(data: object, *, indent: int | None = None) -> str:
    """Write data; in no text of it is left what no document may carry."""
    separators = (",", ":") if indent is None else None
    return json.dumps(_clean(data), ensure_ascii=False, indent=indent, separators=separators)


def _clean(data: object) -> object:
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, dict):
        return {key: _clean(value) for key, value in data.items()}
    return [_clean(item) for item in data] if isinstance(data, list | tuple) else data
