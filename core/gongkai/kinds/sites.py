"""Web sites of a region: what makes static files of its disclosure column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic

from attrs import Attribute, field, frozen

from gongkai.kinds.offering import S
from gongkai.model.column import DisclosureColumn
from gongkai.paths import is_plain_path
from gongkai.wording import Words


def _plain(_file: object, _field: Attribute[Any], path: str) -> None:
    if not is_plain_path(path):
        message = f"{path!r} is no path of a site's file: small letters, digits, '.', '_', '-', '/'"
        raise ValueError(message)


@frozen
class SiteFile:
    """A file of a site: its path below the site's folder, with forward slashes, and its bytes."""

    path: str = field(validator=_plain)
    content: bytes


@frozen(kw_only=True)
class Site(Generic[S]):
    """A way to show a region's column. The same column and settings give the same bytes.

    ``[site]`` of ``region.toml`` is read into ``settings``. ``render`` yields the files; a
    `Words` among them is told to whoever builds the site: what it leaves out, and why.
    ``outputs`` are written for every report besides those that its TOML names.
    """

    name: str
    settings: type[S]
    render: Callable[[DisclosureColumn, S], Iterable[SiteFile | Words]]
    outputs: tuple[str, ...] = ()
