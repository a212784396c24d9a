from __future__ import annotations

import re
from importlib.metadata import version

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.figures import number
from gongkai.model.report import (
    Chapter,
    Heading,
    Paragraph,
    RecordTable,
    Report,
    Span,
    StatutoryTable,
)
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY
from gongkai_output_wechat_article import gongkai_register_outputs
from gongkai_output_wechat_article.settings import WechatSettings
from tests.conftest import ROOT, Golden
from tests.plugins.output_charts import CHARTED, TOTALS, bar, with_charts
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, REPORT

(OUTPUT,) = gongkai_register_outputs()
DIGEST, COVER, PICTURE = (companion.render for companion in OUTPUT.companions)
USUAL = WechatSettings()
URL = "https://www.example.cn/2018.html"
#: What the editor keeps, and the page around it.
KEPT = {"section", "p", "span", "strong", "br", "h2", "h3", "h4", "h5", "h6"}
TABLES = {"table", "tbody", "tr", "th", "td"}
AROUND = {"html", "head", "body", "meta", "title"}
DROPPED = re.compile(r"position|transform|flex|grid|url\(|@|font-family|expression|calc|var\(")


def page_of(report: Report, **stated: str) -> LexborHTMLParser:
    return LexborHTMLParser(OUTPUT.render(report, WechatSettings(**stated)).decode())


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in page.css(selector)]


def elements(report: Report) -> list[tuple[str | None, tuple[str, ...]]]:
    root = page_of(report).root
    assert root is not None
    return [(node.tag, tuple(node.attributes)) for node in root.traverse()]


def report_with(*blocks: Paragraph | RecordTable | StatutoryTable | Heading) -> Report:
    chapter = Chapter(name="a", title="一", blocks=blocks)
    return evolve(REPORT, opening=(), chapters=(chapter,))


PAGE = page_of(REPORT)


def test_the_output_is_called_wechat_article_and_brings_digest_and_covers() -> None:
    assert (OUTPUT.name, OUTPUT.stem, OUTPUT.suffix) == (
        "wechat-article",
        "wechat-article",
        ".html",
    )
    assert [companion.suffix for companion in OUTPUT.companions] == [
        "-digest.txt",
        "-cover.svg",
        "-cover.png",
    ]


def test_only_what_the_editor_keeps_is_written() -> None:
    body = page_of(CHARTED, url=URL, account="示范发布", author="办公室").body
    assert body is not None
    nodes = list(body.traverse())
    assert {node.tag for node in nodes} - KEPT - TABLES == {"body"}
    assert {name for node in nodes for name in node.attributes} == {"style", "scope"}
    styles = [node.attributes.get("style") or "" for node in nodes]
    assert [style for style in styles if DROPPED.search(style)] == []


def test_the_head_is_not_pasted_and_says_where_the_file_comes_from() -> None:
    page = page_of(REPORT, author="办公室", url=URL)
    known = {node.attributes["name"]: node.attributes["content"] for node in page.css("meta[name]")}
    assert texts(page, "title") == ["示范市科学技术局2018年政府信息公开工作年度报告"]
    assert (known["author"], known["gongkai:url"]) == ("办公室", URL)
    assert (known["gongkai:agency"], known["gongkai:year"]) == ("shifan/kjj", "2018")
    assert known["gongkai:version.gongkai"] == "0.1.0"
    assert known["gongkai:input.shifan/kjj/2018/report.toml"] == "sha256:00"


def test_a_draft_says_so_first_and_an_approved_report_does_not() -> None:
    assert texts(PAGE, "body p")[:2] == ["草稿 · 未经审定", "发布日期：2019-02-12　来源：市科技局"]
    assert texts(page_of(CHARTED), "body p")[0].startswith("发布日期")


def test_what_is_not_known_leaves_no_trace() -> None:
    assert texts(page_of(BARE_REPORT), "body *") == ["\n"]


def test_a_report_of_figures_alone_says_why_and_marks_what_is_left_out() -> None:
    empty = Chapter(name="b", title="二", blocks=())
    omitted = evolve(report_with(Heading(text="甲")), omitted="只收录数据")
    page = page_of(evolve(omitted, chapters=(*omitted.chapters, empty)))
    assert "本文只载统计数据，正文从略。原因：只收录数据" in texts(page, "p")
    assert [node.text() for node in page.css("h2 + p")] == ["（略）"]


def test_headings_go_down_step_by_step_and_never_below_the_sixth_level() -> None:
    page = page_of(
        report_with(Heading(text="甲"), Heading(text="乙", level=2), Heading(text="丙", level=9))
    )
    assert [texts(page, name) for name in ("h2", "h3", "h4", "h6")] == [
        ["一"],
        ["甲"],
        ["乙"],
        ["丙"],
    ]


def test_a_link_becomes_a_numbered_note() -> None:
    spans = (
        Span(text="《条例》", url="https://a.cn"),
        Span(text="和", strong=True),
        Span(text="《办法》", url="https://b.cn"),
        Span(text="见https://c.cn", url="https://c.cn"),
        Span(text="某处", url="javascript:alert(1)"),
        Span(text="同前", url="https://a.cn"),
    )
    page = page_of(report_with(Paragraph(spans=spans)))
    assert texts(page, "h2 ~ p") == [
        "《条例》[1]和《办法》[2]见https://c.cn某处同前[1]",
        "[1] https://a.cn",
        "[2] https://b.cn",
    ]
    assert texts(page, "h2 ~ p strong") == ["和"]


def test_lists_are_paragraphs_with_their_marks() -> None:
    marked = [text for text in texts(PAGE, "p") if text.startswith(("•", "1. "))]
    assert marked == ["• 公开年度预算和决算；", "• 公布权责清单。", "1. 按季公布。"]


def test_notes_stand_in_small_print() -> None:
    small = [node.text() for node in PAGE.css("p[style*='13px']")]
    assert "注：名单中的个人信息已作隐去处理。" in small
    assert "“/”表示不适用：本机关未设其他渠道。" in small


def test_the_key_figures_come_first_and_their_bars_are_as_long_as_they_are() -> None:
    page = page_of(CHARTED)
    lines = texts(page, "body > section > section")
    assert lines[0] == "577条主动公开未填报政府公报"
    assert lines[1].replace("\u00a0", "") == (
        "政府网站 363政务微博 200余政务微信 0其他方式 /政府公报 未填报工作人员 空白"
    )
    bars = page.css("body > section > section")[1].css("[style^='width']")
    assert [node.attributes["style"] for node in bars] == [
        "width:100.00%;height:8px;background-color:#0f4c92",
        "width:55.10%;height:8px;background-color:#0f4c92",
        "width:0%;height:8px;background-color:#0f4c92",
    ]


def test_last_year_stands_below_this_year_where_it_is_known() -> None:
    before = {"statistics.total": number("statistics.total", 500, unit="条")}
    lines = texts(page_of(evolve(CHARTED, previous=before)), "body > section > section")
    assert lines[0] == "577条主动公开上年500条未填报政府公报"


def test_three_totals_stand_side_by_side() -> None:
    three = evolve(TOTALS, bar=(*TOTALS.bar, bar("政府网站", "website")))
    assert len(page_of(with_charts(CHARTED, three)).css("[style*='width:31%']")) == 3


def test_the_contact_the_page_and_the_account_stand_at_the_end() -> None:
    page = page_of(REPORT, url=URL, account="示范发布", author="办公室")
    assert texts(page, "body > section > section:last-of-type p")[:2] == [
        "联系方式",
        "单位名称：示范市科学技术局",
    ]
    assert texts(page, "p")[-2:] == [
        f"点击文末“阅读原文”，查看年度报告全文：{URL}",
        "公众号：示范发布　作者：办公室",
    ]


def test_the_accent_colours_titles_and_cover() -> None:
    red = WechatSettings(accent="#a01818")
    assert "color:#a01818" in OUTPUT.render(REPORT, red).decode()
    assert 'height="383" fill="#a01818"' in COVER(REPORT, red).decode()


@pytest.mark.parametrize("accent", ["red", "#fff", "#12345g", "#ffcc00", "#0f4c92;x"])
def test_a_colour_that_is_none_or_cannot_be_read_is_refused(accent: str) -> None:
    with pytest.raises(ValueError, match="accent: expected a colour"):
        WechatSettings(accent=accent)


@pytest.mark.parametrize("url", ["www.a.cn", "ftp://a.cn", "http://a cn", "http://" + "a" * 501])
def test_an_address_that_leads_to_no_page_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="expected the address of the page"):
        WechatSettings(url=url)


def test_an_author_that_the_platform_does_not_take_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 16 characters, found 17"):
        WechatSettings(author="甲" * 17)


def test_the_same_report_gives_the_same_bytes() -> None:
    for render in (OUTPUT.render, DIGEST, COVER, PICTURE):
        assert render(CHARTED, USUAL) == render(evolve(CHARTED), USUAL)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_markup(text: str) -> None:
    assert elements(report_of(text)) == elements(report_of("字"))


@settings(deadline=None)
@given(anything.filter(lambda text: text and not text.startswith(("http", "mailto"))))
@example("\n")
def test_no_text_makes_markup(text: str) -> None:
    assert elements(report_of(text)) == elements(report_of("字"))


def without_version(content: bytes) -> bytes:
    """A release changes no report: its number is taken out of what is compared."""
    number = version("gongkai").encode()
    return content.replace(
        b'version.gongkai" content="' + number, b'version.gongkai" content="VERSION'
    ).replace(b"version.gongkai: " + number, b"version.gongkai: VERSION")


@pytest.mark.parametrize(("agency", "year"), [("suqian/kjj", 2018), ("huaian", 2024)])
def test_the_article_of_a_published_report_is_this(
    agency: str, year: int, installed: Plugins, golden: Golden
) -> None:
    tree = Tree(ROOT / "agencies")
    report = run(tree, ReportId(agency, year), installed, Options(today=TODAY)).report
    expected = tree.root / agency / str(year) / "expected"

    golden(expected / "wechat-article.html", without_version(OUTPUT.render(report, USUAL)))
    golden(expected / "wechat-article-digest.txt", DIGEST(report, USUAL))
    golden(expected / "wechat-article-cover.svg", without_version(COVER(report, USUAL)))
