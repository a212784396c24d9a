"""What a report says, as one hash: the canonical report and its inputs, not a rendition of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import fields_dict, frozen, has

from gongkai.errors import Position
from gongkai.model.report import Report
from gongkai.wording import Words, mark, words

#: What the public reads, and what it rests on. What the rules found, how far the report has come
#: and which version made it is no part of what it says; the day of publication comes last of all.
_PARTS = (
    "agency", "year", "title", "figures", "opening", "chapters", "source", "omitted",
)  # fmt: skip


_CHANGES = {
    "added": mark("{file} (added)"),
    "removed": mark("{file} (removed)"),
    "changed": mark("{file} (changed)"),
}


@frozen(kw_only=True)
class Content:
    """The hash of what a report says, and of each file that it was made from."""

    hash: str
    inputs: Mapping[str, str]


def content_of(report: Report) -> Content:
    """Hash a report as it was composed, whatever its status."""
    inputs = dict(report.provenance.inputs)
    said = {part: _plain(getattr(report, part)) for part in _PARTS}
    document = {**said, "form": report.form.id, "inputs": inputs}
    digest = hashlib.sha256(canonical_json(document).encode()).hexdigest()
    return Content(hash=digest, inputs=inputs)


def canonical_json(value: object) -> str:
    """Sorted keys, no spaces, no escapes but those that JSON demands; floats do not occur."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Which files differ: name, and ``added``, ``removed`` or ``changed``."""
    return tuple(_changed(before, after))


def said_change(name: str, how: str) -> Words:
    """Say one of the changes."""
    return words(_CHANGES[how], file=name)


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted({*before, *after}):
        if name not in before:
            yield name, "added"
        elif name not in after:
            yield name, "removed"
        elif before[name] != after[name]:
            yield name, "changed"


def _plain(value: object) -> object:
    """A value of the report as data: places and what is compared by nobody are left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if has(type(value)):
        return _record(value)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _record(value: object) -> dict[str, object]:
    """An attrs value with its kind; two kinds with equal fields stay apart."""
    parts = {
        name: _plain(getattr(value, name))
        for name, attribute in fields_dict(type(value)).items()  # type: ignore[arg-type]
        if attribute.eq and not isinstance(getattr(value, name), Position)
    }
    return {"kind": type(value).__name__, **parts}
