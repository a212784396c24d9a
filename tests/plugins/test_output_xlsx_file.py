from __future__ import annotations

import io
import re
import zipfile
from importlib.metadata import version
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import example, given, settings
from lxml import etree
from openxml_audit import OpenXmlValidator

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.report import Report, Status
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY
from tests.conftest import ROOT, Golden
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import REPORT
from tests.plugins.xlsx_books import ROW_TOTAL, cells_of, opened, parts_of, summed, written

TREE = Tree(ROOT / "agencies")
#: Where a line ends in the parts beside an agency, so that a change is seen in its place.
_LINES = re.compile(rb"(?=<(?:row|c|si|sheet|col|mergeCell|definedName|property|dc:\w+)[ >])")


def faults_of(content: bytes, path: Path) -> list[str]:
    path.write_bytes(content)
    found = OpenXmlValidator().validate(path)
    return [f"{fault.part_uri}: {fault.description}" for fault in found.errors]


def repacked(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with another part."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member, old in parts_of(content).items():
            archive.writestr(member, part if member == name else old)
    return target.getvalue()


def of_agency(agency: str, year: int, installed: Plugins) -> Report:
    return run(TREE, ReportId(agency, year), installed, Options(today=TODAY)).report


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts that a report fills in, a line for each cell, without the number of a release."""
    number = version("gongkai").encode()
    return {
        name: _LINES.sub(b"\n", part).replace(b">" + number + b"<", b">VERSION<") + b"\n"
        for name, part in parts_of(content).items()
        if name.startswith(("xl/worksheets", "xl/shared", "xl/workbook", "docProps/c"))
    }


def test_the_file_holds_these_parts() -> None:
    assert list(parts_of(written(summed()))) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/theme/theme1.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/sheet4.xml",
    ]


@pytest.mark.parametrize(
    "report",
    [REPORT, summed(ROW_TOTAL, x_a=3), report_of("甲"), report_of("]]>=_x000A_\x00 ")],
    ids=["sample", "totals", "text", "hostile"],
)
def test_the_file_keeps_the_schemas_of_office(report: Report, tmp_path: Path) -> None:
    assert faults_of(written(report), tmp_path / "a.xlsx") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetFormatPr", b"<sheetFormat"),
        (b' t="s"', b' t="text"'),
        (b"</cols>", b"</cols><mergeCells/>"),
    ],
)
def test_a_file_that_breaks_the_schemas_would_be_told(
    old: bytes, new: bytes, tmp_path: Path
) -> None:
    content, name = written(REPORT), "xl/worksheets/sheet2.xml"
    broken = repacked(content, name, parts_of(content)[name].replace(old, new))
    assert faults_of(broken, tmp_path / "a.xlsx") != []


def test_the_file_says_what_it_is() -> None:
    properties = opened(REPORT).properties
    assert properties.title == "示范市科学技术局2018年政府信息公开工作年度报告"
    assert properties.creator == "示范市科学技术局"
    assert (properties.language, properties.contentStatus) == ("zh-CN", "草稿")
    assert opened(evolve(REPORT, status=Status.APPROVED)).properties.contentStatus == "已审定"


def test_the_file_says_where_it_comes_from() -> None:
    assert {item.name: item.value for item in opened(REPORT).custom_doc_props} == {
        "version.gongkai": "0.1.0",
        "version.cn-sample": "1",
        "form": "cn-sample",
        "agency": "shifan/kjj",
        "year": "2018",
        "status": "draft",
        "findings.error": "0",
        "findings.warning": "0",
        "findings.information": "0",
        "input.shifan/kjj/2018/report.toml": "sha256:00",
    }


def test_a_name_that_differs_only_in_its_case_stands_once() -> None:
    made = evolve(REPORT.provenance, inputs=(("A.toml", "1"), ("a.toml", "2")))
    names = [item.name for item in opened(evolve(REPORT, provenance=made)).custom_doc_props]
    assert names[-1] == "input.a.toml"
    assert len(names) == 10


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    report = report_of(text)
    book = opened(report)
    cells = [cell for sheet in book for cell in cells_of(sheet)]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    assert sorted(parts_of(written(report)))[:2] == ["[Content_Types].xml", "_rels/.rels"]


@settings(deadline=None)
@given(anything)
@example("_x000A_")
@example(" 甲\r\n乙 ")
def test_every_part_is_well_formed_whatever_the_text(text: str) -> None:
    for part in parts_of(written(report_of(text))).values():
        etree.fromstring(part)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("_x000A_", "_x005F_x000A_"),
        ("_x00_", "_x00_"),
        (" 甲\r\n乙\r丙 ", " 甲\n乙\n丙 "),
        ("a\x00b\u202ec", "a\ufffdb\ufffdc"),
        ("<&>\"'", "<&>\"'"),
        ("甲" * 32_767, "甲" * 32_767),
        ("甲" * 32_768, "甲" * 32_747 + "…（余下21字略）"),
        ("\U0001f600" * 20_000, "\U0001f600" * 16_373 + "…（余下3627字略）"),
    ],
    ids=["code", "no code", "lines", "controls", "signs", "fits", "long", "wide"],
)
def test_a_cell_holds_the_text(text: str, cell: str) -> None:
    found = opened(evolve(REPORT, source=text))["概况"]
    assert found["B9"].value == cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_what_would_be_a_formula_when_it_is_edited_is_marked_as_text(text: str) -> None:
    marked = opened(evolve(REPORT, source=text))["概况"]["B9"]
    plain = opened(REPORT)["概况"]["B9"]
    assert (marked.quotePrefix, plain.quotePrefix) == (True, False)


def test_a_workbook_is_read_by_the_reader_that_the_engine_reads_registers_with(
    tmp_path: Path,
) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only here

    path = tmp_path / "a.xlsx"
    path.write_bytes(written(REPORT))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("政府信息公开情况统计表").to_python()
    assert rows[3] == ["（一）主动公开政府信息数", "条", 577.0]


def test_nothing_in_the_file_leads_out_of_it() -> None:
    relations = parts_of(written(REPORT))["xl/_rels/workbook.xml.rels"]
    assert b"External" not in relations
    assert not any(name.endswith("sheet1.xml.rels") for name in parts_of(written(REPORT)))


@pytest.mark.parametrize(("agency", "year"), [("suqian/kjj", 2018), ("huaian", 2024)])
def test_a_report_is_written_as_it_stands_beside_the_agency(
    agency: str, year: int, installed: Plugins, golden: Golden
) -> None:
    content = written(of_agency(agency, year, installed))
    folder = TREE.root / agency / str(year) / "expected" / "report.xlsx"

    parts = unzipped(content)

    for name, part in parts.items():
        golden(folder / name, part)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.xml")} == set(parts)


@pytest.mark.parametrize(
    ("agency", "year"),
    [("suqian/kjj", 2018), ("huaian", 2024), ("shifan/sjj", 2024), ("suqian", 2024)],
)
def test_the_reports_of_agencies_keep_the_schemas_of_office(
    agency: str, year: int, installed: Plugins, tmp_path: Path
) -> None:
    content = written(of_agency(agency, year, installed))
    assert faults_of(content, tmp_path / "a.xlsx") == []


def test_totals_of_a_published_report_are_formulas_with_its_values(installed: Plugins) -> None:
    content = written(of_agency("huaian", 2024, installed))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["收到和处理政府信息公开申请情况"]
    assert [sheet[ref].value for ref in ("J5", "D28", "J28")] == [
        "=SUM(D5:I5)",
        "=SUM(D7:D27)",
        "=SUM(J7:J27)",
    ]
    assert len([cell for sheet in book for cell in cells_of(sheet) if cell.data_type == "f"]) == 34
