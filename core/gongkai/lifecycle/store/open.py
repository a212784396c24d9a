"""Opening the store: which one, durable commits, and the schema brought up to date."""

from __future__ import annotations

import re
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from gongkai.errors import GongkaiError, reason_of
from gongkai.lifecycle.store.schema import NEWEST, version_of
from gongkai.lifecycle.store.store import Store
from gongkai.lifecycle.store.trouble import PATIENCE, cannot
from gongkai.wording import words

#: The user and the password of an address; what is said of it must not tell them.
_SECRET = re.compile("//[^/@]*@")
#: Seconds that a server may take to answer at all.
_ANSWER = 10
_SETTINGS = f"""
SELECT set_config('lock_timeout', '{PATIENCE}s', false),
    CASE current_setting('synchronous_commit')
        WHEN 'off' THEN set_config('synchronous_commit', 'on', false)
    END
"""


def open_store(url: str) -> Store:
    """Open the store, make it if there is none, and bring its schema up to date.

    `GongkaiError` if it cannot be reached or written, or if a newer gongkai has made it.
    """
    engine = _engine(url)
    try:
        _upgrade(engine)
    except DBAPIError as error:
        raise cannot(engine, error) from error
    return Store(engine=engine)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        return _embedded(parsed) if parsed.drivername.startswith("sqlite") else _server(parsed)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise GongkaiError(
            words(
                "{url!r} is no address of a store: {why}; write postgresql://… or sqlite:///…",
                url=_SECRET.sub("//***@", url),
                why=_SECRET.sub("//***@", str(error)),
            )
        ) from error


def _embedded(url: URL) -> Engine:
    _make_folder(Path(url.database or ""))
    engine = create_engine(url, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _server(url: URL) -> Engine:
    known = {"postgresql", "postgres"}
    driver = "postgresql+psycopg" if url.drivername in known else url.drivername
    waits = {"connect_timeout": _ANSWER}
    engine = create_engine(url.set(drivername=driver), pool_pre_ping=True, connect_args=waits)
    event.listen(engine, "connect", _on_connect_to_server)
    return engine


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GongkaiError(
            words("the store {file} cannot be made: {why}", file=file, why=reason_of(error))
        ) from error


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's own
    """Python's driver begins no transaction by itself; a commit is on the disk when it returns."""
    connection.isolation_level = None
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous=FULL")


def _on_connect_to_server(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's own
    """A commit is on the disk when it returns, whatever the server is set to; nobody waits forever.

    A server that keeps every commit in several places goes on doing so.
    """
    connection.autocommit = True
    connection.execute(_SETTINGS)
    connection.autocommit = False


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let others read while one writes; the file remembers it.

    Of several that make a file one sets this, and SQLite does not let the others wait for that.
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _on_begin(connection: Connection) -> None:
    """Take the write lock at once: two that only read first would both have to give up later."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _upgrade(engine: Engine) -> None:
    with engine.connect().execution_options(reading=True) as connection:
        if version_of(connection) == NEWEST:
            return
    # A store is seldom made or changed, and Alembic is a tenth of a second to load.
    from gongkai.lifecycle.store.migrate import upgrade  # noqa: PLC0415

    upgrade(engine)
