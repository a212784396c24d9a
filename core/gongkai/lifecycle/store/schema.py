"""The one schema, on SQLite and on PostgreSQL alike; migrations lead to exactly this.

``events`` is the truth. ``heads`` is folded from it, so that the standing of ten thousand reports
can be listed at once; ``audit verify`` folds again and compares. ``log`` is one row: whose turn it
is, and where the chain ends.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    text,
)

#: The migration that leads to what stands here.
NEWEST = "0001"

METADATA = MetaData()

#: A number of an event; as INTEGER it is SQLite's own key of the row, and needs no index.
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

LOG = Table(
    "log",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("store", String(36), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("agency", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("agency", "year", "step", name="events_report_step"),
)

HEADS = Table(
    "heads",
    METADATA,
    Column("agency", Text, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("step", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("since", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("released_on", Text, nullable=False),
    Column("remarks", Integer, nullable=False),
    Index("heads_year", "year"),
)


def version_of(connection: Connection) -> str | None:
    """The migration that a database has come to; None if there is no store in it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return version
