"""What a cell of a register says: texts, days, numbers, yes and no, as offices write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from gongkai.kinds import Cell
from gongkai.wording import Words, words

_DAY = re.compile(
    r"(?P<year>\d{4})(?:年|[-/.])(?P<month>\d{1,2})(?:月|[-/.])(?P<day>\d{1,2})日?"
    r"(?:[T\s]+\d{1,2}[:时].*)?"
)
_TIME = re.compile(r"\d{1,2}[:时]")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
#: As offices write a number: no exponent, no underscore, and no longer than any sum of money.
_NUMBER = re.compile(r"[+-]?(?:\d{1,24}(?:\.\d{0,12})?|\.\d{1,12})", re.ASCII)
_YES = {"是", "y", "yes", "true", "1", "√", "✓", "有"}
_NO = {"", "否", "n", "no", "false", "0", "×", "无"}


class CellError(ValueError):
    """A cell does not hold what its column is for."""

    def __init__(self, reason: Words) -> None:
        super().__init__(str(reason))
        self.reason = reason


def to_text(cell: Cell) -> str:
    """A cell as text, without the white space around it."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def to_day(cell: Cell) -> date:
    """A day: a date cell, 2018-05-03, 2018/5/3, 2018年5月3日, 20180503; a time is dropped."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    day, _, time = to_text(cell).partition(" ")
    return _day(day) if not time or _TIME.match(time) else _day(f"{day} {time}")


def not_in_year(year: int) -> Words:
    """Say that a day is not in the year of the report."""
    return words(
        "the date is not in the report year {year}; correct it, or move the row to its year",
        year=year,
    )


@lru_cache(maxsize=4096)
def _day(written: str) -> date:
    """A register has many rows of one day, so a text is read once."""
    text = unicodedata.normalize("NFKC", written)
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is None:
        raise CellError(words("expected a day such as 2018-05-03"))
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise CellError(words("there is no such day")) from error


def to_yes(cell: Cell) -> bool:
    """Yes or no; an empty cell is no."""
    text = to_text(cell)
    if text in _NO:
        return False
    text = unicodedata.normalize("NFKC", text).casefold()
    if text in _YES | _NO:
        return text in _YES
    raise CellError(words("expected 是 or 否"))


def to_number(cell: Cell) -> Decimal:
    """A number, exact; thousands separators and full width digits are read."""
    text = unicodedata.normalize("NFKC", to_text(cell)).replace(",", "")
    given = isinstance(cell, int | float | Decimal)
    if not given and not _NUMBER.fullmatch(text):
        raise CellError(words("expected a number"))
    found = Decimal(text)
    if not found.is_finite():
        raise CellError(words("expected a number"))
    return found


def to_whole(cell: Cell) -> int:
    """A whole number."""
    found = to_number(cell)
    if found != found.to_integral_value():
        raise CellError(words("expected a whole number"))
    return int(found)
