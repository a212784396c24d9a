from __future__ import annotations

import pytest
from attrs import evolve

from gongkai import words
from gongkai.errors import Position
from gongkai.model.findings import Finding, Severity
from gongkai.model.report import RecordTable, Report, Status
from gongkai_output_xlsx.names import sheet_names
from gongkai_output_xlsx.workbook import XlsxSettings
from tests.plugins.output_sample import BARE_REPORT, REPORT
from tests.plugins.xlsx_books import fill_of, opened, rows_of, summed

BOOK = opened(REPORT)
COVER = {str(row[0]): row[1] for row in rows_of(BOOK["概况"])}

FINDING = Finding(
    code="channels.bounds",
    severity=Severity.ERROR,
    agency="shifan/kjj",
    year=2018,
    address="statistics.total",
    message=words("the text names {channel}, but no figure is stated for it", channel="政府公报"),
    fix=words("none is known"),
    basis="国办发〔2014〕32号",
    operands=(),
    expected="363..540",
    actual="577",
    difference="37",
    source=Position("shifan/2018/report.toml", 4, 19),
    plugin="p",
    fingerprint="f",
)


def records(*rows: tuple[str, ...], columns: tuple[str, ...] = ("名称", "金额")) -> Report:
    table = RecordTable(title="名单", columns=columns, rows=rows)
    return evolve(BARE_REPORT, opening=(table,))


def test_the_cover_says_what_the_report_is_and_whom_to_ask() -> None:
    assert BOOK["概况"]["A1"].value == "示范市科学技术局2018年政府信息公开工作年度报告"
    assert COVER["单位名称"] == "示范市科学技术局"
    assert COVER["单位标识"] == "shifan/kjj"
    assert COVER["年度"] == "2018"
    assert COVER["格式"] == "样表（国办发〔2014〕32号，cn-sample）"
    assert COVER["发布日期"] == "2019-02-12"
    assert COVER["来源"] == "市科技局"
    assert COVER["联系电话"] == "0000-12345678"
    assert "正文从略的原因" not in COVER


def test_the_cover_leaves_out_what_is_not_known() -> None:
    cover = {str(row[0]): row[1] for row in rows_of(opened(BARE_REPORT)["概况"])}
    assert {"发布日期", "来源", "联系电话"} & set(cover) == set()
    assert cover["状态"] == "已审定"


def test_the_cover_says_why_there_are_figures_only() -> None:
    cover = rows_of(opened(evolve(REPORT, omitted="仅转录数据"))["概况"])
    assert ["正文从略的原因", "仅转录数据"] in cover


def test_a_draft_says_so_on_the_cover_and_on_every_page() -> None:
    assert BOOK["概况"]["A2"].value == "草稿 · 未经审定"
    assert {sheet.oddHeader.right.text for sheet in BOOK} == {"草稿 · 未经审定"}
    approved = opened(evolve(REPORT, status=Status.APPROVED))
    assert approved["概况"]["A2"].value == "单位名称"
    assert {sheet.oddHeader.right.text for sheet in approved} == {None}


def test_every_page_has_its_title_and_its_number() -> None:
    sheet = BOOK["数据来源"]
    assert sheet.oddHeader.left.text == "示范市科学技术局2018年政府信息公开工作年度报告"
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("&A", "第 &P 页，共 &N 页")


def test_the_title_on_every_page_is_short_and_gives_no_commands() -> None:
    sheet = opened(evolve(REPORT, title="&D甲\n" + "乙" * 300))["概况"]
    assert sheet.oddHeader.left.text == "&&D甲 " + "乙" * 76


def test_the_cover_lists_the_sheets_and_explains_the_looks() -> None:
    assert COVER["1"] == "政府信息公开情况统计表"
    assert COVER["6"] == "数据来源"
    looks = {cell.value: fill_of(cell) for cell in BOOK["概况"]["A"]}
    assert (looks["未填报"], looks["577"]) == ("FFF2CC", "F8CBAD")
    assert COVER["/"] == "不适用：与本机关无关，理由见“数据来源”"


def test_the_cover_says_what_the_file_was_made_from() -> None:
    assert COVER["version.gongkai"] == "0.1.0"
    assert COVER["input.shifan/kjj/2018/report.toml"] == "sha256:00"


def test_findings_are_told_in_chinese() -> None:
    other = evolve(FINDING, severity=Severity.INFORMATION, address="register:requests", source=None)
    report = evolve(REPORT, findings=(FINDING, other))
    rows = rows_of(opened(report)["检查结果"])
    assert rows[2] == [
        "错误",
        "channels.bounds",
        "（一）主动公开政府信息数\nstatistics.total",
        "文字部分提到政府公报，但没有填报相应的指标数",
        "363..540",
        577,
        37,
        "目前没有可用的",
        "国办发〔2014〕32号",
        "shifan/2018/report.toml:4:19",
    ]
    assert rows[3][:3] == ["提示", "channels.bounds", "register:requests"]
    assert rows[3][9] is None
    assert "错误1个，警告0个，提示1个" in [row[1] for row in rows_of(opened(report)["概况"])]


def test_that_nothing_was_found_is_said() -> None:
    assert rows_of(BOOK["检查结果"])[2:] == [[None] * 3 + ["没有发现问题。"] + [None] * 6]
    assert COVER["校核结果"] == "错误0个，警告0个，提示0个"


def test_lists_can_be_filtered() -> None:
    assert BOOK["检查结果"].auto_filter.ref == "A2:J3"
    assert BOOK["数据来源"].auto_filter.ref == "A2:F45"
    assert BOOK["科技创新券兑现名单"].auto_filter.ref == "A2:B4"


def test_the_findings_and_the_evidence_may_be_left_out() -> None:
    book = opened(REPORT, XlsxSettings(findings=False, evidence=False))
    assert book.sheetnames[-1] == "科技创新券兑现名单"


def test_amounts_of_records_are_numbers_and_codes_are_not() -> None:
    sheet = opened(
        records(("甲公司", "3.20"), ("乙公司", ""), ("0012", "-1")),
    )["名单"]
    assert rows_of(sheet) == [
        ["名单", None],
        ["名称", "金额"],
        ["甲公司", 3.2],
        ["乙公司", None],
        ["0012", -1],
    ]
    assert [sheet.cell(row, 2).number_format for row in (3, 5)] == ["0.00", "0"]


def test_a_column_with_a_word_in_it_is_text() -> None:
    sheet = opened(records(("甲公司", "3.20"), ("乙公司", "若干")))["名单"]
    assert [sheet.cell(row, 2).value for row in (3, 4)] == ["3.20", "若干"]


def test_a_long_number_in_a_record_is_not_rounded() -> None:
    sheet = opened(
        records(
            ("甲公司", "91320000000000000"),
        )
    )["名单"]
    assert sheet["B3"].value == "91320000000000000"


def test_long_texts_of_records_are_wrapped_and_their_rows_are_higher() -> None:
    sheet = opened(records(("甲" * 100, "1"), ("乙\n乙", "2")))["名单"]
    assert sheet.column_dimensions["A"].width == 75.7
    assert [sheet.row_dimensions[row].height for row in (3, 4)] == [53, 36]


def test_records_that_lack_columns_or_have_more_are_all_written() -> None:
    assert rows_of(opened(records(("甲", "1", "乙"), ("丙",)))["名单"]) == [
        ["名单", None, None],
        ["名称", "金额", None],
        ["甲", 1, "乙"],
        ["丙", None, None],
    ]
    assert rows_of(opened(records(columns=()))["名单"]) == [["名单"], [None]]


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("概况", "概况"), ("概况", "概况（2）")),
        (("A/B [c]:*?\\",), ("A／B ［c］：＊？＼",)),
        (("",), ("表",)),
        (("' '",), ("表",)),
        (("'甲'\n乙'",), ("甲' 乙",)),
        (("History",), ("History（2）",)),
        (("Abc", "aBC", "ABC"), ("Abc", "aBC（2）", "ABC（3）")),
        (("长" * 40, "长" * 40), ("长" * 31, "长" * 28 + "（2）")),
        (("\U0001f600" * 20,), ("\U0001f600" * 15,)),
        (("\x00\ud800",), ("\ufffd\ufffd",)),
    ],
)
def test_a_sheet_has_a_name_that_excel_allows(
    titles: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert sheet_names(titles) == names


def test_a_table_that_is_called_as_a_sheet_of_ours_gets_another_name() -> None:
    called = RecordTable(title="数据来源", columns=("甲",), rows=())
    book = opened(evolve(summed(), opening=(called,)))
    assert book.sheetnames == ["概况", "合计表", "数据来源（2）", "检查结果", "数据来源"]
