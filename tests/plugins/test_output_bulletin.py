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
from gongkai.model.report import (
    Block,
    Chapter,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Report,
    Span,
    Status,
)
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY
from gongkai_output_bulletin import gongkai_register_outputs
from gongkai_output_bulletin.settings import BulletinSettings
from tests.conftest import ROOT, Golden
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, REPORT

(OUTPUT,) = gongkai_register_outputs()
USUAL = BulletinSettings()
STATED = BulletinSettings(
    title="示范公报",
    issue="2019年第2号",
    number="总第123号",
    page=16,
    paper="16k",
    document_number="示科发〔2019〕3号",
)


def page_of(report: Report, stated: BulletinSettings = USUAL) -> LexborHTMLParser:
    return LexborHTMLParser(OUTPUT.render(report, stated).decode())


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in page.css(selector)]


def tags(report: Report) -> list[tuple[str | None, tuple[str, ...]]]:
    root = page_of(report).root
    assert root is not None
    return [(node.tag, tuple(node.attributes)) for node in root.traverse()]


def report_with(*blocks: Block) -> Report:
    chapters = (Chapter(name="a", title="一", blocks=blocks),)
    return evolve(REPORT, opening=(), chapters=chapters)


def words(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def table(*row: str) -> RecordTable:
    return RecordTable(title="名单", columns=("栏",) * len(row), rows=(row,))


PAGE = page_of(REPORT)


def test_the_output_is_called_bulletin() -> None:
    assert (OUTPUT.name, OUTPUT.stem, OUTPUT.suffix) == ("bulletin", "bulletin", ".html")
    assert OUTPUT.media_type == "text/html; charset=utf-8"


def test_the_masthead_names_the_gazette_its_issue_and_its_number() -> None:
    page = page_of(REPORT, STATED)
    assert texts(page, ".masthead .name") == ["示范公报"]
    assert texts(page, ".issue span") == ["2019年第2号", "总第123号"]
    assert texts(page, ".document h1, .document p") == [
        "示范市科学技术局2018年政府信息公开工作年度报告",
        "示科发〔2019〕3号",
    ]


def test_a_gazette_without_a_name_is_that_of_the_government() -> None:
    assert texts(PAGE, ".masthead .name") == ["示范市人民政府公报"]
    assert texts(page_of(BARE_REPORT), ".masthead .name") == ["政府公报"]
    assert PAGE.css(".issue, .document p") == []


@pytest.mark.parametrize(
    ("stated", "size", "first", "sides"),
    [
        (USUAL, "210mm 297mm", 1, ("left", "right")),
        (STATED, "210mm 285mm", 16, ("right", "left")),
    ],
)
def test_pages_have_their_size_their_numbers_and_running_heads(
    stated: BulletinSettings, size: str, first: int, sides: tuple[str, str]
) -> None:
    (style,) = texts(page_of(REPORT, stated), "style")
    assert f"size: {size};" in style
    assert f"counter-increment: page {first};" in style
    assert re.findall(r"@page :(left|right) { @top", style) == list(sides)


def test_a_running_head_can_say_nothing_but_its_text() -> None:
    hostile = BulletinSettings(title='"}</style><b>', issue="2019年第2号")
    (style,) = texts(page_of(REPORT, hostile), "style")
    assert r'content: "\22 \7d \3c \2f style\3e \3c b\3e ";' in style
    assert 'content: "2019年第2号";' in style


def test_a_draft_says_so_and_carries_a_watermark() -> None:
    assert texts(PAGE, ".masthead .banner") == ["草稿 · 未经审定"]
    assert PAGE.css("body.draft")
    assert page_of(evolve(REPORT, status=Status.APPROVED)).css(".banner, .draft") == []


def test_the_head_says_where_the_file_comes_from() -> None:
    known = {node.attributes["name"]: node.attributes["content"] for node in PAGE.css("meta[name]")}
    assert known["gongkai:version.gongkai"] == "0.1.0"
    assert known["gongkai:agency"] == "shifan/kjj"
    assert known["gongkai:input.shifan/kjj/2018/report.toml"] == "sha256:00"


def test_what_is_not_known_leaves_no_trace() -> None:
    page = page_of(BARE_REPORT)
    assert page.css(".columns, .wide, .contact, .note, time, table, .issue") == []
    assert texts(page, ".signature p") == ["示范市科学技术局"]


def test_text_stands_in_columns_and_tables_across_them_with_the_headings_above_them() -> None:
    page = page_of(
        report_with(words("甲"), Heading(text="表前"), table("一"), words("乙"), Heading(text="末"))
    )
    parts = [
        [node.text() for node in part.css("h2, h3, p, td")] for part in page.css(".columns, .wide")
    ]
    assert parts == [["一", "甲"], ["表前", "一"], ["乙"], ["末"]]
    assert [part.attributes["class"] for part in page.css("article > div")] == [
        "columns",
        "wide",
        "columns",
        "columns",
    ]


def test_a_chapter_that_is_a_table_has_its_title_above_it() -> None:
    page = page_of(report_with(table("一")))
    assert texts(page, ".wide h2") == ["一"]
    assert page.css(".columns") == []


def test_where_the_text_is_left_out_nothing_stands_in_columns() -> None:
    empty = Chapter(name="b", title="二", blocks=())
    report = evolve(report_with(Note(text="注")), omitted="只收录数据")
    page = page_of(evolve(report, chapters=(*report.chapters, empty)))
    assert texts(page, ".note") == ["本刊只载统计数据，正文从略。原因：只收录数据", "注", "（略）"]
    assert page.css(".columns") == []


def test_headings_go_down_step_by_step() -> None:
    page = page_of(
        report_with(
            Heading(text="甲", level=3), Heading(text="乙", level=9), Heading(text="丙", level=0)
        )
    )
    found = [(node.tag, node.text()) for node in page.css("article h2, h3, h4, h5, h6")]
    assert found == [("h2", "一"), ("h3", "甲"), ("h4", "乙"), ("h3", "丙")]


def test_headings_never_go_below_the_sixth_level() -> None:
    levels = (Heading(text="深", level=level) for level in range(1, 9))
    assert texts(page_of(report_with(*levels)), "h6") == ["深"] * 5


def test_the_text_keeps_its_links_its_bold_numbers_and_its_lists() -> None:
    assert [node.attributes["href"] for node in PAGE.css("a")] == ["https://www.gov.cn/tiaoli.htm"]
    assert texts(PAGE, "p strong") == ["577"]
    assert texts(PAGE, "ul li") == ["公开年度预算和决算；", "公布权责清单。"]
    assert texts(PAGE, "ol li") == ["按季公布。"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", " https://a.cn", "data:text/html,x", "/a"])
def test_other_addresses_stay_text(url: str) -> None:
    page = page_of(report_with(Paragraph(spans=(Span(text="见", url=url),))))
    assert (page.css("a"), texts(page, ".columns p")) == ([], ["见"])


def test_statutory_tables_are_whole_with_merged_headers_and_scopes() -> None:
    requests = PAGE.css("table.statutory")[1]
    head = [
        [(cell.text(), cell.attributes) for cell in row.css("th")]
        for row in requests.css("thead tr")
    ]
    assert head[0][1] == ("申请人情况", {"scope": "col", "colspan": "4"})
    assert head[1][0] == ("自然人", {"scope": "col", "rowspan": "2"})
    labels = {cell.text(): cell.attributes for cell in requests.css("tbody th")}
    assert labels["三、本年度办理结果"] == {"scope": "row", "rowspan": "3"}
    assert labels["（一）予以公开"] == {"scope": "row", "colspan": "2"}
    assert texts(PAGE, "caption") == [
        "各渠道公开情况",
        "科技创新券兑现名单",
        "政府信息公开情况统计表",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]


def test_the_states_of_a_cell_come_out_differently() -> None:
    cells = PAGE.css("table.statutory")[0].css("tbody tr td:last-child")
    assert [(cell.text(), cell.attributes.get("class")) for cell in cells[1:]] == [
        ("577", None),
        ("未填报", "missing"),
        ("363", None),
        ("200余", None),
        ("0", None),
        ("/", None),
        ("", None),
        ("1.50", None),
    ]


def test_labels_are_indented_by_their_level() -> None:
    labels = PAGE.css("table.statutory")[0].css("tbody th")
    assert [label.attributes.get("class") for label in labels[:3]] == [None, "in1", "in2"]


def test_a_chart_is_a_table_of_its_figures() -> None:
    assert texts(PAGE, ".chart th") == [
        "项目",
        "数量（条）",
        "政府网站",
        "政务微博",
        "政务微信",
        "政府公报",
        "其他方式",
        "工作人员",
        "新闻发布会",
    ]
    assert texts(PAGE, ".chart td") == ["363", "200余", "0", "未填报", "/", "空白", "未填报"]


def test_days_and_codes_of_records_stay_whole_where_there_is_room() -> None:
    page = page_of(report_with(table("甲公司", "2024-01-23", "x" * 21)))
    assert [
        (node.text()[:10], node.attributes.get("class")) for node in page.css(".records td")
    ] == [
        ("甲公司", None),
        ("2024-01-23", "code"),
        ("x" * 10, None),
    ]
    full = page_of(report_with(table(*["x" * 20] * 4)))
    assert full.css("table.records.torn")
    assert full.css(".code") == []


def test_wide_records_are_set_smaller() -> None:
    assert page_of(report_with(table(*"一二三四五六七"))).css("table.records.small")
    assert page_of(report_with(table(*"一二三四五六"))).css("table.small") == []


def test_notes_stand_below_their_table() -> None:
    assert texts(PAGE, ".table .note") == ["“/”表示不适用：本机关未设其他渠道。"]


def test_the_agency_and_the_day_stand_below_the_text_and_the_contact_at_the_end() -> None:
    assert texts(PAGE, ".signature p") == ["示范市科学技术局", "2019年2月12日"]
    assert texts(PAGE, ".contact dd")[:2] == ["局办公室", "示范市人民大道1号"]


def test_the_page_asks_nothing_of_the_network_and_runs_nothing() -> None:
    policy = PAGE.css("meta[http-equiv]")[0].attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert PAGE.css("script, link, img, iframe, form, object, [src], [onload], [style]") == []


@pytest.mark.parametrize("page", [0, 10000])
def test_a_page_that_no_gazette_has_is_refused(page: int) -> None:
    with pytest.raises(ValueError, match=f"from 1 to 9999, found {page}"):
        BulletinSettings(page=page)


def test_paper_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of a4, 16k, found 'a3'"):
        BulletinSettings(paper="a3")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert OUTPUT.render(REPORT, STATED) == OUTPUT.render(evolve(REPORT), STATED)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_markup(text: str) -> None:
    plain = tags(report_of("字"))
    assert [tag for tag, _ in tags(report_of(text))] == [tag for tag, _ in plain]


@settings(deadline=None)
@given(anything.filter(lambda text: text and not text.startswith(("http", "mailto"))))
@example("\n")
def test_no_text_makes_markup(text: str) -> None:
    plain = tags(report_of("字"))
    assert [tag for tag, _ in tags(report_of(text))] == [tag for tag, _ in plain]


def without_version(content: bytes) -> bytes:
    """A release changes no report: its number is taken out of what is compared."""
    number = version("gongkai").encode()
    return content.replace(b'gongkai" content="' + number, b'gongkai" content="VERSION')


@pytest.mark.parametrize(("agency", "year"), [("suqian/kjj", 2018), ("huaian", 2024)])
def test_the_gazette_of_a_published_report_is_this(
    agency: str, year: int, installed: Plugins, golden: Golden
) -> None:
    tree = Tree(ROOT / "agencies")
    report = run(tree, ReportId(agency, year), installed, Options(today=TODAY)).report

    page = without_version(OUTPUT.render(report, USUAL))

    golden(tree.root / agency / str(year) / "expected" / "bulletin.html", page)
