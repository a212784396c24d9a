"""What Word would say: every part against the Office Open XML schemas, whatever is in it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.report import Report, Status
from gongkai.pipeline import Options, run
from gongkai.showing import printable
from gongkai.testing import TODAY
from gongkai_output_docx.widths import Demand, fitted
from tests.conftest import ROOT, Golden
from tests.plugins.docx_files import W, faults, members, written, zipped
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, REPORT

TREE = Tree(ROOT / "agencies")
#: Where a line is broken in the golden files, so that a difference can be read.
_LINES = re.compile(r"(?<!\n)(?<!<w:tc>)(?:(?=<w:(?:p|tbl|tr|tc)>)|(?=</w:tbl>))")


def made(agency: str, year: int, installed: Plugins) -> bytes:
    options = Options(outputs=("docx",), today=TODAY)
    (artifact,) = run(TREE, ReportId(agency, year), installed, options).artifacts
    return artifact.content


def tree(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - our own


def tags(report: Report) -> list[str]:
    """What the text is made of; links and what the length of a text decides are left out."""
    root = tree(members(written(report))["word/document.xml"])
    free = {f"{W}{name}" for name in ("hyperlink", "rStyle", "ind", "b", "br", "t")}
    return [element.tag for element in root.iter() if element.tag not in free]


def told(report: Report) -> str:
    """All text of the document."""
    root = tree(members(written(report))["word/document.xml"])
    return "".join(element.text or "" for element in root.iter(f"{W}t"))


@pytest.mark.parametrize(
    "report",
    [REPORT, BARE_REPORT, evolve(REPORT, status=Status.APPROVED), evolve(REPORT, omitted="略")],
    ids=["whole", "bare", "approved", "omitted"],
)
def test_the_document_keeps_to_the_schemas(report: Report, tmp_path: Path) -> None:
    assert faults(written(report), tmp_path / "report.docx") == []


@pytest.mark.parametrize(("agency", "year"), [("suqian/kjj", 2018), ("huaian", 2024)])
def test_a_report_is_written_as_it_stands_beside_the_agency(
    agency: str, year: int, installed: Plugins, golden: Golden, tmp_path: Path
) -> None:
    content = made(agency, year, installed)
    expected = TREE.root / agency / str(year) / "expected" / "report.docx" / "word"

    text = members(content)["word/document.xml"].decode()

    golden(expected / "document.xml", _LINES.sub("\n", text).encode())
    assert faults(content, tmp_path / "report.docx") == []


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"<w:cantSplit/>", b"<w:broken/>"),
        ("word/styles.xml", b"<w:keepNext/><w:keepLines/>", b"<w:keepLines/><w:keepNext/>"),
        ("word/numbering.xml", b'<w:lvlJc w:val="left"/>', b'<w:lvlJc w:val="aside"/>'),
        ("word/settings.xml", b"<w:compat>", b"<w:evenAndOddHeaders/><w:compat>"),
        ("word/header-even.xml", b'<v:fill opacity=".5"/>', b"<v:broken/>"),
        ("word/footer-odd.xml", b' w:instr=" PAGE "', b""),
        ("word/fontTable.xml", b"<w:charset", b"<w:broken"),
        ("word/theme.xml", b"<a:effectStyleLst>", b"<a:broken/><a:effectStyleLst>"),
        ("docProps/custom.xml", b'pid="3"', b'pid="2"'),
    ],
)
def test_a_fault_in_any_part_would_be_told(
    part: str, old: bytes, new: bytes, tmp_path: Path
) -> None:
    parts = members(written(REPORT))
    spoilt = {**parts, part: parts[part].replace(old, new, 1)}
    assert faults(zipped(spoilt), tmp_path / "spoilt.docx") != []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_markup(text: str, tmp_path: Path) -> None:
    report = report_of(text)
    assert tags(report) == tags(report_of("字"))
    assert printable(text).replace("\r", "\n") in told(report)
    assert faults(written(report), tmp_path / "report.docx") == []


@settings(deadline=None)
@given(anything.filter(bool))
@example("\n")
@example("%s%")
@example("2018年2018年")
@example("a.cn")
def test_any_report_is_written_with_all_its_texts(text: str) -> None:
    report = report_of(text)
    assert tags(report) == tags(report_of("字"))
    assert printable(text).replace("\r\n", "\n").replace("\r", "\n") in told(report)


@settings(deadline=None)
@given(anything)
def test_nothing_leads_outside_but_links(text: str) -> None:
    for name, content in members(written(report_of(text))).items():
        if name.endswith(".rels"):
            for relation in tree(content):
                outside = relation.get("TargetMode") == "External"
                target = relation.attrib["Target"]
                assert outside == target.startswith(("http://", "https://", "mailto:"))


def test_what_is_asked_for_twice_is_told_once(tmp_path: Path) -> None:
    versions = (("甲", "1"), ("甲", "2"), ("乙" * 300, "3" * 300))
    provenance = evolve(REPORT.provenance, versions=versions, inputs=())
    content = written(evolve(REPORT, provenance=provenance))
    custom = members(content)["docProps/custom.xml"].decode()
    assert custom.count('name="version.甲"') == 1
    assert f'name="version.{"乙" * 247}"><vt:lpwstr>{"3" * 255}<' in custom
    assert faults(content, tmp_path / "report.docx") == []


_DEMANDS = st.tuples(st.integers(0, 20), st.integers(0, 200_000)).map(
    lambda pair: Demand(min(pair), max(pair))
)


@given(st.lists(_DEMANDS, min_size=1, max_size=30).map(tuple), st.integers(2_000, 20_000))
def test_columns_fill_the_width_and_none_is_lost(demands: tuple[Demand, ...], width: int) -> None:
    widths = fitted(demands, width, 180, 30)
    assert (sum(widths), len(widths)) == (width, len(demands))
    assert min(widths) > 0


def test_columns_that_want_the_same_are_alike() -> None:
    widths = fitted((Demand(6, 80), *[Demand(6, 12)] * 7), 8844, 180, 30)
    assert max(widths[1:]) - min(widths[1:]) <= 1
    assert widths[0] > 3 * widths[1]


def test_columns_get_all_that_they_want_where_there_is_room() -> None:
    assert fitted((Demand(6, 20), Demand(6, 10)), 8844, 180, 30) == (5869, 2975)


def test_a_column_that_lacks_little_is_not_broken_for_one_that_lacks_much() -> None:
    little, much = fitted((Demand(6, 20), Demand(6, 380)), 8844, 180, 30)
    assert little >= 20 * 90 + 60
    assert much > little
