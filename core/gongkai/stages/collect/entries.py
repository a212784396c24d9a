"""The registers of requests, remedies, documents, decisions and fees: rows become records."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from attrs import define, field

from gongkai.cells import CellError, to_day, to_number, to_text, to_whole, to_yes
from gongkai.entries.layout import EntryField, EntryRegister, is_personal
from gongkai.errors import Position, near
from gongkai.kinds import Cell
from gongkai.model.records import BadRow, Entry, Fault, Register
from gongkai.personal import mask_text
from gongkai.plan import BoundEntries
from gongkai.stages.collect.disclosures import document_number
from gongkai.stages.collect.makers import ContradictionError, Numbers, make_entry
from gongkai.stages.collect.private import HIDDEN, Private
from gongkai.stages.collect.rows import Layout, Row, read_rows
from gongkai.wording import Words, words

_WAN = 10_000
_SUMS = {"合计", "总计", "共计", "小计"}
_TOTALS = words("a row of totals is no record; take it out")
#: What separates several outcomes in one cell.
_SEVERAL = "；;、/\n"


def entries(bound: BoundEntries) -> Register:
    """A register, to be streamed; nothing is opened yet."""
    return Register(
        name=bound.register.name,
        files=(bound.export.name,),
        stream=lambda: _stream(_reading(bound)),
    )


def whole(bound: BoundEntries) -> Register:
    """A register that is read once, here and now; what streams afterwards is what was read."""
    reading = _reading(bound)
    found = tuple(_stream(reading))
    return Register(
        name=bound.register.name,
        files=(bound.export.name,),
        stream=partial(iter, found),
        fields=frozenset(reading.fields),
    )


@define
class _Reading:
    """One file on its way: the fields it has, and which numbers were seen."""

    bound: BoundEntries
    numbers: Numbers
    fields: Mapping[str, str] = field(factory=dict)
    columns: tuple[EntryField, ...] = ()
    blank: Mapping[str, None] = field(factory=dict)

    def begin(self, headings: Mapping[str, str]) -> None:
        """Note which fields there are columns for; of the others each record says nothing."""
        every = self.bound.register.fields
        self.fields = headings
        self.columns = tuple(each for each in every if each.key in headings)
        self.blank = dict.fromkeys(each.key for each in every)


def _reading(bound: BoundEntries) -> _Reading:
    return _Reading(bound, Numbers(bound.register.name))


def _stream(reading: _Reading) -> Iterator[Entry | Fault]:
    register = reading.bound.register
    layout = Layout(
        register=register.name,
        headings={field.key: field.headings for field in register.fields},
        required=tuple(field.key for field in register.fields if field.required),
        show=lambda _: HIDDEN,
        hides=is_personal,
    )
    for row in read_rows(reading.bound.export, layout):
        if isinstance(row, Row):
            if row.headings is not reading.fields:
                reading.begin(row.headings)
            yield from _read(row, reading)
        else:
            yield row


def _read(row: Row, reading: _Reading) -> Iterator[Entry | BadRow]:
    """Read a row; of what is personal nothing is left when it is done.

    Everything that is wrong with it is told. A mistake in a field on which no figure rests leaves
    the record without that field.
    """
    register = reading.bound.register
    place = Position(reading.bound.export.name, row.number)
    private = Private(row.private)
    values, wrong = _values(row, reading, private)
    total = _total(row) if wrong else None
    if total is not None:
        yield BadRow(register=register.name, position=place, column="", value=total, reason=_TOTALS)
        return
    entry = None
    if not wrong or not any(key in wrong for key in register.needed):
        try:
            entry = make_entry(values, place, reading.numbers)
        except ContradictionError as error:
            wrong[error.field] = error.reason
    for key, reason in wrong.items():
        yield BadRow(
            register=register.name,
            position=place,
            column=row.headings.get(key, key),
            value=_told(key, row, register, private),
            reason=reason,
            record=_shown(row.cells.get(register.fields[0].key), private),
            counted=entry is not None,
        )
    if entry is not None:
        yield entry


def _total(row: Row) -> str | None:
    """The word that makes a row one of totals, as exports put it below their records."""
    texts = map(to_text, (*row.cells.values(), *row.private))
    return next((text for text in texts if "".join(text.split()).strip(":：") in _SUMS), None)


def _values(
    row: Row, reading: _Reading, private: Private
) -> tuple[dict[str, Any], dict[str, Words]]:
    """What each cell says, and which cells say nothing that can be read."""
    values: dict[str, Any] = {**reading.blank}
    wrong: dict[str, Words] = {}
    for column in reading.columns:
        cell = row.cells[column.key]
        if cell == "" and not column.required:
            continue
        try:
            values[column.key] = _value(column, cell, reading.bound.register, private)
        except CellError as error:
            wrong[column.key] = error.reason
    return values, wrong


def _told(key: str, row: Row, register: EntryRegister, private: Private) -> str:
    """A cell that is wrong, as it may be told."""
    (field,) = (each for each in register.fields if each.key == key)
    told = field.may_be_told(row.headings.get(key, ""))
    return _shown(row.cells.get(key), private) if told else HIDDEN


def _shown(cell: Cell, private: Private) -> str:
    """A cell without what is personal, wherever it was typed."""
    return mask_text(private.taken_out_of(to_text(cell)))


def _value(field: EntryField, cell: Cell, register: EntryRegister, private: Private) -> object:
    text = to_text(cell)
    if not text:
        if field.required:
            raise CellError(words("the cell is empty"))
        return None
    if field.type == "choice":
        return _choice(field, text, register)
    if field.type in {"number", "text"}:
        shown = _shown(cell, private)
        return document_number(shown) if field.type == "number" else shown
    if text in register.none.get(field.key, ()):
        return None
    return _READERS[field.type](cell)


def _yes(cell: Cell) -> bool | date:
    """是 or 否; a day says that it happened, and when."""
    try:
        return to_yes(cell)
    except CellError:
        pass
    try:
        return to_day(cell)
    except CellError as error:
        raise CellError(words("expected 是 or 否, or the day on which it was done")) from error


def _money(cell: Cell) -> Decimal:
    """An amount, with or without its unit: 100, 100元, ¥100, 3.5万元."""
    text = unicodedata.normalize("NFKC", to_text(cell)).strip("¥元 ")
    return to_number(text[:-1]) * _WAN if text.endswith("万") else to_number(text)


_READERS: Mapping[str, Callable[[Cell], object]] = {
    "date": to_day,
    "whole": to_whole,
    "money": _money,
    "yes": lambda cell: bool(_yes(cell)),
    "yes-day": _yes,
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
