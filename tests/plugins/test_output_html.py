from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.model.report import Chapter, Heading, Paragraph, Report, Span, Status
from gongkai_output_html import gongkai_register_outputs
from gongkai_output_html.page import HtmlSettings
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, REPORT

(OUTPUT,) = gongkai_register_outputs()
PAGE_URL = "https://www.example.cn/2018.html"


def page_of(report: Report, **stated: str) -> LexborHTMLParser:
    return LexborHTMLParser(OUTPUT.render(report, HtmlSettings(**stated)).decode())


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in page.css(selector)]


def tags(report: Report) -> list[str | None]:
    root = page_of(report).root
    assert root is not None
    return [node.tag for node in root.traverse()]


def report_with(*spans: Span) -> Report:
    blocks = (Paragraph(spans=spans),)
    return evolve(REPORT, opening=(), chapters=(Chapter(name="a", title="一", blocks=blocks),))


PAGE = page_of(REPORT)


def test_the_output_is_called_html() -> None:
    assert (OUTPUT.name, OUTPUT.suffix) == ("html", ".html")
    assert OUTPUT.media_type == "text/html; charset=utf-8"


def test_the_title_the_day_and_the_source_stand_above_the_text() -> None:
    assert texts(PAGE, "h1") == ["示范市科学技术局2018年政府信息公开工作年度报告"]
    assert texts(PAGE, ".facts span") == ["发布日期：2019-02-12", "来源：市科技局"]


def test_the_metadata_of_government_pages_are_given_where_known() -> None:
    page = page_of(REPORT, site_name="示范市人民政府", url=PAGE_URL)
    known = {node.attributes["name"]: node.attributes["content"] for node in page.css("meta[name]")}
    assert known["SiteName"] == "示范市人民政府"
    assert known["ColumnName"] == "政府信息公开年报"
    assert known["ArticleTitle"] == "示范市科学技术局2018年政府信息公开工作年度报告"
    assert known["PubDate"] == "2019-02-12"
    assert known["ContentSource"] == "市科技局"
    assert known["Author"] == "示范市科学技术局"
    assert known["Url"] == "https://www.example.cn/2018.html"
    assert known["generator"] == "gongkai 0.1.0, cn-sample 1"


def test_what_is_not_known_leaves_no_trace() -> None:
    page = page_of(BARE_REPORT)
    names = [node.attributes["name"] for node in page.css("meta[name]")]
    assert names[3:] == ["ColumnName", "ColumnType", "ArticleTitle", "Author"]
    assert page.css(".facts, .contact, .qr, .omitted, section, table") == []


def test_a_draft_says_so_and_carries_a_watermark() -> None:
    assert texts(PAGE, ".banner") == ["草稿 · 未经审定"]
    assert PAGE.css("body.draft")


def test_an_approved_report_says_nothing_of_a_draft() -> None:
    page = page_of(evolve(REPORT, status=Status.APPROVED))
    assert page.css(".banner, .draft") == []


def test_the_page_names_the_site_or_else_the_agency() -> None:
    assert texts(PAGE, ".site p") == ["示范市科学技术局"]
    assert texts(page_of(REPORT, site_name="示范市人民政府"), ".trail li") == [
        "示范市人民政府",
        "政府信息公开",
        "政府信息公开年报",
    ]


def test_a_report_of_figures_alone_says_why() -> None:
    page = page_of(evolve(REPORT, omitted="只收录数据"))
    assert texts(page, ".omitted") == ["本页只载统计数据，正文从略。原因：只收录数据"]


def test_headings_go_down_step_by_step() -> None:
    assert texts(PAGE, "article h2") == ["一、概述", "二、主要工作", "三、附表"]
    assert texts(PAGE, "h3") == ["（一）重点领域信息公开"]
    assert texts(PAGE, "h4") == ["1.信用名单"]


def test_headings_never_go_below_the_sixth_level_or_up_to_the_first() -> None:
    page = page_of(
        evolve(REPORT, opening=(Heading(text="深", level=9), Heading(text="浅", level=0)))
    )
    assert texts(page, "h6") == ["深"]
    assert texts(page, "article > h2") == ["浅"]


def test_a_number_in_the_text_says_which_figure_it_is() -> None:
    bound = PAGE.css("data")[0]
    assert bound.attributes == {"value": "577", "data-address": "statistics.total"}
    assert bound.parent is not None
    assert bound.parent.tag == "strong"
    assert [node.text() for node in PAGE.css("p span[data-address]")] == ["未填报"]


def test_text_without_a_figure_of_its_own_is_bound_by_address_only() -> None:
    page = page_of(report_with(Span(text="5", address="channels.website")))
    assert [node.html for node in page.css("p [data-address]")] == [
        '<span data-address="channels.website">5</span>'
    ]


def test_spans_join_without_a_space() -> None:
    assert (
        texts(PAGE, "section p")[0]
        == "全年主动公开政府信息577条，其中政府网站363条，政府公报未填报。"
    )


@pytest.mark.parametrize("url", ["https://a.cn", "HTTP://a.cn", "mailto:a@b.cn"])
def test_safe_addresses_become_links(url: str) -> None:
    page = page_of(report_with(Span(text="见", url=url)))
    assert [node.attributes["href"] for node in page.css("p a")] == [url]


@pytest.mark.parametrize("url", ["javascript:alert(1)", " https://a.cn", "data:text/html,x", "/a"])
def test_other_addresses_stay_text(url: str) -> None:
    page = page_of(report_with(Span(text="见", url=url)))
    assert page.css("p a") == []
    assert texts(page, "section p") == ["见"]


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


def test_notes_stand_in_small_print() -> None:
    assert texts(PAGE, ".note") == [
        "注：名单中的个人信息已作隐去处理。",
        "“/”表示不适用：本机关未设其他渠道。",
    ]


def test_records_and_lists_are_printed() -> None:
    assert texts(PAGE, ".records td") == [
        "示范市甲科技有限公司",
        "3.20",
        "示范市乙机械有限公司",
        "1.50",
    ]
    assert texts(PAGE, "article ul li") == ["公开年度预算和决算；", "公布权责清单。"]
    assert texts(PAGE, "article ol li") == ["按季公布。"]


def test_bars_are_as_long_as_their_figures_and_numbers_stand_beside_them() -> None:
    lengths = [node.attributes["width"] for node in PAGE.css("rect.bar")]
    assert lengths == ["100.00%", "55.10%", "0.00%"]
    numbers = ["363", "200余", "0", "未填报", "/", "空白", "未填报"]
    assert texts(PAGE, "text.number") == numbers


def test_a_chart_says_its_numbers_in_words() -> None:
    (words,) = texts(PAGE, "desc")
    assert words.startswith("单位：条。政府网站：363；政务微博：200余；")
    assert words.endswith("政府公报：未填报；其他方式：/；工作人员：空白；新闻发布会：未填报。")


def test_the_contact_stands_at_the_end() -> None:
    assert texts(PAGE, ".contact dd") == [
        "示范市科学技术局",
        "局办公室",
        "示范市人民大道1号",
        "0000-12345678",
        "0000-12345679",
        "000000",
        "bgs@kjj.example",
    ]


def test_a_page_with_an_address_carries_its_qr_code() -> None:
    page = page_of(BARE_REPORT, url=PAGE_URL)
    assert texts(page, ".qr figcaption") == ["扫一扫在手机打开当前页"]
    assert page.css(".qr svg path[stroke='#000']")
    assert texts(page, ".contact dd") == []


@pytest.mark.parametrize("url", ["www.a.cn", "ftp://a.cn", "http://a cn", "http://" + "a" * 501])
def test_an_address_that_leads_to_no_page_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="expected the address of the page"):
        HtmlSettings(url=url)


def test_the_page_asks_nothing_of_the_network_and_runs_nothing() -> None:
    policy = PAGE.css("meta[http-equiv]")[0].attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert PAGE.css("script, link, img, iframe, form, object, [src], [onload], [style]") == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert OUTPUT.render(REPORT, HtmlSettings()) == OUTPUT.render(evolve(REPORT), HtmlSettings())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_markup(text: str) -> None:
    assert tags(report_of(text)) == tags(report_of("字"))


@settings(deadline=None)
@given(anything.filter(lambda text: text and not text.startswith(("http", "mailto"))))
@example("\n")
def test_no_text_makes_markup(text: str) -> None:
    assert tags(report_of(text)) == tags(report_of("字"))


def test_what_html_does_not_allow_is_replaced() -> None:
    page = page_of(evolve(REPORT, title="甲\x00乙\ud800丙\u202e丁"))
    assert texts(page, "h1") == ["甲\ufffd乙\ufffd丙\ufffd丁"]
