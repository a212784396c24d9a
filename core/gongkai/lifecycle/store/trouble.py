"""What a database says when it cannot, in words that help whoever reads them."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from gongkai.errors import GongkaiError
from gongkai.wording import Words, words

#: How long one waits for the other before it is told, in seconds.
PATIENCE = 30

_FULL = words("the disk is full")
#: What SQLite's own words leave to be guessed, by the beginnings of its errors' names.
_TOLD = {
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR_SHMSIZE": _FULL,
    "SQLITE_CANTOPEN": words("it cannot be opened; its folder must be there, and writable"),
    "SQLITE_READONLY": words("it can only be read; the file and its folder must be writable"),
    "SQLITE_BUSY": words("others have kept it busy for {seconds} seconds", seconds=PATIENCE),
}


def cannot(engine: Engine, error: DBAPIError) -> GongkaiError:
    """What a database refused, in one sentence, with no password in it."""
    url = engine.url.render_as_string(hide_password=True)
    return GongkaiError(words("the store {url}: {why}", url=url, why=_why(error)))


def _why(error: DBAPIError) -> Words | str:
    name = getattr(error.orig, "sqlite_errorname", "")
    told = (why for beginning, why in _TOLD.items() if name.startswith(beginning))
    return next(told, str(error.orig).strip().splitlines()[0])
