from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.calendar import YearDays
from gongkai.config.agency import ReportId, read_agency
from gongkai.config.days import calendar_years
from gongkai.config.layers import Tree
from gongkai.errors import ConfigError
from gongkai.testing import write_tree

BUREAU = "extends = '../region.toml'\n[bureau]\nname = '示范局'\nkind = 'department'\n"
REGION = "[region]\nname = '示范市'\nlevel = 'prefecture'\n"


def tree(folder: Path, region: str = "", bureau: str = "", report: str = "") -> Tree:
    return write_tree(
        folder,
        {
            "c/region.toml": REGION + region,
            "c/a/bureau.toml": BUREAU + bureau,
            "c/a/2027/report.toml": report,
        },
    )


def mistakes(written: Tree) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read_agency(written, ReportId("c/a", 2027))
    return str(caught.value).splitlines()


def test_a_region_writes_a_years_holidays_and_a_bureau_or_a_year_may_change_them(
    tmp_path: Path,
) -> None:
    written = tree(
        tmp_path,
        "[calendar.2027]\nholidays = [2027-01-01]\nworkdays = [2027-02-06]\n",
        "[calendar.2027]\nholidays = [2027-01-01, 2027-02-05]\n",
        "[calendar.2028]\nholidays = [2028-01-03]\n",
    )

    assert calendar_years(read_agency(written, ReportId("c/a", 2027)).said.calendar) == {
        2027: YearDays(holidays=(date(2027, 1, 1), date(2027, 2, 5)), workdays=(date(2027, 2, 6),)),
        2028: YearDays(holidays=(date(2028, 1, 3),)),
    }


def test_every_mistake_in_a_years_days_is_told_at_its_place(tmp_path: Path) -> None:
    bureau = (
        "[calendar.2027]\n"
        "holidays = [2027-01-01, 2028-01-03, 2027-01-01]\n"
        "workdays = [2027-02-05, 2027-02-06, 2027-01-01]\n"
    )

    assert mistakes(tree(tmp_path, bureau=bureau)) == [
        "c/a/bureau.toml:6:25: 2028-01-03 lies in another year; it belongs to [calendar.2028]",
        "c/a/bureau.toml:6:37: 2027-01-01 stands in holidays already",
        (
            "c/a/bureau.toml:7:13: 2027-02-05 is no Saturday or Sunday; "
            "workdays are weekend days that are worked on"
        ),
        "c/a/bureau.toml:7:37: 2027-01-01 stands in holidays already",
        (
            "c/a/bureau.toml:7:37: 2027-01-01 is no Saturday or Sunday; "
            "workdays are weekend days that are worked on"
        ),
    ]


@pytest.mark.parametrize("year", ["27", "02027", "２０２７", "next", "2007", "2101", "-2027"])
def test_a_key_that_is_no_year_is_told(year: str, tmp_path: Path) -> None:
    assert mistakes(tree(tmp_path, f"[calendar.'{year}']\nholidays = [2027-01-01]\n")) == [
        f"c/region.toml:4:2: expected a year from 2008 to 2100, found {year}"
    ]


def test_a_year_has_holidays(tmp_path: Path) -> None:
    assert mistakes(tree(tmp_path, report="[calendar.2027]\nholidays = []\n")) == [
        ("c/a/2027/report.toml:2:12: a year without a single holiday; write down all of the notice")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "[calendar.2027]\nworkdays = [2027-02-06]\n",
            "c/a/2027/report.toml:1:2: the key 'calendar.2027.holidays' is missing",
        ),
        (
            "[calendar.2027]\nholidays = ['2027-01-01']\n",
            (
                "c/a/2027/report.toml:2:13: calendar.2027.holidays.0: "
                "expected a date such as 2019-02-12, found '2027-01-01'"
            ),
        ),
        (
            "[calendar.2027]\nholidays = [2027-01-01]\nfree = []\n",
            "c/a/2027/report.toml:3:1: unknown key 'free'; known: holidays, workdays",
        ),
    ],
)
def test_a_table_of_days_is_read_strictly(text: str, words: str, tmp_path: Path) -> None:
    assert mistakes(tree(tmp_path, report=text)) == [words]
