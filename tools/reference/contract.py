"""What plugin authors write against: hooks and kinds, from their docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import attrs
from tools.reference.markdown import code, said, table

import gongkai
from gongkai import hookspecs, kinds


def hooks_page() -> Iterator[str]:
    """Every hook, in the order in which a run calls them."""
    yield from ("# Hooks", "", said(hookspecs), "")
    yield "A plugin implements those that it needs, marks them with `@hookimpl`, and only returns."
    yield "There is no other way in: no hook changes what it is given, and none gets the engine."
    yield ""
    for name, hook in vars(hookspecs).items():
        if name.startswith("gongkai_"):
            signature = str(inspect.signature(hook)).replace("'", "")
            yield from (f"## {name}", "", code(f"{name}{signature}"), "", said(hook), "")


def kinds_page() -> Iterator[str]:
    """Every kind with its fields, and the names that a plugin may import."""
    yield from ("# Kinds", "", said(kinds), "", f"The version is now {kinds.API}.", "")
    for name, cls in vars(kinds).items():
        if isinstance(cls, type) and attrs.has(cls) and cls.__module__.startswith(kinds.__name__):
            yield from (f"## {name}", "", said(cls), "")
            if attrs.fields(cls):
                rows = [
                    _field(field, cls.__annotations__[field.name]) for field in attrs.fields(cls)
                ]
                yield from table(("field", "type", "default"), rows)
    yield from ("## The front door", "")
    yield "Everything that a plugin may import, as `from gongkai import …`:"
    yield ""
    yield ", ".join(code(name) for name in vars(gongkai)["__all__"]) + "."


def _field(field: attrs.Attribute[Any], kind: str) -> tuple[str, str, str]:
    default = field.default
    if default is attrs.NOTHING:
        shown = "required"
    elif hasattr(default, "factory"):
        shown = "empty"
    else:
        shown = code(getattr(default, "__name__", repr(default)).lstrip("_"))
    return code(field.name), code(kind), shown
