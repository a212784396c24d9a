"""Values as messages show them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal


def show(value: object, *, whole: bool = False) -> str:
    """Show a value in a message as TOML writes it, on one line; short, unless all is wanted."""
    text = _as_toml(value)
    return text if whole or len(text) <= 60 else text[:57] + "…"  # noqa: PLR2004 - one line


def _as_toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_as_toml, value))}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {_as_toml(content)}" for key, content in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return str(value) if isinstance(value, Decimal) else repr(value)
