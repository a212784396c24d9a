"""``[calendar.YEAR]``: what is well typed and yet cannot be a year's holidays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.calendar import YearDays
from gongkai.config.source import Keys
from gongkai.config.structure import Placed
from gongkai.errors import Mistake
from gongkai.model.agency import FIRST_YEAR, LAST_YEAR
from gongkai.wording import Words, words

_SATURDAY = 5


def calendar_years(calendar: Mapping[str, YearDays]) -> Mapping[int, YearDays]:
    """The tables by year, where the key is one."""
    return {int(year): days for year, days in calendar.items() if _is_year(year)}


def wrong_days(calendar: Mapping[str, YearDays], placed: Placed, at: Keys) -> Iterator[Mistake]:
    """Years that are none, and days that are not what their list says."""
    for year, days in calendar.items():
        if _is_year(year):
            yield from _wrong_year(int(year), days, placed, (*at, year))
        else:
            message = words(
                "expected a year from {first} to {last}, found {found}",
                first=FIRST_YEAR,
                last=LAST_YEAR,
                found=year,
            )
            yield Mistake(placed.position((*at, year), key=True), message)


def _is_year(key: str) -> bool:
    four = len(key) == len(str(LAST_YEAR)) and key.isascii() and key.isdecimal()
    return four and FIRST_YEAR <= int(key) <= LAST_YEAR


def _wrong_year(year: int, days: YearDays, placed: Placed, at: Keys) -> Iterator[Mistake]:
    if not days.holidays:
        message = words("a year without a single holiday; write down all of the notice")
        yield Mistake(placed.position((*at, "holidays")), message)
    seen: dict[date, str] = {}
    for key, listed in (("holidays", days.holidays), ("workdays", days.workdays)):
        for index, day in enumerate(listed):
            for message in _wrong_day(year, key, day, seen):
                yield Mistake(placed.position((*at, key, index)), message)
            seen.setdefault(day, key)


def _wrong_day(year: int, key: str, day: date, seen: Mapping[date, str]) -> Iterator[Words]:
    shown = day.isoformat()
    if day.year != year:
        yield words(
            "{day} lies in another year; it belongs to [calendar.{year}]", day=shown, year=day.year
        )
    if day in seen:
        yield words("{day} stands in {list} already", day=shown, list=seen[day])
    if key == "workdays" and day.weekday() < _SATURDAY:
        yield words(
            "{day} is no Saturday or Sunday; workdays are weekend days that are worked on",
            day=shown,
        )
