"""Pages: what the frame of a portal may hold. It is data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import tomli
from attrs import field, frozen

_DATA = Path(__file__).parent / "portal.toml"


@cache
def portal() -> Mapping[str, tuple[str, ...]]:
    """The lists of ``portal.toml``: hosts, endings of titles."""
    read = tomli.loads(_DATA.read_text("utf-8"))
    return {key: tuple(values) for key, values in read.items()}


@frozen(kw_only=True)
class PublishedSettings:
    """``[checks."integrity.published"]``: what is lawful in the frame of a published page.

    ``hosts`` are those to which every portal may lead: the official mark, share buttons. In the
    text of the report they are as foreign as any other.
    """

    hosts: tuple[str, ...] = field(factory=lambda: portal()["hosts"])
