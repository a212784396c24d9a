"""The store that the command line names, to write to and to read from."""

from __future__ import annotations

import click

from gongkai.cli.known import tree_of
from gongkai.errors import GongkaiError
from gongkai.lifecycle.store import Store, open_store
from gongkai.lifecycle.where import readable_url, store_url, was_made
from gongkai.wording import words


def store_of(ctx: click.Context) -> Store:
    """The store that the command line or the environment names, or the one beside the folder."""
    return open_store(store_url(ctx.meta["store"], tree_of(ctx).root))


def existing_store(ctx: click.Context) -> Store:
    """The store to read from; where none was ever made, an empty one that leaves no trace."""
    return open_store(readable_url(store_url(ctx.meta["store"], tree_of(ctx).root)))


def audited_store(ctx: click.Context) -> Store:
    """The store to audit: an empty one in the place of a missing one would hold, and prove nothing.

    Raises:
        GongkaiError: No store was ever made where the command line says.
    """
    url = store_url(ctx.meta["store"], tree_of(ctx).root)
    if not was_made(url):
        raise GongkaiError(words("there is no store at {url}: nothing to audit", url=url))
    return open_store(url)
