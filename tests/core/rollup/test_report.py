from __future__ import annotations

import json

import pytest

from gongkai.errors import GongkaiError
from gongkai.model.figures import State
from gongkai.model.region import Scope, Turnout
from gongkai.model.report import StatutoryTable
from tests.core.rollup.city import CITY, REGION, City, bureau, county, report, sentences, suqian


def test_the_whole_region_and_its_own_level_are_made(city: City) -> None:
    whole, own = city.roll_up(suqian())

    assert [whole.outcome.report.title, own.outcome.report.title] == [
        "宿迁市2023年政府信息公开工作年度报告（汇总）",
        "宿迁市2023年政府信息公开工作年度报告（本级汇总）",
    ]
    new = "requests.new_received.total"
    assert whole.outcome.report.figures[new].printed == "3511"
    assert own.outcome.report.figures[new].printed == "1240"
    assert own.summed.scope is Scope.OWN


def test_its_opening_tells_who_is_in_it(city: City) -> None:
    whole, own = city.roll_up(suqian())

    assert sentences(whole.outcome.report) == [
        (
            "本报告由宿迁市2023年度各成员单位的政府信息公开工作年度报告汇总而成。"
            "汇总范围为全域，即本级各单位以及所辖乡镇（街道）和下一级人民政府。"
            "应汇总单位11个，已汇总11个。"
        )
    ]
    assert sentences(own.outcome.report) == [
        (
            "本报告由宿迁市2023年度各成员单位的政府信息公开工作年度报告汇总而成。"
            "汇总范围为本级，即宿迁市各部门、办公机构和有关组织。"
            "应汇总单位2个，已汇总2个。"
        )
    ]


def test_its_opening_tells_who_is_missing(city: City) -> None:
    files = suqian()
    del files["suqian/ju/2023/report.toml"]
    files["suqian/yh/2023/report.toml"] = "form = 3"

    whole = city.whole(files).outcome.report

    assert sentences(whole)[1:] == [
        "缺2个单位的报告，其数据未计入：宿迁市各部门、洋河新区管理委员会。",
        "带“≥”的数为下限：有成员单位缺报告或者缺这一项数据。",
    ]
    assert whole.figures["requests.new_received.total"].printed == "≥2600"


def test_many_names_are_cut_short(city: City) -> None:
    files = {"suqian/region.toml": REGION}
    files |= {f"suqian/ju{n}/bureau.toml": bureau(f"局{n}", "department") for n in range(21)}

    text = sentences(city.whole(files).outcome.report)[1]

    assert text.startswith("缺21个单位的报告，其数据未计入：局0、局1、局10、")
    assert text.endswith("、局7、局8等。")


def test_a_bureau_that_was_merged_is_not_missing(city: City) -> None:
    files = suqian()
    files["suqian/old/bureau.toml"] = bureau(
        "地方志办公室", "office", 'until = 2023-05-31\nsuccessor = "suqian/bgs"'
    )

    whole, own = city.roll_up(files)

    assert sentences(own.outcome.report)[1] == "由承接单位一并报告的单位1个：地方志办公室。"
    (old,) = [m for m in whole.summed.members if m.agency.id == "suqian/old"]
    assert (old.turnout, old.successor) == (Turnout.SUCCEEDED, "suqian/bgs")
    assert [f.code for f in whole.outcome.findings if f.address == "member:suqian/old"] == []


def test_a_report_that_raises_is_missing_and_keeps_its_traceback(city: City) -> None:
    files = suqian()
    files["suqian/yh/plugin.py"] = (
        "from gongkai import hookimpl\n"
        "GONGKAI_API = 1\n"
        "@hookimpl\n"
        "def gongkai_report_checked(report, findings):\n"
        "    raise ValueError('out of order')\n"
    )

    whole = city.whole(files)

    (broken,) = [m for m in whole.summed.members if m.bug]
    assert (broken.agency.id, broken.turnout) == ("suqian/yh", Turnout.UNREADABLE)
    assert str(broken.why) == "ValueError: out of order; this is a bug"
    assert "in gongkai_report_checked" in broken.bug
    assert whole.outcome.report.figures["requests.new_received.total"].printed == "≥3500"


def test_every_rule_runs_on_the_sum(city: City) -> None:
    files = suqian()
    files["suqian/ju/2023/report.toml"] = report(900, 33).replace(
        "handled_total = [933, 0, 0, 0, 0, 0, 933]", "handled_total = [934, 0, 0, 0, 0, 0, 934]"
    )

    whole = city.whole(files).outcome

    assert [f.address for f in whole.findings if f.code == "requests.balance"] == [
        "requests.new_received.natural_person",
        "requests.new_received.total",
    ]
    assert {u.code for u in whole.coverage.not_assessable} >= {
        "sections.fee",
        "narrative.placeholder",
    }


def test_last_year_is_what_the_region_published(city: City) -> None:
    files = suqian()
    files["suqian/2022/report.toml"] = report(90, 0).replace(
        "carried_out = [0, 0, 0, 0, 0, 0, 0]", "carried_out = [95, 0, 0, 0, 0, 0, 95]"
    )

    whole, own = city.roll_up(files)

    assert [
        (f.address, f.difference) for f in whole.outcome.findings if f.code == "requests.carry-over"
    ] == [
        ("requests.carried_in.total", "1"),
        ("requests.carried_in.natural_person", "1"),
    ]
    assert [f.code for f in own.outcome.findings if f.code == "requests.carry-over"] == []


def test_the_sum_is_written_in_every_output(city: City) -> None:
    files = suqian()
    files["suqian/region.toml"] = REGION + "[outputs.html]\n[outputs.markdown]\n[outputs.json]\n"
    files["suqian/bureau.toml"] = 'extends = "region.toml"\n' + CITY

    html, markdown, data = city.whole(files).outcome.artifacts

    assert "宿迁市2023年政府信息公开工作年度报告（汇总）" in html.content.decode()
    assert "3607" in markdown.content.decode()
    figure = json.loads(data.content)["figures"]["requests.carried_in.total"]
    assert figure["evidence"]["contributions"][0] == {
        "agency": "suqian/bgs",
        "name": "宿迁市人民政府办公室",
        "value": 9,
        "state": "number",
        "approximate": "exact",
    }


def test_a_region_without_files_of_its_government_is_added_up(city: City) -> None:
    files = suqian()
    del files["suqian/bureau.toml"]
    del files["suqian/2023/report.toml"]

    whole = city.whole(files)

    assert whole.outcome.report.agency.name == "宿迁市"
    assert whole.summed.published is None
    assert whole.outcome.report.figures["requests.new_received.total"].printed == "3511"


def test_a_published_report_that_cannot_be_read_is_told(city: City) -> None:
    files = suqian()
    files["suqian/2023/report.toml"] = "[figures.requests]\nnew_recieved = [1]\n"

    whole = city.whole(files)

    why = [str(u.why) for u in whole.outcome.coverage.not_assessable if u.code == "rollup.sum"]
    assert whole.summed.published is None
    assert why[0].startswith("the report of 2023 cannot be read: suqian/2023/report.toml:2:1: ")


def test_a_waiver_of_the_region_covers_the_sum(city: City) -> None:
    files = suqian()
    waiver = (
        '[checks]\nignore = [{ code = "rollup.sum", by = "张三", reason = "已核对", '
        "until = 2026-01-01 },\n"
        '{ code = "documents.bound", by = "张三", reason = "已核对", until = 2020-01-01 }]\n'
    )
    files["suqian/2023/report.toml"] = report(3512, 96) + waiver

    assert [f.code for f in city.whole(files).outcome.findings] == []


def test_mistakes_in_the_files_of_the_region_are_told(city: City) -> None:
    files = suqian()
    files["suqian/bureau.toml"] = CITY + "[checks]\nignore = 3\n"

    with pytest.raises(GongkaiError, match=r"suqian/bureau.toml:5:10: checks.ignore: "):
        city.whole(files)


def test_a_region_without_members_has_no_sum(city: City) -> None:
    files = {
        "suqian/region.toml": REGION,
        "suqian/tax/bureau.toml": bureau(
            "税务局", "department", 'member = false\nreason = "垂直管理"'
        ),
    }

    with pytest.raises(GongkaiError, match="the region suqian has no members in 2023"):
        city.whole(files)


def test_a_region_of_governments_alone_has_no_level_of_its_own(city: City) -> None:
    files = {
        "suqian/region.toml": REGION,
        "suqian/sh/region.toml": county("沭阳县"),
        "suqian/sh/bureau.toml": bureau("沭阳县人民政府", "government"),
        "suqian/sh/2023/report.toml": report(1),
    }

    assert [found.summed.scope for found in city.roll_up(files)] == [Scope.REGION]


def test_a_form_without_sections_is_printed_too(city: City) -> None:
    files = {
        "suqian/region.toml": REGION,
        "suqian/ju/bureau.toml": bureau("局", "department"),
        "suqian/ju/2018/report.toml": (
            'narrative.omitted = "仅数据"\n[figures.statistics]\nproactive_total = 3\n'
        ),
    }

    whole, _ = city.roll_up(files, year=2018)

    report_2018 = whole.outcome.report
    assert report_2018.figures["statistics.proactive_total"].printed == "3"
    assert report_2018.figures["statistics.channel_website"].state is State.MISSING
    assert [chapter.title for chapter in report_2018.chapters] == ["政府信息公开情况统计表"]
    assert isinstance(report_2018.chapters[0].blocks[0], StatutoryTable)


def test_the_sum_is_on_the_form_that_the_region_names(city: City) -> None:
    files = suqian()
    files["suqian/2023/report.toml"] = 'form = "cn-2019"\n'

    with pytest.raises(GongkaiError, match=r"suqian/2023/report.toml:1:8: the form cn-2019 is for"):
        city.whole(files)


def test_a_bureau_whose_file_is_wrong_is_missing_and_told(city: City) -> None:
    files = {**suqian(), "suqian/yh/bureau.toml": "[bureau]\nname = 3\n"}

    whole = city.whole(files).outcome

    assert whole.report.figures["requests.new_received.total"].printed == "≥3500"
    assert [str(f.message) for f in whole.findings] == [
        (
            "the report of suqian/yh cannot be made: "
            "suqian/yh/bureau.toml:1:2: the key 'bureau.kind' is missing"
        )
    ]
