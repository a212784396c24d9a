from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve

from gongkai.host import Plugins
from gongkai.model.findings import Finding
from gongkai.pipeline import Options, roll_up
from gongkai.testing import TODAY, write_tree
from tests.core.rollup.city import CITY, REGION, City, bureau, report, suqian
from tests.plugins.check_reports import Judge

ROOT = Path(__file__).parents[2]
TOTAL = "requests.new_received.total"
REGION_REPORT = "suqian/2023/report.toml"


@pytest.fixture
def city(tmp_path: Path, installed: Plugins) -> City:
    return City(tmp_path, installed)


def told(city: City, files: Mapping[str, str], code: str) -> list[tuple[str, str, str]]:
    findings = [found for found in city.whole(files).outcome.findings if found.code == code]
    return [(found.severity.value, found.address, str(found.message)) for found in findings]


def advised(city: City, files: Mapping[str, str]) -> list[str]:
    """What is to be done about the members."""
    findings = city.whole(files).outcome.findings
    return [str(found.fix) for found in findings if found.code == "rollup.member"]


def differing(city: City, files: Mapping[str, str]) -> list[tuple[str, str, str, str, str]]:
    """Severity, address, expected, actual and difference of each cell that differs."""
    return [
        (f.severity.value, f.address, f.expected, f.actual, f.difference)
        for f in city.whole(files).outcome.findings
        if f.code == "rollup.sum"
    ]


def unassessed(city: City, files: Mapping[str, str], scope: int = 0) -> list[str]:
    coverage = city.roll_up(files)[scope].outcome.coverage
    return [str(item.why) for item in coverage.not_assessable if item.code == "rollup.sum"]


def first(city: City, files: Mapping[str, str]) -> Finding:
    found = [each for each in city.whole(files).outcome.findings if each.code == "rollup.sum"]
    return found[0]


def test_rollup_sum_is_kept_by_what_suqian_published_for_2023(city: City) -> None:
    whole = city.whole(suqian())

    received = [
        whole.outcome.report.figures[f"requests.{row}.total"].printed
        for row in ("new_received", "carried_in", "handled_total")
    ]
    assert received == ["3511", "96", "3607"]
    assert differing(city, suqian()) == []
    assert unassessed(city, suqian()) == []


def test_rollup_sum_is_broken_by_another_figure(city: City) -> None:
    files = {**suqian(), REGION_REPORT: report(3512, 96)}

    assert differing(city, files) == [
        ("error", "requests.granted.total", "3607", "3608", "1"),
        ("error", "requests.handled_total.total", "3607", "3608", "1"),
        ("error", TOTAL, "3511", "3512", "1"),
        ("warning", "requests.granted.natural_person", "3607", "3608", "1"),
        ("warning", "requests.handled_total.natural_person", "3607", "3608", "1"),
        ("warning", "requests.new_received.natural_person", "3511", "3512", "1"),
    ]


def test_a_difference_lists_who_contributes_what(city: City) -> None:
    files = {**suqian(), REGION_REPORT: report(3500, 96, a20_8="fees = 0.5")}

    fees = [f for f in city.whole(files).outcome.findings if f.address == "a20_8.fees"]
    assert str(fees[0].message) == (
        "行政事业性收费: the members add up to 0, the published 0.5 is 0.5 more; "
        "no member has a figure there"
    )
    new = next(f for f in city.whole(files).outcome.findings if f.address == TOTAL)
    assert str(new.message) == (
        "一、本年新收政府信息公开申请数量 · 总计: the members add up to 3511, the published 3500 "
        "is 11 less; contributions: 宿迁市各部门 900、泗洪县人民政府 860、沭阳县人民政府 470, "
        "and 8 more"
    )
    assert [(o.label, o.address, o.value) for o in new.operands][:2] == [
        ("宿迁市各部门", f"suqian/ju {TOTAL}", "900"),
        ("泗洪县人民政府", f"suqian/si {TOTAL}", "860"),
    ]
    assert len(new.operands) == 11
    assert str(new.source) == "suqian/2023/report.toml:14:38"


def test_few_contributors_are_all_named(city: City) -> None:
    files = suqian()
    files["suqian/ju/2023/report.toml"] = report(900, 33, a20_6="penalty = 7\ncoercion = 0")

    assert str(first(city, files).message) == (
        "行政处罚: the members add up to 7, the published 0 is 7 less; "
        "contributions: 宿迁市各部门 7"
    )


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (2610, [("error", TOTAL, "≥2611", "2610", "-1")]),
        (2611, []),
        (3511, []),
    ],
)
def test_a_missing_member_makes_the_sum_a_lower_bound(
    city: City, published: int, expected: list[tuple[str, str, str, str, str]]
) -> None:
    files = {**suqian(), REGION_REPORT: report(published, 96)}
    del files["suqian/ju/2023/report.toml"]

    assert [found for found in differing(city, files) if found[1] == TOTAL] == expected


@pytest.mark.parametrize(
    ("fees", "member", "expected"),
    [
        ("{ na = '不收费' }", "0", []),
        ("{ na = '不收费' }", "3", [("warning", "a20_8.fees", "3", "/", "-3")]),
        ("3", "{ na = '不收费' }", [("warning", "a20_8.fees", "0", "3", "3")]),
        ("'2余'", "3", []),
        ("'4余'", "3", [("warning", "a20_8.fees", "3", "4余", "1")]),
        ("'约4'", "3", []),
        ("4", "'约3'", []),
        ("''", "3", []),
    ],
)
def test_what_is_no_plain_number_is_compared_as_far_as_it_goes(
    city: City, fees: str, member: str, expected: list[tuple[str, str, str, str, str]]
) -> None:
    files = {**suqian(), REGION_REPORT: report(3511, 96, a20_8=f"fees = {fees}")}
    files["suqian/ju/2023/report.toml"] = report(900, 33, a20_8=f"fees = {member}")

    assert differing(city, files) == expected


def test_a_cell_in_which_no_member_has_a_figure_cannot_be_judged(city: City) -> None:
    files = suqian()
    for name in list(files):
        if name.endswith("2023/report.toml") and name != REGION_REPORT:
            files[name] = files[name].replace("fees = 0", "fees = ''")

    assert unassessed(city, files) == [
        "cells in which no member has a figure: 1, the first is a20_8.fees"
    ]


def test_without_a_published_report_there_is_nothing_to_compare(city: City) -> None:
    files = suqian()
    del files[REGION_REPORT]

    assert unassessed(city, files) == ["there is no report of 2023"]
    assert unassessed(city, files, scope=1) == [
        "the region publishes the figures of the whole, not of its own level"
    ]


def test_a_bureaus_own_report_is_no_matter_of_these_rules(judge: Judge) -> None:
    files = {"ju/bureau.toml": bureau("局", "department"), "ju/2024/report.toml": report(1)}

    for code in ("rollup.sum", "rollup.member", "plausibility.peers"):
        assert judge.told(code, files) == []
        assert judge.unassessed(code, files) == []


def test_rollup_member_is_kept_by_members_that_reported_in_time(city: City) -> None:
    files = suqian()
    files["suqian/bgs/2023/report.toml"] = report(340, 9, head="published = 2024-01-31\n")

    assert told(city, files, "rollup.member") == []


def test_rollup_member_is_broken_by_who_has_no_report(city: City) -> None:
    files = suqian()
    del files["suqian/yh/2023/report.toml"]

    assert told(city, files, "rollup.member") == [
        (
            "error",
            "member:suqian/yh",
            "洋河新区管理委员会 has no report; its last day was 2024-03-10, 327 days ago",
        )
    ]


def test_before_its_last_day_a_missing_report_is_a_warning(
    tmp_path: Path, installed: Plugins
) -> None:
    files = suqian()
    del files["suqian/yh/2023/report.toml"]
    tree = write_tree(tmp_path, files)
    options = evolve(Options(today=TODAY), today=TODAY.replace(year=2024, month=3, day=10))

    whole, _ = roll_up(tree, "suqian", 2023, installed, options)

    assert [(f.severity.value, str(f.message)) for f in whole.outcome.findings] == [
        ("warning", "洋河新区管理委员会 has no report yet; its last day is 2024-03-10")
    ]


def test_rollup_member_is_broken_by_a_late_or_returned_report(city: City) -> None:
    files = suqian()
    returned = 'returned = { on = 2024-02-12, by = "市政务公开办", reason = "合计有误" }\n'
    files["suqian/ju/2023/report.toml"] = report(
        900, 33, head="published = 2024-02-11\n" + returned
    )

    assert told(city, files, "rollup.member") == [
        (
            "error",
            "member:suqian/ju",
            "the report of 宿迁市各部门 was returned on 2024-02-12 by 市政务公开办: 合计有误",
        ),
        (
            "warning",
            "member:suqian/ju",
            "the report of 宿迁市各部门 was published 11 days after its last day, 2024-01-31",
        ),
    ]


def test_what_is_to_be_done_is_another_thing_for_each_member(city: City) -> None:
    files = suqian()
    del files["suqian/yh/2023/report.toml"]
    files["suqian/ju/2023/report.toml"] = report(900, 33, head="published = 2024-02-11\n")

    assert advised(city, files) == [
        (
            "Ask for the report. A bureau that stays out of the sum says so with its reason "
            "under [bureau.rollup]."
        ),
        "It is published; ask why it was late, and see that next year's is in time.",
    ]


def test_a_published_figure_below_a_lower_bound_is_told_with_what_is_known(city: City) -> None:
    files = {**suqian(), REGION_REPORT: report(2610, 96)}
    del files["suqian/ju/2023/report.toml"]

    new = next(f for f in city.whole(files).outcome.findings if f.address == TOTAL)

    assert str(new.message) == (
        "一、本年新收政府信息公开申请数量 · 总计: the members add up to at least 2611, "
        "the published 2610 is 1 less; contributions: 泗洪县人民政府 860、沭阳县人民政府 470、"
        "宿迁市人民政府办公室 340, and 7 more"
    )


def test_rollup_member_is_broken_by_a_report_that_cannot_be_made(city: City) -> None:
    files = {**suqian(), "suqian/yh/2023/report.toml": "form = 3"}

    assert told(city, files, "rollup.member") == [
        (
            "error",
            "member:suqian/yh",
            (
                "the report of 洋河新区管理委员会 cannot be made: "
                "suqian/yh/2023/report.toml:1:8: form: expected a text in quotes, found 3"
            ),
        )
    ]


def test_the_own_level_does_not_tell_of_members_a_second_time(city: City) -> None:
    files = suqian()
    del files["suqian/ju/2023/report.toml"]

    own = city.roll_up(files)[1]

    assert [found.code for found in own.outcome.findings] == []


def real(old: str, new: str) -> dict[str, str]:
    """The city as it published 2023, and one member with all of its figures but for a change."""
    published = (ROOT / "agencies/suqian/2023/report.toml").read_text("utf-8")
    return {
        "suqian/region.toml": REGION,
        "suqian/bureau.toml": CITY,
        REGION_REPORT: published,
        "suqian/ju/bureau.toml": bureau("宿迁市各单位", "department"),
        "suqian/ju/2023/report.toml": published.replace(old, new, 1),
    }


def test_a_real_report_is_the_sum_of_itself(city: City) -> None:
    assert [found.code for found in city.whole(real("", "")).outcome.findings] == []


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (("1808595", "1808594"), ("warning", "a20_5.licence", "1808594", "1808595", "1")),
        (
            ("59237.2449", "59237.245"),
            ("warning", "a20_8.fees", "59237.245", "59237.2449", "-0.0001"),
        ),
        (("489, 597]", "489, 600]"), ("warning", "a20_1.normative.valid", "600", "597", "-3")),
        (("4, 5, 1, 3511]", "4, 5, 1, 3411]"), ("error", TOTAL, "3411", "3511", "100")),
    ],
)
def test_a_member_that_is_wrong_in_one_cell_is_found(
    city: City, member: tuple[str, str], expected: tuple[str, str, str, str, str]
) -> None:
    assert differing(city, real(*member)) == [expected]


def test_where_nobody_reported_only_that_is_told(city: City) -> None:
    files = real("", "")
    del files["suqian/ju/2023/report.toml"]

    assert [found.code for found in city.whole(files).outcome.findings] == ["rollup.member"]
