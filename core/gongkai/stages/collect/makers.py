"""From the cells of a row to a record: cells that contradict each other make none."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import define, field

from gongkai.cells import CellError
from gongkai.errors import Position
from gongkai.model.records import Decision, Document, Entry, Fee, Remedy, Request
from gongkai.tally import normal, number_key
from gongkai.wording import Words, mark, words

_WAN = 10_000


class ContradictionError(CellError):
    """What each cell by itself does not show. ``field`` is the cell to look at."""

    def __init__(self, field: str, reason: Words) -> None:
        super().__init__(reason)
        self.field = field


@define
class Numbers:
    """The numbers that a register has, and the row of each; what has none is not kept."""

    register: str
    seen: dict[str, int] = field(factory=dict)

    def take(self, values: Mapping[str, Any], row: int) -> None:
        """Refuse what is there already: it would count twice."""
        at, key = _ONCE[self.register](values)
        first = self.seen.setdefault(key, row) if key else row
        if first != row:
            raise ContradictionError(at, words(_TWICE.get(at, _NUMBER_TWICE), row=first))


def make_entry(values: dict[str, Any], place: Position, numbers: Numbers) -> Entry:
    """Make a record; `ContradictionError` where its cells contradict each other."""
    numbers.take(values, place.line)
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
    values |= _extension(values)
    return Request(**_given(values), file=place.file, row=place.line)


def _extension(values: Mapping[str, Any]) -> dict[str, bool | date | None]:
    """Whether a request was extended, and when: two columns may say it, each with 是 or a day."""
    said, on = values["extended"], values["extended_on"]
    day = on if isinstance(on, date) else said if isinstance(said, date) else None
    if said is False and on:
        raise ContradictionError(
            "extended_on", words("another column says that the request was not extended")
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

_NUMBER_TWICE = mark("the number stands in row {row} already; it counts once")
_TWICE = {
    "title": mark(
        "a document of the same title, kind and day stands in row {row} already; it counts once"
    )
}
#: What a number of a decision is written with, or without; its hyphens tell numbers apart.
_BRACKETS = str.maketrans("", "", "[]()〔〕【】")


def _document_once(values: Mapping[str, Any]) -> tuple[str, str]:
    """A document is known by its number; one that has none by its title, kind and day."""
    if values["document_number"]:
        return "document_number", number_key(values["document_number"])
    title = normal(values["title"])
    return "title", f"{values['kind']} {values['made']} {title}" if title else ""


def _decision_once(values: Mapping[str, Any]) -> tuple[str, str]:
    """A decision is known by its number; a licence keeps its own when it is changed or renewed.

    What was masked in a number may be what tells it from another.
    """
    number = values["document_number"]
    if not number or "*" in number:
        return "", ""
    plain = unicodedata.normalize("NFKC", number).casefold().translate(_BRACKETS)
    day = values["decided"] if values["kind"] == "licence" else ""
    return "document_number", f"{values['kind']} {day} {''.join(plain.split())}"


#: What may stand in a register only once, by what was read of a row: the field that tells it, and
#: what tells it apart; empty where nothing does.
_ONCE: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
    "requests": lambda values: ("number", number_key(values["number"])),
    "remedies": lambda values: ("number", number_key(f"{values['kind']} {values['number']}")),
    "documents": _document_once,
    "decisions": _decision_once,
    "fees": lambda _: ("", ""),
}
