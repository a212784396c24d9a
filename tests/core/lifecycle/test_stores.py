"""What a store promises on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from gongkai.errors import GongkaiError
from gongkai.lifecycle.act import Desk
from gongkai.lifecycle.store import Store, migrate, open_store
from gongkai.lifecycle.store import open as opening
from gongkai.lifecycle.store.schema import NEWEST
from gongkai.lifecycle.verify import verify_entries
from tests.core.lifecycle.office import WAY, make
from tests.core.lifecycle.stores import Server, opened


def test_a_report_goes_its_whole_way_and_its_log_verifies(desk: Desk) -> None:
    done = make(desk, *WAY)
    assert [each.head.state for each in done] == [
        "checked",
        "submitted",
        "submitted",
        "approved",
        "published",
    ]
    found = verify_entries(desk.store.entries())
    assert (found.broken, found.events) == (None, 5)


def test_a_reader_sees_the_log_as_it_was_when_she_began(desk: Desk) -> None:
    make(desk, ("mark-checked", "zhang"))
    with desk.store.still() as still:
        before = still.end()
        make(desk, ("submit", "zhang"))
        assert still.end() == before
        assert len(list(still.entries())) == before[1] == 1
        assert [each.state for each in still.standings()] == ["checked"]
    assert [each.state for each in desk.store.standings()] == ["submitted"]


def test_the_schema_that_the_code_expects_is_the_newest_that_migrations_make() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_a_server_that_may_lose_commits_keeps_those_of_the_log(server: Server) -> None:
    url = server.new_database()
    with opened(url) as store, store.engine.begin() as connection:
        connection.execute(text("ALTER ROLE postgres SET synchronous_commit = off"))
    with opened(url) as store:
        found = [value_of(store, name) for name in ("synchronous_commit", "lock_timeout")]
        with store.engine.begin() as connection:
            connection.execute(text("ALTER ROLE postgres RESET synchronous_commit"))
    assert found == ["on", "30s"]


def value_of(store: Store, setting: str) -> object:
    with store.engine.connect() as connection:
        return connection.execute(text(f"SHOW {setting}")).scalar()


def test_who_waits_too_long_for_a_turn_is_told(server: Server) -> None:
    url = server.new_database()
    with opened(url) as first, opened(url) as second:
        with second.engine.connect() as connection:
            connection.execute(text("SET lock_timeout = '50ms'"))
            connection.commit()
        with first.turn(), pytest.raises(GongkaiError, match="lock timeout"), second.turn():
            pass
        with second.turn() as turn:
            assert turn.number == 0


def test_a_log_that_somebody_has_thrown_away_is_told(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE events"))
    with pytest.raises(GongkaiError, match=r"no such table: events|\"events\" does not exist"):
        list(store.entries())


@pytest.fixture
def half_made(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A file that another process is just making into a store."""
    connection = sqlite3.connect(tmp_path / "log.sqlite", check_same_thread=False)
    connection.isolation_level = None
    connection.execute("CREATE TABLE other (id INTEGER)")
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_who_opens_a_file_that_another_is_making_waits_for_it(
    half_made: sqlite3.Connection, tmp_path: Path
) -> None:
    done = Timer(0.1, half_made.execute, ["COMMIT"])
    done.start()
    with opened(f"sqlite:///{tmp_path}/log.sqlite") as store:
        assert store.end()[1] == 0
    done.join()


def test_who_waits_too_long_for_a_file_is_told(
    half_made: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0)
    with pytest.raises(GongkaiError, match="others have kept it busy for 30 seconds"):
        open_store(f"sqlite:///{tmp_path}/log.sqlite")
    half_made.execute("COMMIT")
