"""The registers of requests, remedies, documents, decisions and fees: rows become records."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from attrs import define, field

from gongkai.cells import CellError, to_day, to_number, to_text, to_whole, to_yes
from gongkai.entries.layout import EntryField, EntryRegister
from gongkai.errors import Position, near
from gongkai.kinds import Cell
from gongkai.model.records import (
    BadRow,
    Decision,
    Document,
    Entry,
    Fault,
    Fee,
    Register,
    Remedy,
    Request,
)
from gongkai.plan import BoundEntries
from gongkai.stages.collect.disclosures import document_number
from gongkai.stages.collect.private import HIDDEN, Private
from gongkai.stages.collect.rows import Layout, Row, read_rows
from gongkai.tally import normal
from gongkai.wording import words

#: What separates several outcomes in one cell.
_SEVERAL = "；;、/\n"
_WAN = 10_000
#: As many digits as a telephone has, or more: not to be told, whose ever they are.
_LONG = re.compile(r"[0-9０-９][0-9０-９ -]{9,}[0-9０-９Xx]")


def entries(bound: BoundEntries) -> Register:
    """A register, to be streamed; nothing is opened yet."""
    return Register(
        name=bound.register.name,
        files=(bound.export.name,),
        stream=lambda: _stream(_Reading(bound)),
    )


def whole(bound: BoundEntries) -> Register:
    """A register that is read once, here and now; what streams afterwards is what was read."""
    reading = _Reading(bound)
    found = tuple(_stream(reading))
    return Register(
        name=bound.register.name,
        files=(bound.export.name,),
        stream=partial(iter, found),
        fields=frozenset(reading.fields),
    )


@define
class _Reading:
    """One file on its way: the fields it has, which numbers were seen, and where."""

    bound: BoundEntries
    fields: Collection[str] = ()
    seen: dict[str, int] = field(factory=dict)


def _stream(reading: _Reading) -> Iterator[Entry | Fault]:
    bound, register = reading.bound, reading.bound.register
    mapped = set(bound.export.columns.values())
    layout = Layout(
        register=register.name,
        headings={
            field.key: tuple(heading for heading in field.headings if heading not in mapped)
            if field.type == "personal"
            else field.headings
            for field in register.fields
        },
        required=tuple(field.key for field in register.fields if field.required),
        show=lambda _: HIDDEN,
    )
    for row in read_rows(bound.export, layout):
        reading.fields = row.headings if isinstance(row, Row) else reading.fields
        yield _entry(row, reading) if isinstance(row, Row) else row


def _entry(row: Row, reading: _Reading) -> Entry | BadRow:
    """Read a row; of what is personal nothing is left when it is done."""
    register = reading.bound.register
    private = Private(row.cells.get(field.key) for field in register.personal)
    values: dict[str, Any] = {}
    at = register.fields[0]
    try:
        for at in register.shown:
            values[at.key] = _value(at, row.cells.get(at.key), register, private)
        return _MAKERS[register.name](values, row.number, reading)
    except _WrongError as error:
        key, reason = error.field or at.key, error.reason
    except CellError as error:
        key, reason = at.key, error.reason
    return BadRow(
        register=register.name,
        position=Position(reading.bound.export.name, row.number),
        column=row.headings.get(key, key),
        value=_shown(row.cells.get(key), private),
        reason=reason,
    )


class _WrongError(CellError):
    """What each cell by itself does not show: cells that contradict each other."""

    def __init__(self, field: str, reason: Any) -> None:  # noqa: ANN401 - Words, as in CellError
        super().__init__(reason)
        self.field = field


def _shown(cell: Cell, private: Private) -> str:
    """A cell as it may be told: without what is personal, wherever it was typed."""
    return _LONG.sub(HIDDEN, private.taken_out_of(to_text(cell)))


def _value(field: EntryField, cell: Cell, register: EntryRegister, private: Private) -> object:
    if not to_text(cell):
        if field.required:
            raise CellError(words("the cell is empty"))
        return None
    if field.type == "choice":
        return _choice(field, to_text(cell), register)
    if field.type == "yes":
        return _yes(cell)
    if field.type == "number":
        return document_number(private.taken_out_of(to_text(cell)))
    if field.type == "text":
        return private.taken_out_of(to_text(cell))
    return _READERS[field.type](cell)


def _yes(cell: Cell) -> bool:
    """是 or 否; a day says that it happened, and when."""
    try:
        return to_yes(cell)
    except CellError:
        to_day(cell)
        return True


_READERS: Mapping[str, Callable[[Cell], object]] = {
    "date": to_day,
    "whole": to_whole,
    "money": to_number,
}


def _choice(field: EntryField, written: str, register: EntryRegister) -> str:
    """The value that a word means; parts that were handled differently mean partly granted."""
    meant = register.meant(field.key, written)
    if meant is not None:
        return meant
    several = [register.meant(field.key, part) for part in _parts(written)]
    if field.key == "outcome" and len(several) > 1 and all(several):
        raise CellError(
            words(
                "a request has one outcome; where its parts were handled differently (区分处理), "
                "it is 部分公开 alone"
            )
        )
    hint = near(written, register.labels[field.key].values())
    raise CellError(words("expected a word of the form; {hint}", hint=hint))


def _parts(written: str) -> list[str]:
    for mark in _SEVERAL:
        written = written.replace(mark, "\0")
    return [part for part in written.split("\0") if part.strip()]


def _request(values: dict[str, Any], row: int, reading: _Reading) -> Request:
    _refuse_second(values["number"], row, reading)
    outcome, decided = values["outcome"], values["decided"]
    if outcome and decided is None:
        raise _WrongError("decided", words("an outcome needs the day of the reply"))
    if decided is not None and not outcome and not values["separated"]:
        raise _WrongError("outcome", words("the request was decided, but no outcome is given"))
    _refuse_earlier(values, "received", "decided")
    return Request(**_given(values), file=reading.bound.export.name, row=row)


def _remedy(values: dict[str, Any], row: int, reading: _Reading) -> Remedy:
    _refuse_second(f"{values['kind']} {values['number']}", row, reading)
    if values["result"] not in {None, "pending"} and values["decided"] is None:
        raise _WrongError("decided", words("a result needs the day of the decision"))
    if values["decided"] is not None and values["result"] in {None, "pending"}:
        raise _WrongError("result", words("the case was decided, but no result is given"))
    _refuse_earlier(values, "filed", "decided")
    return Remedy(**_given(values), file=reading.bound.export.name, row=row)


def _document(values: dict[str, Any], row: int, reading: _Reading) -> Document:
    if values["document_number"]:
        _refuse_second(values["document_number"], row, reading)
    _refuse_earlier(values, "made", "repealed")
    _refuse_earlier(values, "made", "expires")
    return Document(**_given(values), file=reading.bound.export.name, row=row)


def _decision(values: dict[str, Any], row: int, reading: _Reading) -> Decision:
    if values["number"] is not None and values["number"] < 0:
        raise _WrongError("number", words("a number of decisions is not below zero"))
    return Decision(**_given(values), file=reading.bound.export.name, row=row)


def _fee(values: dict[str, Any], row: int, reading: _Reading) -> Fee:
    amount, wan = values.pop("amount"), values.pop("amount_wan")
    if (amount is None) is (wan is None):
        raise _WrongError("amount", words("expected one amount, in 元 or in 万元"))
    found: Decimal = amount if wan is None else wan * _WAN
    return Fee(**_given(values), amount=found, file=reading.bound.export.name, row=row)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _refuse_second(number: str, row: int, reading: _Reading) -> None:
    """Refuse a number that stands in the register already: what it names would count twice."""
    first = reading.seen.setdefault(normal(number), row)
    if first != row:
        field = "document_number" if reading.bound.register.name == "documents" else "number"
        raise _WrongError(
            field, words("the number stands in row {row} already; it counts once", row=first)
        )


def _refuse_earlier(values: Mapping[str, Any], first: str, second: str) -> None:
    before: date | None = values[first]
    after: date | None = values[second]
    if before and after and after < before:
        raise _WrongError(
            second, words("the day lies before {day}, when it began", day=before.isoformat())
        )


_MAKERS: Mapping[str, Callable[[dict[str, Any], int, _Reading], Entry]] = {
    "requests": _request,
    "remedies": _remedy,
    "documents": _document,
    "decisions": _decision,
    "fees": _fee,
}
