"""A log of a million events, made by the code that makes each of them, put in by thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, cycle, islice
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import MetaData, Table, delete, insert, select, text, update
from sqlalchemy.schema import CreateTable

from gongkai.lifecycle.act import Desk
from gongkai.lifecycle.event import Event, canonical, hash_of
from gongkai.lifecycle.fold import Head, after
from gongkai.lifecycle.store import Store, Turn
from gongkai.lifecycle.store.schema import EVENTS, HEADS, LOG
from gongkai.lifecycle.store.store import standing_values
from tests.core.lifecycle.office import BUREAU, WAY, YEAR, make

_AT_ONCE = 10_000
_ROUND = (*WAY, ("correct", "zhao"))

Values = dict[str, Any]


@frozen
class _Made:
    """An event that was made, its row, and how its report stands with it."""

    event: Event
    row: Values
    head: Head


def real_events(desk: Desk) -> tuple[Event, ...]:
    """What a report goes through that is published and corrected twice, move by move."""
    make(desk, *_ROUND, *_ROUND)
    return tuple(entry.event for entry in desk.store.history(BUREAU, YEAR))


def fill(store: Store, agencies: list[str], events: int, real: tuple[Event, ...]) -> None:
    """Let every report go through what a real one went through, all of them side by side."""
    standings: dict[str, Values] = {}
    with store.turn() as turn:
        made = islice(_made(turn, agencies, real), events)
        while some := list(islice(made, _AT_ONCE)):
            turn.connection.execute(insert(EVENTS), [each.row for each in some])
            standings |= {e.event.agency: dict(standing_values(e.event, e.head)) for e in some}
            end = {name: some[-1].row[name] for name in ("number", "hash")}
        turn.connection.execute(insert(HEADS), list(standings.values()))
        turn.connection.execute(update(LOG), end)


def _made(turn: Turn, agencies: list[str], real: tuple[Event, ...]) -> Iterator[_Made]:
    heads = dict.fromkeys(agencies, Head())
    for event in chain(real, cycle(real[len(_ROUND) :])):
        for agency, head in heads.items():
            placed = turn.following(evolve(event, agency=agency), head)
            row = _row(placed)
            turn = evolve(turn, number=placed.number, hash=row["hash"])
            heads[agency] = evolve(after(head, placed), step=placed.step, hash=turn.hash)
            yield _Made(placed, row, heads[agency])


def _row(event: Event) -> Values:
    written = canonical(event)
    return {
        "number": event.number,
        "agency": event.agency,
        "year": event.year,
        "step": event.step,
        "text": written,
        "signature": "",
        "hash": hash_of(written),
    }


def copy_log(there: Store, here: Store) -> None:
    """Put the same log into another store."""
    with there.engine.connect() as old, here.engine.begin() as new:
        new.execute(delete(LOG))
        for table in (LOG, EVENTS, HEADS):
            rows = old.execution_options(yield_per=_AT_ONCE).execute(select(table))
            for some in rows.mappings().partitions():
                new.execute(insert(table), [dict(row) for row in some])
        if new.dialect.name == "postgresql":
            new.execute(text("ANALYZE"))


def _equal() -> Table:
    table = EVENTS.to_metadata(MetaData(), name="bare")
    for constraint in table.constraints:
        constraint.name = None
    return table


Insert = Callable[[list[tuple[Any, ...]]], None]


@contextmanager
def bare_table(store: Store) -> Iterator[Insert]:
    """A table equal to that of the events; what puts rows in by the driver alone, each durable."""
    with store.engine.begin() as connection:
        connection.execute(CreateTable(_equal()))
    mark = "%s" if store.engine.dialect.name == "postgresql" else "?"
    statement = f"INSERT INTO bare VALUES ({', '.join([mark] * len(EVENTS.c))})"  # noqa: S608
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        driver: Any = connection.connection.driver_connection

        def insert_each(rows: list[tuple[Any, ...]]) -> None:
            for row in rows:
                driver.execute(statement, row)

        yield insert_each
        # It is not to be used for anything else, set as it is.
        connection.invalidate()


def last_rows(store: Store, number: int) -> list[tuple[Any, ...]]:
    """The last events as the store keeps them."""
    chosen = select(EVENTS).order_by(EVENTS.c.number.desc()).limit(number)
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(chosen)]
