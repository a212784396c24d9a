from __future__ import annotations

import pytest

from tests.plugins.check_reports import OVERVIEW, Judge, new, old, omitted

REQUESTS = (
    "[figures.requests]\nnew_received = [30, 0, 0, 0, 0, 0, 30]\n"
    "carried_in = [5, 0, 0, 0, 0, 0, 5]\n"
)
OWN_FORM = """
id = "own"
title = "自定表"
number = "测试"
regulation = "条例"
years_from = 2014
years_to = 2018
default = false
[[table]]
key = "statistics"
title = "表"
[[table.column]]
key = "all"
label = "数"
[[table.row]]
key = "total"
label = "总数"
"""
REMEDIES = "[figures.review_litigation]\ncount = [8, 2, 2, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
PLACE = "ju/2018/overview.md"


def test_narrative_placeholder_is_broken_by_a_name_that_is_no_figure(judge: Judge) -> None:
    text = "全年工作有序。\n\n共公开{{ statistics.proactive_totl }}条。"

    (finding,) = judge("narrative.placeholder", old(text=text))

    assert finding.address == "section:overview"
    assert str(finding.source) == f"{PLACE}:3:4"
    assert str(finding.message) == (
        "'statistics.proactive_totl' cannot be filled: there is no figure "
        "'statistics.proactive_totl'; did you mean 'statistics.proactive_total'?"
    )


def test_narrative_placeholder_is_broken_by_a_figure_that_is_missing(judge: Judge) -> None:
    (finding,) = judge("narrative.placeholder", old(text="共{{ statistics.proactive_total }}条。"))

    assert str(finding.message) == (
        "'statistics.proactive_total' cannot be filled: the figure 'statistics.proactive_total' "
        "is missing, and cannot stand in a sentence"
    )


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("其中部分公开件，不予公开3件。", "公开件"),
        ("全年受理件，办结5件。", "全年受理件"),
        ("本年度办结件。", "本年度办结件"),
        ("- 全年工作有序\n- 予以公开件", "公开件"),
        ("全年公开信息XX条。", "XX条"),
        ("自＿＿年起执行。", "__年"),
        ("收取费用××元。", "××元"),
    ],
)
def test_narrative_placeholder_is_broken_by_a_count_without_its_number(
    text: str, gap: str, judge: Judge
) -> None:
    found = judge("narrative.placeholder", old(text=text))

    assert [finding.actual for finding in found] == [gap]


def test_narrative_placeholder_is_broken_by_a_gap_in_the_opening(judge: Judge) -> None:
    files = old()
    report = str(files["ju/2018/report.toml"]).replace(
        "[narrative]", '[narrative]\nopening = "o.md"'
    )

    found = judge(
        "narrative.placeholder",
        {**files, "ju/2018/report.toml": report, "ju/2018/o.md": "公开XX件。"},
    )

    assert [(finding.address, finding.actual) for finding in found] == [("section:opening", "XX件")]


@pytest.mark.parametrize(
    "text",
    [
        "全年公开{{ statistics.proactive_total }}条。",
        "群众来信的办理件、办结件和在办件分别登记，受理件按月统计。",
        "公开文件和公开条例，公开份额，发布次序。",
        "张××的申请已经答复。",
    ],
)
def test_narrative_placeholder_is_kept_by(text: str, judge: Judge) -> None:
    assert judge.told("narrative.placeholder", old("proactive_total = 3", text)) == []


def test_narrative_number_mismatch_is_broken_by_another_number_than_the_tables(
    judge: Judge,
) -> None:
    (finding,) = judge("narrative.number-mismatch", new(REQUESTS, overview="本年新收申请31件。"))

    assert str(finding.message) == "the text says 31件 (本年新收), the table 30"
    assert (finding.address, finding.severity.value) == ("requests.new_received.total", "error")
    assert (finding.expected, finding.actual, finding.difference) == ("30", "31", "1")
    assert str(finding.source) == "ju/2024/overview.md:1:7"
    assert [(one.address, one.value) for one in finding.operands] == [
        ("requests.new_received.total", "30")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("新收３１件。", ["31"]),
        ("新收1,030件。", ["1030"]),
        ("新收三十一件。", ["31"]),
        ("新收一百零三件。", ["103"]),
        ("新收二〇件。", ["20"]),
        ("新收1.2万件。", ["12000"]),
        ("新收3.5件。", ["3.5"]),
        ("- 新收1件\n- 新收2件", ["1", "2"]),
        ("共收到申请29件。", ["29"]),
        ("行政复议13件。", ["13"]),
    ],
)
def test_narrative_number_mismatch_is_broken_by_numbers_of_every_kind(
    text: str, told: list[str], judge: Judge
) -> None:
    found = judge("narrative.number-mismatch", new(REQUESTS + REMEDIES, overview=text))

    assert [finding.actual for finding in found] == told


@pytest.mark.parametrize(
    "text",
    [
        "本年新收政府信息公开申请30件。",
        "新收三十件，上年结转５件。",
        "共收到政府信息公开申请35件。",
        "共收到申请30件。",
        "共收到群众来信25件。",
        "新收20余件。",
        "行政复议12件，行政复议被纠正2件。",
        "新收申请，其中9件已办结。",
        "予以公开7件。",
    ],
)
def test_narrative_number_mismatch_is_kept_by(text: str, judge: Judge) -> None:
    assert judge.told("narrative.number-mismatch", new(REQUESTS + REMEDIES, overview=text)) == []


def test_narrative_number_mismatch_is_kept_by_a_number_rounded_to_ten_thousands(
    judge: Judge,
) -> None:
    figures = REQUESTS.replace("30", "12345")

    assert judge.told("narrative.number-mismatch", new(figures, overview="新收1.2万件。")) == []


@pytest.mark.parametrize("rule", ["narrative.placeholder", "narrative.number-mismatch"])
def test_narrative_that_is_omitted_is_not_judged(rule: str, judge: Judge) -> None:
    assert judge.unassessed(rule, omitted()) == ["the narrative is omitted"]


def test_narrative_numbers_are_not_judged_where_the_form_names_no_phrases(judge: Judge) -> None:
    files = old(text="收到申请19件。")
    files["ju/bureau.toml"] = 'forms = ["own.toml"]\n' + str(files["ju/bureau.toml"])
    files["ju/2018/report.toml"] = 'form = "own"\n' + str(files["ju/2018/report.toml"])
    files["ju/own.toml"] = OWN_FORM

    assert judge.unassessed("narrative.number-mismatch", files) == [
        "the form names no phrases to look for"
    ]


def test_narrative_of_the_small_report_is_clean(judge: Judge) -> None:
    assert judge.told("narrative.placeholder", new(overview=OVERVIEW)) == []
