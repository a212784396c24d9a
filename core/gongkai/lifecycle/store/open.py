"""Opening the store: which one, durable commits, and the schema brought up to date."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from gongkai.errors import GongkaiError, reason_of
from gongkai.lifecycle.event import NOTHING
from gongkai.lifecycle.store.schema import LOG
from gongkai.lifecycle.store.store import Store
from gongkai.wording import words

#: The folder of the store, beside the agencies folder.
FOLDER = ".gongkai"
_FILE = "log.sqlite"
_MIGRATIONS = Path(__file__).with_name("migrations")
#: How long one waits for the other before it is told, in seconds.
_PATIENCE = 30


def store_url(asked: str, root: Path) -> str:
    """The store to use: what was named, ``GONGKAI_STORE``, or SQLite beside the agencies folder."""
    return (
        asked or os.environ.get("GONGKAI_STORE", "") or f"sqlite:///{root.parent / FOLDER / _FILE}"
    )


def readable_url(url: str) -> str:
    """The same address, or that of an empty store in memory where the file was never made."""
    prefix = "sqlite:///"
    missing = url.startswith(prefix) and not Path(url.removeprefix(prefix)).exists()
    return "sqlite://" if missing else url


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
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.drivername.startswith("sqlite"):
            _make_folder(Path(parsed.database or ""))
            engine = create_engine(parsed, connect_args={"timeout": _PATIENCE})
            event.listen(engine, "connect", _on_connect)
            event.listen(engine, "begin", _on_begin)
            return engine
        return create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise GongkaiError(
            words(
                "{url!r} is no address of a store: {why}; write postgresql://… or sqlite:///…",
                url=url,
                why=error,
            )
        ) from error


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
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    """Take the write lock at once: two that only read first would both have to give up later."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _upgrade(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect().execution_options(reading=True) as connection:
        if _version(connection) == newest and _log_id(connection):
            return
    with engine.begin() as connection:
        _refuse_newer(connection, config)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if not _log_id(connection):
            store = str(uuid.uuid4())
            connection.execute(insert(LOG).values(id=1, store=store, number=0, hash=NOTHING))


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _log_id(connection: Connection) -> str | None:
    return connection.execute(select(LOG.c.store)).scalar()


def _refuse_newer(connection: Connection, config: Config) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    version = _version(connection)
    if version is not None and version not in known:
        raise GongkaiError(
            words(
                "a newer gongkai has made this store (schema {version}); install it",
                version=version,
            )
        )


def cannot(engine: Engine, error: DBAPIError) -> GongkaiError:
    """What a database refused, in one sentence, with no password in it."""
    return GongkaiError(
        words(
            "the store {url}: {why}",
            url=engine.url.render_as_string(hide_password=True),
            why=str(error.orig).strip().splitlines()[0],
        )
    )
