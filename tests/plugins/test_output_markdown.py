from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
import yaml
from attrs import evolve
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gongkai import NoSettings, printable
from gongkai.model.chart import Chart
from gongkai.model.report import (
    Chapter,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Report,
    Span,
    Status,
)
from gongkai_output_markdown import gongkai_register_outputs
from gongkai_output_markdown.escape import inline, opening, prose
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, COMPARED, REPORT

(OUTPUT,) = gongkai_register_outputs()
READER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def written(report: Report) -> str:
    return OUTPUT.render(report, NoSettings()).decode()


def text_of(report: Report) -> str:
    """What is written, without what stands above it for machines."""
    return written(report).split("\n---\n\n", 1)[1]


def markup(tokens: Iterable[Token]) -> list[str]:
    """What a reader of Markdown makes of it, text and the ends of its lines left out."""
    return [
        kind
        for token in tokens
        for kind in (token.type, *markup(token.children or ()))
        if kind not in {"text", "text_special", "softbreak"}
    ]


def blocks_of(report: Report) -> list[str]:
    return [token.type for token in READER.parse(written(report))]


PAGE = written(REPORT)


def test_the_output_is_called_markdown() -> None:
    assert (OUTPUT.name, OUTPUT.suffix) == ("markdown", ".md")
    assert OUTPUT.media_type == "text/markdown; charset=utf-8"


def test_a_draft_says_so_in_front() -> None:
    assert text_of(REPORT).startswith("> **草稿 · 未经审定**\n\n# 示范市科学技术局2018年")


def test_an_approved_report_with_nothing_to_say_is_its_title() -> None:
    assert text_of(BARE_REPORT) == "# 年度报告\n"


def test_the_day_and_the_source_stand_below_the_title() -> None:
    assert "\n\n发布日期：2019-02-12　来源：市科技局\n\n" in PAGE
    assert "\n\n来源：市科技局\n\n" in written(evolve(REPORT, published=None))


def test_a_report_of_figures_alone_says_why() -> None:
    page = written(evolve(REPORT, omitted="只收录数据"))
    assert "> 本文只载统计数据，正文从略。原因：只收录数据\n" in page


def test_the_text_keeps_its_links_and_its_bold_numbers() -> None:
    assert "本报告依据[《政府信息公开条例》](<https://www.gov.cn/tiaoli.htm>)编制" in PAGE
    assert "全年主动公开政府信息**577**条，其中政府网站363条，政府公报未填报。" in PAGE


def test_headings_and_lists_keep_their_level() -> None:
    assert "\n\n## 二、主要工作\n\n### （一）重点领域信息公开\n\n" in PAGE
    assert "- 公开年度预算和决算；\n- 公布权责清单。\n\n#### 1.信用名单\n\n1. 按季公布。" in PAGE


def test_headings_never_go_below_the_sixth_level_or_up_to_the_first() -> None:
    page = written(
        evolve(REPORT, opening=(Heading(text="深", level=9), Heading(text="浅", level=0)))
    )
    assert "\n\n###### 深\n\n## 浅\n\n" in page


def test_the_states_of_a_cell_come_out_differently() -> None:
    assert (
        "| 统计指标 | 单位 | 统计数 |\n"
        "| :-- | --: | --: |\n"
        "| 一、主动公开情况 |  |  |\n"
        "| &emsp;（一）主动公开政府信息数 | 条 | 577 |\n"
        "| &emsp;&emsp;1.政府公报公开政府信息数 | 条 | 未填报 |\n"
        "| &emsp;&emsp;2.政府网站公开政府信息数 | 条 | 363 |\n"
        "| &emsp;&emsp;3.政务微博公开政府信息数 | 条 | 200余 |\n"
        "| &emsp;&emsp;4.政务微信公开政府信息数 | 条 | 0 |\n"
        "| &emsp;&emsp;5.其他方式公开政府信息数 | 条 | / |\n"
        "| &emsp;（二）工作人员数 | 人 |  |\n"
        "| 二、收取检索、复制、邮寄费 | 万元 | 1.50 |\n"
        "\n“/”表示不适用：本机关未设其他渠道。\n"
    ) in PAGE


def test_merged_labels_are_joined() -> None:
    assert "| 申请人情况 / 自然人 | 申请人情况 / 法人或其他组织 / 商业企业 |" in PAGE
    assert "\n| 三、本年度办理结果 / （一）予以公开 | 若干 | 约30 | 0 | 0 |\n" in PAGE
    assert "\n| 三、本年度办理结果 / （三）不予公开 / 1.属于国家秘密 | 0 | 0 | 0 | 0 |\n" in PAGE


def test_a_table_without_row_labels_has_only_figures() -> None:
    assert "\n| 行政复议 / 结果维持 | 行政复议 / 结果纠正 |" in PAGE
    assert f"\n{'| 0 ' * 15}|\n" in PAGE


def test_a_chart_is_a_table_of_its_numbers() -> None:
    assert (
        "表：各渠道公开情况\n\n| 项目 | 数量（条） |\n| :-- | --: |\n"
        "| 政府网站 | 363 |\n| 政务微博 | 200余 |\n| 政务微信 | 0 |\n| 政府公报 | 未填报 |\n"
        "| 其他方式 | / |\n| 工作人员 | 空白 |\n| 新闻发布会 | 未填报 |\n"
    ) in PAGE


def test_charts_beside_the_text_are_tables_at_its_end() -> None:
    assert (
        "\n\n## 数据图示\n\n表：与上年对比\n\n"
        "| 项目 | 2018年（条） | 2017年（条） |\n| :-- | --: | --: |\n"
        "| 政府网站 | 363 | 299 |\n| 政务微博 | 200余 | 约250 |\n| 政务微信 | 0 | 17 |\n"
        "| 其他方式 | / | 未填报 |\n"
        "\n## 联系方式\n"
    ) in written(COMPARED)


def test_a_chart_or_a_table_may_lack_title_and_unit() -> None:
    blocks = (Chart(title="", bars=()), RecordTable(title="", columns=("甲",), rows=()))
    page = text_of(evolve(BARE_REPORT, opening=blocks))
    assert page == "# 年度报告\n\n| 项目 | 数量 |\n| :-- | --: |\n\n| 甲 |\n| :-- |\n"


def test_records_and_notes_are_printed() -> None:
    assert "| 企业名称 | 金额（万元） |\n| :-- | :-- |\n| 示范市甲科技有限公司 | 3.20 |\n" in PAGE
    assert "\n\n> 注：名单中的个人信息已作隐去处理。\n\n" in PAGE


def test_the_contact_stands_at_the_end() -> None:
    assert PAGE.endswith("邮政编码：000000\n- 电子邮箱：bgs@kjj.example\n")
    assert "\n\n## 联系方式\n\n- 单位名称：示范市科学技术局\n- 联系部门：局办公室\n" in PAGE


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- 一", r"\- 一"),
        ("+ 一", r"\+ 一"),
        ("===", r"\==="),
        ("1. 一", r"1\. 一"),
        ("    一", "一"),
        ("2018年", "2018年"),
        ("# 一", r"\# 一"),
    ],
)
def test_the_start_of_a_line_starts_nothing(text: str, line: str) -> None:
    assert opening(inline(text)) == line


def test_what_markdown_reads_as_markup_is_escaped() -> None:
    assert inline("<b>|*_[x](y)#&`\\\n~") == r"\<b\>\|\*\_\[x\]\(y\)\#\&\`\\ \~"


def test_bold_leaves_punctuation_outside() -> None:
    assert prose((Span(text="（重点）", strong=True),)) == "（**重点**）"
    assert prose((Span(text="。", strong=True),)) == "。"


def test_neighbouring_bold_runs_are_one() -> None:
    spans = (Span(text="甲", strong=True), Span(text="乙", strong=True), Span(text="丙"))
    assert prose(spans) == "**甲乙**丙"


def test_only_safe_addresses_become_links() -> None:
    assert prose((Span(text="见", url="javascript:alert(1)"),)) == "见"
    assert prose((Span(text="见", url="mailto:a@b.cn"),)) == "[见](<mailto:a@b.cn>)"
    assert prose((Span(text="见", url="http://a/(`)>\n文?a=1&b"),)) == (
        "[见](<http://a/%28%60%29%3E%0A%E6%96%87?a=1&amp;b>)"
    )


def test_the_same_report_gives_the_same_bytes() -> None:
    assert OUTPUT.render(REPORT, NoSettings()) == OUTPUT.render(evolve(REPORT), NoSettings())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_markup(text: str) -> None:
    page = written(report_of(f"字{text}字"))
    assert markup(READER.parse(page)) == markup(READER.parse(written(report_of("字"))))


@settings(deadline=None)
@given(anything)
@example("=")
def test_no_text_makes_markup(text: str) -> None:
    page = written(report_of(f"字{text}字"))
    assert markup(READER.parse(page)) == markup(READER.parse(written(report_of("字"))))


@settings(deadline=None)
@given(anything)
@example("- ")
@example("12. ")
def test_no_text_starts_a_block(text: str) -> None:
    assert blocks_of(report_of(f"{text}字")) == blocks_of(report_of("字"))


def test_a_paragraph_without_text_leaves_no_gap() -> None:
    blocks = (Paragraph(spans=()), Note(text="一"))
    report = evolve(BARE_REPORT, chapters=(Chapter(name="a", title="甲", blocks=blocks),))
    assert text_of(report) == "# 年度报告\n\n## 甲\n\n> 一\n"


def test_an_approved_report_says_nothing_of_a_draft() -> None:
    assert "草稿" not in written(evolve(REPORT, status=Status.APPROVED))


def front_of(report: Report) -> object:
    """What a reader of YAML finds above the text."""
    return yaml.load(written(report).split("\n---\n", 1)[0], yaml.CSafeLoader)


def test_where_the_file_comes_from_stands_above_the_text() -> None:
    assert front_of(REPORT) == {
        "title": "示范市科学技术局2018年政府信息公开工作年度报告",
        "lang": "zh-CN",
        "date": date(2019, 2, 12),
        "gongkai": {
            "version.gongkai": "0.1.0",
            "version.cn-sample": "1",
            "form": "cn-sample",
            "agency": "shifan/kjj",
            "year": "2018",
            "status": "draft",
            "findings.error": "0",
            "findings.warning": "0",
            "findings.information": "0",
            "input.shifan/kjj/2018/report.toml": "sha256:00",
        },
    }


@settings(deadline=None)
@given(anything)
@example("长" * 100_000)
@example("\u2028\ufeff\x85: ? - ---")
def test_any_imprint_can_be_read(text: str) -> None:
    front = front_of(report_of(text))

    assert isinstance(front, dict)
    assert front["gongkai"]["form"] == printable(text)
