"""Stated figures: from what a person wrote in ``[figures]`` to one figure per cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from gongkai.config.show import show
from gongkai.config.source import Keys, Table
from gongkai.config.structure import Placed, WrongValueError, structure, unknown_key
from gongkai.errors import ConfigError, Mistake
from gongkai.model.figures import (
    AS_PUBLISHED,
    Exactness,
    Figure,
    Overridden,
    State,
    Stated,
    number,
)
from gongkai.model.form import Form, FormCell, Row, ValueType
from gongkai.model.form import Table as FormTable
from gongkai.wording import words

#: Words that make a number inexact: 200余, 约200, 超100, 18万余.
_INEXACT = re.compile(
    r"(?P<before>约|近|超过|超)?(?P<digits>\d[\d,]{0,14}(?:\.\d{1,6})?)(?P<times>万|亿)?"
    r"(?P<after>余|多|以上)?"
)
_TIMES = {"万": 10_000, "亿": 100_000_000, None: 1}
#: A number of more digits than this before the point is a slip of the pen.
_LONGEST = 18


@frozen(kw_only=True)
class _NotApplicable:
    na: str


@frozen(kw_only=True)
class _Override:
    value: Decimal
    override: bool
    by: str = ""
    reason: str = ""


def read_figures(
    stated: Mapping[str, Table], form: Form, placed: Placed, at: Keys = ("figures",)
) -> dict[str, Figure]:
    """Read every stated figure; `ConfigError` for what the form has no place for."""
    figures: dict[str, Figure] = {}
    mistakes: list[Mistake] = []
    tables = {table.key: table for table in form.tables}
    for key, content in stated.items():
        if key not in tables:
            mistakes.append(unknown_key(placed, (*at, key), tables))
            continue
        for found in _table(content, tables[key], placed, (*at, key)):
            if isinstance(found, Mistake):
                mistakes.append(found)
            else:
                figures[found.address] = found
    if mistakes:
        raise ConfigError(mistakes)
    return figures


def _table(
    content: Table, table: FormTable, placed: Placed, at: Keys
) -> Iterator[Figure | Mistake]:
    rows = {row.key: row for row in table.rows if not row.heading}
    for key, value in content.items():
        if key not in rows:
            yield unknown_key(placed, (*at, key), rows)
        else:
            yield from _row(value, rows[key], table, placed, (*at, key))


def _row(
    value: object, row: Row, table: FormTable, placed: Placed, at: Keys
) -> Iterator[Figure | Mistake]:
    columns = {column.key: column for column in table.columns}
    try:
        written = _by_column(value, tuple(columns), at)
    except WrongValueError as error:
        yield Mistake(placed.position(at), error.message)
        return
    for key, (item, place) in written.items():
        if key in columns:
            cell = FormCell(table.address(row.key, key), table, row, columns[key])
            yield from _figure(item, cell, placed, place)
        else:
            yield unknown_key(placed, place, columns)


def _by_column(value: object, columns: tuple[str, ...], at: Keys) -> dict[str, tuple[object, Keys]]:
    """A row is one value, a list in the order of the columns, or a table by column.

    ``0`` or ``{ na = "…" }`` for a row of several columns stands for each of them.
    """
    if len(columns) == 1:
        return {columns[0]: (value, at)}
    if _is_zero(value) or (isinstance(value, dict) and "na" in value):
        return dict.fromkeys(columns, (value, at))
    if isinstance(value, dict):
        return {key: (item, (*at, key)) for key, item in value.items()}
    if not isinstance(value, list):
        raise WrongValueError(
            words(
                "{row}: expected a list of {expected} figures, found {found}",
                row=at[-1],
                expected=len(columns),
                found=show(value),
            )
        )
    if len(value) != len(columns):
        raise WrongValueError(
            words(
                "{row}: expected {expected} figures, one for each column, found {found}",
                row=at[-1],
                expected=len(columns),
                found=len(value),
            )
        )
    return {
        key: (item, (*at, index))
        for index, (key, item) in enumerate(zip(columns, value, strict=True))
    }


def _is_zero(value: object) -> bool:
    return type(value) is int and value == 0


def _figure(value: object, cell: FormCell, placed: Placed, at: Keys) -> Iterator[Figure | Mistake]:
    evidence = Stated(position=placed.position(at))
    if isinstance(value, str):
        yield _from_text(value, cell, evidence)
    elif isinstance(value, dict):
        try:
            yield from _from_table(value, cell, placed, at)
        except ConfigError as error:
            yield from error.mistakes
    elif isinstance(value, int | Decimal) and _is_plain(value):
        yield _from_number(value, cell, evidence)
    else:
        yield _expected_number(value, cell, placed, at)


def _is_plain(value: int | Decimal) -> bool:
    """Whether it is a number that a table could print: no truth, no infinity, no 1e500."""
    if isinstance(value, bool) or not Decimal(value).is_finite():
        return False
    return abs(Decimal(value).adjusted()) < _LONGEST


def _expected_number(value: object, cell: FormCell, placed: Placed, at: Keys) -> Mistake:
    return Mistake(
        placed.position(at),
        words(
            "{address}: expected a number, found {found}",
            address=cell.address,
            found=show(value),
        ),
    )


def _from_number(value: int | Decimal, cell: FormCell, evidence: Stated | Overridden) -> Figure:
    if isinstance(value, Decimal) and cell.value_type is not ValueType.DECIMAL:
        return _no_number(str(value), cell, evidence)
    return number(cell.address, value, unit=cell.unit, evidence=evidence)


def _from_text(text: str, cell: FormCell, evidence: Stated) -> Figure:
    written = unicodedata.normalize("NFKC", text).strip()
    if not written:
        return Figure(address=cell.address, state=State.BLANK, unit=cell.unit, evidence=evidence)
    if written == "/":
        return Figure(
            address=cell.address,
            state=State.NOT_APPLICABLE,
            text=AS_PUBLISHED,
            unit=cell.unit,
            evidence=evidence,
        )
    found = _INEXACT.fullmatch(written.removesuffix(cell.unit))
    if found is None or not (found["before"] or found["after"]):
        return _no_number(text, cell, evidence)
    return _inexact(found, text, cell, evidence)


def _inexact(found: re.Match[str], text: str, cell: FormCell, evidence: Stated) -> Figure:
    value = Decimal(found["digits"].replace(",", "")) * _TIMES[found["times"]]
    at_least = found["after"] or found["before"] in {"超", "超过"}
    about = found["before"] in {"约", "近"}
    return number(
        cell.address,
        int(value) if value % 1 == 0 else value,
        exactness=Exactness.AT_LEAST if at_least and not about else Exactness.ABOUT,
        text=text,
        unit=cell.unit,
        evidence=evidence,
    )


def _no_number(text: str, cell: FormCell, evidence: Stated | Overridden) -> Figure:
    return Figure(
        address=cell.address,
        state=State.NOT_A_NUMBER,
        text=text,
        unit=cell.unit,
        evidence=evidence,
    )


def _from_table(
    value: Table, cell: FormCell, placed: Placed, at: Keys
) -> Iterator[Figure | Mistake]:
    position = placed.position(at)
    if "na" in value:
        reason = structure(value, _NotApplicable, placed, at).na
        if not reason.strip():
            # Without the cell's address: for a row of many columns it is one mistake.
            place = placed.position((*at, "na"))
            yield Mistake(place, words("what is not applicable needs a reason"))
            return
        yield Figure(
            address=cell.address,
            state=State.NOT_APPLICABLE,
            text=reason,
            unit=cell.unit,
            evidence=Stated(position=position),
        )
        return
    found = structure(value, _Override, placed, at)
    if not _is_plain(found.value):
        yield _expected_number(found.value, cell, placed, (*at, "value"))
        return
    evidence: Stated | Overridden = Stated(position=position)
    if found.override:
        evidence = Overridden(position=position, by=found.by, reason=found.reason, replaced=None)
    yield _from_number(value["value"], cell, evidence)
