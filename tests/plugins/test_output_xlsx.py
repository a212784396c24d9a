from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given, settings

from gongkai.model.figures import Exactness, Figure, State, number
from gongkai.model.grid import GridCell, make_grid
from gongkai.model.report import Report, StatutoryTable
from tests.plugins.output_reports import reports
from tests.plugins.output_sample import BARE_REPORT, REPORT
from tests.plugins.xlsx_books import (
    OUTPUT,
    SUMS,
    computed,
    fill_of,
    opened,
    rows_of,
    sheet_part,
    summed,
    written,
)

BOOK = opened(REPORT)
STATISTICS = BOOK["政府信息公开情况统计表"]
REQUESTS = BOOK["收到和处理政府信息公开申请情况"]
REMEDIES = BOOK["政府信息公开行政复议、行政诉讼情况"]

#: What a cell of each state holds, but for numbers.
SHOWN = {State.NOT_APPLICABLE: "/", State.BLANK: None, State.MISSING: "未填报"}


def blocks_of(report: Report) -> list[StatutoryTable]:
    return [
        block
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, StatutoryTable)
    ]


def expected(cell: GridCell, report: Report) -> object:
    """What openpyxl should read where a cell of the model stands."""
    figure = report.figures.get(cell.address)
    if not cell.address or figure is None:
        return cell.text or None
    if figure.state in SHOWN:
        return SHOWN[figure.state]
    exact = figure.value is not None and figure.exactness is Exactness.EXACT
    if not exact or len(str(figure.value).replace(".", "").lstrip("-0")) > 15:
        return cell.text
    return float(figure.value or 0)


def assert_equal_to_the_model(report: Report) -> None:
    book = computed(report)
    for sheet, block in zip(book.worksheets[1:], blocks_of(report), strict=False):
        for cell in (cell for line in (*block.grid.head, *block.grid.body) for cell in line):
            found = sheet.cell(cell.row + 2, cell.column + 1).value
            assert found == expected(cell, report), (sheet.title, cell)


def test_the_output_is_called_xlsx() -> None:
    assert (OUTPUT.name, OUTPUT.suffix) == ("xlsx", ".xlsx")
    assert OUTPUT.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_there_is_a_sheet_for_each_table_between_the_cover_and_what_it_rests_on() -> None:
    assert BOOK.sheetnames == [
        "概况",
        "政府信息公开情况统计表",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "科技创新券兑现名单",
        "检查结果",
        "数据来源",
    ]


def test_every_cell_equals_the_model() -> None:
    assert_equal_to_the_model(REPORT)


@settings(deadline=None, max_examples=40)
@given(reports())
def test_any_figures_come_back_equal(report: Report) -> None:
    assert_equal_to_the_model(report)


def test_a_form_is_printed_with_its_units_and_indents() -> None:
    rows = [[cell.value for cell in row] for row in STATISTICS.iter_rows(min_row=1, max_row=4)]
    assert rows == [
        ["政府信息公开情况统计表", None, None],
        ["统计指标", "单位", "统计数"],
        ["一、主动公开情况", None, None],
        ["（一）主动公开政府信息数", "条", 577],
    ]
    assert [STATISTICS.cell(row, 1).alignment.indent for row in (3, 4, 5)] == [0, 1, 2]


def test_what_is_no_number_looks_otherwise() -> None:
    assert {
        str(STATISTICS.cell(row, 3).value): fill_of(STATISTICS.cell(row, 3)) for row in range(4, 12)
    } == {
        "577": "None",
        "未填报": "FFF2CC",
        "363": "None",
        "200余": "DDEBF7",
        "0": "None",
        "/": "None",
        "None": "lightUp",
        "1.5": "None",
    }
    assert (REQUESTS["D6"].value, fill_of(REQUESTS["D6"])) == ("若干", "FFF2CC")


@pytest.mark.parametrize(
    ("value", "text", "format_code"),
    [
        (577, "577", "0"),
        (-3, "-3", "0"),
        (999_999_999_999_999, "999999999999999", "0"),
        (Decimal("1.50"), "1.50", "0.00"),
        (Decimal("0.000000000000001"), "0.000000000000001", "0.000000000000000"),
        (Decimal("123456789012.345"), "123456789012.345", "0.000"),
        (Decimal("1E+3"), "1000", "0"),
        (Decimal(0), "0", "0"),
    ],
)
def test_a_number_keeps_the_decimals_it_came_with(
    value: int | Decimal, text: str, format_code: str
) -> None:
    report = summed(x_a=number("t.x.a", value))
    cell = opened(report)["合计表"]["B3"]
    assert (cell.data_type, cell.number_format) == ("n", format_code)
    assert f"<v>{text}</v>".encode() in sheet_part(report, 2)


@pytest.mark.parametrize(
    "value", [10**15, -(10**15), Decimal("0.1234567890123456"), Decimal("1234567890123.456")]
)
def test_a_number_that_excel_would_round_is_text(value: int | Decimal) -> None:
    cell = opened(summed(x_a=number("t.x.a", value)))["合计表"]["B3"]
    assert (cell.data_type, cell.value) == ("s", str(value))


def test_numbers_of_all_lengths_are_seen_whole() -> None:
    report = summed(x_a=123_456_789_012, x_b=-9_999_999)
    sheet = opened(report)["合计表"]
    widths = {letter: sheet.column_dimensions[letter].width for letter in "BCD"}
    assert widths == {"B": 14.7, "C": 14.7, "D": 14.7}
    assert opened(evolve(report, figures={}))["合计表"].column_dimensions["B"].width == 14.7


def test_a_long_value_widens_its_column_and_is_wrapped() -> None:
    long = Figure(address="t.x.a", state=State.NOT_A_NUMBER, text="见本报告附件" * 5)
    sheet = opened(summed(x_a=long))["合计表"]
    assert sheet.column_dimensions["B"].width == 40.7
    assert (sheet.row_dimensions[3].height, sheet.row_dimensions[4].height) == (36, None)
    assert sheet["B3"].alignment.wrap_text


def test_an_approximate_number_is_written_as_a_person_wrote_it() -> None:
    about = number("t.x.a", 30, exactness=Exactness.ABOUT, text="约30")
    assert opened(summed(x_a=about))["合计表"]["B3"].value == "约30"


def test_headings_are_merged_as_the_form_prints_them() -> None:
    assert sorted(map(str, REQUESTS.merged_cells.ranges)) == [
        "A1:G1",
        "A2:C4",
        "A5:C5",
        "A6:A8",
        "A9:C9",
        "B6:C6",
        "B7:B8",
        "D2:G2",
        "D3:D4",
        "E3:F3",
        "G3:G4",
    ]
    assert "F3:J3" in map(str, REMEDIES.merged_cells.ranges)


def test_a_table_has_lines_around_it_also_where_cells_are_merged() -> None:
    assert {REQUESTS.cell(row, 1).border.left.style for row in range(2, 10)} == {"thin"}
    assert {REQUESTS.cell(2, column).border.top.style for column in range(1, 8)} == {"thin"}
    assert {REQUESTS.cell(row, 7).border.right.style for row in range(2, 10)} == {"thin"}


def test_headings_and_labels_stay_while_one_scrolls() -> None:
    panes = {sheet.title: sheet.freeze_panes for sheet in BOOK}
    assert panes == {
        "概况": None,
        "政府信息公开情况统计表": "C3",
        "收到和处理政府信息公开申请情况": "D5",
        "政府信息公开行政复议、行政诉讼情况": "A5",
        "科技创新券兑现名单": "A3",
        "检查结果": "A3",
        "数据来源": "A3",
    }


def test_every_sheet_is_printed_on_a4_and_one_page_wide() -> None:
    setups = [(sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) for sheet in BOOK]
    assert setups == [(9, None)] * 7
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in BOOK)
    assert [sheet.page_setup.orientation for sheet in BOOK] == [
        "portrait",
        "portrait",
        "landscape",
        "landscape",
        "portrait",
        "landscape",
        "landscape",
    ]


def test_a_table_fits_on_one_page_if_it_can_be_read_there() -> None:
    heights = {sheet.title: sheet.page_setup.fitToHeight for sheet in BOOK}
    assert heights["收到和处理政府信息公开申请情况"] is None
    assert heights["数据来源"] == 0


def test_the_headings_are_repeated_on_every_page() -> None:
    assert [sheet.print_title_rows for sheet in BOOK] == [
        None,
        "$1:$2",
        "$1:$4",
        "$1:$4",
        "$1:$2",
        "$1:$2",
        "$1:$2",
    ]


def test_notes_stand_below_the_table() -> None:
    assert STATISTICS["A12"].value == "“/”表示不适用：本机关未设其他渠道。"
    assert "A12:C12" in map(str, STATISTICS.merged_cells.ranges)


def test_a_table_that_the_text_does_not_print_comes_all_the_same() -> None:
    book = opened(evolve(BARE_REPORT, figures=REPORT.figures))
    sheet = book["政府信息公开情况统计表"]
    assert book.sheetnames[1:4] == BOOK.sheetnames[1:4]
    assert (sheet["C4"].value, sheet["A12"].value) == (577, "注：报告正文未刊载本表。")


def test_what_is_filled_in_by_hand_stands_below_a_table_that_asks_for_it() -> None:
    table = evolve(SUMS, foot_fields=("单位负责人", "审核人", "填报人", "联系电话", "填报日期"))
    report = summed()
    sheet = opened(evolve(report, form=evolve(report.form, tables=(table,))))["合计表"]
    assert sheet["A7"].value == (
        "单位负责人：＿＿＿＿　审核人：＿＿＿＿　填报人：＿＿＿＿\n"
        "联系电话：＿＿＿＿　填报日期：＿＿＿＿"
    )
    assert "A7:E7" in map(str, sheet.merged_cells.ranges)


def test_a_table_of_one_column_and_no_labels_is_not_merged() -> None:
    table = evolve(SUMS, columns=SUMS.columns[:1], rows=SUMS.rows[:1], label_columns=0)
    grid = make_grid(table, {"t.x": number("t.x", 5)})
    form = evolve(summed().form, tables=(table,))
    blocks = (StatutoryTable(key="t", grid=grid),)
    report = evolve(BARE_REPORT, form=form, figures={"t.x": number("t.x", 5)}, opening=blocks)
    sheet = opened(report)["合计表"]
    assert rows_of(sheet) == [["合计表"], ["a"], [5]]
    assert list(sheet.merged_cells.ranges) == []


def test_what_was_written_before_changes_no_byte() -> None:
    first = written(REPORT)
    other = evolve(SUMS, key="statistics", title="另一张表")
    written(evolve(REPORT, form=evolve(REPORT.form, tables=(other,))))
    for index in range(150):
        written(evolve(BARE_REPORT, form=evolve(REPORT.form, id=f"f{index}")))
    assert written(REPORT) == first == written(evolve(REPORT))


def test_a_table_that_was_laid_out_otherwise_is_written_as_it_was_laid_out() -> None:
    written(REPORT)
    table = evolve(REPORT.form.tables[0], label_header="项目")
    block = StatutoryTable(key="statistics", grid=make_grid(table, REPORT.figures))
    sheet = opened(evolve(REPORT, opening=(block,), chapters=()))["政府信息公开情况统计表"]
    assert (sheet["A2"].value, sheet["C4"].value) == ("项目", 577)
