"""Bytes: registers as their systems export them, and TOML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from tools.city.model import Register, Row, Table
from tools.make_demo import workbook

_ENCODINGS = {"csv": "utf-8-sig", "gb18030": "gb18030"}


def write_register(register: Register) -> bytes:
    """Write a register in its own style."""
    rows = [register.columns, *register.rows]
    if register.style == "xlsx":
        return workbook(rows)
    return _delimited(rows).encode(_ENCODINGS[register.style])


def _delimited(rows: Iterable[Row]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()


def write_toml(table: Table, remark: str = "") -> bytes:
    """Write a table; an array of numbers keeps to one line, as a person would have it."""
    lines = [*([f"# {remark}"] if remark else []), *_lines(table, ())]
    return ("\n".join(lines) + "\n").encode()


def _lines(table: Table, at: tuple[str, ...]) -> Iterator[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
    if at and (plain or not table):
        yield f"[{'.'.join(map(_key, at))}]"
    for key, value in plain.items():
        yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lines(value, (*at, key))


def _key(key: str) -> str:
    return (
        key
        if key.replace("_", "").replace("-", "").isalnum() and key.isascii()
        else json.dumps(key)
    )


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {_value(item)}' for key, item in value.items())} }}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return json.dumps(value, ensure_ascii=False)
