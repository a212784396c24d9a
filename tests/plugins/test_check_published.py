"""The rule on published pages; how pages are compared is tested with the engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from gongkai import PublishedSettings
from gongkai.host import Plugins
from gongkai.kinds import Checking, Example
from gongkai.model.report import Report
from gongkai.pages.published import published_problems
from gongkai.pages.read import read_page
from gongkai.testing import MODEL, run_example, run_files
from gongkai_check_integrity.published import PUBLISHED
from gongkai_output_html.page import render
from gongkai_output_html.settings import HtmlSettings
from tests.plugins.output_sample import BARE_REPORT, COMPARED, REPORT

CODE = "integrity.published"
WITHOUT_A_PAGE = Checking(
    report=REPORT,
    previous=None,
    channels=(),
    enabled=(),
    chosen=(),
    today=date(2025, 1, 31),
    settings=PublishedSettings(),
)


def test_integrity_published_is_broken_by_a_name_that_was_replaced(
    tmp_path: Path, installed: Plugins
) -> None:
    example = Example(page={"<h1>示范市": "<h1>365体育"})

    (finding,) = run_example(tmp_path, example, installed).findings

    assert (finding.code, finding.severity.value, finding.address) == (CODE, "error", "title")
    assert (finding.expected, finding.actual) == ("示范市", "365体育")


def test_integrity_published_is_kept_by_a_page_that_was_built_anew(
    tmp_path: Path, installed: Plugins
) -> None:
    outcome = run_example(tmp_path, Example(page={"<p>": "<p class='a'>　　"}), installed)

    assert outcome.findings == ()
    assert (outcome.coverage.ran, outcome.coverage.not_applicable) == (8, 0)


def test_integrity_published_is_kept_by_a_report_without_a_page(
    tmp_path: Path, installed: Plugins
) -> None:
    outcome = run_files(tmp_path, MODEL, installed)

    assert [finding for finding in outcome.findings if finding.code == CODE] == []
    assert [item for item in outcome.coverage.not_assessable if item.code == CODE] == []
    assert list(PUBLISHED.run(WITHOUT_A_PAGE)) == []


@pytest.mark.parametrize(
    "report",
    [REPORT, BARE_REPORT, COMPARED, evolve(REPORT, omitted="仅转录数据")],
    ids=["everything", "bare", "compared", "omitted"],
)
def test_integrity_published_is_kept_by_our_own_page_of_any_report(report: Report) -> None:
    page = render(report, HtmlSettings(url="https://kjj.shifan.gov.cn/a.html"))

    found = published_problems(report, read_page("page.html", page))

    assert [(problem.address, str(problem.message)) for problem in found] == []


def test_integrity_published_is_broken_by_a_changed_record_and_kept_without_its_chart() -> None:
    page = render(REPORT, HtmlSettings()).decode()
    start, end = page.index("<figure"), page.index("</figure>")
    without = page[:start] + page[end:].replace("未填报", "")

    found = published_problems(REPORT, read_page("page.html", without.encode()))

    assert [(problem.address, str(problem.message)) for problem in found] == []
