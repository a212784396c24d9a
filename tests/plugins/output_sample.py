"""A report that holds everything an output may meet; the bureau and its numbers are made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import evolve

from gongkai.errors import Position
from gongkai.model.agency import Agency, AgencyKind, Contact, Level, Region
from gongkai.model.chart import Bar, Chart
from gongkai.model.counting import Count
from gongkai.model.figures import (
    Carried,
    Counted,
    Derived,
    Exactness,
    Figure,
    Figures,
    Overridden,
    State,
    Stated,
    number,
)
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.grid import make_grid
from gongkai.model.report import (
    Bullets,
    Chapter,
    Heading,
    Note,
    Paragraph,
    Provenance,
    RecordTable,
    Report,
    Span,
    Status,
    StatutoryTable,
)

PLACE = Position("shifan/2018/report.toml", 4, 19)
HERE = Stated(position=PLACE)
WEBSITE = Count(register="disclosures", channels=("website",))

AGENCY = Agency(
    id="shifan/kjj",
    name="示范市科学技术局",
    short_name="市科技局",
    kind=AgencyKind.DEPARTMENT,
    contact=Contact(
        office="局办公室",
        address="示范市人民大道1号",
        phone="0000-12345678",
        fax="0000-12345679",
        postcode="000000",
        email="bgs@kjj.example",
    ),
    region=Region(id="shifan", name="示范市", level=Level.PREFECTURE),
)


def _indicator(key: str, label: str, unit: str, level: int) -> Row:
    return Row(key=key, label=label, path=(label,), unit=unit, level=level)


STATISTICS = Table(
    key="statistics",
    title="政府信息公开情况统计表",
    label_header="统计指标",
    unit_header="单位",
    columns=(Column(key="value", label="统计数", path=("统计数",)),),
    rows=(
        Row(key="h1", label="一、主动公开情况", path=("一、主动公开情况",), heading=True),
        _indicator("total", "（一）主动公开政府信息数", "条", 2),
        _indicator("gazette", "1.政府公报公开政府信息数", "条", 3),
        _indicator("website", "2.政府网站公开政府信息数", "条", 3),
        _indicator("weibo", "3.政务微博公开政府信息数", "条", 3),
        _indicator("wechat", "4.政务微信公开政府信息数", "条", 3),
        _indicator("other", "5.其他方式公开政府信息数", "条", 3),
        _indicator("staff", "（二）工作人员数", "人", 2),
        _indicator("fees", "二、收取检索、复制、邮寄费", "万元", 1),
    ),
)


def _column(key: str, *path: str) -> Column:
    return Column(key=key, label=path[-1], path=path)


def _row(key: str, *path: str) -> Row:
    return Row(key=key, label=path[-1], path=path, unit="件")


REQUESTS = Table(
    key="requests",
    title="收到和处理政府信息公开申请情况",
    label_header="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    label_columns=3,
    columns=(
        _column("natural", "申请人情况", "自然人"),
        _column("business", "申请人情况", "法人或其他组织", "商业企业"),
        _column("research", "申请人情况", "法人或其他组织", "科研机构"),
        _column("total", "申请人情况", "总计"),
    ),
    rows=(
        _row("received", "一、本年新收政府信息公开申请数量"),
        _row("granted", "三、本年度办理结果", "（一）予以公开"),
        _row("secret", "三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"),
        _row("forbidden", "三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开"),
        _row("carried", "四、结转下年度继续办理"),
    ),
)

_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_PROCEEDINGS = (("行政复议",), ("行政诉讼", "未经复议直接起诉"), ("行政诉讼", "复议后起诉"))
REMEDIES = Table(
    key="remedies",
    title="政府信息公开行政复议、行政诉讼情况",
    label_columns=0,
    columns=tuple(
        _column(f"c{first}{second}", *path, result)
        for first, path in enumerate(_PROCEEDINGS)
        for second, result in enumerate(_RESULTS)
    ),
    rows=(Row(key="cases", label="", path=(), unit="件"),),
)

FORM = Form(
    id="cn-sample",
    title="样表",
    number="国办发〔2014〕32号",
    regulation="政府信息公开条例",
    years_from=2014,
    years_to=2018,
    tables=(STATISTICS, REQUESTS, REMEDIES),
    relations=(),
)


_WEIBO = {"exactness": Exactness.AT_LEAST, "text": "200余"}
_COUNTED = Counted(count=WEBSITE, channels=("website",), items=363)
_DERIVED = Derived(
    code="requests.row", operands=("requests.received.natural", "requests.received.business")
)
_CARRIED = Carried(agency="shifan/kjj", year=2017, address="requests.carried.natural")
_OVERRIDDEN = Overridden(position=PLACE, by="张三", reason="票据复核", replaced=Decimal("1.40"))
_NONE_SUCH = "本机关未设其他渠道"


def _no_number(address: str, state: State, text: str = "") -> Figure:
    return Figure(address=address, state=state, text=text, unit="条", evidence=HERE)


#: One figure in every state, with every kind of evidence.
_TOLD = (
    number("statistics.total", 577, unit="条", evidence=HERE),
    Figure(address="statistics.gazette", state=State.MISSING, unit="条"),
    number("statistics.website", 363, unit="条", evidence=_COUNTED),
    number("statistics.weibo", 200, unit="条", evidence=HERE, **_WEIBO),
    number("statistics.wechat", 0, unit="条", evidence=HERE),
    _no_number("statistics.other", State.NOT_APPLICABLE, _NONE_SUCH),
    _no_number("statistics.staff", State.BLANK),
    number("statistics.fees", Decimal("1.50"), unit="万元", evidence=_OVERRIDDEN),
    number("requests.received.natural", 12, unit="件", evidence=HERE),
    number("requests.received.total", 13, unit="件", evidence=_DERIVED),
    number("requests.carried.natural", 1, unit="件", evidence=_CARRIED),
    _no_number("requests.granted.natural", State.NOT_A_NUMBER, "若干"),
    number("requests.granted.business", 30, exactness=Exactness.ABOUT, text="约30"),
)
_ZEROS = tuple(
    number(cell.address, 0, unit="件", evidence=HERE)
    for cell in FORM.cells()
    if cell.table is not STATISTICS
)
FIGURES: Figures = {figure.address: figure for figure in (*_ZEROS, *_TOLD)}

OPENING = (
    Paragraph(
        spans=(
            Span(text="本报告依据"),
            Span(text="《政府信息公开条例》", url="https://www.gov.cn/tiaoli.htm"),
            Span(text="编制，数据统计期限自2018年1月1日起至2018年12月31日止。"),
        )
    ),
)

OVERVIEW = Chapter(
    name="overview",
    title="一、概述",
    blocks=(
        Paragraph(
            spans=(
                Span(text="全年主动公开政府信息"),
                Span(text="577", address="statistics.total", strong=True),
                Span(text="条，其中政府网站"),
                Span(text="363", address="statistics.website"),
                Span(text="条，政府公报"),
                Span(text="未填报", address="statistics.gazette"),
                Span(text="。"),
            )
        ),
        Chart(
            title="各渠道公开情况",
            unit="条",
            bars=(
                Bar(label="政府网站", cells=("statistics.website",)),
                Bar(label="政务微博", cells=("statistics.weibo",)),
                Bar(label="政务微信", cells=("statistics.wechat",)),
                Bar(label="政府公报", cells=("statistics.gazette",)),
                Bar(label="其他方式", cells=("statistics.other",)),
                Bar(label="工作人员", cells=("statistics.staff",)),
                Bar(label="新闻发布会", cells=("channels.press_conference",)),
            ),
        ),
    ),
)

WORK = Chapter(
    name="work",
    title="二、主要工作",
    blocks=(
        Heading(text="（一）重点领域信息公开"),
        Bullets(
            items=(
                Paragraph(spans=(Span(text="公开年度预算和决算；"),)),
                Paragraph(spans=(Span(text="公布权责清单。"),)),
            )
        ),
        Heading(text="1.信用名单", level=2),
        Bullets(items=(Paragraph(spans=(Span(text="按季公布。"),)),), ordered=True),
        RecordTable(
            title="科技创新券兑现名单",
            columns=("企业名称", "金额（万元）"),
            rows=(("示范市甲科技有限公司", "3.20"), ("示范市乙机械有限公司", "1.50")),
        ),
        Note(text="注：名单中的个人信息已作隐去处理。"),
    ),
)

TABLES = Chapter(
    name="tables",
    title="三、附表",
    blocks=(
        StatutoryTable(
            key="statistics",
            grid=make_grid(STATISTICS, FIGURES),
            notes=("“/”表示不适用：本机关未设其他渠道。",),
        ),
        StatutoryTable(key="requests", grid=make_grid(REQUESTS, FIGURES)),
        StatutoryTable(key="remedies", grid=make_grid(REMEDIES, FIGURES)),
    ),
)

REPORT = Report(
    agency=AGENCY,
    year=2018,
    form=FORM,
    title="示范市科学技术局2018年政府信息公开工作年度报告",
    figures=FIGURES,
    opening=OPENING,
    chapters=(OVERVIEW, WORK, TABLES),
    published=date(2019, 2, 12),
    source="市科技局",
    status=Status.DRAFT,
    provenance=Provenance(
        versions=(("gongkai", "0.1.0"), ("cn-sample", "1")),
        inputs=(("shifan/kjj/2018/report.toml", "sha256:00"),),
    ),
)

_OF_LAST_YEAR = (
    number("statistics.website", 299),
    number("statistics.weibo", 250, exactness=Exactness.ABOUT, text="约250"),
    number("statistics.wechat", 17),
)

#: The same with a chart beside its text that compares it with last year.
COMPARED = evolve(
    REPORT,
    charts=(
        Chart(
            title="与上年对比",
            unit="条",
            compared=True,
            bars=(
                Bar(label="政府网站", cells=("statistics.website",)),
                Bar(label="政务微博", cells=("statistics.weibo",)),
                Bar(label="政务微信", cells=("statistics.wechat",)),
                Bar(label="其他方式", cells=("statistics.other",)),
            ),
        ),
    ),
    previous={figure.address: figure for figure in _OF_LAST_YEAR},
)


#: A report that says nothing that may be left out.
BARE_REPORT = Report(
    agency=evolve(AGENCY, contact=Contact(), region=None),
    year=2018,
    form=FORM,
    title="年度报告",
    figures={},
    status=Status.APPROVED,
)
