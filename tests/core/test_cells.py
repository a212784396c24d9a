from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.cells import CellError, to_day, to_number, to_text, to_whole, to_yes
from gongkai.kinds import Cell

MAY = date(2018, 5, 3)
LATE = datetime(2018, 5, 3, 23, 59)  # noqa: DTZ001 - a sheet knows no zones


@pytest.mark.parametrize(
    "written",
    [
        "2018-05-03", "2018-5-3", "2018/05/03", "2018/5/3", "2018.5.3", "2018年5月3日",
        "2018年05月03", "20180503", 20180503, 20180503.0, "２０１８－０５－０３", " 2018-05-03 ",
        "2018-05-03 10:00", "2018-05-03 9:05:07", "2018-05-03T10:00:00+08:00", "2018/5/3  10:00",
        "2018年5月3日 10时30分", "2018-05-03\t10:00", date(2018, 5, 3),
        LATE, "2018-05-03\u300010:00", "2018-05-03 １０:00",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_way_that_offices_write_it(written: Cell) -> None:
    assert to_day(written) == MAY


@pytest.mark.parametrize("written", ["2018-02-29", "2018-13-01", "20180431", "0000-01-01"])
def test_a_day_that_does_not_exist_is_told(written: str) -> None:
    with pytest.raises(CellError, match="there is no such day"):
        to_day(written)


@pytest.mark.parametrize(
    "written",
    [
        None, "", " ", "昨天", "43223", 43223, "2018-05", "5月3日", "18-5-3", "2018-W01-1",
        "2018-05-03abc", "2018-05-03 abc", "=TODAY()", "2018-05-03\n2018-05-04", "10:00",
        "9" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_day_is_told(written: Cell) -> None:
    with pytest.raises(CellError, match="expected a day such as 2018-05-03"):
        to_day(written)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert to_day(day.isoformat()) == day
    assert to_day(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  a b ", "a b"),
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (Decimal("12.50"), "12.50"),
        (MAY, "2018-05-03"),
        (LATE, "2018-05-03 23:59:00"),
        (float("inf"), "inf"),
    ],
)
def test_a_cell_as_text(cell: Cell, text: str) -> None:
    assert to_text(cell) == text


@pytest.mark.parametrize("written", ["是", " 是 ", "Y", "yes", "TRUE", "１", 1, "√", "有"])
def test_yes(written: Cell) -> None:
    assert to_yes(written) is True


@pytest.mark.parametrize("written", [None, "", "否", "N", "no", "false", "0", 0, "×", "无"])
def test_no(written: Cell) -> None:
    assert to_yes(written) is False


@pytest.mark.parametrize("written", ["也许", "是否", 2, "=1"])
def test_what_is_neither_yes_nor_no_is_told(written: Cell) -> None:
    with pytest.raises(CellError, match="expected 是 or 否"):
        to_yes(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"), ("1,234.50", "1234.50"), ("１２．５", "12.5"), ("-3", "-3"), ("+3", "3"),
        (".5", "0.5"), ("5.", "5"), (12, "12"), (12.5, "12.5"), (Decimal("0.10"), "0.10"),
        (1e-7, "1E-7"), ("1，000", "1000"),
    ],
)  # fmt: skip
def test_a_number_is_read_exactly(written: Cell, number: str) -> None:
    assert str(to_number(written)) == str(Decimal(number))


@pytest.mark.parametrize(
    "written",
    [
        None, "", "abc", "12元", "1e5", "1E+999999", "1_000", "NaN", "Infinity", "-", ".", "=1+1",
        float("nan"), float("inf"), "9" * 5000, "1.2.3", "٣",
    ],
)  # fmt: skip
def test_what_is_no_number_is_told(written: Cell) -> None:
    with pytest.raises(CellError, match="expected a number"):
        to_number(written)


def test_a_whole_number_has_no_fraction() -> None:
    assert [to_whole("12"), to_whole("12.0"), to_whole("123456789012345678901234")] == [
        12,
        12,
        123456789012345678901234,
    ]
    with pytest.raises(CellError, match="expected a whole number"):
        to_whole("12.5")


@given(st.text() | st.floats() | st.integers() | st.none())
def test_nothing_that_stands_in_a_cell_raises_anything_else(cell: Cell) -> None:
    for read in (to_day, to_yes, to_number, to_whole):
        with suppress(CellError):
            read(cell)
