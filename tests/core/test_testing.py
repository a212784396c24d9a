from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.host import Plugins
from gongkai.kinds import Example
from gongkai.model.agency import Year
from gongkai.model.figures import State
from gongkai.testing import MODEL, example_files, lay_toml, run_example, run_files


def test_the_model_report_keeps_every_rule(tmp_path: Path, installed: Plugins) -> None:
    outcome = run_files(tmp_path, MODEL, installed)

    assert outcome.findings == ()
    assert outcome.coverage.crashed == 0


def test_the_model_report_states_every_cell(tmp_path: Path, installed: Plugins) -> None:
    report = run_files(tmp_path, MODEL, installed).report
    cells = [cell for cell in report.form.cells() if not cell.table.supplementary]
    states = {report.figures[cell.address].state for cell in cells}

    assert (report.form.id, len(cells), states) == ("cn-2021", 200, {State.NUMBER, State.ZERO})


def test_an_example_without_a_change_is_the_model() -> None:
    assert example_files(Example()) == MODEL


def test_an_example_is_laid_over_the_model(tmp_path: Path, installed: Plugins) -> None:
    example = Example(
        bureau='[bureau]\nkind = "office"',
        report="published = 2025-01-30",
        files={"2024/other.md": "无", "../qu/notes.txt": "别处"},
    )

    outcome = run_example(tmp_path, example, installed)

    assert outcome.report.agency.kind.value == "office"
    assert outcome.report.agency.name == "示范市科学技术局"
    assert str(outcome.report.published) == "2025-01-30"
    assert [(f.code, f.address) for f in outcome.findings] == [
        ("sections.empty", "section:other"),
        ("sections.fee", "section:other"),
    ]
    assert (tmp_path / "qu/notes.txt").read_text("utf-8") == "别处"


def test_a_report_of_another_year_stands_by_itself(tmp_path: Path, installed: Plugins) -> None:
    example = Example(year=Year(2018), report="[figures.statistics]\nproactive_total = 5")

    report = run_example(tmp_path, example, installed).report

    assert (report.form.id, report.figures["statistics.proactive_total"].value) == ("cn-2014", 5)


def test_an_example_may_be_of_another_agency(tmp_path: Path, installed: Plugins) -> None:
    example = Example(
        agency=".",
        files={
            "../bureau.toml": '[bureau]\nname = "示范市人民政府"\nkind = "government"\n',
            "../2024/report.toml": '[narrative]\nomitted = "仅转录数据"\n',
        },
    )

    assert run_example(tmp_path, example, installed).report.agency.name == "示范市人民政府"


@pytest.mark.parametrize(
    ("under", "over", "laid"),
    [
        ("a = 1 # 一\n", "", "a = 1 # 一\n"),
        ("a = 1\nb = [1, 2]", "b = [3]", '"a" = 1\n"b" = [3]\n'),
        ("[t]\na = 1\nb = 2", "[t]\nb = 3", '["t"]\n"a" = 1\n"b" = 3\n'),
        ("a = 1", "a = { b = true }", '["a"]\n"b" = true\n'),
        ("a = { b = 1 }", "a = 2.50", '"a" = 2.50\n'),
        ("", "d = 2019-02-12\nt = 07:32:00", '"d" = 2019-02-12\n"t" = 07:32:00\n'),
        ("", 'l = [{ a = "x\\ny", b = 1 }]', '"l" = [{"a" = "x\\ny", "b" = 1}]\n'),
        ("", 's = "\\"\\\\\\u007f\\t部"', '"s" = "\\"\\\\\\u007f\\t部"\n'),
        ("", '["a.b"."部"]\nc = 1', '["a.b"]\n["a.b"."部"]\n"c" = 1\n'),
    ],
)
def test_toml_is_laid_over_toml(under: str, over: str, laid: str) -> None:
    assert lay_toml(under, over) == laid


def test_what_was_laid_can_be_laid_over_again() -> None:
    once = lay_toml("[a.b]\nc = 1", '[a]\nd = "\\u007f"')

    assert lay_toml(once, "[a.b]\nc = 2") == '["a"]\n"d" = "\\u007f"\n["a"."b"]\n"c" = 2\n'
