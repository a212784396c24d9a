from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from gongkai.kinds import NoSettings
from gongkai.model.chart import Bar, Chart
from gongkai.model.figures import number
from gongkai.model.report import (
    Block,
    Chapter,
    Heading,
    Paragraph,
    RecordTable,
    Report,
    Span,
    Status,
    StatutoryTable,
)
from gongkai_output_pdf import gongkai_register_outputs
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, FIGURES, REPORT

(OUTPUT,) = gongkai_register_outputs()


def pdf_of(report: Report) -> PdfReader:
    return PdfReader(io.BytesIO(OUTPUT.render(report, NoSettings())))


def report_with(*blocks: Block, title: str = "一") -> Report:
    return evolve(BARE_REPORT, chapters=(Chapter(name="a", title=title, blocks=blocks),))


def root_of(document: PdfReader) -> Any:  # noqa: ANN401 - PDF objects nest freely
    return document.root_object


def links(document: PdfReader) -> list[Any]:
    pages: list[Any] = list(document.pages)
    return [link["/A"]["/URI"] for page in pages for link in page.get("/Annots", ())]


def text_of(document: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in document.pages)


def elements(node: Any) -> Iterator[Any]:  # noqa: ANN401 - same
    """Every structure element below, in reading order."""
    found = node.get_object()
    if isinstance(found, ArrayObject):
        for child in found:
            yield from elements(child)
    elif isinstance(found, DictionaryObject) and "/S" in found:
        yield found
        yield from elements(found.get("/K", ArrayObject()))


def tags(document: PdfReader) -> list[str]:
    tree = root_of(document)["/StructTreeRoot"]
    return [str(element["/S"])[1:] for element in elements(tree["/K"])]


def attributes(document: PdfReader, tag: str) -> list[tuple[int, int]]:
    """Columns and rows that each cell of a kind reaches over."""
    tree = root_of(document)["/StructTreeRoot"]
    told: list[Any] = [cell["/A"][0] for cell in elements(tree["/K"]) if cell["/S"] == tag]
    return [(cell.get("/ColSpan", 1), cell.get("/RowSpan", 1)) for cell in told]


def bookmarks(document: PdfReader) -> list[Any]:
    return [
        [inner.title for inner in entry if not isinstance(inner, list)]
        if isinstance(entry, list)
        else entry.title
        for entry in document.outline
    ]


PDF = pdf_of(REPORT)
TEXT = text_of(PDF)


def test_the_output_is_called_pdf() -> None:
    assert (OUTPUT.name, OUTPUT.suffix, OUTPUT.media_type) == ("pdf", ".pdf", "application/pdf")


def test_a_page_is_a4_and_numbered_between_dashes() -> None:
    assert [float(side) for side in PDF.pages[0].mediabox[2:]] == pytest.approx(
        [595.28, 841.89], abs=0.01
    )
    assert len(PDF.pages) == 3
    assert [f"— {page} —" in PDF.pages[page - 1].extract_text() for page in (1, 2, 3)] == [True] * 3


def test_a_long_title_breaks_before_what_it_is_about() -> None:
    assert "示范市科学技术局2018年\n政府信息公开工作年度报告\n" in TEXT
    assert "年度报告" in text_of(pdf_of(BARE_REPORT)).splitlines()


def test_every_figure_of_the_statutory_tables_stands_in_it() -> None:
    tables = [block for block in REPORT.chapters[2].blocks if isinstance(block, StatutoryTable)]
    cells = [cell for table in tables for row in table.grid.body for cell in row if cell.state]
    expected = Counter(cell.text for cell in cells if cell.text)
    assert expected.total() == 41
    assert expected - Counter(TEXT.split()) == Counter()


def test_the_states_of_a_cell_come_out_differently() -> None:
    lines = TEXT.splitlines()
    assert "1.政府公报公开政府信息数 条 未填报" in lines
    assert "3.政务微博公开政府信息数 条 200余" in lines
    assert "4.政务微信公开政府信息数 条 0" in lines
    assert "5.其他方式公开政府信息数 条 /" in lines
    assert "（二）工作人员数 人" in lines
    assert "二、收取检索、复制、邮寄费 万元 1.50" in lines


def test_the_document_is_tagged_for_archives_and_for_screen_readers() -> None:
    root = root_of(PDF)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_what_is_read_is_told_by_its_kind() -> None:
    counted = Counter(tags(PDF))
    assert (counted["Title"], counted["H1"], counted["H2"], counted["H3"]) == (1, 3, 1, 1)
    assert (counted["L"], counted["LI"], counted["Link"], counted["Strong"]) == (2, 3, 1, 1)
    assert (counted["Table"], counted["Caption"], counted["THead"]) == (5, 5, 5)


def test_merged_cells_keep_their_spans() -> None:
    spans = Counter(attributes(PDF, "/TH"))
    assert spans[(4, 1)] == 1
    assert spans[(3, 3)] == 1
    assert spans[(10, 1)] == 1
    assert spans[(5, 1)] == 3
    assert Counter(attributes(PDF, "/TD"))[(1, 3)] == 1


def test_headings_are_bookmarks() -> None:
    assert bookmarks(PDF) == ["一、概述", "二、主要工作", ["（一）重点领域信息公开"], "三、附表"]


def test_headings_go_down_step_by_step_whatever_was_left_out() -> None:
    document = pdf_of(
        report_with(*(Heading(text="题", level=level) for level in (3, 9, 3, 0, 7, 8, 9)))
    )
    headings = [tag for tag in tags(document) if tag.startswith("H")]
    assert headings == ["H1", "H2", "H3", "H2", "H1", "H2", "H3", "H4"]


def test_a_heading_too_long_for_a_bookmark_is_a_paragraph() -> None:
    document = pdf_of(report_with(Heading(text="长" * 20_000)))
    assert bookmarks(document) == ["一"]
    assert text_of(document).count("长") == 20_000


def test_fonts_are_embedded_with_the_letters_that_are_used() -> None:
    pages: list[Any] = list(PDF.pages)
    fonts = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    told = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert told
    assert all("+" in font["/FontName"] for font in told)
    assert all("/FontFile2" in font or "/FontFile3" in font for font in told)


def test_the_metadata_say_what_it_is_and_where_it_comes_from() -> None:
    told = PDF.metadata
    assert told is not None
    assert told.title == "示范市科学技术局2018年政府信息公开工作年度报告"
    assert told.author == "示范市科学技术局"
    assert told.keywords == "政府信息公开, 年度报告, 示范市科学技术局, 2018"
    assert told.creation_date_raw == "D:20190212000000Z"
    assert told.subject is not None
    assert told.subject.startswith("version.gongkai: 0.1.0\nversion.cn-sample: 1\nform: cn-sample")
    assert told.subject.endswith("input.shifan/kjj/2018/report.toml: sha256:00")


def test_an_unpublished_report_bears_the_last_day_that_it_tells_of() -> None:
    told = pdf_of(BARE_REPORT).metadata
    assert told is not None
    assert told.creation_date_raw == "D:20181231000000Z"


def test_a_draft_says_so_on_every_page() -> None:
    assert all("草稿 · 未经审定" in page.extract_text() for page in PDF.pages)


def test_an_approved_report_says_nothing_of_a_draft() -> None:
    assert "草稿" not in text_of(pdf_of(evolve(REPORT, status=Status.APPROVED)))


def test_a_report_of_figures_alone_says_why() -> None:
    text = text_of(pdf_of(evolve(REPORT, omitted="只收录数据")))
    assert "本文只载统计数据，正文从略。原因：只收录数据" in text


def test_the_contact_and_the_signature_stand_at_the_end() -> None:
    end = TEXT[TEXT.index("联系部门") :].splitlines()
    assert end[:2] == ["联系部门：局办公室", "联系地址：示范市人民大道1号"]
    assert end[-3:] == ["示范市科学技术局", "2019年2月12日", "— 3 —"]


def test_a_short_name_is_signed_before_a_long_day() -> None:
    report = evolve(
        BARE_REPORT,
        agency=evolve(BARE_REPORT.agency, name="省局"),
        published=date(2019, 12, 12),
    )
    assert text_of(pdf_of(report)).splitlines()[-3:] == ["省局", "2019年12月12日", "— 1 —"]


@pytest.mark.parametrize("url", ["https://a.cn", "HTTP://a.cn", "mailto:a@b.cn"])
def test_safe_addresses_become_links(url: str) -> None:
    document = pdf_of(report_with(Paragraph(spans=(Span(text="见", url=url),))))
    assert links(document) == [url]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc", "/a", "http://" + "a" * 2_000]
)
def test_other_addresses_stay_text(url: str) -> None:
    document = pdf_of(report_with(Paragraph(spans=(Span(text="见", url=url),))))
    assert links(document) == []
    assert "见" in text_of(document)


def test_records_are_printed_as_they_may_be_shown() -> None:
    assert "企业名称 金额（万元）\n示范市甲科技有限公司 3.20\n示范市乙机械有限公司 1.50" in TEXT
    empty = RecordTable(title="名单", columns=("企业",), rows=())
    assert "名单\n企业\n" in text_of(pdf_of(report_with(empty)))


def test_a_code_breaks_where_its_column_ends_and_is_whole_where_there_is_room() -> None:
    """No sign of a place to break is left in it: who copies the code gets the code."""
    code = "91990000MA7YB6FR4W"
    narrow = RecordTable(
        title="", columns=("代码", *("甲" * 12,) * 9), rows=((code, *("乙" * 40,) * 9),)
    )
    wide = RecordTable(title="", columns=("代码", "企业"), rows=((code, "甲"),))

    assert "\n91990000MA\n7YB6FR4W\n" in text_of(pdf_of(report_with(narrow)))
    assert f"\n{code} 甲\n" in text_of(pdf_of(report_with(wide)))


def test_the_head_of_a_long_table_is_repeated_and_rows_stay_whole() -> None:
    rows = tuple((f"第{row}行", "甲乙丙丁" * 20) for row in range(60))
    document = pdf_of(report_with(RecordTable(title="长表", columns=("编号", "内容"), rows=rows)))
    pages = [page.extract_text() for page in document.pages]
    assert len(pages) == 6
    assert all("编号 内容" in page for page in pages)


def test_a_title_that_stands_above_a_table_is_not_said_twice() -> None:
    table = REPORT.chapters[2].blocks[2]
    document = pdf_of(report_with(table, title="四、政府信息公开行政复议、行政诉讼情况"))
    assert "Caption" not in tags(document)


def test_a_chart_is_a_table_of_its_figures() -> None:
    assert "各渠道公开情况（单位：条）\n项目 数量\n政府网站 363\n政务微博 200余" in TEXT
    assert "工作人员 空白\n新闻发布会 未填报" in TEXT


def test_a_comparison_names_both_years() -> None:
    bar = Bar(label="总数", cells=("statistics.total",))
    chart = Chart(title="对比", bars=(bar,), compared=True)
    report = evolve(
        report_with(chart),
        figures=FIGURES,
        previous={"statistics.total": number("statistics.total", 540)},
    )
    assert "对比\n项目 2017年 2018年\n总数 540 577" in text_of(pdf_of(report))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert OUTPUT.render(REPORT, NoSettings()) == OUTPUT.render(evolve(REPORT), NoSettings())


@pytest.mark.parametrize("text", [text[:5_000] for text in HOSTILE])
def test_hostile_texts_are_printed_and_do_nothing(text: str) -> None:
    document = pdf_of(report_of(text))
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(root_of(document))
    assert all(url.lower().startswith(("http", "mailto")) for url in links(document))


@pytest.mark.parametrize("text", ["长" * 100_000, " " * 100_000])
def test_very_long_texts_are_printed(text: str) -> None:
    blocks = report_of(text).opening
    assert OUTPUT.render(evolve(BARE_REPORT, title=text, opening=blocks[3:5]), NoSettings())


@settings(deadline=None)
@given(anything)
def test_any_text_can_be_printed(text: str) -> None:
    assert OUTPUT.render(report_of(text), NoSettings()).startswith(b"%PDF-1.7")
