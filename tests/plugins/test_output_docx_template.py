"""A bureau's own template: its places are filled, its looks are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from docx.document import Document as Read
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips

from gongkai import DRAFT_MARK, GongkaiError, InputFile
from gongkai.model.report import Bullets, Paragraph, Span, Status
from tests.plugins.docx_files import (
    cells,
    faults,
    lines,
    members,
    read,
    spoilt,
    template,
    texts,
    with_part,
    written,
    zipped,
)
from tests.plugins.output_sample import BARE_REPORT, REPORT

APPROVED = evolve(REPORT, status=Status.APPROVED)
PLAIN = template("{{body}}")
_RELS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(*paragraphs: str, change: Callable[[Read], None] | None = None) -> Read:
    return read(written(REPORT, template(*paragraphs, change=change)))


def mistake(file: InputFile) -> str:
    with pytest.raises(GongkaiError) as caught:
        written(REPORT, file)
    return str(caught.value)


def letterhead(document: Read) -> None:
    document.sections[0].header.paragraphs[0].text = "{{agency}}文件"
    document.sections[0].footer.paragraphs[0].text = "{{year}}年 {{title}}"
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{{ short_name }}，{{published}}"


def split(document: Read) -> None:
    paragraph = document.paragraphs[0]
    for text in ("甲{", "{ti", "tle}", "}乙&{{year}}", "丙"):
        paragraph.add_run(text)


def test_places_in_the_text_in_tables_headers_and_footers_are_filled() -> None:
    document = made("关于{{year}}年", "{{body}}", change=letterhead)
    assert lines(document)[0] == "关于2018年"
    assert cells(document.tables[-1]) == [["市科技局，2019年2月12日"]]
    header, footer = document.sections[0].header, document.sections[0].footer
    assert [one.text for one in header.paragraphs] == [DRAFT_MARK, "示范市科学技术局文件"]
    assert footer.paragraphs[0].text == "2018年 示范市科学技术局2018年政府信息公开工作年度报告"


def test_a_place_that_is_split_over_runs_is_filled() -> None:
    title = "示范市科学技术局\n2018年政府信息公开工作年度报告"
    assert lines(made("", "{{body}}", change=split))[0] == f"甲{title}乙&2018丙"


def test_blocks_take_whole_paragraphs() -> None:
    document = made("前", " {{ body }} ", "{{contact}}", "{{signature}}", "后")
    assert lines(document)[:2] == [
        "前",
        "本报告依据《政府信息公开条例》编制，数据统计期限自2018年1月1日起至2018年12月31日止。",
    ]
    assert lines(document)[-4:] == [
        "电子邮箱：bgs@kjj.example",
        "示范市科学技术局",
        "2019年2月12日",
        "后",
    ]


def test_what_is_not_known_leaves_nothing() -> None:
    file = template("发布：{{published}}", "{{short_name}}", "{{body}}", "{{contact}}")
    nameless = evolve(BARE_REPORT, agency=evolve(BARE_REPORT.agency, short_name=""))
    assert lines(read(written(nameless, file))) == ["发布：", "示范市科学技术局"]


def test_a_template_without_the_body_is_a_mistake() -> None:
    assert mistake(template("{{title}}")) == (
        "shifan/letterhead.docx: the place {{body}} is missing"
    )


def test_a_place_that_nobody_knows_is_named_with_what_was_meant() -> None:
    assert mistake(template("{{body}}", "{{tittle}}")) == (
        "shifan/letterhead.docx: {{tittle}} is no place of a template; did you mean 'title'?"
    )
    assert mistake(template("{{body}}", "{{}}")).startswith(
        "shifan/letterhead.docx: {{}} is no place of a template; known: agency, body, contact,"
    )


def in_header(document: Read) -> None:
    document.sections[0].header.paragraphs[0].text = "{{body}}"


def in_table(document: Read) -> None:
    document.add_table(1, 1).cell(0, 0).text = "{{body}}"


@pytest.mark.parametrize(
    "file",
    [
        template("见{{body}}"),
        template("{{body}}{{contact}}"),
        template("", change=in_header),
        template("", change=in_table),
    ],
    ids=["in a line", "two", "header", "table"],
)
def test_a_block_must_stand_alone_in_the_text(file: InputFile) -> None:
    assert mistake(file).startswith(
        "shifan/letterhead.docx: {{body}} takes whole paragraphs; it must stand alone"
    )


def two_sections(document: Read) -> None:
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("第二节")
    document.sections[0].page_width = Mm(120)


def test_a_paragraph_that_ends_a_section_keeps_doing_so(tmp_path: Path) -> None:
    content = written(REPORT, template("{{body}}", change=two_sections))
    document = read(content)
    assert document.sections[0].page_width == Twips(6803)
    assert len(document.sections) == 2
    assert lines(document)[-2:] == ["", "第二节"]
    assert faults(content, tmp_path / "report.docx") == []


def test_tables_are_as_wide_as_the_text_of_their_section() -> None:
    grid = made("{{body}}", change=two_sections).tables[0]._tbl.tblGrid
    assert sum(int(column.get(qn("w:w"), "")) for column in grid.gridCol_lst) == 6803 - 2 * 1800


def narrow(document: Read) -> None:
    document.sections[0].page_width = Mm(70)


def without_section(document: Read) -> None:
    document.element.body.remove(document.element.body.sectPr)


@pytest.mark.parametrize("change", [narrow, without_section])
def test_a_page_that_is_not_said_or_too_narrow_is_taken_for_the_usual(
    change: Callable[[Read], None],
) -> None:
    grid = made("{{body}}", change=change).tables[0]._tbl.tblGrid
    assert sum(int(column.get(qn("w:w"), "")) for column in grid.gridCol_lst) == 8844


def test_so_it_is_for_an_approved_report() -> None:
    grid = read(written(APPROVED, template("{{body}}", change=without_section))).tables[0]._tbl
    assert sum(int(column.get(qn("w:w"), "")) for column in grid.tblGrid.gridCol_lst) == 8844


def own_styles(document: Read) -> None:
    document.styles["Heading 1"].font.size = Pt(30)
    document.styles.add_style("年报正文", WD_STYLE_TYPE.PARAGRAPH).element.set(
        qn("w:styleId"), "own"
    )
    document.styles.add_style("旁", WD_STYLE_TYPE.PARAGRAPH).element.set(qn("w:styleId"), "TF")


def test_the_template_s_own_styles_are_used_and_what_it_lacks_is_added(tmp_path: Path) -> None:
    content = written(REPORT, template("{{body}}", change=own_styles))
    document = read(content)
    assert document.styles["Heading 1"].font.size == Pt(30)
    assert texts(document, "Heading 1")[0] == "一、概述"
    assert document.paragraphs[0]._p.style == "own"
    assert document.styles["表格数字"].style_id == "TF-2"
    assert document.tables[0].rows[1].cells[1].paragraphs[0]._p.style == "TF-2"
    assert faults(content, tmp_path / "report.docx") == []


def test_added_styles_rest_on_the_template_s_usual_one() -> None:
    parts = members(PLAIN.content)
    styles = parts["word/styles.xml"].replace(b'"Normal"', b'"a"')
    file = InputFile("a.docx", zipped({**parts, "word/styles.xml": styles}))
    figure = read(written(REPORT, file)).styles["表格数字"]
    assert figure.base_style.style_id == "a"


def without_part(file: InputFile, kind: str) -> InputFile:
    """The same template with one of its parts for nothing: no relation leads there."""
    return spoilt(file, {_RELS: (f"{_OFFICE}/{kind}".encode(), f"{_OFFICE}/thumbnail".encode())})


@pytest.mark.parametrize("kind", ["styles", "numbering"])
def test_what_a_template_lacks_is_added(kind: str, tmp_path: Path) -> None:
    content = written(REPORT, without_part(PLAIN, kind))
    assert cells(read(content).tables[1])[1] == ["示范市甲科技有限公司", "3.20"]
    assert faults(content, tmp_path / "report.docx") == []


def test_a_template_may_lack_settings() -> None:
    assert "word/settings.xml" not in members(written(REPORT, without_part(PLAIN, "settings")))


def test_lists_get_numbers_that_the_template_does_not_use(tmp_path: Path) -> None:
    item = Paragraph(spans=(Span(text="甲"),))
    report = evolve(BARE_REPORT, opening=(Bullets(items=(item,), ordered=True),))
    content = written(report, PLAIN)
    numbering = members(PLAIN.content)["word/numbering.xml"]
    (number,) = (one.get(qn("w:val")) for one in read(content).element.iter(qn("w:numId")))
    assert f'w:numId="{number}"'.encode() not in numbering
    assert f'w:numId="{number}"'.encode() in members(content)["word/numbering.xml"]
    assert faults(content, tmp_path / "report.docx") == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'<w:numIdMacAtCleanup w:val="1"/>',
        b'<w:num w:numId="x"/><w:numIdMacAtCleanup w:val="1"/>',
    ],
    ids=["empty", "a mark at the end", "a number and a mark"],
)
def test_definitions_stand_in_the_order_that_word_wants(content: bytes) -> None:
    start = f"<w:numbering {nsdecls('w')}>".encode()
    whole = start + content + b"</w:numbering>"
    parts = {**members(PLAIN.content), "word/numbering.xml": whole}
    numbering = members(written(REPORT, InputFile("a.docx", zipped(parts))))["word/numbering.xml"]
    order = [numbering.find(one) for one in (b"<w:abstractNum ", b"<w:num ")]
    assert 0 < order[0] < order[1]
    assert numbering.rfind(b"<w:abstractNum ") < order[1]
    last = numbering.rfind(b"</w:num>")
    assert b"w:numIdMacAtCleanup" not in numbering[:last]


@pytest.mark.parametrize(
    ("part", "tag"), [("word/numbering.xml", "w:numbering"), ("word/styles.xml", "w:styles")]
)
def test_a_part_that_is_a_single_tag_is_opened(part: str, tag: str) -> None:
    single = f"<{tag} {nsdecls('w')}/>".encode()
    file = InputFile("a.docx", zipped({**members(PLAIN.content), part: single}))
    content = written(REPORT, file)
    assert members(content)[part].endswith(f"</{tag}>".encode())
    assert texts(read(content), "Heading 1")[0] == "一、概述"


def first_page(document: Read) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "首页"


def test_a_draft_is_marked_in_the_headers_that_are_there_and_in_those_that_are_not(
    tmp_path: Path,
) -> None:
    content = written(REPORT, template("{{body}}", change=first_page))
    section = read(content).sections[0]
    assert [one.text for one in section.first_page_header.paragraphs] == [DRAFT_MARK, "首页"]
    assert section.header.paragraphs[0].text == DRAFT_MARK
    assert section.even_page_header.paragraphs[0].text == DRAFT_MARK
    assert faults(content, tmp_path / "report.docx") == []


@pytest.mark.parametrize("change", [None, without_section])
def test_a_draft_is_marked_where_the_template_has_no_header(
    change: Callable[[Read], None] | None,
) -> None:
    header = made("{{body}}", change=change).sections[0].header
    assert header.paragraphs[0].text == DRAFT_MARK


def test_an_approved_report_leaves_the_headers_as_they_are() -> None:
    content = written(APPROVED, template("{{body}}", change=first_page))
    assert [one.text for one in read(content).sections[0].first_page_header.paragraphs] == ["首页"]
    assert DRAFT_MARK.encode() not in b"".join(members(content).values())


def test_links_do_not_clash_with_relations_of_the_template() -> None:
    file = spoilt(
        PLAIN,
        {
            _RELS: (
                b"</Relationships>",
                b'<Relationship Id="link1" Type="'
                + f"{_OFFICE}/hyperlink".encode()
                + b'" Target="https://b.cn" TargetMode="External"/></Relationships>',
            )
        },
    )
    relations = members(written(REPORT, file))[_RELS]
    assert b'Id="link_1"' in relations
    assert b'Id="link1"' in relations


def test_what_the_template_says_of_itself_is_not_taken_over() -> None:
    def named(document: Read) -> None:
        document.core_properties.author = "张三"

    content = written(REPORT, template("{{body}}", change=named))
    assert read(content).core_properties.author == "示范市科学技术局"
    assert "张三".encode() not in b"".join(members(content).values())
    assert "docProps/app.xml" not in members(content)


def test_what_nothing_refers_to_is_left_out() -> None:
    file = with_part(PLAIN, "word/vbaProject.bin", b"macro")
    assert "word/vbaProject.bin" not in members(written(REPORT, file))


def test_a_relation_to_a_part_that_is_not_there_does_no_harm() -> None:
    file = spoilt(PLAIN, {_RELS: (b'Target="theme/theme1.xml"', b'Target="NULL"')})
    assert "word/theme/theme1.xml" not in members(written(REPORT, file))


def test_the_template_that_the_template_was_made_from_is_forgotten() -> None:
    parts = members(PLAIN.content)
    relation = (
        f'<Relationship Id="rId1" Type="{_OFFICE}/attachedTemplate"'
        ' Target="file:///C:/x.dotm" TargetMode="External"/>'
    )
    rels = f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'
    settings = parts["word/settings.xml"].replace(
        b"<w:zoom", b'<w:attachedTemplate r:id="rId1"/><w:zoom', 1
    )
    more = {"word/settings.xml": settings, "word/_rels/settings.xml.rels": rels.encode()}
    made_from = members(written(REPORT, InputFile("a.docx", zipped({**parts, **more}))))
    assert b"attachedTemplate" not in made_from["word/settings.xml"]
    assert "word/_rels/settings.xml.rels" not in made_from


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def test_a_word_template_becomes_a_document() -> None:
    file = spoilt(PLAIN, {"[Content_Types].xml": (b"document.main+xml", b"template.main+xml")})
    assert b"template.main+xml" not in members(written(REPORT, file))["[Content_Types].xml"]


def picture(document: Read) -> None:
    run = document.paragraphs[0].add_run()
    run._r.append(parse_xml(f"<w:pict {nsdecls('w')}/>"))


def text_box(document: Read) -> None:
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>{{{{year}}}}</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    document.paragraphs[0]._p.append(box)


def test_a_picture_beside_a_block_is_kept() -> None:
    document = made("{{body}}", change=picture)
    assert len(list(document.element.body.iter(qn("w:pict")))) == 1
    assert "{{body}}" not in lines(document)


def test_places_in_a_text_box_are_filled() -> None:
    document = made("{{body}}", change=text_box)
    (box,) = document.element.body.iter(qn("w:txbxContent"))
    assert [text.text for text in box.iter(qn("w:t"))] == ["2018"]


def test_an_empty_paragraph_or_run_does_no_harm() -> None:
    def empty(document: Read) -> None:
        document.paragraphs[0]._p.append(OxmlElement("w:r"))
        document.paragraphs[0].runs[-1]._r.append(OxmlElement("w:t"))

    assert lines(made("{{year}}", "{{body}}", change=empty))[0] == "2018"


def test_a_template_is_made_ready_once() -> None:
    written(REPORT, PLAIN)
    assert written(REPORT, InputFile(PLAIN.name, PLAIN.content)) == written(REPORT, PLAIN)
