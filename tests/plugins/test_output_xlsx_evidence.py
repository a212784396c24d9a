from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from gongkai.errors import Position
from gongkai.model.counting import Count, Where
from gongkai.model.figures import (
    Carried,
    Contribution,
    Counted,
    Derived,
    Evidence,
    Exactness,
    Figure,
    Joint,
    Overridden,
    State,
    Stated,
    Summed,
    number,
)
from gongkai.model.form import CHANNELS, Column, Row, Table
from gongkai.model.report import Report
from tests.plugins.output_sample import HERE, REPORT
from tests.plugins.xlsx_books import opened, rows_of

BOOK = opened(REPORT)


def evidence_of(figure: Figure, report: Report = REPORT) -> list[object]:
    """The row of a figure in the sheet of evidence."""
    changed = evolve(report, figures={**report.figures, figure.address: figure})
    rows = rows_of(opened(changed)["数据来源"])
    return next(row for row in rows if row[0] == figure.address)


def told(evidence: Evidence, counted: int | None = None) -> list[object]:
    """What is said of a figure that rests on this."""
    figure = number("requests.received.natural", 12, evidence=evidence, counted=counted)
    return evidence_of(figure)[4:]


def test_every_cell_of_the_form_has_its_evidence() -> None:
    rows = rows_of(BOOK["数据来源"])
    assert len(rows) == 2 + 43
    assert rows[1] == ["地址", "指标（单位）", "数值", "状态", "来源", "出处与说明"]
    assert rows[2:10] == [
        ["statistics.total", "（一）主动公开政府信息数（条）", 577, "数字", "填报", PLACE],
        ["statistics.gazette", "1.政府公报公开政府信息数（条）", "未填报", "缺失", "无", UNKNOWN],
        ["statistics.website", "2.政府网站公开政府信息数（条）", 363, "数字", "清点", COUNTED],
        ["statistics.weibo", "3.政务微博公开政府信息数（条）", "200余", "不少于", "填报", PLACE],
        ["statistics.wechat", "4.政务微信公开政府信息数（条）", 0, "零", "填报", PLACE],
        ["statistics.other", "5.其他方式公开政府信息数（条）", "/", "不适用", "填报", WHY],
        ["statistics.staff", "（二）工作人员数（人）", None, "空白", "填报", PLACE],
        ["statistics.fees", "二、收取检索、复制、邮寄费（万元）", 1.5, "数字", "人工改定", CHANGED],
    ]


PLACE = "shifan/2018/report.toml:4:19"
UNKNOWN = "没有填报，没有台账可以清点，也推算不出"
COUNTED = "公开信息台账，渠道为website，共 363"
WHY = "不适用的理由：本机关未设其他渠道；shifan/2018/report.toml:4:19"
CHANGED = "shifan/2018/report.toml:4:19；改定人：张三；理由：票据复核；台账清点为 1.40"


@pytest.mark.parametrize(
    ("figure", "state"),
    [
        (Figure(address="statistics.total", state=State.NOT_A_NUMBER, text="若干"), "不是数字"),
        (number("statistics.total", 30, exactness=Exactness.ABOUT, text="约30"), "约数"),
        (number("statistics.total", 10**16), "数字"),
        (number("statistics.total", Decimal("0.5")), "数字"),
    ],
)
def test_every_state_has_its_word(figure: Figure, state: str) -> None:
    assert evidence_of(figure)[3:5] == [state, "无"]


def test_a_number_that_was_stated_says_what_the_register_counts() -> None:
    assert told(HERE, counted=11) == ["填报", f"{PLACE}；台账清点为 11"]
    assert told(HERE) == ["填报", PLACE]


@pytest.mark.parametrize(
    "position",
    [
        Position("shifan/2018/report.toml"),
        Position(" a.toml", 1, 2),
        Position("a" * 60 + ".toml", 1, 2),
        Position("甲&乙.toml", 1, 2),
    ],
    ids=["no line", "space", "long", "signs"],
)
def test_the_place_is_told_as_it_is(position: Position) -> None:
    assert told(Stated(position=position)) == ["填报", str(position)]


@pytest.mark.parametrize(
    ("count", "channels", "said"),
    [
        (Count(register="disclosures"), (), "公开信息台账，共 12"),
        (Count(register="disclosures", normative=True), (), "公开信息台账，规范性文件，共 12"),
        (
            Count(register="disclosures", normative=False),
            (),
            "公开信息台账，规范性文件以外的，共 12",
        ),
        (
            Count(register="disclosures", channels=("weibo", "press-conference")),
            ("weibo", "press-conference"),
            "公开信息台账，渠道为政务微博、新闻发布会，共 12",
        ),
        (
            Count(
                register="fees", where=(Where(facet="when", values=("charged",)),), divide=10_000
            ),
            (),
            "行政事业性收费台账，本年收取，合计除以 10000，共 12",
        ),
        (Count(register="credit-lists"), (), "台账“credit-lists”，共 12"),
    ],
)
def test_a_count_says_its_register_and_what_was_looked_for(
    count: Count, channels: tuple[str, ...], said: str
) -> None:
    evidence = Counted(count=count, channels=channels, items=12)
    figure = evolve(number("statistics.total", 12), evidence=evidence)
    assert evidence_of(figure, with_channels())[5] == said


@pytest.mark.parametrize(
    ("figure", "row"),
    [
        (number("statistics.total", 0), [0, "零", "清点", "公开信息台账，共 0"]),
        (
            number("statistics.total", Decimal("1.5")),
            [1.5, "数字", "清点", "公开信息台账，共 1.5"],
        ),
        (
            number("statistics.total", 200, exactness=Exactness.AT_LEAST, text="200余"),
            ["200余", "不少于", "清点", "公开信息台账，共 200"],
        ),
        (
            number("statistics.total", 12, counted=11),
            [12, "数字", "清点", "公开信息台账，共 12；台账清点为 11"],
        ),
        (
            number("statistics.total", 10**16),
            [str(10**16), "数字", "清点", f"公开信息台账，共 {10**16}"],
        ),
    ],
    ids=["zero", "decimals", "at least", "otherwise", "long"],
)
def test_a_counted_figure_says_how_many_there_were(figure: Figure, row: list[object]) -> None:
    assert figure.value is not None
    evidence = Counted(count=Count(register="disclosures"), channels=(), items=figure.value)
    assert evidence_of(evolve(figure, evidence=evidence))[2:] == row


def test_what_is_counted_in_more_channels_than_a_cell_holds_is_cut() -> None:
    count = Count(register="disclosures")
    evidence = Counted(count=count, channels=("甲" * 40_000,), items=12)
    kind, said = told(evidence)
    assert kind == "清点"
    assert str(said).endswith("字略）")


def with_channels() -> Report:
    rows = (("total", "总数"), ("weibo", "政务微博"), ("press_conference", "新闻发布会"))
    table = Table(
        key=CHANNELS,
        title="各渠道公开情况",
        columns=(Column(key="value", label="数量", path=("数量",)),),
        rows=tuple(Row(key=key, label=label, path=(label,)) for key, label in rows),
        supplementary=True,
    )
    return evolve(REPORT, form=evolve(REPORT.form, tables=(*REPORT.form.tables, table)))


def test_the_tables_of_the_engine_have_their_evidence_and_no_sheet() -> None:
    book = opened(with_channels())
    assert book.sheetnames == BOOK.sheetnames
    assert [row[:2] for row in rows_of(book["数据来源"])[-2:]] == [
        ["channels.weibo", "政务微博"],
        ["channels.press_conference", "新闻发布会"],
    ]


@pytest.mark.parametrize(
    ("operands", "said"),
    [
        (("a.x", "b.y"), "a.x、b.y"),
        (("t.x.a",), "t.x.a"),
        ((), ""),
        (("t.x.a", "t.x.b"), "t.x.{a、b}"),
        (("t.x.a", "t.y.a", "t.z.a"), "t.{x、y、z}.a"),
        (("t.x", "t.x.a"), "t.{x、x.a}"),
        (("t.x.a", "t.x.a"), "t.x.{a、a}"),
    ],
)
def test_a_derived_figure_names_its_rule_and_its_operands(
    operands: tuple[str, ...], said: str
) -> None:
    evidence = Derived(code="requests.row", operands=operands)
    assert told(evidence) == ["推算", f"按勾稽关系 requests.row 由 {said} 得出"]


def test_a_carried_figure_names_the_report_that_it_comes_from() -> None:
    evidence = Carried(agency="shifan/kjj", year=2017, address="requests.carried.natural")
    more = evolve(evidence, code="requests.carry-over", operands=("requests.x.a", "requests.x.b"))
    assert told(evidence) == ["结转", "结转自 shifan/kjj 2017 年 requests.carried.natural"]
    assert told(more) == [
        "结转",
        (
            "结转自 shifan/kjj 2017 年 requests.carried.natural；"
            "勾稽关系 requests.carry-over；并用本年 requests.x.{a、b}"
        ),
    ]


def test_an_override_that_nobody_answers_for_says_so() -> None:
    position = Position("a.toml", 1, 2)
    evidence = Overridden(position=position, by="", reason="", replaced=None)
    assert told(evidence) == ["人工改定", "a.toml:1:2；改定人：—；理由：—；台账清点为 —"]


def test_a_sum_says_what_each_member_gives() -> None:
    members = (
        Contribution(agency="shifan/a", name="甲局", figure=number("x", 12)),
        Contribution(agency="shifan/b", name="乙局", figure=number("x", 0)),
        Contribution(agency="shifan/c", name="丙局", figure=None),
        Contribution(agency="shifan/d", name="丁局", figure=number("x", 0)),
    )
    joint = Joint(document_number="〔2024〕1号", title="办法", agencies=("shifan/a", "shifan/b"))
    assert told(Summed(contributions=members, joint=(joint,))) == [
        "汇总",
        (
            "4 个成员单位之和；甲局（shifan/a）12；丙局（shifan/c）未填报；其余 2 个单位均为 0；"
            "联合制发的〔2024〕1号《办法》只计一件，已减去 1"
        ),
    ]
    assert told(Summed(contributions=members[1:2])) == ["汇总", "1 个成员单位之和；1 个单位均为 0"]
    assert told(Summed(contributions=members[:1])) == [
        "汇总",
        "1 个成员单位之和；甲局（shifan/a）12",
    ]
