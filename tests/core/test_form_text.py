import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongkai import Column, Count, Form, FormSection, Relation, Row, Severity, Sighting, Table
from gongkai.cli.box_table import balanced, box_table, centred, width_of, wrapped
from gongkai.cli.form_text import form_text
from gongkai.model.grid import make_grid
from gongkai.model.relation import Operator, Term

REPLIES = Table(
    key="replies",
    title="答复情况",
    section="replies",
    label_columns=2,
    label_header="项目",
    columns=(
        Column(key="person", label="自然人", path=("申请人", "自然人")),
        Column(key="firm", label="商业企业", path=("申请人", "组织", "商业企业")),
        Column(key="other", label="其他", path=("申请人", "组织", "其他")),
    ),
    rows=(
        Row(key="new", label="一、新收", path=("一、新收",)),
        Row(key="given", label="1.予以公开", path=("二、办理结果", "1.予以公开")),
        Row(
            key="refused",
            label="2.不予公开（区分处理的，只计一次）",
            path=("二、办理结果", "2.不予公开（区分处理的，只计一次）"),
        ),
    ),
)

CHANNELS = Table(
    key="channels",
    title="渠道情况",
    label_header="指标",
    unit_header="单位",
    heading_mark="——",
    foot_fields=("填报人", "填报日期"),
    columns=(Column(key="value", label="数", path=("数",)),),
    rows=(
        Row(key="all", label="公开", path=("公开",), marker="一、", unit="——", heading=True),
        Row(
            key="total",
            label="总数",
            path=("总数",),
            level=2,
            unit="条",
            sighting=Sighting.RECALLED,
            count=Count(register="disclosures"),
        ),
        Row(
            key="rules",
            label="文件",
            path=("文件",),
            level=2,
            unit="件",
            sighting=Sighting.VARIANT,
            count=Count(register="disclosures", channels=("a", "b"), normative=True),
        ),
        Row(
            key="rest",
            label="其余",
            path=("其余",),
            unit="条",
            count=Count(register="disclosures", rest=True, normative=False),
        ),
    ),
)

FORM = Form(
    id="small",
    title="小表",
    number="测试〔2014〕1号",
    regulation="条例",
    years_from=2014,
    years_to=2018,
    tables=(REPLIES, CHANNELS),
    sections=(
        FormSection(key="text", heading="一、概况", text=True, max_chars=1000, topics=("公开",)),
        FormSection(key="replies", heading="二、答复"),
    ),
    relations=(
        Relation(
            code="channels.rest",
            left=(Term(cell="channels.rest"),),
            operator=Operator.AT_MOST,
            right=(Term(cell="channels.total"),),
            severity=Severity.ERROR,
        ),
    ),
)

WIDE = """\
┌───────────────────────────────────────────────┬────────────────────┐
│                                               │       申请人       │
│                                               ├──────┬─────────────┤
│                     项目                      │      │    组织     │
│                                               │自然人├────────┬────┤
│                                               │      │商业企业│其他│
├───────────────────────────────────────────────┼──────┼────────┼────┤
│一、新收                                       │      │        │    │
├────────────┬──────────────────────────────────┼──────┼────────┼────┤
│            │1.予以公开                        │      │        │    │
│二、办理结果├──────────────────────────────────┼──────┼────────┼────┤
│            │2.不予公开（区分处理的，只计一次）│      │        │    │
└────────────┴──────────────────────────────────┴──────┴────────┴────┘
"""

NARROW = """\
┌───────────────────┬──────────────────┐
│                   │      申请人      │
│                   ├──────┬───────────┤
│       项目        │      │   组织    │
│                   │自然人├──────┬────┤
│                   │      │ 商业 │其他│
│                   │      │ 企业 │    │
├───────────────────┼──────┼──────┼────┤
│一、新收           │      │      │    │
├─────────┬─────────┼──────┼──────┼────┤
│         │1.予以公 │      │      │    │
│         │开       │      │      │    │
│         ├─────────┼──────┼──────┼────┤
│二、办理 │2.不予公 │      │      │    │
│结果     │开（区分 │      │      │    │
│         │处理的， │      │      │    │
│         │只计一   │      │      │    │
│         │次）     │      │      │    │
└─────────┴─────────┴──────┴──────┴────┘
"""

CHANNELS_DRAWN = """\
     渠道情况
┌────────┬────┬──┐
│  指标  │单位│数│
├────────┼────┼──┤
│一、公开│——  │——│
├────────┼────┼──┤
│  总数※ │条  │  │
├────────┼────┼──┤
│  文件△ │件  │  │
├────────┼────┼──┤
│其余    │条  │  │
└────────┴────┴──┘
填报人：＿＿＿＿　填报日期：＿＿＿＿

共2张表、7行（标题1行、数据6行）、12格；勾稽规则1条。
△ 标签所指事项已见于来源，但来源中的文字略有不同
※ 标签系凭记忆录入，尚未核对原文

由登记表计数的格：
  总数：disclosures 登记表中在任何渠道公开的信息，相同的只计一次
  文件：disclosures 登记表中在 a、b 公开的规范性文件，相同的只计一次
  其余：disclosures 登记表中在本表没有单列的渠道公开的规范性文件以外的信息，相同的只计一次
"""


def test_headers_and_labels_merge_in_the_drawing() -> None:
    assert "\n".join(box_table(make_grid(REPLIES, {}), 100)) + "\n" == WIDE


def test_a_narrow_drawing_breaks_headings_and_labels() -> None:
    assert "\n".join(box_table(make_grid(REPLIES, {}), 40)) + "\n" == NARROW


def test_marks_counts_and_their_legend_follow_the_tables() -> None:
    assert form_text(FORM, 100).endswith(CHANNELS_DRAWN)


def test_a_form_begins_with_what_it_is() -> None:
    assert [line.strip() for line in form_text(FORM, 100).splitlines()[:12]] == [
        "小表",
        "测试〔2014〕1号",
        "",
        "编号：small",
        "适用年度：2014—2018年",
        "依据：条例",
        "填写要求：没有的可以不填",
        "",
        "一、概况",
        "（文字说明；原则上不超过1000字；应当写到：公开）",
        "",
        "二、答复",
    ]


def test_a_form_without_number_sections_or_end_says_so() -> None:
    rows = (Row(key="new", label="新收", path=("新收",)),)
    tables = (evolve(REPLIES, rows=rows, section=""),)
    form = evolve(FORM, number="", sections=(), years_to=2100, complete=True, tables=tables)

    text = form_text(form, 100)

    assert "适用年度：2014年起\n" in text
    assert "填写要求：每一格都要填\n组成部分：本格式未作规定\n" in text
    assert text.endswith("共1张表、1行、3格；勾稽规则1条。\n")


def test_closing_punctuation_does_not_begin_a_line() -> None:
    assert wrapped("公开情况，其他", 8) == ("公开情", "况，其他")
    assert wrapped("，，，", 2) == ("，", "，", "，")


def test_headings_break_into_lines_of_the_same_length() -> None:
    assert balanced("商业企业", 6) == ("商业", "企业")
    assert balanced("公", 1) == ("公",)


def test_a_text_stands_in_the_middle() -> None:
    assert centred("公开", 9) == "  公开   "
    assert centred("公开", 3) == "公开"


@pytest.mark.parametrize("width", [100, 160])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    assert max(map(width_of, form_text(FORM, width).splitlines())) <= width


@given(st.text("公开，a1（）", max_size=30), st.integers(2, 20))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)

    assert "".join(lines) == text
    assert all(width_of(line) <= width for line in lines)


@given(st.lists(st.text("公开，a", max_size=20), min_size=1, max_size=5), st.integers(1, 80))
def test_every_line_of_a_drawing_has_the_same_width(labels: list[str], width: int) -> None:
    rows = tuple(
        Row(key=f"r{number}", label=label, path=("项", label), level=1 + number % 3)
        for number, label in enumerate(labels)
    )

    drawn = box_table(make_grid(evolve(REPLIES, rows=rows), {}), width)

    assert len({width_of(line) for line in drawn}) == 1
