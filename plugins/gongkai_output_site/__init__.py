"""A region's disclosure column as static files."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import DisclosureColumn, Site, SiteFile, Words, hookimpl
from gongkai_output_site.settings import SiteSettings

GONGKAI_API = 1


def render(column: DisclosureColumn, settings: SiteSettings) -> Iterator[SiteFile | Words]:
    """Write the pages of a column."""
    # A dozen modules that no other command needs.
    from gongkai_output_site.site import every_file  # noqa: PLC0415

    return every_file(column, settings)


@hookimpl
def gongkai_register_sites() -> tuple[Site[SiteSettings], ...]:
    """Offer the site ``column``."""
    return (Site(name="column", settings=SiteSettings, render=render, outputs=("html",)),)
