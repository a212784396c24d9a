"""Every class of fault that published reports were seen to have, on a case built like the real one.

The figures are those of the published reports; the sentences are made up around the numbers that
the reports state.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.config.agency import ReportId
from gongkai.host import Plugins
from gongkai.model.findings import Finding
from gongkai.pipeline import run
from gongkai.prepare import Options
from gongkai.testing import TODAY, write_tree

AGENCIES = Path(__file__).parents[2] / "agencies"
OMITTED = 'omitted = "仅转录已公布报告的统计数据，未转录文字部分"'
TEXTS = 'overview = "overview.md"\nproblems = "problems.md"\nother = "other.md"'
PROBLEMS = "存在的主要问题是政策解读形式较为单一，下一步将增加图文和视频解读。"
OTHER = "2024年收取信息处理费2230元。"
OPTIONS = Options(today=TODAY, render=False)


class Retold:
    """Real figures with a text of their own, in a folder."""

    def __init__(self, folder: Path, plugins: Plugins) -> None:
        self.folder = folder
        self.plugins = plugins

    def __call__(self, code: str, report: ReportId, overview: str) -> list[Finding]:
        """What a rule finds in the text."""
        place = f"{report.agency}/{report.year}"
        written = (AGENCIES / place / "report.toml").read_text("utf-8")
        stated = written.replace(OMITTED, TEXTS).partition("[[checks.ignore]]")[0]
        files: dict[str, str | bytes] = {
            f"{report.agency}/bureau.toml": (AGENCIES / report.agency / "bureau.toml").read_bytes(),
            f"{report.agency}/region.toml": (AGENCIES / report.agency / "region.toml").read_bytes(),
            f"{place}/report.toml": f"published = {report.year + 1}-01-31\n{stated}",
            f"{place}/overview.md": overview,
            f"{place}/problems.md": PROBLEMS,
            f"{place}/other.md": OTHER,
        }
        tree = write_tree(self.folder, files)
        outcome = run(tree, report, self.plugins, OPTIONS)
        return [finding for finding in outcome.findings if finding.code == code]


@pytest.fixture
def retold(tmp_path: Path, installed: Plugins) -> Retold:
    return Retold(tmp_path, installed)


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.address, f.actual, f.expected) for f in findings]


SUQIAN, HUAIAN = ReportId("suqian", 2024), ReportId("huaian", 2024)
PINGTAN = ReportId("pingtan", 2022)
MISMATCH = "narrative.number-mismatch"


def test_reviews_and_suits_of_the_text_are_not_those_of_the_table(retold: Retold) -> None:
    text = "全市共发生因政府信息公开引起的行政复议134件，行政诉讼57件。"

    assert told(retold(MISMATCH, SUQIAN, text)) == [
        ("review_litigation.count.review_total", "134", "170"),
        ("review_litigation.count.suit_direct_total", "57", "77"),
    ]


def test_documents_in_force_of_the_text_are_not_those_of_the_table(retold: Retold) -> None:
    assert told(retold(MISMATCH, PINGTAN, "现行有效行政规范性文件393件。")) == [
        ("a20_1.normative.valid", "393", "698")
    ]


def test_outcomes_of_the_text_are_only_a_part_of_those_of_the_table(retold: Retold) -> None:
    right = "办理结果中，无法提供781件；予以公开1362件，部分公开454件，占59.5%。"
    wrong = "办理结果中，无法提供769件；予以公开和部分公开1799件，占59.0%。"

    assert told(retold(MISMATCH, HUAIAN, right)) == []
    assert [f.actual for f in retold(MISMATCH, HUAIAN, wrong)] == ["1799", "769"]


def test_all_were_upheld_says_the_text_while_some_are_pending(retold: Retold) -> None:
    text = "因政府信息公开被申请行政复议2件、提起行政诉讼1件，均维持。"

    assert [f.address for f in retold(MISMATCH, PINGTAN, text)] == [
        "review_litigation.count.review_upheld"
    ]


@pytest.mark.parametrize(
    ("report", "text"),
    [
        (PINGTAN, "全年收到政府信息公开申请75件，均已按时答复。"),
        (PINGTAN, "全年新收政府信息公开申请74件，上年结转1件。"),
        (HUAIAN, "全年受理政府信息公开申请3119件。"),
        (ReportId("suqian", 2023), "全市共收办政府信息公开申请3607件。"),
        (
            SUQIAN,
            (
                "全市共收办政府信息公开申请3646件，其中予以公开1431件，部分公开471件，"
                "不予公开92件，无法提供941件，不予处理117件，其他处理469件，结转下年度125件。"
            ),
        ),
    ],
)
def test_a_number_on_another_lawful_base_is_no_fault(
    retold: Retold, report: ReportId, text: str
) -> None:
    assert told(retold(MISMATCH, report, text)) == []


@pytest.mark.parametrize(
    ("text", "total", "sum_of_parts"),
    [
        (
            (
                "主动公开政府信息2543条，其中机构职能类98条、政策法规类245条、规划计划类110条、"
                "业务类1120条、统计信息类132条、人事类211条、财政类156条、应急类89条、其他类480条。"
            ),
            "2543",
            "2641",
        ),
        (
            (
                "主动公开政府信息2599条，其中机构概况45条、政策文件230条、规划计划98条、"
                "行政许可512条、行政处罚377条、财政预决算121条、收费目录33条、政府采购246条、"
                "重大项目190条、民生信息384条、其他297条。"
            ),
            "2599",
            "2533",
        ),
    ],
)
def test_parts_do_not_add_up_to_their_total(
    retold: Retold, text: str, total: str, sum_of_parts: str
) -> None:
    (found,) = retold("narrative.parts", PINGTAN, text)

    assert {found.actual, found.expected} == {total, sum_of_parts}


def test_a_number_is_missing_in_the_text(retold: Retold) -> None:
    (found,) = retold("narrative.placeholder", PINGTAN, "公开建筑业企业资质条，行政许可300条。")

    assert found.actual == "资质条"
    assert (found.source.line, found.source.column) == (1, 8) if found.source else False


def test_an_enumeration_counts_a_point_twice(retold: Retold) -> None:
    text = "一是健全制度，二是加强培训，三是优化平台，三是强化监督。"

    assert [f.severity.value for f in retold("narrative.parts", PINGTAN, text)] == ["warning"]


def test_the_stock_of_documents_does_not_go_on(tmp_path: Path, installed: Plugins) -> None:
    figures = f"[narrative]\n{OMITTED}\n[figures.a20_1]\nnormative = [{{}}, {{}}, {{}}]\n"
    tree = write_tree(
        tmp_path,
        {
            "pt/bureau.toml": '[bureau]\nname = "某某实验区管理委员会"\nkind = "government"\n',
            "pt/2022/report.toml": figures.format(88, 55, 698),
            "pt/2023/report.toml": figures.format(77, 132, 470),
            "pt/2024/report.toml": figures.format(62, 33, 440),
        },
    )

    found = [
        (finding.year, finding.actual, finding.expected, finding.difference)
        for year in (2023, 2024)
        for finding in run(tree, ReportId("pt", year), installed, OPTIONS).findings
        if finding.code == "documents.stock"
    ]

    assert found == [(2023, "470", "643", "-173"), (2024, "440", "499", "-59")]


def test_a_blank_cell_is_told(tmp_path: Path, installed: Plugins) -> None:
    report = f'[narrative]\n{OMITTED}\n[figures.requests]\ngranted = [1, "", "", "", "", "", 1]\n'
    files = {
        "office/bureau.toml": '[bureau]\nname = "某市政府办公厅"\nkind = "office"\n',
        "office/2019/report.toml": report,
    }

    outcome = run(write_tree(tmp_path, files), ReportId("office", 2019), installed, OPTIONS)

    assert sum(finding.code == "cells.blank" for finding in outcome.findings) == 5


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("privacy.id-number", "申请人身份证号11010519491231002X已核验。"),
        ("privacy.phone", "低保对象联系电话13812345678。"),
        ("privacy.bank-account", "补助金存入6222021234567890128账户。"),
        ("integrity.spam", "365体育手机投注,365体育APP市科技局依法公开信息。"),
        ("integrity.lost-characters", "统计期限自201811日起，电子邮箱：sqkjjbgs163.com。"),
        ("integrity.noise", "信(xin)息(xi)公(gong)开(kai)工(gong)作(zuo)有序。"),
        ("integrity.foreign-domain", "详见www.zwinkt-demo.com公布的目录。"),
    ],
)
def test_what_inspectors_and_clone_sites_show_is_found(
    retold: Retold, code: str, text: str
) -> None:
    assert retold(code, PINGTAN, text) != []
