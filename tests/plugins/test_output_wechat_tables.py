from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.model.figures import Figure, State
from gongkai.model.form import Column, Row, Table
from gongkai.model.grid import make_grid
from gongkai.model.report import Chapter, RecordTable, StatutoryTable
from gongkai_output_wechat_article import gongkai_register_outputs
from gongkai_output_wechat_article.settings import WechatSettings
from tests.plugins.output_hostile import HOSTILE, anything
from tests.plugins.output_sample import FIGURES, REMEDIES, REPORT, REQUESTS, STATISTICS

(OUTPUT,) = gongkai_register_outputs()


def written(*blocks: RecordTable | StatutoryTable) -> LexborHTMLParser:
    chapters = (Chapter(name="a", title="一", blocks=blocks),)
    report = evolve(REPORT, opening=(), chapters=chapters)
    return LexborHTMLParser(OUTPUT.render(report, WechatSettings()).decode())


def set_as(table: Table, *figures: Figure) -> LexborHTMLParser:
    known = {figure.address: figure for figure in figures} or FIGURES
    return written(StatutoryTable(key=table.key, grid=make_grid(table, known)))


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in page.css(selector)]


def elements(page: LexborHTMLParser) -> list[tuple[str | None, tuple[str, ...]]]:
    assert page.root is not None
    return [(node.tag, tuple(node.attributes)) for node in page.root.traverse()]


LINES = "h2 ~ section > section"


def wide(text: str, rows: int) -> Table:
    """A table of six columns and more that holds one text in every place."""
    return Table(
        key="t",
        title=text,
        columns=tuple(Column(key=f"c{at}", label=text, path=("共", text)) for at in range(5)),
        rows=tuple(
            Row(key=f"r{at}", label=text, path=(f"{text}{at}",), unit=text) for at in range(rows)
        ),
        label_header=text,
        unit_header=text,
    )


def filled(table: Table, text: str) -> LexborHTMLParser:
    return set_as(
        table,
        *(
            Figure(address=cell.address, state=State.NOT_A_NUMBER, text=text)
            for cell in table.cells()
        ),
    )


def test_a_narrow_table_keeps_its_shape_and_the_states_of_its_figures() -> None:
    page = set_as(STATISTICS)
    cells = [[cell.text() for cell in row.css("th, td")] for row in page.css("tr")]
    assert cells[0] == ["统计指标", "单位", "统计数"]
    assert cells[1] == ["一、主动公开情况", "", ""]
    assert [row[2] for row in cells[2:]] == ["577", "未填报", "363", "200余", "0", "/", "", "1.50"]
    assert page.css("th[scope='row']")[1].attributes["style"] == (
        "border:1px solid #d5dbe3;padding:6px 7px;word-break:normal;padding-left:19px;"
        "text-align:left;font-weight:normal"
    )


def test_merged_cells_of_a_narrow_table_keep_their_spans() -> None:
    columns = (
        Column(key="a", label="甲", path=("合", "甲")),
        Column(key="b", label="乙", path=("合", "乙")),
    )
    rows = tuple(Row(key=key, label=key, path=("组", key)) for key in "xy")
    table = Table(key="t", title="", columns=columns, rows=rows, label_columns=2)
    page = set_as(table)
    merged = {
        node.text(): (node.attributes.get("colspan"), node.attributes.get("rowspan"))
        for node in page.css("th")
    }
    assert (merged["合"], merged["组"], merged["x"]) == (("2", None), (None, "2"), (None, None))


def test_a_wide_table_is_read_row_by_row_with_every_figure_and_label() -> None:
    assert "".join(texts(set_as(REQUESTS), LINES)) == (
        "一、本年新收政府信息公开申请数量"
        "自然人\u00a012；法人或其他组织：商业企业\u00a00，科研机构\u00a00；总计\u00a013"
        "三、本年度办理结果"
        "（一）予以公开"
        "自然人\u00a0若干；法人或其他组织：商业企业\u00a0约30，科研机构\u00a00；总计\u00a00"
        "（三）不予公开"
        "1.属于国家秘密"
        "自然人\u00a00；法人或其他组织：商业企业\u00a00，科研机构\u00a00；总计\u00a00"
        "2.其他法律行政法规禁止公开"
        "自然人\u00a00；法人或其他组织：商业企业\u00a00，科研机构\u00a00；总计\u00a00"
        "四、结转下年度继续办理"
        "自然人\u00a01；法人或其他组织：商业企业\u00a00，科研机构\u00a00；总计\u00a00"
    )


def test_what_stands_in_the_corner_and_above_all_columns_stands_above_the_rows() -> None:
    assert texts(set_as(REQUESTS), "h2 ~ p")[:3] == [
        "收到和处理政府信息公开申请情况",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
    ]


def test_what_is_more_than_nothing_stands_out_in_a_row() -> None:
    strong = texts(set_as(REQUESTS), f"{LINES} br ~ strong")
    assert strong == ["12", "13", "约30", "1"]


def test_a_blank_and_a_missing_figure_of_a_wide_table_are_named() -> None:
    page = set_as(
        evolve(wide("字", 2), unit_header="", title=""),
        Figure(address="t.r0.c0", state=State.BLANK),
        Figure(address="t.r0.c1", state=State.NOT_APPLICABLE),
    )
    assert texts(page, LINES)[0] == (
        "字0字\u00a0空白，字\u00a0/，字\u00a0未填报，字\u00a0未填报，字\u00a0未填报"
    )


def test_a_table_of_a_single_row_stands_on_end() -> None:
    lines = texts(set_as(REMEDIES), LINES)
    assert lines[:7] == [
        "行政复议",
        "结果维持 0",
        "结果纠正 0",
        "其他结果 0",
        "尚未审结 0",
        "总计 0",
        "行政诉讼 · 未经复议直接起诉",
    ]
    assert len(lines) == 18


def test_a_single_row_keeps_its_label_and_its_unit() -> None:
    assert texts(filled(wide("一", 1), "二"), LINES) == ["一0", "一 一", *["一 二"] * 5]


def test_records_of_few_columns_are_a_table_and_wider_ones_a_line_each() -> None:
    few = RecordTable(title="", columns=("企业", "万元"), rows=(("甲公司", "3.20"),))
    assert texts(written(few), "td") == ["甲公司", "3.20"]
    block = RecordTable(
        title="名单", columns=("甲", "乙", "丙", "丁"), rows=(("一", "2024-01-23", "三", "四"),)
    )
    page = written(block)
    assert texts(page, LINES) == ["1. 甲：一；乙：2024-01-23；丙：三；丁：四"]
    assert [node.text() for node in page.css("[style*=nowrap]")] == ["2024-01-23"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_markup_of_a_wide_table(text: str) -> None:
    for rows in (1, 2):
        assert elements(filled(wide(text, rows), text)) == elements(filled(wide("字", rows), "字"))


@settings(deadline=None)
@given(anything.filter(bool))
def test_no_text_makes_markup_of_a_wide_table(text: str) -> None:
    assert elements(filled(wide(text, 2), text)) == elements(filled(wide("字", 2), "字"))
