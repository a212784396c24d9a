from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from docx.table import Table
from docx.text.paragraph import Paragraph as Text

from gongkai import DRAFT_MARK
from gongkai.model.chart import Chart
from gongkai.model.grid import Grid
from gongkai.model.report import (
    Block,
    Bullets,
    Chapter,
    Heading,
    Paragraph,
    RecordTable,
    Report,
    Span,
    Status,
    StatutoryTable,
)
from tests.plugins.docx_files import OUTPUT, cells, lines, members, read, texts, written
from tests.plugins.output_sample import BARE_REPORT, REPORT, TABLES

CONTENT = written(REPORT)
DOCUMENT = read(CONTENT)
PARTS = members(CONTENT)
GRIDS = [block.grid for block in TABLES.blocks if isinstance(block, StatutoryTable)]


def report_with(*blocks: Block) -> Report:
    return evolve(REPORT, opening=(), chapters=(Chapter(name="a", title="一", blocks=blocks),))


def style(name: str) -> Any:  # noqa: ANN401 - styles of each kind have their own class
    return DOCUMENT.styles[name]


def east_asian(name: str) -> str:
    return str(style(name).element.rPr.rFonts.get(qn("w:eastAsia")))


def table(title: str) -> Table:
    """The table that names itself so to those who hear it."""
    names = [one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for one in DOCUMENT.tables]
    return DOCUMENT.tables[names.index(title)]


def marked(one: Table, mark: str) -> list[int]:
    """The rows of a table that have a property."""
    return [index for index, row in enumerate(one.rows) if list(row._tr.iter(qn(mark)))]


def shades(one: Table) -> list[str]:
    """How the cells of the last column are shaded."""
    found = [next(row.cells[-1]._tc.iter(qn("w:shd")), None) for row in one.rows]
    return ["" if shade is None else str(shade.get(qn("w:val"))) for shade in found]


def runs_of(text: str, url: str = "", *, strong: bool = False) -> Text:
    report = report_with(Paragraph(spans=(Span(text=text, url=url, strong=strong),)))
    return read(written(report)).paragraphs[2]


def test_the_output_is_called_docx() -> None:
    assert (OUTPUT.name, OUTPUT.suffix) == ("docx", ".docx")
    assert OUTPUT.media_type.endswith("wordprocessingml.document")


def test_the_page_is_that_of_an_official_document() -> None:
    page = DOCUMENT.sections[0]
    assert (page.page_width, page.page_height) == (Twips(11906), Twips(16838))
    assert page.top_margin == pytest.approx(Mm(37), abs=Twips(1))
    assert page.left_margin == pytest.approx(Mm(28), abs=Twips(1))
    assert page.bottom_margin == pytest.approx(Mm(35), abs=Twips(1))
    assert page.right_margin == pytest.approx(Mm(26), abs=Twips(1))
    assert DOCUMENT.settings.element.find(qn("w:mirrorMargins")) is not None


def test_page_numbers_stand_at_the_outer_edge() -> None:
    section = DOCUMENT.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert DOCUMENT.settings.odd_and_even_pages_header_footer
    assert [text.text for text in odd._p.iter(qn("w:t"))] == ["— ", "1", " —"]
    assert [odd.alignment, even.alignment] == [WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT]
    assert [field.get(qn("w:instr")) for field in even._p.iter(qn("w:fldSimple"))] == [" PAGE "]


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Title", "方正小标宋简体"),
        ("Heading 1", "黑体"),
        ("Heading 2", "楷体_GB2312"),
        ("Footer", "宋体"),
    ],
)
def test_the_fonts_are_those_of_official_documents(name: str, font: str) -> None:
    assert east_asian(name) == font


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("Title", 22),
        ("Footer", 14),
        ("表格数字", 10.5),
        ("表头（小五）", 9),
        ("表格文字（六号）", 7.5),
    ],
)
def test_the_sizes_are_those_of_official_documents(name: str, points: float) -> None:
    assert style(name).font.size == Pt(points)


def test_the_body_is_fang_song_of_16_points_in_lines_of_28() -> None:
    defaults = DOCUMENT.styles.element.find(qn("w:docDefaults"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert fonts.get(qn("w:ascii")) == "Times New Roman"
    assert next(defaults.iter(qn("w:sz"))).get(qn("w:val")) == "32"
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:eastAsia")) == "zh-CN"
    assert style("Normal").paragraph_format.line_spacing == Pt(28)


def test_a_long_title_is_broken_before_the_year() -> None:
    assert texts(DOCUMENT, "Title") == ["示范市科学技术局\n2018年政府信息公开工作年度报告"]
    assert texts(read(written(BARE_REPORT)), "Title") == ["年度报告"]


@pytest.mark.parametrize("title", ["2018年" + "报" * 30, "年" * 40])
def test_a_long_title_without_a_name_before_the_year_is_left_alone(title: str) -> None:
    assert texts(read(written(evolve(REPORT, title=title))), "Title") == [title]


def test_headings_stand_in_the_navigation_pane_at_their_level() -> None:
    chapters = ["一、概述", "二、主要工作", "三、附表", "联系方式"]
    assert texts(DOCUMENT, "Heading 1") == chapters
    assert texts(DOCUMENT, "Heading 2") == ["（一）重点领域信息公开"]
    assert texts(DOCUMENT, "Heading 3") == ["1.信用名单"]
    outline = next(style("Heading 3").element.iter(qn("w:outlineLvl")))
    assert outline.get(qn("w:val")) == "2"


def test_headings_never_go_below_the_sixth_level_or_up_to_the_title() -> None:
    deep = (Heading(text="深", level=9), Heading(text="浅", level=0))
    document = read(written(evolve(REPORT, opening=deep)))
    assert texts(document, "Heading 6") == ["深"]
    assert texts(document, "Heading 1")[0] == "浅"


def test_spans_join_without_a_space_and_bold_stays() -> None:
    (paragraph,) = [one for one in DOCUMENT.paragraphs if one.text.startswith("全年主动公开")]
    assert paragraph.text == "全年主动公开政府信息577条，其中政府网站363条，政府公报未填报。"
    assert [run.text for run in paragraph.runs if run.style.name == "Strong"] == ["577"]


def test_spaces_at_the_ends_of_a_run_are_kept() -> None:
    assert runs_of(" 甲 ").text == " 甲 "
    assert next(runs_of(" 甲 ")._p.iter(qn("w:t"))).attrib != {}


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.cn", "https://a.cn"),
        ("HTTP://a.cn:80/甲?b=1#c", "HTTP://a.cn:80/%E7%94%B2?b=1#c"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
        ("https://a.cn/5%", "https://a.cn/5%25"),
        ("https://a.cn/%E7", "https://a.cn/%E7"),
    ],
)
def test_safe_addresses_become_links(url: str, address: str) -> None:
    (link,) = runs_of("见", url, strong=True).hyperlinks
    assert (link.text, link.url) == ("见", address)
    assert link.runs[0].bold


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " https://a.cn",
        "file://a/b",
        "/a",
        "https://",
        "https://[x",
        "https://甲.cn",
        "mailto:a b@c.cn",
        "https://a.cn/" + "甲" * 300,
    ],
)
def test_other_addresses_stay_text(url: str) -> None:
    paragraph = runs_of("见", url)
    assert (paragraph.text, paragraph.hyperlinks) == ("见", [])


def test_an_address_that_is_named_twice_is_one_relation() -> None:
    span = Span(text="见", url="https://a.cn")
    content = written(report_with(Paragraph(spans=(span, Span(text="。"), span))))
    assert members(content)["word/_rels/document.xml.rels"].count(b"https://a.cn") == 1


def test_lists_are_numbered_by_word_and_each_counts_anew() -> None:
    one = Bullets(items=(Paragraph(spans=(Span(text="甲"),)),) * 2, ordered=True)
    document = read(written(report_with(one, evolve(one, ordered=False), one)))
    numbers = [number.get(qn("w:val")) for number in document.element.iter(qn("w:numId"))]
    assert numbers == ["2", "2", "1", "1", "3", "3"]
    assert texts(document, "List Number") == ["甲"] * 4
    assert texts(document, "List Bullet") == ["甲"] * 2


def test_any_number_of_lists_counts_anew() -> None:
    one = Bullets(items=(Paragraph(spans=(Span(text="甲"),)),), ordered=True)
    parts = members(written(report_with(*[one] * 70)))
    assert b'<w:numId w:val="71"/>' in parts["word/document.xml"]
    assert b'<w:num w:numId="71"><w:abstractNumId w:val="1"/>' in parts["word/numbering.xml"]


@pytest.mark.parametrize("grid", GRIDS, ids=[grid.title for grid in GRIDS])
def test_every_cell_is_that_of_the_form(grid: Grid) -> None:
    found = cells(table(grid.title))
    assert (len(found), len(found[0])) == (len(grid.head) + len(grid.body), grid.columns)
    for cell in (cell for row in (*grid.head, *grid.body) for cell in row):
        expected = cell.text or {"missing": "未填报"}.get(
            cell.state.value if cell.state else "", ""
        )
        for line in found[cell.row : cell.row + cell.rowspan]:
            span = line[cell.column : cell.column + cell.colspan]
            assert span == [expected] * cell.colspan


def test_the_states_of_a_cell_come_out_differently() -> None:
    statistics = table("政府信息公开情况统计表")
    shown = [row[-1] for row in cells(statistics)]
    assert shown == ["统计数", "", "577", "未填报", "363", "200余", "0", "/", "", "1.50"]
    assert shades(statistics) == ["", "", "", "clear", "", "", "", "", "thinDiagStripe", ""]


def test_the_header_rows_are_repeated_and_no_row_is_broken() -> None:
    requests = table("收到和处理政府信息公开申请情况")
    assert marked(requests, "w:tblHeader") == [0, 1, 2]
    assert marked(requests, "w:cantSplit") == list(range(8))


def test_labels_are_indented_by_their_level() -> None:
    labels = table("政府信息公开情况统计表").columns[0].cells
    indents = [label.paragraphs[0].paragraph_format.left_indent for label in labels]
    assert indents[1:4] == [None, Twips(210), Twips(420)]


def test_the_lines_of_a_broken_heading_are_alike() -> None:
    heads = table("政府信息公开行政复议、行政诉讼情况").rows[2].cells
    indents = [head.paragraphs[0].paragraph_format.left_indent for head in heads]
    assert indents[0] == indents[5]
    assert indents[0] is not None
    assert indents[4] is None


def test_a_wide_table_fits_its_columns_into_the_page() -> None:
    for one in DOCUMENT.tables:
        widths = [int(column.get(qn("w:w"))) for column in one._tbl.tblGrid.gridCol_lst]
        assert sum(widths) == 8844
    widths = [column.width for column in table("政府信息公开行政复议、行政诉讼情况").columns]
    assert max(widths) - min(widths) <= Twips(1)


def test_the_title_of_a_table_is_not_repeated_below_that_of_its_chapter() -> None:
    chapter = Chapter(
        name="a", title="三、收到和处理政府信息公开申请情况", blocks=TABLES.blocks[1:]
    )
    document = read(written(evolve(REPORT, chapters=(chapter,))))
    assert texts(document, "Caption") == ["政府信息公开行政复议、行政诉讼情况"]


def test_notes_stand_below_their_table() -> None:
    assert texts(DOCUMENT, "年报注") == [
        "注：名单中的个人信息已作隐去处理。",
        "“/”表示不适用：本机关未设其他渠道。",
    ]


def test_records_are_a_table() -> None:
    assert cells(table("科技创新券兑现名单")) == [
        ["企业名称", "金额（万元）"],
        ["示范市甲科技有限公司", "3.20"],
        ["示范市乙机械有限公司", "1.50"],
    ]
    assert marked(table("科技创新券兑现名单"), "w:tblHeader") == [0]


def test_rows_of_another_length_are_filled_up_or_cut() -> None:
    rows = (("甲",), ("乙", "丙", "丁"))
    document = read(written(report_with(RecordTable(title="", columns=("一", "二"), rows=rows))))
    assert cells(document.tables[0]) == [["一", "二"], ["甲", ""], ["乙", "丙"]]


def test_a_table_without_columns_is_none() -> None:
    blocks = (RecordTable(title="无", columns=(), rows=()), Chart(title="", bars=()))
    document = read(written(report_with(*blocks)))
    assert [cells(one) for one in document.tables] == [[["项目", "数量"]]]


def test_many_columns_have_small_type_and_long_texts_begin_at_the_left() -> None:
    columns = tuple(f"第{number}列" for number in range(10))
    row = ("对列入有异议的，可向政策法规科书面提出", "91990000MA7YB6FR4W", *["2024-01-23"] * 8)
    document = read(written(report_with(RecordTable(title="", columns=columns, rows=(row,)))))
    styles = [cell.paragraphs[0].style.name for cell in document.tables[0].rows[1].cells]
    assert styles[:2] == ["表格文字（六号）", "表格数字（六号）"]
    widths = [column.width for column in document.tables[0].columns]
    assert all(days > Twips(10 * 75 + 60) for days in widths[2:])


def test_a_chart_is_a_table_of_its_numbers() -> None:
    assert texts(DOCUMENT, "Caption")[0] == "各渠道公开情况（单位：条）"
    assert cells(table("各渠道公开情况（单位：条）")) == [
        ["项目", "数量"],
        ["政府网站", "363"],
        ["政务微博", "200余"],
        ["政务微信", "0"],
        ["政府公报", "未填报"],
        ["其他方式", "/"],
        ["工作人员", "空白"],
        ["新闻发布会", "未填报"],
    ]


def test_two_tables_never_touch() -> None:
    body = list(DOCUMENT.element.body)
    for one, other in pairwise(body):
        assert [one.tag, other.tag] != [qn("w:tbl")] * 2


def test_a_report_of_figures_alone_says_why() -> None:
    document = read(written(evolve(REPORT, omitted="只收录数据")))
    assert texts(document, "年报注")[0] == "本文只载统计数据，正文从略。原因：只收录数据"


def test_the_contact_and_the_signature_stand_at_the_end() -> None:
    assert lines(DOCUMENT)[-9:] == [
        "单位名称：示范市科学技术局",
        "联系部门：局办公室",
        "联系地址：示范市人民大道1号",
        "联系电话：0000-12345678",
        "传真号码：0000-12345679",
        "邮政编码：000000",
        "电子邮箱：bgs@kjj.example",
        "示范市科学技术局",
        "2019年2月12日",
    ]


@pytest.mark.parametrize(
    ("name", "indents"),
    [
        ("示范市科学技术局", (640, 480)),
        ("示范市委", (2080, 640)),
        ("示" * 100, (640, 6400)),
    ],
    ids=["usual", "shorter", "longer than a line"],
)
def test_the_day_begins_two_characters_after_the_agency(
    name: str, indents: tuple[int, int]
) -> None:
    agency = evolve(REPORT.agency, name=name)
    last = read(written(evolve(REPORT, agency=agency))).paragraphs[-2:]
    found = [line.paragraph_format.right_indent for line in last]
    assert found == [Twips(indent) for indent in indents]


def test_a_report_that_is_not_published_is_not_signed() -> None:
    assert lines(read(written(BARE_REPORT))) == ["年度报告"]


def test_every_page_of_a_draft_says_so() -> None:
    section = DOCUMENT.sections[0]
    for header in (section.header, section.even_page_header, section.first_page_header):
        assert header.paragraphs[0].text == DRAFT_MARK
        (watermark,) = header._element.iter("{urn:schemas-microsoft-com:vml}shape")
        assert watermark.get("alt") == DRAFT_MARK


def test_an_approved_report_has_no_mark() -> None:
    parts = members(written(evolve(REPORT, status=Status.APPROVED)))
    assert [name for name in parts if "header" in name] == []
    assert DRAFT_MARK.encode() not in b"".join(parts.values())


def test_the_file_says_whose_it_is() -> None:
    core = DOCUMENT.core_properties
    assert core.title == "示范市科学技术局2018年政府信息公开工作年度报告"
    assert (core.author, core.language) == ("示范市科学技术局", "zh-CN")
    assert (core.content_status, core.created) == ("草稿", datetime(2019, 2, 12, tzinfo=UTC))


def test_no_day_is_made_up() -> None:
    core = read(written(BARE_REPORT)).core_properties
    assert (core.created, core.modified, core.content_status) == (None, None, "定稿")


def test_the_file_says_where_everything_comes_from() -> None:
    custom = PARTS["docProps/custom.xml"].decode()
    assert 'pid="2" name="version.gongkai"><vt:lpwstr>0.1.0</vt:lpwstr>' in custom
    assert 'name="input.shifan/kjj/2018/report.toml"><vt:lpwstr>sha256:00<' in custom
    assert 'name="status"><vt:lpwstr>draft</vt:lpwstr>' in custom


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(evolve(REPORT, published=date(2019, 2, 12))) == CONTENT
