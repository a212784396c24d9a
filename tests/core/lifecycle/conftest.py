"""Fixtures for the tests of the lifecycle: the same tests run on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk
from gongkai.lifecycle.store import Store
from tests.core.lifecycle.disks import Disk, can_mount
from tests.core.lifecycle.office import desk_of, write_office
from tests.core.lifecycle.stores import Server, opened, postgresql

STORES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL for all tests of a session."""
    with postgresql() as running:
        yield running


@pytest.fixture(params=STORES)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """What gives the address of a store that nobody has opened yet, on each database in turn."""
    if request.param == "sqlite":
        numbers = count(1)
        return lambda: f"sqlite:///{tmp_path / '.gongkai' / f'log{next(numbers)}.sqlite'}"
    server: Server = request.getfixturevalue("server")
    return server.new_database


@pytest.fixture
def store_url(new_url: Callable[[], str]) -> str:
    """The address of a store that nobody has opened yet, on each database in turn."""
    return new_url()


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


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """A disk of a few megabytes; what is written below its ``given`` is on it."""
    if not can_mount():
        pytest.skip("nothing can be mounted here")
    made = Disk(*(tmp_path / name for name in ("given", "disk", "after")))
    for folder in (made.given, made.place, made.after):
        folder.mkdir()
    return made
