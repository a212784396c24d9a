from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import example, given, settings

from gongkai.model.report import Chapter, Heading, Paragraph, Report, Span, Status
from gongkai_output_html.settings import HtmlSettings
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_pages import OUTPUT, page_of, texts
from tests.plugins.output_sample import BARE_REPORT, REPORT


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


def test_what_is_not_known_leaves_no_trace() -> None:
    page = page_of(BARE_REPORT)
    assert page.css(".facts, .contact, .qr, .omitted, .toc, section, table") == []


def test_a_draft_says_so_and_carries_a_watermark() -> None:
    assert texts(PAGE, ".banner") == ["草稿 · 未经审定"]
    assert PAGE.css("body.draft")


def test_an_approved_report_says_nothing_of_a_draft() -> None:
    page = page_of(evolve(REPORT, status=Status.APPROVED))
    assert page.css(".banner, .draft") == []


def test_the_page_names_the_site_or_else_the_agency() -> None:
    assert texts(PAGE, ".name") == ["示范市科学技术局"]
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


def test_headings_leave_out_no_step() -> None:
    levels = {"甲": 2, "乙": 2, "丙": 1, "丁": 3, "戊": 2, "己": 0}
    blocks = (Heading(text=text, level=level) for text, level in levels.items())
    page = page_of(evolve(BARE_REPORT, opening=tuple(blocks)))
    assert [(node.tag, node.text()) for node in page.css("h2, h3, h4")] == [
        ("h2", "甲"),
        ("h2", "乙"),
        ("h2", "丙"),
        ("h3", "丁"),
        ("h3", "戊"),
        ("h2", "己"),
    ]


def test_headings_never_go_below_the_sixth_level() -> None:
    blocks = tuple(Heading(text="深", level=level) for level in range(1, 8))
    page = page_of(evolve(BARE_REPORT, opening=blocks))
    assert [node.tag for node in page.css("article > :not(header)")] == [
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "h6",
        "h6",
    ]


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


def test_notes_stand_in_small_print() -> None:
    assert texts(PAGE, ".note") == [
        "注：名单中的个人信息已作隐去处理。",
        "“/”表示不适用：本机关未设其他渠道。",
    ]


def test_lists_are_printed() -> None:
    assert texts(PAGE, "article ul li") == ["公开年度预算和决算；", "公布权责清单。"]
    assert texts(PAGE, "article ol li") == ["按季公布。"]


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


def test_the_page_asks_nothing_of_the_network_and_runs_nothing() -> None:
    policy = PAGE.css("meta[http-equiv]")[0].attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert [node.attributes for node in PAGE.css("script")] == [{"type": "application/ld+json"}]
    assert PAGE.css("link, img, iframe, form, object, [src], [onload], [style]") == []


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
