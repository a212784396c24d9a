from __future__ import annotations

import pickle
from datetime import date

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from gongkai.calendar import Calendar, DayKind, YearDays
from gongkai.errors import GongkaiError

KNOWN = Calendar()
DAYS = st.dates(date(2008, 5, 1), date(2024, 12, 31))


def refused(calendar: Calendar, first: date, number: int) -> str:
    with pytest.raises(GongkaiError) as caught:
        calendar.after(first, number)
    return str(caught.value)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2019, 2, 1), DayKind.WORKING),
        (date(2019, 2, 2), DayKind.MADE_UP),
        (date(2019, 2, 4), DayKind.HOLIDAY),
        (date(2019, 2, 9), DayKind.HOLIDAY),
        (date(2019, 2, 16), DayKind.WEEKEND),
        (date(2024, 2, 9), DayKind.WORKING),
        (date(2024, 5, 11), DayKind.MADE_UP),
        (date(2024, 10, 1), DayKind.HOLIDAY),
    ],
)
def test_a_day_is_what_the_notice_of_its_year_made_it(day: date, kind: DayKind) -> None:
    assert KNOWN.kind(day) is kind


def test_people_work_on_a_made_up_saturday_and_not_on_a_monday_of_the_festival() -> None:
    assert KNOWN.is_working(date(2019, 2, 2))
    assert not KNOWN.is_working(date(2019, 2, 4))


# Each was counted by hand with the notice of the year.
@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        (date(2019, 1, 28), 1, date(2019, 1, 29)),
        (date(2019, 1, 28), 6, date(2019, 2, 3)),
        (date(2019, 1, 28), 7, date(2019, 2, 11)),
        (date(2019, 1, 28), 20, date(2019, 2, 28)),
        (date(2019, 9, 20), 15, date(2019, 10, 16)),
        (date(2020, 1, 16), 20, date(2020, 2, 20)),
        (date(2020, 9, 24), 7, date(2020, 10, 10)),
        (date(2021, 2, 5), 20, date(2021, 3, 10)),
        (date(2021, 9, 15), 20, date(2021, 10, 19)),
        (date(2022, 1, 27), 20, date(2022, 3, 1)),
        (date(2022, 9, 26), 7, date(2022, 10, 10)),
        (date(2023, 1, 18), 20, date(2023, 2, 20)),
        (date(2023, 9, 25), 20, date(2023, 10, 27)),
        (date(2024, 2, 1), 20, date(2024, 3, 5)),
        (date(2024, 9, 12), 20, date(2024, 10, 16)),
        (date(2025, 1, 24), 20, date(2025, 2, 27)),
        (date(2025, 9, 26), 7, date(2025, 10, 13)),
    ],
)
def test_a_period_ends_on_the_working_day_that_fills_it(day: date, number: int, last: date) -> None:
    assert KNOWN.after(day, number) == last
    assert KNOWN.between(day, last) == number


def test_no_working_day_lies_between_a_day_and_an_earlier_one() -> None:
    assert KNOWN.between(date(2024, 3, 8), date(2024, 3, 1)) == 0
    assert KNOWN.between(date(2024, 3, 8), date(2024, 3, 10)) == 0


def test_a_period_has_a_day_at_least() -> None:
    with pytest.raises(ValueError, match="one working day at least, not 0"):
        KNOWN.after(date(2024, 3, 8), 0)


def test_unusual_days_are_told_in_stretches() -> None:
    found = KNOWN.stretches(date(2019, 1, 31), date(2019, 2, 18))

    assert [(stretch.kind.value, str(stretch)) for stretch in found] == [
        ("made-up", "2019-02-02 – 2019-02-03"),
        ("holiday", "2019-02-04 – 2019-02-10"),
        ("weekend", "2019-02-16 – 2019-02-17"),
    ]
    assert [str(stretch) for stretch in KNOWN.stretches(date(2020, 1, 18), date(2020, 1, 19))] == [
        "2020-01-19"
    ]


def test_a_year_that_nobody_wrote_down_is_told_and_not_guessed() -> None:
    assert refused(KNOWN, date(2026, 12, 28), 20) == (
        "the working days of 2027 are not known; write the holidays and made-up working days of "
        "the notice for that year (国务院办公厅关于2027年部分节假日安排的通知) into region.toml or "
        "bureau.toml, as [calendar.2027] holidays = [2027-01-01, …] and workdays = […]"
    )


def test_every_question_about_such_a_year_is_refused() -> None:
    with pytest.raises(GongkaiError, match="days of 2027"):
        KNOWN.is_working(date(2027, 1, 1))
    with pytest.raises(GongkaiError, match="days of 2027"):
        KNOWN.between(date(2026, 12, 1), date(9999, 12, 31))
    with pytest.raises(GongkaiError, match="days of 2003"):
        KNOWN.after(date(2003, 12, 31), 1)


def test_a_period_does_not_jump_over_such_a_year() -> None:
    holidays = (date(2028, 1, 3),)
    calendar = Calendar(own={2028: YearDays(holidays=holidays)})

    assert "days of 2027 " in refused(calendar, date(2026, 12, 30), 20)
    assert "days of 2029 " in refused(calendar, date(2028, 12, 28), 20)
    assert calendar.after(date(2028, 1, 1), 1) == date(2028, 1, 4)


def test_a_table_makes_a_year_known() -> None:
    own = YearDays(holidays=(date(2027, 1, 1), date(2027, 2, 8)), workdays=(date(2027, 1, 3),))
    calendar = Calendar(own={2027: own})

    assert calendar.after(date(2026, 12, 31), 1) == date(2027, 1, 3)
    assert not calendar.is_working(date(2027, 2, 8))


def test_a_table_of_a_known_year_replaces_all_that_the_library_says_of_it() -> None:
    calendar = Calendar(own={2019: YearDays(holidays=(date(2019, 1, 1),))})

    assert calendar.is_working(date(2019, 2, 4))
    assert not calendar.is_working(date(2019, 2, 2))
    assert not calendar.is_working(date(2018, 10, 1))


def test_a_calendar_travels_between_processes() -> None:
    calendar = Calendar(own={2027: YearDays(holidays=(date(2027, 1, 1),))})
    calendar.is_working(date(2027, 1, 1))

    assert pickle.loads(pickle.dumps(calendar)) == calendar  # noqa: S301 - our own


@given(day=DAYS)
def test_the_library_itself_says_the_same_of_every_day(day: date) -> None:
    assert KNOWN.is_working(day) is is_workday(day)


@given(day=DAYS, number=st.integers(1, 60))
def test_a_period_ends_on_a_working_day_and_has_so_many(day: date, number: int) -> None:
    last = KNOWN.after(day, number)

    assert KNOWN.is_working(last)
    assert KNOWN.between(day, last) == number


@given(day=DAYS, number=st.integers(1, 60))
def test_a_longer_period_ends_later(day: date, number: int) -> None:
    assert KNOWN.after(day, number) < KNOWN.after(day, number + 1)


@given(day=DAYS, later=st.integers(0, 30), number=st.integers(1, 60))
def test_a_period_that_begins_later_ends_no_earlier(day: date, later: int, number: int) -> None:
    other = date.fromordinal(day.toordinal() + later)

    assert KNOWN.after(day, number) <= KNOWN.after(other, number)


@given(day=DAYS, number=st.integers(1, 40))
def test_days_that_are_not_counted_and_those_that_are_make_up_the_time(
    day: date, number: int
) -> None:
    last = KNOWN.after(day, number)
    free = sum(
        (stretch.last - stretch.first).days + 1
        for stretch in KNOWN.stretches(day, last)
        if stretch.kind is not DayKind.MADE_UP
    )

    assert (last - day).days == number + free


@given(day=st.dates(date(2019, 1, 1), date(2019, 12, 1)), number=st.integers(1, 20))
def test_one_more_made_up_day_never_makes_a_period_longer(day: date, number: int) -> None:
    table = YearDays(holidays=(date(2019, 10, 1),))
    more = YearDays(holidays=table.holidays, workdays=(date(2019, 6, 15),))

    assert Calendar(own={2019: more}).after(day, number) <= (
        Calendar(own={2019: table}).after(day, number)
    )
