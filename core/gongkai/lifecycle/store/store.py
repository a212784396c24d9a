"""Reading the log and adding to it, one turn after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.exc import DBAPIError

from gongkai.lifecycle.event import Entry, Event, canonical, hash_of
from gongkai.lifecycle.fold import Head, after, fold
from gongkai.lifecycle.store.schema import HEADS
from gongkai.lifecycle.store.statements import END, IN_ORDER, OF_REPORT, TAKE_TURN, keeping, named
from gongkai.lifecycle.store.trouble import cannot
from gongkai.lifecycle.table import FINAL, RELEASED, RETURNED, label_of
from gongkai.model.report import Recorded, Returned

#: Events fetched at a time when the whole log is read.
_AT_ONCE = 1_000
#: What keeps a reader's view still; a transaction of SQLite does so anyway.
_STILL = {"postgresql": {"isolation_level": "REPEATABLE READ"}}


@frozen(kw_only=True)
class Standing:
    """How a report stands, as it is listed: folded from its events, and what its last check found.

    ``since`` is when it came into its state; ``released_on`` the day of its first publication.
    """

    agency: str
    year: int
    step: int
    state: str
    revision: int
    hash: str
    since: str
    content: str
    errors: int
    warnings: int
    released_on: str
    remarks: int


@frozen(eq=False)
class Turn:
    """The right to write: while one has it, all others wait."""

    connection: Connection
    store: str
    number: int
    hash: str

    def head(self, agency: str, year: int) -> Head:
        """How a report stands now, and as long as the turn lasts."""
        return fold((entry.event, entry.hash) for entry in _history(self.connection, agency, year))

    def add(self, event: Event, head: Head, signature: str = "") -> tuple[Entry, Turn]:
        """Add an event that `following` has put in its place in the chain."""
        text = canonical(event)
        entry = Entry(text=text, signature=signature, hash=hash_of(text, signature))
        then = evolve(after(head, event), step=event.step, hash=entry.hash)
        values = {"text": text, "signature": signature, "number": event.number}
        bound = named({**standing_values(event, then), **values})
        for statement in keeping(self.connection.dialect.name):
            self.connection.execute(statement, bound)
        return entry, evolve(self, number=event.number, hash=entry.hash)

    def following(self, event: Event, head: Head) -> Event:
        """The event with its place in the two chains, and its time."""
        return evolve(
            event,
            store=self.store,
            number=self.number + 1,
            step=head.step + 1,
            previous=self.hash,
            previous_here=head.hash,
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        )


def standing_values(event: Event, head: Head) -> Mapping[str, object]:
    """What ``heads`` keeps of a report after an event."""
    released = head.released[0].details if head.released else {}
    return {
        "agency": event.agency,
        "year": event.year,
        "step": head.step,
        "state": head.state,
        "revision": head.revision,
        "hash": head.hash,
        "since": head.since,
        "content": head.content,
        "errors": head.errors,
        "warnings": head.warnings,
        "released_on": str(released.get("on", "")),
        "remarks": len(head.open_remarks),
    }


@frozen(eq=False)
class Still:
    """The log as it was at one moment: its events, its end, and how its reports stand agree."""

    connection: Connection

    def entries(self) -> Iterator[Entry]:
        """Every event in its order, a thousand at a time."""
        rows = self.connection.execute(IN_ORDER, execution_options={"yield_per": _AT_ONCE})
        return map(_entry, rows)

    def standings(self, year: int | None = None) -> tuple[Standing, ...]:
        """How every report stands, by agency and year."""
        chosen = select(HEADS).order_by(HEADS.c.agency, HEADS.c.year)
        if year is not None:
            chosen = chosen.where(HEADS.c.year == year)
        return tuple(Standing(**row._mapping) for row in self.connection.execute(chosen))  # noqa: SLF001

    def end(self) -> tuple[str, int, str]:
        """The store's id, the number of its last event, and its hash."""
        row = self.connection.execute(END).one()
        return row.store, row.number, row.hash


@frozen(eq=False)
class Store:
    """The log of one office."""

    engine: Engine

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Wait for one's turn, and keep everything or nothing of what is done in it.

        `GongkaiError` if the store cannot be written, or does not come free in time.
        """
        try:
            with self.engine.begin() as connection:
                row = connection.execute(TAKE_TURN).one()
                yield Turn(connection, row.store, row.number, row.hash)
        except DBAPIError as error:
            raise cannot(self.engine, error) from error

    def head(self, agency: str, year: int) -> Head:
        """How one report stands."""
        return fold((entry.event, entry.hash) for entry in self.history(agency, year))

    def history(self, agency: str, year: int) -> tuple[Entry, ...]:
        """The events of one report."""
        with self._reading() as connection:
            return _history(connection, agency, year)

    @contextmanager
    def still(self) -> Iterator[Still]:
        """The store as it is now, whatever others add in the meantime."""
        with self._reading() as connection:
            yield Still(connection)

    def entries(self) -> Iterator[Entry]:
        """Every event of the store in its order, a thousand at a time."""
        with self.still() as still:
            yield from still.entries()

    def standings(self, year: int | None = None) -> tuple[Standing, ...]:
        """How every report stands that the log knows, by agency and year."""
        with self.still() as still:
            return still.standings(year)

    def recorded(self, year: int | None = None) -> Mapping[tuple[str, int], Recorded]:
        """What the log knows of every report, by agency and year."""
        return {(each.agency, each.year): self._recorded(each) for each in self.standings(year)}

    def _recorded(self, standing: Standing) -> Recorded:
        return Recorded(
            state=standing.state,
            label=label_of(standing.state),
            content=standing.content if standing.state in FINAL else "",
            note=self._note(standing),
            published=self._published(standing) if standing.state in RELEASED else None,
            returned=self._returned(standing) if standing.state == RETURNED else None,
        )

    def _published(self, standing: Standing) -> date | None:
        """The day of the last publication: a correction bears its own."""
        head = self.head(standing.agency, standing.year)
        return date.fromisoformat(str(head.released[-1].details["on"])) if head.released else None

    def _note(self, standing: Standing) -> str:
        """What a later revision corrects; the first one corrects nothing."""
        if standing.revision == 1:
            return ""
        return self.head(standing.agency, standing.year).note

    def _returned(self, standing: Standing) -> Returned:
        event = next(
            entry.event
            for entry in reversed(self.history(standing.agency, standing.year))
            if entry.event.to_state == RETURNED and entry.event.from_state != RETURNED
        )
        reasons = event.details.get("reasons")
        told = [event.reason, *(reasons.values() if isinstance(reasons, dict) else ())]
        return Returned(
            on=date.fromisoformat(event.at[:10]),
            by=event.name,
            reason="；".join(str(text) for text in told if text),
        )

    def end(self) -> tuple[str, int, str]:
        """The store's id, the number of its last event, and its hash."""
        with self.still() as still:
            return still.end()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        options = _STILL.get(self.engine.dialect.name, {})
        try:
            with self.engine.connect().execution_options(reading=True, **options) as connection:
                yield connection
        except DBAPIError as error:
            raise cannot(self.engine, error) from error


def _history(connection: Connection, agency: str, year: int) -> tuple[Entry, ...]:
    rows = connection.execute(OF_REPORT, {"agency": agency, "year": year})
    return tuple(_entry(row) for row in rows)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        text=row.text,
        signature=row.signature,
        hash=row.hash,
        filed=(row.number, row.agency, row.year, row.step),
    )
