from __future__ import annotations

from time import process_time

import pytest

from tests.plugins.check_reports import OVERVIEW, Judge, new, old, omitted

UNPAID = "[figures.requests]\nother_fee_unpaid = [2, 0, 0, 0, 0, 0, 2]\n"


def test_sections_order_is_broken_by_a_list_that_is_not_the_forms(judge: Judge) -> None:
    bureau = '[sections]\ninclude = ["other", "overview"]\n'

    (finding,) = judge("sections.order", new(bureau=bureau))

    assert finding.severity.value == "error"
    assert finding.expected == "overview, proactive, requests, remedies, problems, other"
    assert finding.actual == "other, overview"


def test_sections_order_is_kept_by_the_forms_own_list(judge: Judge) -> None:
    fixed = '"overview", "proactive", "requests", "remedies", "problems", "other"'

    assert judge.told("sections.order", new(bureau=f"[sections]\ninclude = [{fixed}]\n")) == []


def test_sections_order_is_kept_by_any_list_where_the_form_fixes_none(judge: Judge) -> None:
    assert judge.told("sections.order", old()) == []


def test_sections_empty_is_broken_by_a_section_that_says_none(judge: Judge) -> None:
    assert judge.told("sections.empty", new(other="无。")) == [
        ("error", "section:other", "六、其他需要报告的事项 says only '无。'")
    ]


def test_sections_empty_is_broken_by_a_section_without_a_word(judge: Judge) -> None:
    assert judge.told("sections.empty", new(other="")) == [
        ("error", "section:other", "六、其他需要报告的事项 is empty")
    ]


def test_sections_empty_is_broken_by_a_heading_with_nothing_below(judge: Judge) -> None:
    text = (
        "## （一）渠道\n\n## （二）制度\n\n### 1. 审查\n\n每一件都先审查再公开。\n\n## （三）机构"
    )

    found = judge("sections.empty", old(text=text))

    assert [finding.actual for finding in found] == ["（一）渠道", "（三）机构"]


def test_sections_empty_is_kept_by_ten_characters_and_by_a_table_alone(judge: Judge) -> None:
    assert judge.told("sections.empty", new(other="没有其他需要报告的了")) == []


def test_sections_empty_is_kept_by_a_list_and_a_table_of_the_text(judge: Judge) -> None:
    text = "- 公开目录及时更新\n- 公开指南及时更新\n"

    assert judge.told("sections.empty", old(text=text)) == []
    assert judge.told("sections.empty", old(text="| 渠道 | 条数 |\n|---|---|\n| 网 | 3 |")) == []


@pytest.mark.parametrize("rule", ["empty", "topics", "length", "fee"])
def test_sections_of_a_report_without_text_are_not_judged(rule: str, judge: Judge) -> None:
    assert judge.unassessed(f"sections.{rule}", omitted()) == ["the narrative is omitted"]


def test_sections_topics_is_broken_by_aspects_that_are_not_spoken_of(judge: Judge) -> None:
    text = "主动公开各类信息。依申请公开渠道畅通。加强项目管理，加强平台使用。"

    assert judge.told("sections.topics", new(overview=text)) == [
        (
            "warning",
            "section:overview",
            "一、总体情况 does not speak of 政府信息管理、政府信息公开平台建设、监督保障",
        )
    ]


def test_sections_topics_is_kept_by_the_core_of_the_words(judge: Judge) -> None:
    text = "主动公开信息，答复依申请公开，加强信息管理和平台的建设，强化监督和保障。"

    assert judge.told("sections.topics", new(overview=text)) == []


def test_sections_topics_is_kept_by_headings(judge: Judge) -> None:
    topics = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
    text = "\n\n".join(f"## {topic}\n\n工作有序进行。" for topic in topics)

    assert judge.told("sections.topics", new(overview=text)) == []


def test_sections_length_is_broken_by_more_than_a_thousand_characters(judge: Judge) -> None:
    (finding,) = judge("sections.length", new(overview="公开" * 501))

    assert (finding.address, finding.actual, finding.difference) == (
        "section:overview",
        "1002",
        "2",
    )
    assert finding.expected == "≤1000"


def test_sections_length_is_kept_by_a_thousand_characters_and_white_space(judge: Judge) -> None:
    assert judge.told("sections.length", new(overview="公开 " * 500)) == []


def test_sections_fee_is_broken_by_silence(judge: Judge) -> None:
    assert judge.told("sections.fee", new(other="没有其他需要报告的事项。")) == [
        ("error", "section:other", "六、其他需要报告的事项 does not speak of 信息处理费")
    ]


def test_sections_fee_is_broken_mildly_by_words_without_an_amount(judge: Judge) -> None:
    text = "2024年按照《办法》做好信息处理费工作，无法一一列举。"

    assert judge.told("sections.fee", new(other=text)) == [
        (
            "warning",
            "section:other",
            (
                "六、其他需要报告的事项 names 信息处理费, "
                "but neither an amount nor that there was none"
            ),
        )
    ]


def test_sections_fee_is_broken_mildly_by_a_notice_that_the_figures_know_of(judge: Judge) -> None:
    text = "本年度未发出收费通知，没有收取信息处理费。"

    assert judge.told("sections.fee", new(UNPAID, other=text)) == [
        (
            "warning",
            "section:other",
            (
                "the text says that no fee was asked for, but 2.申请人逾期未按收费通知要求"
                "缴纳费用、行政机关不再处理其政府信息公开申请 · 总计 is 2"
            ),
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "本年度未收取信息处理费。",
        "2024年收取信息处理费１２０元。",
        "发出收费通知3件，信息处理费共1.2万元。",
        "没有产生信息处理费；其他事项无。",
        "信息处理费收取金额为零。",
    ],
)
def test_sections_fee_is_kept_by(text: str, judge: Judge) -> None:
    assert judge.told("sections.fee", new(UNPAID, other=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "本机关2024年没有按《政府信息公开信息处理费管理办法》收取任何费用。",
        "未按照《政府信息公开信息处理费管理办法》收取费用。",
        "本年度未对任何申请人、单位及个人收取政府信息公开信息处理费。",
        "2024年度，我局未向申请人收取信息处理费。",
        "全年没有产生信息处理费相关费用。",
        "2024年收取信息处理费0元。",
        "2024年收取信息处理费 0 元。",
        "信息处理费收取情况：无。",
        "信息处理费方面，全年无收费情况。",
        "本年度无政府信息公开信息处理费收取情况。",
        "本年度信息处理费未发生收费。",
        "不存在收取信息处理费的情况。",
        "不涉及信息处理费收取事项。",
        "信息处理费均为0。",
        "信息处理费收取金额是０元。",
        "办理的申请均未达到收费标准，信息处理费零收费。",
        "本年度未收信息处理费。",
        "没有收取信息处理费的情形。",
        "信息处理费全部予以免除。",
        "暂未收取依申请公开信息处理费。",
        "发出收费通知0件，信息处理费总金额0元，实际收取0元。",
        "共收取信息处理费2,950元。",
        "依《办法》收取信息处理费0.295万元。",
    ],
)
def test_sections_fee_is_kept_by_the_words_that_offices_use(text: str, judge: Judge) -> None:
    assert judge.told("sections.fee", new(other=text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "认真执行《政府信息公开信息处理费管理办法》，规范收费行为。",
        "按《关于信息处理费0元的说明》做好信息处理费收取工作。",
        "信息处理费收取情况良好，无论线上线下都依法收取。",
        "严格按照规定收取信息处理费。",
    ],
)
def test_sections_fee_is_broken_mildly_by_words_about_the_fee(text: str, judge: Judge) -> None:
    assert [found[0] for found in judge.told("sections.fee", new(other=text))] == ["warning"]


def test_sections_fee_reads_a_long_text_in_time(judge: Judge) -> None:
    for piece in ("未", "无", "《", "信息处理费", "没有不存在"):
        before = process_time()
        judge("sections.fee", new(other="信息处理费" + piece * (100_000 // len(piece))))
        assert process_time() - before < 10


def test_sections_fee_is_kept_by_no_notice_and_no_unpaid_fee(judge: Judge) -> None:
    text = "未发出收费通知，未收取信息处理费。"

    assert judge.told("sections.fee", new(UNPAID.replace("2", "0"), other=text)) == []


def test_sections_fee_asks_only_forms_that_ask_for_it(judge: Judge) -> None:
    assert judge.told("sections.fee", old(text="本年度未发出收费通知，工作有序。")) == []


def test_sections_keep_the_aspects_of_the_notice(judge: Judge) -> None:
    assert judge.told("sections.topics", new(overview=OVERVIEW)) == []
