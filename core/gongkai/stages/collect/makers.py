"""From the cells of a row to a record: cells that contradict each other make none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import define, field

from gongkai.cells import CellError
from gongkai.errors import Position
from gongkai.model.records import Decision, Document, Entry, Fee, Remedy, Request
from gongkai.tally import normal
from gongkai.wording import Words, words

_WAN = 10_000


class ContradictionError(CellError):
    """What each cell by itself does not show. ``field`` is the cell to look at."""

    def __init__(self, field: str, reason: Words) -> None:
        super().__init__(reason)
        self.field = field


@define
class Numbers:
    """The numbers that a register has, and the row of each."""

    register: str
    seen: dict[str, int] = field(factory=dict)

    def take(self, number: str, row: int) -> None:
        """Refuse a number that is there already: what it names would count twice."""
        first = self.seen.setdefault(normal(number), row)
        if first != row:
            at = "document_number" if self.register == "documents" else "number"
            raise ContradictionError(
                at, words("the number stands in row {row} already; it counts once", row=first)
            )


def make_entry(values: dict[str, Any], place: Position, numbers: Numbers) -> Entry:
    """Make a record; `ContradictionError` where its cells contradict each other."""
    number = _NUMBERS[numbers.register](values)
    if number:
        numbers.take(number, place.line)
    return _MAKERS[numbers.register](values, place)


def _request(values: dict[str, Any], place: Position) -> Request:
    outcome, decided = values["outcome"], values["decided"]
    if outcome and decided is None:
        raise ContradictionError("decided", words("an outcome needs the day of the reply"))
    if decided is not None and not outcome and not values["separated"]:
        raise ContradictionError(
            "outcome", words("the request was decided, but no outcome is given")
        )
    _refuse_earlier(values, "received", "decided")
    values |= _extension(values["extended"], values["extended_on"])
    return Request(**_given(values), file=place.file, row=place.line)


def _extension(said: bool | date | None, on: bool | date | None) -> dict[str, bool | date | None]:
    """Whether a request was extended, and when: two columns may say it, each with 是 or a day."""
    day = next((each for each in (on, said) if isinstance(each, date)), None)
    if said is False and day is not None:
        raise ContradictionError(
            "extended_on", words("the day of an extension, but the register says that there was none")
        )
    return {"extended": bool(said or on), "extended_on": day}


def _remedy(values: dict[str, Any], place: Position) -> Remedy:
    if values["result"] not in {None, "pending"} and values["decided"] is None:
        raise ContradictionError("decided", words("a result needs the day of the decision"))
    if values["decided"] is not None and values["result"] in {None, "pending"}:
        raise ContradictionError("result", words("the case was decided, but no result is given"))
    _refuse_earlier(values, "filed", "decided")
    return Remedy(**_given(values), file=place.file, row=place.line)


def _document(values: dict[str, Any], place: Position) -> Document:
    _refuse_earlier(values, "made", "repealed")
    _refuse_earlier(values, "made", "expires")
    return Document(**_given(values), file=place.file, row=place.line)


def _decision(values: dict[str, Any], place: Position) -> Decision:
    if values["number"] is not None and values["number"] < 0:
        raise ContradictionError("number", words("a number of decisions is not below zero"))
    return Decision(**_given(values), file=place.file, row=place.line)


def _fee(values: dict[str, Any], place: Position) -> Fee:
    amount, wan = values.pop("amount"), values.pop("amount_wan")
    if (amount is None) is (wan is None):
        raise ContradictionError("amount", words("expected one amount, in 元 or in 万元"))
    found: Decimal = amount if wan is None else wan * _WAN
    return Fee(**_given(values), amount=found, file=place.file, row=place.line)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _refuse_earlier(values: Mapping[str, Any], first: str, second: str) -> None:
    before: date | None = values[first]
    after: date | None = values[second]
    if before and after and after < before:
        raise ContradictionError(
            second, words("the day lies before {day}, when it began", day=before.isoformat())
        )


_MAKERS: Mapping[str, Callable[[dict[str, Any], Position], Entry]] = {
    "requests": _request,
    "remedies": _remedy,
    "documents": _document,
    "decisions": _decision,
    "fees": _fee,
}

#: What may stand in a register only once, by what was read of a row; empty where nothing does.
_NUMBERS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "requests": lambda values: values["number"],
    "remedies": lambda values: f"{values['kind']} {values['number']}",
    "documents": lambda values: values["document_number"] or "",
    "decisions": lambda _: "",
    "fees": lambda _: "",
}
