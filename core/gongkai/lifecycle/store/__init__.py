"""Where the log is kept: SQLite beside the agencies folder, or PostgreSQL by its address."""

from gongkai.lifecycle.store.open import open_store
from gongkai.lifecycle.store.store import Standing, Still, Store, Turn

__all__ = ["Standing", "Still", "Store", "Turn", "open_store"]
