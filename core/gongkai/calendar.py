"""Working days: weekends, holidays, and days made up for them, year by year.

No rule gives them: the General Office of the State Council announces each year's in the autumn
before it (国务院办公厅关于某年部分节假日安排的通知).
So a year that nobody has written down is told, never guessed to run from Monday to Friday.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from functools import cached_property, lru_cache
from itertools import count, groupby

from attrs import field, frozen

from gongkai.errors import GongkaiError
from gongkai.wording import words

_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(Enum):
    """What a day is to whoever counts working days; the last three need a word."""

    WORKING = "working"
    MADE_UP = "made-up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@frozen(kw_only=True)
class YearDays:
    """``[calendar.YEAR]``: the whole year's days off, and the weekend days that make up for them.

    It goes before what the library knows of the year.
    """

    holidays: tuple[date, ...]
    workdays: tuple[date, ...] = ()


@frozen(kw_only=True)
class Stretch:
    """Days of one kind that follow each other, first and last included."""

    kind: DayKind
    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} – {self.last}"


@frozen(kw_only=True)
class Calendar:
    """Which days are working days: those that the library knows, and tables of the bureau's own.

    Every question about a year that neither knows raises `GongkaiError`.
    """

    own: Mapping[int, YearDays] = field(factory=dict)

    def kind(self, day: date) -> DayKind:
        """What a day is."""
        self._known(day.year, day.year)
        return self._days.kind(day)

    def is_working(self, day: date) -> bool:
        """Whether people work on a day, be it a Saturday that was made a working day."""
        return self.kind(day) in {DayKind.WORKING, DayKind.MADE_UP}

    def after(self, day: date, number: int) -> date:
        """The last day of a period of ``number`` working days, at least 1; ``day`` is not counted.

        All working days fall within the period, so its last day is always one of them.
        """
        if number < 1:
            message = f"a period has one working day at least, not {number}"
            raise ValueError(message)
        working = self._days.working
        place = bisect_right(working, day.toordinal()) + number - 1
        if place >= len(working):
            raise _unknown(next(y for y in count(day.year) if y not in self._days.years))
        last = date.fromordinal(working[place])
        self._known(day.year, last.year)
        return last

    def between(self, day: date, last: date) -> int:
        """How many working days lie after ``day``, up to and including ``last``; 0 if none can."""
        if last <= day:
            return 0
        self._known(day.year, last.year)
        working = self._days.working
        return bisect_right(working, last.toordinal()) - bisect_right(working, day.toordinal())

    def stretches(self, day: date, last: date) -> tuple[Stretch, ...]:
        """What the same days are that a count from Monday to Friday would get wrong, in order.

        Days that are not counted (weekends, holidays), and weekend days that are (made up).
        """
        days = [day + _DAY * number for number in range(1, (last - day).days + 1)]
        return tuple(
            Stretch(kind=kind, first=run[0], last=run[-1])
            for kind, run in ((kind, tuple(run)) for kind, run in groupby(days, self.kind))
            if kind is not DayKind.WORKING
        )

    @cached_property
    def _days(self) -> _Days:
        return _days_of(tuple(sorted(self.own.items())))

    def _known(self, first: int, last: int) -> None:
        years = self._days.years
        for year in range(first, last + 1):
            if year not in years:
                raise _unknown(year)


def _unknown(year: int) -> GongkaiError:
    return GongkaiError(
        words(
            "the working days of {year} are not known; write the holidays and made-up working "
            "days of the notice for that year (国务院办公厅关于{year}年部分节假日安排的通知) into "
            "region.toml or bureau.toml, as [calendar.{year}] holidays = [{year}-01-01, …] and "
            "workdays = […]",
            year=year,
        )
    )


@frozen
class _Days:
    """The years that are known, all working days in them by ordinal, and the unusual days."""

    years: frozenset[int]
    working: tuple[int, ...]
    holidays: frozenset[date]
    workdays: frozenset[date]

    def kind(self, day: date) -> DayKind:
        """What a day of a known year is."""
        if day in self.workdays:
            return DayKind.MADE_UP
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING


@lru_cache(maxsize=256)
def _days_of(own: tuple[tuple[int, YearDays], ...]) -> _Days:
    """All that is known, as fast to ask as it gets; bureaus of a region share it."""
    tables = {**_library(), **dict(own)}
    holidays = frozenset(day for table in tables.values() for day in table.holidays)
    workdays = frozenset(day for table in tables.values() for day in table.workdays)
    working = tuple(
        day.toordinal()
        for year in sorted(tables)
        for day in _year(year)
        if day in workdays or (day.weekday() < _SATURDAY and day not in holidays)
    )
    return _Days(frozenset(tables), working, holidays, workdays)


def _year(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + _DAY * number for number in range((date(year + 1, 1, 1) - first).days))


@lru_cache(maxsize=1)
def _library() -> Mapping[int, YearDays]:
    """What the library knows, by year: 2004 to the last year whose notice it has."""
    from chinese_calendar.constants import (  # noqa: PLC0415 - 20 ms, only where days are counted
        holidays,
        workdays,
    )

    return {
        year: YearDays(
            holidays=tuple(day for day in holidays if day.year == year),
            workdays=tuple(day for day in workdays if day.year == year),
        )
        for year in range(min(holidays).year, max(holidays).year + 1)
    }
