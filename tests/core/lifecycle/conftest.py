"""Fixtures for the tests of the lifecycle: the same tests run on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk
from gongkai.lifecycle.store import Store
from tests.core.lifecycle.office import desk_of, write_office
from tests.core.lifecycle.stores import Server, opened, postgresql

STORES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL for all tests of a session."""
    with postgresql() as running:
        yield running


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that nobody has opened yet, on each database in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / '.gongkai' / 'log.sqlite'}"
    server: Server = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """A new store, on each database in turn."""
    with opened(store_url) as made:
        yield made


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """One bureau with a clean report, and five people."""
    return write_office(tmp_path / "agencies")


@pytest.fixture
def desk(tree: Tree, store: Store, installed: Plugins) -> Desk:
    """Where moves of that bureau are made, on each database in turn."""
    return desk_of(tree, store, installed)
