"""Bringing the schema up to date, by one process at a time; what Alembic is needed for."""

from __future__ import annotations

import uuid
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, insert, select

from gongkai.errors import GongkaiError
from gongkai.lifecycle.event import NOTHING
from gongkai.lifecycle.store.schema import LOG, version_of
from gongkai.wording import words

_MIGRATIONS = Path(__file__).with_name("migrations")
#: Of all locks of a PostgreSQL database, the one that is ours: the letters of the name.
_LOCK = int.from_bytes(b"gongkai", "big")


def upgrade(engine: Engine) -> None:
    """Make the schema, or change it to the newest; all of it or nothing."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # Two that both find no tables would both make them; SQLite's lock is taken already.
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        _refuse_newer(connection, config)
        command.upgrade(config, "head")
        if connection.execute(select(LOG.c.store)).scalar() is None:
            store = str(uuid.uuid4())
            connection.execute(insert(LOG).values(id=1, store=store, number=0, hash=NOTHING))


def _refuse_newer(connection: Connection, config: Config) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    version = version_of(connection)
    if version is not None and version not in known:
        raise GongkaiError(
            words(
                "a newer gongkai has made this store (schema {version}); install it",
                version=version,
            )
        )
