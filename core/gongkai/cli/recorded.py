"""What the log knows of the reports that a command makes: nothing, where none was ever kept."""

from __future__ import annotations

from collections.abc import Mapping

import click

from gongkai.cli.known import tree_of
from gongkai.lifecycle.where import store_url, was_made
from gongkai.model.report import Recorded


def recorded_of(ctx: click.Context, year: int | None = None) -> Mapping[tuple[str, int], Recorded]:
    """What the log knows, by agency and year; reading it makes no store."""
    url = store_url(ctx.meta["store"], tree_of(ctx).root)
    if not was_made(url):
        return {}
    # SQLAlchemy takes longer to import than a report to make.
    from gongkai.lifecycle.store import open_store  # noqa: PLC0415

    return open_store(url).recorded(year)
