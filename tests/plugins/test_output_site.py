from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.errors import ConfigError
from gongkai.kinds import InputFile
from gongkai.model.agency import Contact
from gongkai.model.chart import Bar, Chart
from gongkai.model.column import DisclosedItem, DisclosureColumn, Filing, KeyArea
from gongkai.model.region import Turnout
from gongkai.model.report import RecordTable
from gongkai_output_site.feeds import sitemap
from gongkai_output_site.look import Look
from gongkai_output_site.settings import SiteSettings
from tests.plugins.output_hostile import HOSTILE, anything
from tests.plugins.site_links import broken, links_of, outward
from tests.plugins.site_sample import (
    AREA,
    COLUMN,
    JYJ,
    KJJ,
    OWN,
    REGION,
    SETTINGS,
    WHOLE,
    agency,
    filing,
    render,
    reported,
    text,
)

FILES, TOLD = render(COLUMN, SETTINGS)
PAGES = sorted(path for path in FILES if path.endswith(".html"))
REPORT_FILES = {file.path for each in COLUMN.filings for file in each.files}
SCHEMA = json.loads(files("gongkai_output_site").joinpath("column.schema.json").read_bytes())
ITEM_PAGE = "statutory/shifan/kjj/2018.html"


def column(*filings: Filing) -> DisclosureColumn:
    return DisclosureColumn(region=REGION, filings=filings)


def page(path: str, of: dict[str, bytes] | None = None) -> LexborHTMLParser:
    return LexborHTMLParser((FILES if of is None else of)[path])


def texts(path: str, selector: str, of: dict[str, bytes] | None = None) -> list[str]:
    """The texts of what a selector finds, with single spaces."""
    return [" ".join(node.text().split()) for node in page(path, of).css(selector)]


def attribute(path: str, selector: str, name: str, of: dict[str, bytes] | None = None) -> str:
    """An attribute of the first that a selector finds."""
    return page(path, of).css(selector)[0].attributes[name] or ""


def metadata(path: str) -> dict[str | None, str | None]:
    found = page(path).css("meta[name]")
    return {node.attributes["name"]: node.attributes["content"] for node in found}


def test_the_site_has_these_files() -> None:
    assert sorted(FILES) == [
        "assets/site.css",
        "assets/site.js",
        "feed.xml",
        "guide.html",
        "index.html",
        "index.json",
        "on-request.html",
        "reports/2017.html",
        "reports/2018.html",
        "reports/index.html",
        "reports/shifan/index.html",
        "reports/shifan/kjj/index.html",
        "reports/shifan/sjj/index.html",
        "reports/shifan/tjj/index.html",
        "rules/gongkai.html",
        "rules/index.html",
        "rules/x-d97ca182a054.html",
        "search.html",
        "search/2018-1.js",
        "search/reports.js",
        "sitemap.xml",
        "status.html",
        "statutory/area-credit-lists.html",
        "statutory/category-x-54b89f901274.html",
        "statutory/category-x-e02926784fce.html",
        "statutory/category-x-f5ef1e6011a6.html",
        "statutory/index.html",
        "statutory/shifan/kjj/2018.html",
    ]
    assert TOLD == ()


def test_the_same_column_gives_the_same_bytes() -> None:
    assert render(COLUMN, SETTINGS) == (FILES, TOLD)


def test_every_link_within_the_site_leads_somewhere() -> None:
    assert broken(FILES, REPORT_FILES) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_link_within_the_site_is_absolute(path: str) -> None:
    assert [link for link in links_of(FILES[path]) if link.startswith("/")] == []
    assert all(link.startswith("https://") for link in outward(FILES[path]))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_frame(path: str) -> None:
    tree = page(path)

    assert attribute(path, "html", "lang") == "zh-CN"
    assert [len(tree.css(tag)) for tag in ("main", "h1", "header", "footer", "title")] == [1] * 5
    assert attribute(path, "a.skip", "href") == "#content"
    assert texts(path, "nav.columns a") == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
        "依申请公开",
        "检索",
        "公布情况",
    ]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_our_own_script_and_nothing_else(path: str) -> None:
    scripts = {node.attributes["src"] for node in page(path).css("script")}

    assert attribute(path, "meta[http-equiv]", "content") == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'"
    )
    assert scripts == ({"assets/site.js"} if path in {"search.html", "status.html"} else set())
    assert page(path).css("style, [style], [onclick], [onload]") == []


def test_pages_say_whose_they_are() -> None:
    assert metadata("index.html") | {"viewport": "", "referrer": "", "format-detection": ""} == {
        "viewport": "",
        "referrer": "",
        "format-detection": "",
        "generator": "gongkai",
        "SiteName": "示范市人民政府门户网站",
        "ColumnName": "政府信息公开",
        "ColumnType": "政府信息公开",
        "PubDate": "2019-04-02",
        "Url": "https://www.shifan.example/zfxxgk/index.html",
    }
    assert metadata(ITEM_PAGE)["ColumnName"] == "法定主动公开内容"
    assert metadata(ITEM_PAGE)["PubDate"] == "2018-05-02"


def test_a_page_says_where_one_is() -> None:
    assert texts("rules/gongkai.html", ".trail li") == ["首页", "政府信息公开制度", "公开规定"]
    assert texts("rules/gongkai.html", "[aria-current]") == ["政府信息公开制度", "公开规定"]
    assert texts("guide.html", ".columns [aria-current='page']") == ["政府信息公开指南"]


def test_the_first_page_leads_to_the_columns_and_shows_what_is_new() -> None:
    assert len(page("index.html").css(".cards a")) == 5
    assert texts("index.html", "section[aria-labelledby='latest-reports'] li > a") == [
        "示范市科学技术局2018年政府信息公开工作年度报告",
        "示范市审计局2018年政府信息公开工作年度报告",
        "示范市人民政府2018年政府信息公开工作年度报告",
        "示范市科学技术局2017年政府信息公开工作年度报告",
        "示范市统计局2018年政府信息公开工作年度报告",
    ]
    assert texts("index.html", "section[aria-labelledby='latest-items'] li > :first-child") == [
        "科技计划项目管理办法",
        "赌场开业公告",
        "未分类的公告",
    ]
    assert texts("index.html", ".counts") == [
        "已公布 1逾期公布 1退回修改 1暂未编成 1未公布 1由承接单位公布 1已编制，未注明公布日期 1"
    ]


def test_a_report_that_nobody_approved_is_a_draft_wherever_it_stands() -> None:
    assert texts("index.html", ".banner") == ["标有“草稿”的年报未经审定"]
    assert texts("reports/2018.html", ".items > li .tag") == ["草稿", "草稿", "退回修改", "草稿"]


def test_without_drafts_there_is_no_banner() -> None:
    made, _ = render(column(COLUMN.filings[0]), SETTINGS)

    assert texts("index.html", ".banner, .tag", made) == []


def test_the_guide_is_the_text_and_whom_to_ask() -> None:
    assert texts("guide.html", "main h2") == ["一、分类", "政府信息公开工作机构"]
    assert texts("guide.html", "dd") == ["示范市人民政府", "市政务公开办", "0000-12345678"]


def test_each_rule_has_its_page_under_its_own_title() -> None:
    assert texts("rules/index.html", "main li") == ["公开规定", "保密"]
    assert texts("rules/gongkai.html", "article") == ["第一条"]


def test_rules_of_one_name_have_pages_of_their_own() -> None:
    rules = (text("a/x.md", "# 甲\n"), text("b/x.md", "# 乙\n"), text("index.md", "# 丙\n"))
    made, _ = render(COLUMN, evolve(SETTINGS, rules=(*rules, rules[0])))

    assert texts("rules/index.html", "main li", made) == ["甲", "乙", "丙"]
    assert texts("rules/x.html", "h1", made) == ["甲"]
    assert broken(made, REPORT_FILES) == []


def test_a_link_that_leads_nowhere_is_text() -> None:
    (path,) = (p for p in PAGES if p.startswith("rules/x-"))

    assert texts(path, "article") == ["保密审查不通"]
    assert texts(path, "article strong") == ["保密"]
    assert texts(path, "article a") == []


def test_whom_to_apply_to_comes_from_the_bureaus() -> None:
    assert texts("on-request.html", "main h3") == ["示范市人民政府", "示范市科学技术局"]
    assert texts("on-request.html", ".prose li") == ["当面", "信函"]


def test_the_columns_page_counts_the_items_of_each_category_and_bureau() -> None:
    path = "statutory/index.html"

    assert texts(path, "section[aria-labelledby='areas'] li") == ["红黑名单"]
    assert texts(path, "section[aria-labelledby='categories'] li") == [
        "未分类 1条",
        "规范性文件 1条",
        "通知公告 1条",
    ]
    assert texts(path, "tr") == ["发布机构2018年2017年", "示范市科学技术局 3条 —"]


def test_an_item_says_its_day_number_category_and_channels() -> None:
    assert texts(ITEM_PAGE, ".items > li") == [
        "科技计划项目管理办法 2018-05-02 规范性文件 示科发〔2018〕2号 政府网站、政务微博",
        "赌场开业公告 2018-04-01 通知公告 政府网站",
        "未分类的公告 2018-03-01 政务微信",
    ]


def test_an_item_leads_to_its_own_page_and_never_to_a_stranger() -> None:
    links = [node.attributes["href"] for node in page(ITEM_PAGE).css(".items a")]

    assert links == ["https://kjj.example/2.html"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://www.gov.cn/a", True),
        ("http://kjj.shifan.gov.cn/a?b=1&c=2", True),
        ("https://www.shifan.example/a", True),
        ("https://sub.kjj.example/a", True),
        ("https://weibo.com/1", True),
        ("  https://mp.weixin.qq.com/s/1 ", True),
        ("https://weibo.com.casino.test/", False),
        ("https://gov.cn@casino.test/", False),
        ("//www.gov.cn/a", False),
        ("javascript:alert(1)//gov.cn", False),
        ("data:text/html,x", False),
        ("ftp://www.gov.cn/", False),
        ("https://", False),
        ("https://www.gov.cn/\u202e", False),
        ("kjj.example", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_government_the_bureau_and_its_platforms_are_links(
    url: str, *, linked: bool
) -> None:
    assert Look(column=COLUMN, settings=SETTINGS).link(url, KJJ) == (url.strip() if linked else "")


def test_other_hosts_may_be_named() -> None:
    look = Look(column=COLUMN, settings=evolve(SETTINGS, hosts=("douban.test",)))

    assert look.link("https://www.douban.test/", KJJ) == "https://www.douban.test/"
    assert look.link("https://weibo.com/1", KJJ) == ""


def test_a_category_shows_its_items_and_where_all_of_them_are() -> None:
    (path,) = (p for p in PAGES if texts(p, "h1") == ["规范性文件"])

    assert texts(path, ".lead") == ["共1条。"]
    assert texts(path, ".items > li") == [
        "科技计划项目管理办法 2018-05-02 示范市科学技术局 示科发〔2018〕2号 政府网站、政务微博"
    ]
    assert texts(path, ".chips li") == ["示范市科学技术局2018年 1条"]


def test_a_key_area_shows_what_each_report_says_of_it() -> None:
    path = "statutory/area-credit-lists.html"

    assert texts(path, "main h2, main h3") == ["示范市科学技术局2018年", "说明"]
    assert texts(path, "caption, th, td") == [
        "红黑名单明细",
        "名单类别",
        "主体名称",
        "红名单",
        "甲公司",
    ]
    assert texts(path, ".note") == ["个人信息已作隐去处理。"]
    assert texts(path, "main section li") == ["见门户网站", "一"]


def test_many_items_are_parted_into_pages_and_scripts() -> None:
    many = tuple(
        DisclosedItem(title=f"公告第{number}号", published=date(2018, 5, 2), category="公告")
        for number in range(5001)
    )
    made, _ = render(column(evolve(WHOLE, items=lambda: many)), SETTINGS)

    assert texts("statutory/shifan/kjj/2018-11.html", ".items > li", made) == [
        "公告第5000号 2018-05-02 公告"
    ]
    assert texts("statutory/shifan/kjj/2018-2.html", ".pages [aria-current]", made) == ["2"]
    assert len(page(ITEM_PAGE, made).css(".items > li")) == 500
    assert sorted(p for p in made if p.startswith("search/")) == [
        "search/2018-1.js",
        "search/2018-2.js",
        "search/reports.js",
    ]
    assert broken(made, REPORT_FILES) == []


def test_the_page_of_a_large_category_shows_the_newest_of_all_bureaus() -> None:
    old = (DisclosedItem(title="旧", published=date(2018, 1, 2), category="公告"),) * 200
    new = (DisclosedItem(title="新", published=date(2018, 1, 3), category="公告"),)
    first = reported(OWN, 2018, None, items=lambda: old)
    made, _ = render(column(first, reported(JYJ, 2018, None, items=lambda: new)), SETTINGS)

    (path,) = (p for p in made if p.startswith("statutory/category-"))
    shown = texts(path, ".items > li > .name", made)
    assert (len(shown), shown[:2]) == (200, ["新", "旧"])
    assert texts(path, ".lead", made) == [
        "共201条，这里列出最新的200条；全部信息按单位和年份查看。"
    ]


def test_categories_beyond_two_hundred_are_counted_together() -> None:
    many = tuple(
        DisclosedItem(title="公告", published=date(2018, 1, 2), category=f"类别{number}")
        for number in range(203)
    )
    made, _ = render(column(reported(OWN, 2018, None, items=lambda: many)), SETTINGS)

    assert texts("statutory/index.html", "section[aria-labelledby='categories'] li", made)[0] == (
        "其他类别 3条"
    )


def test_a_long_table_of_a_key_area_is_cut_and_the_page_says_so() -> None:
    table = RecordTable(title="明细", columns=("名称",), rows=(("甲",),) * 201)
    area = evolve(AREA, blocks=(table,))
    made, _ = render(column(evolve(WHOLE, areas=lambda: (area,))), SETTINGS)

    assert len(page("statutory/area-credit-lists.html", made).css("td")) == 200
    assert texts("statutory/area-credit-lists.html", ".note", made) == [
        "每张表只列前200行，其余见年报。"
    ]


def test_a_block_that_only_a_report_can_show_is_left_to_the_report() -> None:
    chart = Chart(title="图", bars=(Bar(label="甲", cells=("a.b",)),))
    area = KeyArea(name="a", title="领域", blocks=(chart,))
    made, _ = render(column(evolve(WHOLE, areas=lambda: (area,))), SETTINGS)

    assert texts("statutory/area-a.html", "main h1, main h2", made) == [
        "领域",
        "示范市科学技术局2018年",
    ]


def test_reports_are_there_by_year_and_by_bureau() -> None:
    assert texts("reports/index.html", ".chips a") == ["2018年度", "2017年度"]
    assert texts("reports/index.html", "tr") == [
        "单位20182017",
        "示范市人民政府 年报 —",
        "示范市科学技术局 年报 年报",
        "示范市审计局 年报 —",
        "示范市统计局 年报 —",
    ]
    assert texts("reports/shifan/kjj/index.html", ".items > li > a") == [
        "示范市科学技术局2018年政府信息公开工作年度报告",
        "示范市科学技术局2017年政府信息公开工作年度报告",
    ]


def test_a_report_leads_to_its_page_and_to_each_of_its_files() -> None:
    first = page("reports/shifan/kjj/index.html").css(".items > li")[0]

    assert first.css("a")[0].attributes["href"] == "../../../reports/shifan/kjj/2018/report.html"
    assert " ".join(first.css(".about")[0].text().split()) == (
        "2019-04-02 示范市科学技术局 JSON（1 kB） 网页（32 kB） PDF（2.2 MB） post.txt（32 kB） "
        "post-2.txt（32 kB）"
    )


def test_two_files_that_would_be_called_alike_are_called_by_their_names() -> None:
    two = (WHOLE.files[1], evolve(WHOLE.files[1], path="reports/shifan/kjj/2018/report-cover.png"))
    made, _ = render(column(evolve(WHOLE, files=two)), SETTINGS)

    assert texts("reports/2018.html", ".items > li .about a", made) == [
        "示范市科学技术局",
        "网页",
        "report-cover.png",
    ]


def test_a_report_without_a_web_page_leads_to_its_first_file() -> None:
    made, _ = render(column(evolve(WHOLE, files=WHOLE.files[2:])), SETTINGS)

    link = attribute("reports/2018.html", ".items a", "href", made)
    assert link == "../reports/shifan/kjj/2018/report.pdf"


def test_the_status_page_says_how_each_bureau_stands() -> None:
    assert texts("status.html", "section[aria-labelledby='year-2018'] tbody tr") == [
        "示范市人民政府 ✓ 已公布 2019-03-01 2019-03-31 0 2",
        "示范市法制办公室 → 由承接单位公布示范市科学技术局 2019-03-31",
        "示范市财政局 ✗ 暂未编成 2019-03-31",
        "示范市教育局 ✗ 未公布 2019-03-31",
        "示范市科学技术局 ! 逾期公布 2019-04-02 2019-03-31 2 0 2",
        "示范市审计局 ↩ 退回修改 2019-03-04 2019-03-31 0 2",
        "示范市统计局 ? 已编制，未注明公布日期 2019-03-31 0 2",
    ]
    assert texts("status.html", "section .note") == [
        "不纳入本专栏的单位：国家税务总局示范市税务局。"
    ]


def test_only_bureaus_that_are_waited_for_count_their_days() -> None:
    rows = page("status.html").css("tr:has(time[data-limit]) th")

    assert [node.text() for node in rows] == ["示范市财政局", "示范市教育局"]


def test_a_region_without_anything_but_a_report_has_a_whole_site() -> None:
    bare = evolve(OWN, contact=Contact())
    made, told = render(column(reported(bare, 2018, None)), SiteSettings())

    assert texts("index.html", ".site", made) == ["示范市政府信息公开专栏"]
    assert texts("guide.html", "main .note", made) == ["暂无内容。"]
    assert texts("rules/index.html", "main .note", made) == ["暂无内容。"]
    assert texts("statutory/index.html", "main .note", made) == ["暂无内容。"]
    assert texts("on-request.html", "main .note", made) == ["暂无内容。"]
    assert broken(made, {"reports/shifan/2018/report.html"}) == []
    assert "feed.xml" not in made
    assert told == (
        "[site] names no guide; its page says that nothing is there yet",
        "[site] names no rules; its page says that nothing is there yet",
        "[site] names no on_request; its page says that nothing is there yet",
        "[site] names no url: there is no feed and no sitemap, which need full addresses",
    )


def test_without_a_name_the_site_is_that_of_the_government() -> None:
    assert Look(column=COLUMN, settings=SiteSettings()).site_name == "示范市人民政府"
    assert Look(column=column(filing(KJJ, 2018)), settings=SiteSettings()).site_name == "示范市"


def test_the_title_can_be_set() -> None:
    made, _ = render(COLUMN, evolve(SETTINGS, title="示范市政务公开"))

    assert texts("index.html", "title, h1, .site", made) == ["示范市政务公开"] * 3
    assert texts("guide.html", "title", made) == ["政府信息公开指南 - 示范市政务公开"]


@pytest.mark.parametrize("url", ["https://a.cn", "http://a.cn/zwgk/", "https://a.cn:8080/x_y/"])
def test_an_address_of_a_folder_is_taken(url: str) -> None:
    look = Look(column=COLUMN, settings=SiteSettings(url=url))

    assert look.address == url.rstrip("/") + "/"


@pytest.mark.parametrize(
    "url", ["a.cn", "javascript:x", "https://a.cn/?x", "https://a.cn/#x", "https://a b", "https://"]
)
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="expected the address of a folder"):
        SiteSettings(url=url)


def test_a_text_that_cannot_be_read_is_told_with_its_place() -> None:
    with pytest.raises(ConfigError, match=r"shifan/guide.md: not UTF-8 text \(byte 0\)"):
        render(COLUMN, evolve(SETTINGS, guide=InputFile("shifan/guide.md", b"\xff")))


def test_the_feed_has_the_dated_reports_the_latest_first() -> None:
    root = ET.fromstring(FILES["feed.xml"])  # noqa: S314 - we wrote it
    items = root.findall("channel/item")

    assert (root.tag, root.attrib) == ("rss", {"version": "2.0"})
    assert [root.findtext(f"channel/{tag}") for tag in ("title", "link", "description")] == [
        "示范市政府信息公开专栏",
        "https://www.shifan.example/zfxxgk/index.html",
        "示范市各单位政府信息公开工作年度报告",
    ]
    assert [item.findtext("pubDate") for item in items] == [
        "Tue, 02 Apr 2019 00:00:00 +0800",
        "Mon, 04 Mar 2019 00:00:00 +0800",
        "Fri, 01 Mar 2019 00:00:00 +0800",
        "Thu, 01 Mar 2018 00:00:00 +0800",
    ]
    assert {child.tag: child.text for child in items[0]} == {
        "title": "示范市科学技术局2018年政府信息公开工作年度报告",
        "link": "https://www.shifan.example/zfxxgk/reports/shifan/kjj/2018/report.html",
        "guid": "https://www.shifan.example/zfxxgk/reports/shifan/kjj/2018/report.html",
        "description": "示范市科学技术局，2018年度",
        "pubDate": "Tue, 02 Apr 2019 00:00:00 +0800",
    }


def test_the_feed_says_where_it_is() -> None:
    root = ET.fromstring(FILES["feed.xml"])  # noqa: S314 - we wrote it
    link = root.find("channel/{http://www.w3.org/2005/Atom}link")

    assert link is not None
    assert link.attrib == {
        "href": "https://www.shifan.example/zfxxgk/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_has_every_page_and_every_report() -> None:
    root = ET.fromstring(FILES["sitemap.xml"])  # noqa: S314 - we wrote it
    places = [node.text or "" for node in root.iter(f"{SITEMAPS}loc")]

    assert root.tag == f"{SITEMAPS}urlset"
    assert {place.removeprefix("https://www.shifan.example/zfxxgk/") for place in places} == {
        *PAGES,
        "reports/shifan/2018/report.html",
        "reports/shifan/kjj/2018/report.html",
        "reports/shifan/kjj/2017/report.html",
        "reports/shifan/sjj/2018/report.html",
        "reports/shifan/tjj/2018/report.html",
    }
    assert len(places) == len(set(places))


def test_the_sitemap_gives_the_day_of_a_report_that_has_one() -> None:
    root = ET.fromstring(FILES["sitemap.xml"])  # noqa: S314 - we wrote it

    assert [node.text for node in root.iter(f"{SITEMAPS}lastmod")] == [
        "2019-03-01",
        "2019-04-02",
        "2019-03-04",
        "2018-03-01",
    ]


def test_a_sitemap_that_is_too_large_is_parted() -> None:
    look = Look(column=column(), settings=SETTINGS)
    made = {file.path: file.content for file in sitemap(look, map(str, range(50_001)))}

    assert sorted(made) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    root = ET.fromstring(made["sitemap.xml"])  # noqa: S314 - we wrote it
    assert root.tag == f"{SITEMAPS}sitemapindex"
    assert [node.text for node in root.iter(f"{SITEMAPS}loc")] == [
        "https://www.shifan.example/zfxxgk/sitemap-1.xml",
        "https://www.shifan.example/zfxxgk/sitemap-2.xml",
    ]
    assert made["sitemap-2.xml"].count(b"<url>") == 1


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_index_keeps_its_schema() -> None:
    jsonschema.validate(json.loads(FILES["index.json"]), SCHEMA)


def test_the_index_tells_of_every_bureau_and_file() -> None:
    told = json.loads(FILES["index.json"])

    assert told["region"] == {"id": "shifan", "name": "示范市", "level": "prefecture"}
    assert [each["state"] for each in told["filings"]] == [
        "reported",
        "reported-by-successor",
        "cannot-be-made",
        "missing",
        "late",
        "returned",
        "not-a-member",
        "reported",
        "reported",
    ]
    assert told["filings"][0]["files"] == [
        {
            "path": "reports/shifan/2018/report.html",
            "output": "html",
            "media_type": "text/html; charset=utf-8",
            "size": 32_100,
            "sha256": "0" * 64,
        }
    ]


def test_search_loads_the_reports_first_and_then_the_items() -> None:
    data = attribute("search.html", "[data-scripts]", "data-scripts")

    assert data == "search/reports.js search/2018-1.js"
    assert FILES["search/2018-1.js"].decode() == (
        'gongkai([{"a":"示范市科学技术局","p":"statutory/shifan/kjj/2018.html","i":['
        '["科技计划项目管理办法","2018-05-02","https://kjj.example/2.html"],'
        '["赌场开业公告","2018-04-01",""],["未分类的公告","2018-03-01",""]]}]);\n'
    )


def test_without_scripts_search_says_how_to_go_on() -> None:
    links = page("search.html").css("noscript a")

    assert [node.attributes["href"] for node in links] == [
        "reports/index.html",
        "statutory/index.html",
    ]


def hostile(evil: str) -> DisclosureColumn:
    """A column with a text in every place that may hold one."""
    someone = evolve(
        agency("shifan/kjj", evil, office=evil, address=evil, phone=evil, email=evil),
        site=evil,
        own_domains=(evil,),
    )
    item = DisclosedItem(
        title=evil,
        published=date(2018, 5, 2),
        channels=(evil,),
        url=evil,
        document_number=evil,
        category=evil,
    )
    linked = item._replace(url=f"https://{evil}")
    area = KeyArea(
        name="credit-lists",
        title=evil,
        blocks=(
            RecordTable(title=evil, columns=(evil,), rows=((evil,),)),
            *AREA.blocks,
        ),
    )
    return DisclosureColumn(
        region=evolve(REGION, name=evil),
        filings=(
            evolve(
                reported(someone, 2018, date(2019, 1, 2)),
                title=evil,
                form=evil,
                successor=evil,
                items=lambda: (item, linked),
                areas=lambda: (area,),
            ),
            evolve(filing(someone, 2017, Turnout.SUCCEEDED), successor=evil),
            filing(someone, 2016, Turnout.OUTSIDE),
        ),
    )


def harmless(made: dict[str, bytes]) -> None:
    """Assert that no text of a column has become anything but text."""
    for path, content in made.items():
        if path.endswith(".html"):
            tree = LexborHTMLParser(content)
            assert {node.attributes.get("src") for node in tree.css("script")} <= {"assets/site.js"}
            assert tree.css("img, svg, iframe, object, embed, [onerror], [onload], style") == []
            assert all(link.startswith(("https://", "http://")) for link in outward(content))
        elif path.endswith(".xml"):
            ET.fromstring(content)  # noqa: S314 - we wrote it
        elif path.startswith("search/"):
            call = content.decode()
            assert "<" not in call
            json.loads(call.removeprefix("gongkai(").removesuffix(");\n"))
    jsonschema.validate(json.loads(made["index.json"]), SCHEMA)
    assert broken(made, {"reports/shifan/kjj/2018/report.html"}) == []


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_text_everywhere(evil: str) -> None:
    made, _ = render(hostile(evil), evolve(SETTINGS, title=evil, site_name=evil))

    harmless(made)


@settings(deadline=None, max_examples=50)
@given(anything)
def test_any_column_renders_and_stays_harmless(evil: str) -> None:
    made, _ = render(hostile(evil), SETTINGS)

    harmless(made)


@settings(deadline=None, max_examples=50)
@given(anything)
def test_any_text_of_the_region_stays_harmless(evil: str) -> None:
    content = evil.replace("{", "").replace("}", "").replace("%", "")
    article = text("guide.md", content.encode("utf-8", "replace").decode())
    made, _ = render(COLUMN, evolve(SETTINGS, guide=article, rules=(article,), on_request=article))

    tree = LexborHTMLParser(made["guide.html"])
    assert tree.css("script, img, svg, iframe, style") == []
