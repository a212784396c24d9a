"""The reports below agencies/: what is written, and what is found, stands beside each of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pytest

from gongkai.compare import verify
from gongkai.config.agency import ReportId, find_reports
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.outcome import Outcome
from gongkai.pages.read import read_page
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY
from tests.conftest import ROOT, Golden

TREE = Tree(ROOT / "agencies")
REPORTS = find_reports(TREE)

#: What is known to be wrong with them: rule, severity and place.
FOUND: Mapping[str, list[tuple[str, str, str]]] = {
    "suqian/kjj 2018": [
        ("channels.bounds", "warning", "statistics.proactive_total"),
        ("channels.unnamed", "warning", "statistics.channel_gazette"),
    ],
}


def made(report: ReportId, installed: Plugins) -> Outcome:
    return run(TREE, report, installed, Options(today=TODAY))


def without_version(content: bytes) -> bytes:
    """A release changes no report: its number is taken out of what is compared."""
    number = version("gongkai").encode()
    for before in (
        b'"gongkai": "',
        b'content="gongkai ',
        b'"gongkai:version.gongkai" content="',
        b'"version.gongkai": "',
    ):
        content = content.replace(before + number, before + b"VERSION")
    return content


def test_the_reports_are_these() -> None:
    assert [str(report) for report in REPORTS] == [
        "huaian 2024",
        "pingtan 2021",
        "pingtan 2022",
        "shifan/sjj 2024",
        "suqian 2023",
        "suqian 2024",
        "suqian/kjj 2018",
    ]


@pytest.mark.parametrize("report", REPORTS, ids=str)
def test_a_report_is_written_as_it_stands_beside_the_agency(
    report: ReportId, installed: Plugins, golden: Golden
) -> None:
    expected = TREE.root / report.agency / str(report.year) / "expected"

    artifacts = made(report, installed).artifacts

    assert {artifact.filename for artifact in artifacts} == {
        "report.html",
        "report.json",
        "report.md",
    }
    for artifact in artifacts:
        golden(expected / artifact.filename, without_version(artifact.content))


@pytest.mark.parametrize("report", REPORTS, ids=str)
def test_nothing_but_what_is_known_is_found(report: ReportId, installed: Plugins) -> None:
    outcome = made(report, installed)

    assert [(f.code, f.severity.value, f.address) for f in outcome.findings] == FOUND.get(
        str(report), []
    )
    assert (outcome.coverage.crashed, outcome.report.crashes) == (0, ())


@pytest.mark.parametrize("report", REPORTS, ids=str)
def test_the_page_of_a_report_is_that_report_and_nothing_else(
    report: ReportId, installed: Plugins
) -> None:
    written = TREE.root / report.agency / str(report.year) / "expected" / "report.html"
    page = read_page("report.html", written.read_bytes())

    outcome = verify(TREE, report, page, installed, Options(today=TODAY))

    assert [(found.address, str(found.message)) for found in outcome.findings] == []
    assert outcome.coverage.ran > 1


def test_the_seed_lacks_37_pieces_in_the_gazette(installed: Plugins) -> None:
    bounds, unnamed = made(ReportId("suqian/kjj", 2018), installed).findings

    assert (bounds.expected, bounds.actual, bounds.difference) == ("363..540", "577", "37")
    assert str(bounds.source) == "suqian/kjj/2018/report.toml:7:19"
    assert str(bounds.message).endswith(
        "is 577, but 政府网站公开政府信息数 363 + 政务微博公开政府信息数 152 + "
        "政务微信公开政府信息数 20 + 其他方式公开政府信息数 5 = 540; 政府公报公开政府信息数 is not "
        "stated and would have to be at least 37"
    )
    assert str(unnamed.message) == "the text names 政府公报, but no figure is stated for it"


def test_waivers_stand_for_what_only_the_omitted_text_got_wrong(installed: Plugins) -> None:
    coverage = made(ReportId("suqian", 2024), installed).coverage

    assert coverage.waived == 0
    assert "narrative.number-mismatch" in {item.code for item in coverage.not_assessable}


def test_the_folder_and_the_day_do_not_change_a_byte(
    tmp_path: Path, installed: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = ReportId("suqian/kjj", 2018)
    copy = tmp_path / "elsewhere"
    copy.symlink_to(TREE.root, target_is_directory=True)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.chdir(tmp_path)

    there = run(Tree(copy), report, installed, Options())

    assert there.artifacts == made(report, installed).artifacts
