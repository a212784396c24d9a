from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.check_reports import BUREAU, new, old
from tests.plugins.duplicate_reports import City

JUMP = "plausibility.jump"


def years(now: str, then: str, bureau: str = "") -> dict[str, str | bytes]:
    """Reports of 2024 and 2023 with these figures."""
    before = f"[narrative]\nomitted = '只录数字'\n{then}"
    return {**new(now, bureau=bureau), "ju/2023/report.toml": before}


def told(folder: Path, now: str, then: str, bureau: str = "") -> list[str]:
    return [str(found.message) for found in City(folder, years(now, then, bureau))(JUMP)]


def licences(number: object) -> str:
    return f"[figures.a20_5]\nlicence = {number}\n"


def test_plausibility_jump_is_broken_by_many_times_as_much(tmp_path: Path) -> None:
    (found,) = City(tmp_path, years(licences(501), licences(100)))(JUMP)

    assert (found.severity.value, found.address) == ("information", "a20_5.licence")
    assert str(found.message) == "行政许可 is 501, more than 5 times last year's 100"
    assert (found.expected, found.actual) == ("≤500", "501")
    assert [(part.label, part.value) for part in found.operands] == [
        ("行政许可（2024）", "501"),
        ("行政许可（2023）", "100"),
    ]
    assert str(found.source) == "ju/2024/report.toml:6:11"


def test_plausibility_jump_is_broken_by_a_small_part(tmp_path: Path) -> None:
    (found,) = City(tmp_path, years(licences(100), licences(501)))(JUMP)

    assert str(found.message) == "行政许可 is 100, less than 1/5 of last year's 501"
    assert (found.expected, found.actual) == ("≥101", "100")


def test_plausibility_jump_is_broken_by_money_in_another_unit(tmp_path: Path) -> None:
    now, then = "[figures.a20_8]\nfees = 242523110.82\n", "[figures.a20_8]\nfees = 24252.311082\n"

    assert told(tmp_path, now, then) == [
        "行政事业性收费 is 242523110.82, more than 5 times last year's 24252.311082"
    ]


def test_plausibility_jump_is_broken_by_nothing_after_many(tmp_path: Path) -> None:
    assert told(tmp_path, licences(0), licences(101)) == [
        "行政许可 is 0, less than 1/5 of last year's 101"
    ]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (500, 100),
        (100, 500),
        (100, 1),
        (0, 100),
        ('{ na = "不涉及" }', 1000),
        (1000, '{ na = "不涉及" }'),
        ('""', 1000),
    ],
)
def test_plausibility_jump_is_kept_by(tmp_path: Path, now: object, then: object) -> None:
    assert told(tmp_path, licences(now), licences(then)) == []


def test_plausibility_jump_is_kept_by_what_the_bureau_lets_pass(tmp_path: Path) -> None:
    more = f'[checks."{JUMP}"]\nfactor = 10\nfloor = 100\n'

    assert told(tmp_path, licences(1000), licences(10), more) == []
    assert told(tmp_path, licences(1001), licences(10), more) == [
        "行政许可 is 1001, more than 10 times last year's 10"
    ]


def test_plausibility_jump_looks_at_sums_and_not_at_their_parts(tmp_path: Path) -> None:
    now = (
        "[figures.requests]\n"
        "new_received = [900, 0, 0, 0, 0, 0, 900]\n"
        "granted = [900, 0, 0, 0, 0, 0, 900]\n"
        "handled_total = [900, 0, 0, 0, 0, 0, 900]\n"
        "[figures.review_litigation]\n"
        "count = [300, 0, 0, 0, 300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
    )
    then = now.replace("900", "100").replace("300", "30")

    assert [found.address for found in City(tmp_path, years(now, then))(JUMP)] == [
        "requests.handled_total.total",
        "requests.new_received.total",
        "review_litigation.count.review_total",
    ]


def test_plausibility_jump_looks_at_the_sums_of_2014_too(tmp_path: Path) -> None:
    report = "[sections]\ninclude = ['overview']\n[narrative]\nomitted = '只录数字'\n"
    figures = f"{report}[figures.statistics]\nreceived_fax = 300\nrequests_received = 300\n"
    files = {
        "ju/bureau.toml": BUREAU,
        "ju/2017/report.toml": figures.replace("300", "30"),
        "ju/2018/report.toml": figures,
    }

    assert [found.address for found in City(tmp_path, files)(JUMP, year=2018)] == [
        "statistics.requests_received"
    ]


def test_plausibility_jump_leaves_out_what_no_form_prints(tmp_path: Path) -> None:
    channels = "[channels.website]\n"
    now, then = ("[figures.channels]\nwebsite = 3000\n", "[figures.channels]\nwebsite = 30\n")

    assert told(tmp_path, now, then, channels) == []


def test_plausibility_jump_leaves_out_series_that_do_not_go_on(tmp_path: Path) -> None:
    files = {
        "ju/bureau.toml": BUREAU,
        "ju/2018/report.toml": (
            "[sections]\ninclude = ['overview']\n[narrative]\nomitted = '只录数字'\n"
            "[figures.statistics]\nproactive_total = 9000\n"
        ),
        "ju/2019/report.toml": "[narrative]\nomitted = '只录数字'\n",
    }
    city = City(tmp_path, files)

    assert city(JUMP, year=2019) == []
    assert city.unassessed(JUMP, "ju", 2019) == []


def test_plausibility_jump_cannot_be_judged_without_last_year(tmp_path: Path) -> None:
    assert City(tmp_path, old()).unassessed(JUMP, "ju", 2018) == ["there is no report of 2017"]


def test_plausibility_jump_cannot_be_judged_where_last_year_cannot_be_read(tmp_path: Path) -> None:
    city = City(tmp_path, {**years("", ""), "ju/2023/report.toml": "broken"})

    (why,) = city.unassessed(JUMP, "ju")

    assert why.startswith("the report of 2023 cannot be read: ju/2023/report.toml:1")
