"""A region's column that holds everything a site may meet; all of it is made up."""

from __future__ import annotations

from datetime import date

from attrs import evolve

import gongkai_output_site
from gongkai.kinds import InputFile, SiteFile
from gongkai.model.agency import Agency, AgencyKind, Contact, Level, Region
from gongkai.model.column import DisclosedItem, DisclosureColumn, Filing, KeyArea, ReportFile
from gongkai.model.findings import Severity
from gongkai.model.region import Turnout
from gongkai.model.report import (
    Bullets,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Returned,
    Span,
    Status,
)
from gongkai.wording import Words
from gongkai_output_site.settings import SiteSettings

REGION = Region(id="shifan", name="示范市", level=Level.PREFECTURE)


def agency(name: str, title: str, **contact: str) -> Agency:
    return Agency(
        id=name,
        name=title,
        short_name=title,
        kind=AgencyKind.DEPARTMENT,
        contact=Contact(**contact),
        region=REGION,
        site="https://www.shifan.example/",
        own_domains=("kjj.example",),
    )


OWN = agency("shifan", "示范市人民政府", office="市政务公开办", phone="0000-12345678")
KJJ = agency("shifan/kjj", "示范市科学技术局", address="人民大道1号", email="bgs@kjj.example")
JYJ = agency("shifan/jyj", "示范市教育局")
CZJ = agency("shifan/czj", "示范市财政局")
SJJ = agency("shifan/sjj", "示范市审计局")
FZB = agency("shifan/fzb", "示范市法制办公室")
SWJ = agency("shifan/swj", "国家税务总局示范市税务局")
TJJ = agency("shifan/tjj", "示范市统计局")


def file_of(folder: str, name: str, output: str, size: int = 32_100) -> ReportFile:
    return ReportFile(
        path=f"reports/{folder}/{name}",
        output=output,
        media_type="text/html; charset=utf-8",
        size=size,
        sha256="0" * 64,
    )


def filing(of: Agency, year: int, turnout: Turnout = Turnout.REPORTED, **more: object) -> Filing:
    """A filing without a report; ``more`` goes before what is usual."""
    usual = Filing(agency=of, year=year, turnout=turnout, limit=date(year + 1, 3, 31), folder=of.id)
    return evolve(usual, **more)  # type: ignore[arg-type]


def reported(of: Agency, year: int, published: date | None, **more: object) -> Filing:
    """A filing with a report that has a web page."""
    usual = filing(
        of,
        year,
        title=f"{of.name}{year}年政府信息公开工作年度报告",
        form="cn-2014",
        published=published,
        findings={Severity.ERROR: 0, Severity.WARNING: 2, Severity.INFORMATION: 1},
        files=(file_of(f"{of.id}/{year}", "report.html", "html"),),
    )
    return evolve(usual, **more)  # type: ignore[arg-type]


ITEMS = (
    DisclosedItem(
        title="科技计划项目管理办法",
        published=date(2018, 5, 2),
        channels=("政府网站", "政务微博"),
        url="https://kjj.example/2.html",
        document_number="示科发〔2018〕2号",
        category="规范性文件",
    ),
    DisclosedItem(
        title="赌场开业公告",
        published=date(2018, 4, 1),
        channels=("政府网站",),
        url="https://casino.test/",
        category="通知公告",
    ),
    DisclosedItem(title="未分类的公告", published=date(2018, 3, 1), channels=("政务微信",)),
)
BLOCKS = (
    Paragraph(spans=(Span(text="全年公布2条，"), Span(text="其中1条", strong=True))),
    RecordTable(
        title="红黑名单明细", columns=("名单类别", "主体名称"), rows=(("红名单", "甲公司"),)
    ),
    Heading(text="说明"),
    Bullets(items=(Paragraph(spans=(Span(text="见门户网站", url="https://www.gov.cn/"),)),)),
    Bullets(items=(Paragraph(spans=(Span(text="一"),)),), ordered=True),
    Note(text="个人信息已作隐去处理。"),
)
AREA = KeyArea(name="credit-lists", title="红黑名单", blocks=BLOCKS)

WHOLE = reported(
    KJJ,
    2018,
    date(2019, 4, 2),
    turnout=Turnout.LATE,
    items=lambda: ITEMS,
    areas=lambda: (AREA,),
    files=(
        file_of("shifan/kjj/2018", "report.json", "json", 1),
        file_of("shifan/kjj/2018", "report.html", "html"),
        file_of("shifan/kjj/2018", "report.pdf", "pdf", 2_300_000),
        file_of("shifan/kjj/2018", "post.txt", "post"),
        file_of("shifan/kjj/2018", "post-2.txt", "post"),
    ),
)
COLUMN = DisclosureColumn(
    region=REGION,
    filings=(
        reported(OWN, 2018, date(2019, 3, 1), status=Status.APPROVED),
        filing(FZB, 2018, Turnout.SUCCEEDED, successor="shifan/kjj"),
        filing(CZJ, 2018, Turnout.UNREADABLE),
        filing(JYJ, 2018, Turnout.MISSING),
        WHOLE,
        reported(
            SJJ,
            2018,
            date(2019, 3, 4),
            turnout=Turnout.RETURNED,
            returned=Returned(on=date(2019, 3, 5), by="市政务公开办", reason="漏填"),
        ),
        filing(SWJ, 2018, Turnout.OUTSIDE),
        reported(TJJ, 2018, None),
        reported(KJJ, 2017, date(2018, 3, 1)),
    ),
)


def text(name: str, content: str) -> InputFile:
    return InputFile(f"shifan/{name}", content.encode())


SETTINGS = SiteSettings(
    site_name="示范市人民政府门户网站",
    url="https://www.shifan.example/zfxxgk/",
    guide=text("guide.md", "# 指南\n\n## 一、分类\n\n见[目录](https://www.gov.cn/)。\n"),
    rules=(
        text("gongkai.md", "# 公开规定\n\n第一条\n"),
        text("保密.md", "**保密**审查[不通](x.html)\n"),
    ),
    on_request=text("apply.md", "# 怎样申请\n\n1. 当面\n2. 信函\n"),
)


def render(
    column: DisclosureColumn, settings: SiteSettings
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of a site by path, and what is told."""
    found = tuple(gongkai_output_site.render(column, settings))
    files = [each for each in found if isinstance(each, SiteFile)]
    paths = [file.path for file in files]
    assert len(paths) == len(set(paths)), "two files have one path"
    told = tuple(str(each) for each in found if isinstance(each, Words))
    return {file.path: file.content for file in files}, told
