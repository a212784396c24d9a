from __future__ import annotations

import csv
import io
import json
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from csvw import CSVW
from hypothesis import given, settings

from gongkai import NoSettings
from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.figures import Exactness, Figure, Figures, State, number, printed
from gongkai.model.form import CHANNELS, Column, Row, Table
from gongkai.model.report import Report, Status
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY
from gongkai_output_csv import gongkai_register_outputs
from tests.conftest import ROOT, Golden
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_reports import reports
from tests.plugins.output_sample import BARE_REPORT, REPORT

(OUTPUT,) = gongkai_register_outputs()
(METADATA,) = OUTPUT.companions
TREE = Tree(ROOT / "agencies")
TABLE = Table(
    key="t",
    title="表",
    columns=(Column(key="c", label="列", path=("列",)),),
    rows=(Row(key="r", label="行", path=("行",), unit="件"),),
)


def written(report: Report) -> bytes:
    return OUTPUT.render(report, NoSettings())


def described(report: Report) -> dict[str, Any]:
    description: dict[str, Any] = json.loads(METADATA.render(report, NoSettings()))
    return description


def rows_of(report: Report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(report).decode("utf-8-sig"), newline="")))


def row_of(figure: Figure | None) -> list[str]:
    """Value and kind of a figure."""
    figures: Figures = {} if figure is None else {"t.r": figure}
    report = evolve(BARE_REPORT, form=evolve(REPORT.form, tables=(TABLE,)), figures=figures)
    return rows_of(report)[1][5:7]


def is_valid(folder: Path) -> bool:
    """Whether the table is what its description says, as a reader of CSVW sees it."""
    with warnings.catch_warnings():
        # The reader takes its own warnings for faults.
        warnings.simplefilter("always")
        return bool(CSVW(str(folder / "report-metadata.json"), validate=True).is_valid)


def write(report: Report, folder: Path, old: bytes = b"", new: bytes = b"") -> None:
    (folder / "report.csv").write_bytes(written(report).replace(old, new))
    (folder / "report-metadata.json").write_bytes(METADATA.render(report, NoSettings()))


def test_the_output_is_called_csv() -> None:
    assert (OUTPUT.name, OUTPUT.suffix) == ("csv", ".csv")
    assert OUTPUT.media_type == "text/csv; charset=utf-8; header=present"
    assert (METADATA.suffix, METADATA.media_type) == ("-metadata.json", "application/csvm+json")


def test_it_begins_with_the_mark_and_the_names_of_its_columns() -> None:
    first = "agency,year,table,row,column,value,kind,unit\r\n"
    assert written(REPORT).startswith(b"\xef\xbb\xbf" + first.encode())


def test_every_cell_has_a_line() -> None:
    assert len(rows_of(REPORT)) == 1 + 43
    assert rows_of(REPORT)[1:9] == [
        ["shifan/kjj", "2018", "statistics", "total", "value", "577", "number", "条"],
        ["shifan/kjj", "2018", "statistics", "gazette", "value", "", "missing", "条"],
        ["shifan/kjj", "2018", "statistics", "website", "value", "363", "number", "条"],
        ["shifan/kjj", "2018", "statistics", "weibo", "value", "200", "at-least", "条"],
        ["shifan/kjj", "2018", "statistics", "wechat", "value", "0", "zero", "条"],
        ["shifan/kjj", "2018", "statistics", "other", "value", "", "not-applicable", "条"],
        ["shifan/kjj", "2018", "statistics", "staff", "value", "", "blank", "人"],
        ["shifan/kjj", "2018", "statistics", "fees", "value", "1.50", "number", "万元"],
    ]


@pytest.mark.parametrize(
    ("figure", "row"),
    [
        (None, ["", "missing"]),
        (number("t.r", -5), ["-5", "number"]),
        (number("t.r", 10**20), ["1" + "0" * 20, "number"]),
        (number("t.r", 30, exactness=Exactness.ABOUT, text="约30"), ["30", "about"]),
        (number("t.r", 0, exactness=Exactness.AT_LEAST, text="≥0"), ["0", "at-least"]),
        (Figure(address="t.r", state=State.NOT_A_NUMBER, text="若干"), ["", "not-a-number"]),
        (
            Figure(address="t.r", state=State.MISSING, exactness=Exactness.AT_LEAST),
            ["", "missing"],
        ),
    ],
)
def test_a_value_is_a_number_and_its_kind_says_how_it_is_meant(
    figure: Figure | None, row: list[str]
) -> None:
    assert row_of(figure) == row


def test_the_tables_of_the_engine_are_in_it() -> None:
    table = evolve(TABLE, key=CHANNELS, supplementary=True)
    report = evolve(
        BARE_REPORT,
        form=evolve(REPORT.form, tables=(table,)),
        figures={"channels.r": number("channels.r", 7)},
    )
    assert rows_of(report)[1:] == [
        ["shifan/kjj", "2018", "channels", "r", "c", "7", "number", "件"]
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ('甲,"乙"\n丙', '甲,"乙"\n丙'),
        ("a\x00b\u202e", "a\ufffdb\ufffd"),
        ("x=1", "x=1"),
    ],
)
def test_a_text_is_a_text_and_no_formula(text: str, field: str) -> None:
    agency = evolve(BARE_REPORT.agency, id=text)
    assert rows_of(evolve(BARE_REPORT, agency=agency))[1][0] == field


@settings(deadline=None, max_examples=40)
@given(reports())
def test_any_figures_come_back_equal(report: Report) -> None:
    found = [row[5] for row in rows_of(report)[1:]]
    figures = [report.figures[cell.address] for cell in report.form.cells()]
    assert found == ["" if f.value is None else printed(f.value) for f in figures]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_further_field(text: str) -> None:
    assert {len(row) for row in rows_of(report_of(text))} == {8}


@settings(deadline=None)
@given(anything)
def test_no_text_makes_a_further_field_or_breaks_the_description(text: str) -> None:
    report = report_of(text)
    assert {len(row) for row in rows_of(report)} == {8}
    assert described(report)["url"] == "report.csv"


def test_the_description_says_what_the_table_is() -> None:
    description = described(REPORT)
    del description["tableSchema"]
    assert description == {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}],
        "@type": "Table",
        "url": "report.csv",
        "dc:title": "示范市科学技术局2018年政府信息公开工作年度报告",
        "dc:creator": "示范市科学技术局",
        "dc:language": "zh-CN",
        "dc:issued": {"@value": "2019-02-12", "@type": "xsd:date"},
        "dc:source": "市科技局",
        "dc:description": "草稿 · 未经审定",
        "dc:conformsTo": "样表（国办发〔2014〕32号）",
        "dc:provenance": [
            {"schema:name": "version.gongkai", "schema:value": "0.1.0"},
            {"schema:name": "version.cn-sample", "schema:value": "1"},
            {"schema:name": "form", "schema:value": "cn-sample"},
            {"schema:name": "agency", "schema:value": "shifan/kjj"},
            {"schema:name": "year", "schema:value": "2018"},
            {"schema:name": "status", "schema:value": "draft"},
            {"schema:name": "findings.error", "schema:value": "0"},
            {"schema:name": "findings.warning", "schema:value": "0"},
            {"schema:name": "findings.information", "schema:value": "0"},
            {"schema:name": "input.shifan/kjj/2018/report.toml", "schema:value": "sha256:00"},
        ],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
    }


def test_the_description_leaves_out_what_is_not_known() -> None:
    assert {"dc:issued", "dc:source", "dc:description"} & set(described(BARE_REPORT)) == set()
    assert "dc:description" in described(evolve(BARE_REPORT, status=Status.DRAFT))


def test_the_description_explains_every_column() -> None:
    agency, _, table, row, column, value, kind, unit = described(REPORT)["tableSchema"]["columns"]
    assert agency == {
        "name": "agency",
        "titles": {"en": ["agency", "Bureau"], "zh-CN": "单位标识"},
        "datatype": "string",
        "required": True,
    }
    assert (value["datatype"], "required" in value, "required" in unit) == ("decimal", False, False)
    assert kind["datatype"]["format"] == (
        "number|zero|not-applicable|blank|missing|not-a-number|at-least|about"
    )
    assert kind["schema:valueReference"][6] == {
        "schema:name": "at-least",
        "schema:value": "概数，不少于数值列的数",
    }
    assert table["schema:valueReference"][0] == {
        "schema:name": "statistics",
        "schema:value": "政府信息公开情况统计表",
    }
    assert {
        "schema:name": "requests.secret",
        "schema:value": "三、本年度办理结果 · （三）不予公开 · 1.属于国家秘密",
    } in row["schema:valueReference"]
    assert {
        "schema:name": "requests.business",
        "schema:value": "申请人情况 · 法人或其他组织 · 商业企业",
    } in column["schema:valueReference"]


@pytest.mark.parametrize("report", [REPORT, BARE_REPORT], ids=["full", "bare"])
def test_a_reader_of_csv_on_the_web_finds_the_table_as_described(
    report: Report, tmp_path: Path
) -> None:
    write(report, tmp_path)
    assert is_valid(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"missing", b"missin"),
        (b",577,", b",57x,"),
        (b",unit", b",units"),
    ],
    ids=["kind", "value", "heading"],
)
def test_a_reader_of_csv_on_the_web_would_tell_a_fault(
    old: bytes, new: bytes, tmp_path: Path
) -> None:
    write(REPORT, tmp_path, old, new)
    assert not is_valid(tmp_path)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert written(REPORT) == written(evolve(REPORT))


@pytest.mark.parametrize(("agency", "year"), [("suqian/kjj", 2018), ("huaian", 2024)])
def test_a_report_is_written_as_it_stands_beside_the_agency(
    agency: str, year: int, installed: Plugins, golden: Golden
) -> None:
    report = run(TREE, ReportId(agency, year), installed, Options(today=TODAY)).report
    folder = TREE.root / agency / str(year) / "expected"
    number = f'"{version("gongkai")}"'.encode()

    golden(folder / "report.csv", written(report).replace(b"\r\n", b"\n"))
    golden(
        folder / "report-metadata.json",
        METADATA.render(report, NoSettings()).replace(number, b'"VERSION"'),
    )
