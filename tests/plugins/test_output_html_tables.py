"""What stands in the tables of a page is what stands in the report: they are read back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.model.figures import State
from gongkai.model.grid import GridCell
from gongkai.model.report import RecordTable, Report, StatutoryTable
from tests.plugins.output_pages import page_of, texts
from tests.plugins.output_reports import reports
from tests.plugins.output_sample import BARE_REPORT, REPORT

#: Row, column, height, width and text of a cell.
Place = tuple[int, int, int, int, str]

PAGE = page_of(REPORT)


def with_record(text: str) -> Report:
    return evolve(BARE_REPORT, opening=(RecordTable(title="", columns=("甲",), rows=((text,),)),))


def laid_out(table: LexborNode) -> Iterator[Place]:
    """Every cell where a browser puts it: to the right of what is there, or reaches down."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.css("tr")):
        column = 0
        for cell in line.css("th, td"):
            while (row, column) in taken:
                column += 1
            height = int(cell.attributes.get("rowspan") or 1)
            width = int(cell.attributes.get("colspan") or 1)
            taken |= {(row + i, column + j) for i in range(height) for j in range(width)}
            yield row, column, height, width, cell.text()


def of_model(cell: GridCell) -> Place:
    text = "未填报" if cell.state is State.MISSING else cell.text
    return cell.row, cell.column, cell.rowspan, cell.colspan, text


def tables_of(report: Report) -> list[list[Place]]:
    blocks = [block for chapter in report.chapters for block in chapter.blocks]
    grids = [block.grid for block in blocks if isinstance(block, StatutoryTable)]
    return [[of_model(cell) for row in (*g.head, *g.body) for cell in row] for g in grids]


def read_back(page: LexborHTMLParser) -> list[list[Place]]:
    return [list(laid_out(table)) for table in page.css("table.statutory")]


def test_every_cell_of_the_sample_stands_where_the_form_prints_it() -> None:
    assert read_back(PAGE) == tables_of(REPORT)


@settings(max_examples=25, deadline=None)
@given(report=reports())
def test_every_cell_of_any_report_stands_where_the_form_prints_it(report: Report) -> None:
    assert read_back(page_of(report)) == tables_of(report)


def test_merged_headers_keep_their_spans_and_reach_over_just_them() -> None:
    head = PAGE.css("table.statutory")[1].css("thead tr")
    cells = [[(cell.text(), cell.attributes) for cell in row.css("th")] for row in head]
    assert cells[0][1] == ("申请人情况", {"scope": "col", "colspan": "4"})
    assert cells[1] == [
        ("自然人", {"scope": "col", "rowspan": "2"}),
        ("法人或其他组织", {"scope": "col", "colspan": "2"}),
        ("总计", {"scope": "col", "rowspan": "2"}),
    ]


def test_merged_row_labels_keep_their_spans() -> None:
    labels = PAGE.css("table.statutory")[1].css("tbody th")
    found = {label.text(): label.attributes for label in labels}
    assert found["三、本年度办理结果"] == {"scope": "row", "rowspan": "3"}
    assert found["（一）予以公开"] == {"scope": "row", "colspan": "2"}


def test_labels_are_indented_by_their_level() -> None:
    labels = PAGE.css("table.statutory")[0].css("tbody th")
    indents = [label.attributes.get("class") for label in labels]
    assert indents == [None, "in1", "in2", "in2", "in2", "in2", "in2", "in1", None]


def test_the_states_of_a_cell_come_out_differently() -> None:
    cells = PAGE.css("table.statutory")[0].css("td[data-address]")
    shown = [(cell.text(), cell.attributes.get("class", "")) for cell in cells]
    assert shown == [
        ("577", ""),
        ("未填报", "missing"),
        ("363", ""),
        ("200余", ""),
        ("0", ""),
        ("/", "na"),
        ("", "blank"),
        ("1.50", ""),
    ]


def test_every_wide_table_scrolls_in_a_named_place_of_its_own() -> None:
    names = [node.attributes.get("aria-label") for node in PAGE.css(".scroll[tabindex='0']")]
    assert names == [
        "科技创新券兑现名单",
        "政府信息公开情况统计表",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    assert [node.text() for node in PAGE.css("caption")] == names


def test_records_are_printed() -> None:
    assert texts(PAGE, ".records td") == [
        "示范市甲科技有限公司",
        "3.20",
        "示范市乙机械有限公司",
        "1.50",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2018-02-12", "code short"),
        ("91320000MA1X7K9Q3T", "code"),
        ("甲", None),
        ("https://www.example.cn/", None),
    ],
)
def test_days_and_codes_are_not_broken_over_lines(text: str, kind: str | None) -> None:
    (cell,) = page_of(with_record(text)).css(".records td")
    assert cell.attributes.get("class") == kind
