"""The statements of the store, made once: SQLAlchemy knows again what it has seen before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update

from gongkai.lifecycle.store.schema import EVENTS, HEADS, LOG

#: Where the log ends; and the same, waiting until nobody else adds to it.
END = select(LOG.c.store, LOG.c.number, LOG.c.hash)
TAKE_TURN = END.with_for_update()
ENTRIES = select(EVENTS)
IN_ORDER = ENTRIES.order_by(EVENTS.c.number)
OF_REPORT = ENTRIES.where(
    EVENTS.c.agency == bindparam("agency"), EVENTS.c.year == bindparam("year")
).order_by(EVENTS.c.step)


@cache
def keeping(database: str) -> tuple[Any, ...]:
    """What adds an event, ends the log with it, and lists its report so; `named` binds the values.

    To a server it is one statement: all others wait while it travels.
    """
    added = insert(EVENTS).values(_bound(EVENTS))
    ended = update(LOG).where(LOG.c.id == 1).values(_bound(LOG, "number", "hash"))
    if database == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_or  # noqa: PLC0415 - seldom

        return (_listed(insert_or).add_cte(added.cte("added"), ended.cte("ended")),)
    from sqlalchemy.dialects.sqlite import insert as insert_or_lite  # noqa: PLC0415 - both needed

    return added, ended, _listed(insert_or_lite)


def _listed(insert_or: Any) -> Any:  # noqa: ANN401 - of either database
    """Put a report's row in, or into the place of the one before; what is indexed stays."""
    statement = insert_or(HEADS).values(_bound(HEADS))
    kept = [column.name for column in HEADS.c if not column.primary_key]
    return statement.on_conflict_do_update(
        index_elements=list(HEADS.primary_key),
        set_={name: statement.excluded[name] for name in kept},
    )


def _bound(table: Table, *names: str) -> dict[str, Any]:
    chosen = names or table.c.keys()
    return {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in chosen}


def named(values: Mapping[str, object]) -> dict[str, object]:
    """Values as `keeping` binds them."""
    return {f"new_{name}": value for name, value in values.items()}
