"""Where the log is: what was named, or beside the agencies folder. Nothing is opened here."""

from __future__ import annotations

import os
from pathlib import Path

#: The folder of the store, beside the agencies folder.
FOLDER = ".gongkai"
_FILE = "log.sqlite"
_EMBEDDED, _IN_MEMORY = "sqlite:///", "sqlite://"


def store_url(asked: str, root: Path) -> str:
    """The store to use: what was named, ``GONGKAI_STORE``, or SQLite beside the agencies folder."""
    named = asked or os.environ.get("GONGKAI_STORE", "")
    return named or f"{_EMBEDDED}{root.parent / FOLDER / _FILE}"


def was_made(url: str) -> bool:
    """Whether there is a store to read from; a file that is not there was never made."""
    return not url.startswith(_EMBEDDED) or Path(url.removeprefix(_EMBEDDED)).exists()


def readable_url(url: str) -> str:
    """The same address, or that of an empty store in memory where none was ever made."""
    return url if was_made(url) else _IN_MEMORY
