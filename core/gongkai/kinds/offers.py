"""Everything that plugins offer, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from attrs import frozen

from gongkai.kinds.checking import Check
from gongkai.kinds.offering import Channel, Output, Reader, Section
from gongkai.kinds.sites import Site
from gongkai.model.form import Form

T = TypeVar("T")


@frozen
class Offer(Generic[T]):
    """A thing that a plugin offers, and which plugin that is."""

    thing: T
    plugin: str


@frozen(kw_only=True)
class Offers:
    """Everything that the loaded plugins offer, by name."""

    forms: Mapping[str, Offer[Form]]
    readers: Mapping[str, Offer[Reader]]
    channels: Mapping[str, Offer[Channel[Any]]]
    sections: Mapping[str, Offer[Section[Any]]]
    checks: Mapping[str, Offer[Check]]
    outputs: Mapping[str, Offer[Output[Any]]]
    sites: Mapping[str, Offer[Site[Any]]]
