from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.kinds import Check, Checking, Narrative, Offer
from gongkai.model.findings import Problem, Severity
from gongkai.survey import Surveyed, narratives, survey
from gongkai.testing import run_files, write_tree
from gongkai.wording import words
from tests.core.bureau import files, plugins

BUREAU = '[bureau]\nname = "示范市科学技术局"\nshort_name = "市科技局"\nkind = "department"\n'
REPORT = '[narrative]\noverview = "overview.md"\n'
ONE = {
    "shi/ju/bureau.toml": BUREAU,
    "shi/ju/2024/report.toml": REPORT,
    "shi/ju/2024/overview.md": "本年公开{{ channels.total }}条。",
}


def seen(folder: Path, written: Mapping[str, str | bytes], *years: int) -> list[Narrative]:
    return list(narratives(write_tree(folder, written), years or (2024,)))


def texts(folder: Path, report: str | bytes) -> list[Mapping[str, str]]:
    """The texts of a report whose file is this one, with two texts beside it."""
    written = {**ONE, "shi/ju/2024/report.toml": report, "shi/ju/2024/other.md": "其他。"}
    return [narrative.texts for narrative in seen(folder, written)]


def test_texts_are_shown_as_they_were_written_with_all_names_of_the_place(tmp_path: Path) -> None:
    regions = {
        "region.toml": '[region]\nname = "示范省"\nlevel = "province"\n',
        "shi/region.toml": '[region]\nname = "示范市"\nlevel = "prefecture"\n',
    }

    assert seen(tmp_path, {**ONE, **regions}) == [
        Narrative(
            agency="shi/ju",
            year=2024,
            texts={"overview": "本年公开{{ channels.total }}条。"},
            names=("示范市科学技术局", "市科技局", "示范市", "示范省"),
        )
    ]


def test_only_the_years_that_are_asked_for_are_shown(tmp_path: Path) -> None:
    before = {
        "shi/ju/2023/report.toml": REPORT,
        "shi/ju/2023/overview.md": "去年的事。",
    }

    assert [n.year for n in seen(tmp_path, {**ONE, **before})] == [2024]
    assert [n.year for n in seen(tmp_path, {}, 2023, 2024)] == [2023, 2024]


@pytest.mark.parametrize(
    "report",
    [
        '[narrative]\noverview = "overview.md"\nother = "other.md"\n',
        '[narrative]\r\noverview = "overview.md"\r\nother = "other.md"',
        (
            '\ufeff[figures.x]\na = [\n[1],\n]\n\n[narrative] # 正文\noverview = "overview.md"\n'
            'other = "other.md"\n[outputs.json]\n'
        ),
        'narrative = { overview = "overview.md", other = "other.md" }\n',
        'narrative.overview = "overview.md"\nnarrative.other = "other.md"\n',
        (
            '[outputs.json]\n[narrative]\nopening = "o.md"\nomitted = ""\nother = "other.md"\n'
            'overview = "overview.md"\n'
        ),
        (
            'source = """\n[narrative]\nwork = "other.md"\n"""\n'
            '[narrative]\noverview = "overview.md"\nother = "other.md"\n'
        ),
        (
            "source = '''\n[narrative]\nwork = 3\n'''\n[narrative]\noverview = 'overview.md'\n"
            "other = 'other.md'\n"
        ),
        '[narrative]\noverview = "./overview.md"\nother = "../2024/other.md"\n',
        '[narrative]\noverview = "overview.md"\nother = "other.md"\n[broken\n',
    ],
)
def test_the_narrative_is_found_however_it_is_written(tmp_path: Path, report: str) -> None:
    assert texts(tmp_path, report) == [
        {"overview": "本年公开{{ channels.total }}条。", "other": "其他。"}
    ]


@pytest.mark.parametrize(
    "report",
    [
        "",
        "[figures]\n",
        "narrative = 3\n",
        "# narrative\n",
        "[narrative]\noverview =\n",
        "[narrative]\noverview = 3\nother = ['other.md']\n",
        "[narrative]\nomitted = 'other.md'\nopening = 'other.md'\n",
        "[narrative]\noverview = ''\n",
        "[narrative]\noverview = 'overview.md\\u0000'\n",
        '[narrative]\noverview = "overview.md\\u0000"\n',
        "[narrative]\noverview = 'absent.md'\n",
        "[narrative]\noverview = '.'\n",
        "[narrative]\noverview = '../../../../outside.md'\n",
        "[narrative]\noverview = '/etc/hostname'\n",
        "[narrative]\noverview = 'link.md'\n",
        "[narrative]\noverview = 'binary.md'\n",
        "[narrative]\noverview = 'long.md'\n",
        "narrative = " + "[" * 2000 + "]" * 2000,
        b"[narrative]\noverview = '\xff.md'\n",
    ],
)
def test_what_cannot_be_read_is_passed_over(tmp_path: Path, report: str | bytes) -> None:
    folder = tmp_path / "agencies"
    year = folder / "shi/ju/2024"
    year.mkdir(parents=True)
    (tmp_path / "outside.md").write_text("外面的文字。", "utf-8")
    (year / "link.md").symlink_to(tmp_path / "outside.md")
    (year / "binary.md").write_bytes(b"\xff\xfe")
    (year / "long.md").write_text("公" * 400_000, "utf-8")

    assert texts(folder, report) == []


def test_a_year_that_is_a_link_out_of_the_tree_is_passed_over(tmp_path: Path) -> None:
    write_tree(tmp_path / "outside", {"report.toml": REPORT, "overview.md": "外面的文字。"})
    write_tree(tmp_path / "agencies", {"ju/bureau.toml": BUREAU})
    (tmp_path / "agencies/ju/2024").symlink_to(tmp_path / "outside")

    assert seen(tmp_path / "agencies", {}) == []


def test_a_year_that_is_a_link_inside_the_tree_is_shown(tmp_path: Path) -> None:
    write_tree(tmp_path, {**ONE, "li/bureau.toml": BUREAU})
    (tmp_path / "li/2024").symlink_to(tmp_path / "shi/ju/2024")

    assert [narrative.agency for narrative in seen(tmp_path, {})] == ["li", "shi/ju"]


@pytest.mark.parametrize(
    "bureau", ["", "[bureau", "bureau = 3", "[bureau]\nname = 3\nshort_name = ''\n", b"\xff"]
)
def test_a_bureau_whose_name_cannot_be_read_has_none(tmp_path: Path, bureau: str | bytes) -> None:
    region = {"shi/region.toml": "[region]\nname = 3\n"}
    (narrative,) = seen(tmp_path, {**ONE, **region, "shi/ju/bureau.toml": bureau})

    assert narrative.names == ()


def asked(survey: Any, code: str = "demo.survey", years_from: int = 0) -> Check:  # noqa: ANN401
    return Check(
        code=code,
        severity=Severity.WARNING,
        title=words("t"),
        why=words("w"),
        fix=words("f"),
        run=tells,
        survey=survey,
        years_from=years_from,
    )


def tells(checking: Checking) -> Iterable[Problem]:
    yield Problem(address="x", message=words("surveyed: {found}", found=checking.surveyed))


def lengths(narratives: Iterable[Narrative]) -> Mapping[tuple[str, int], int]:
    return {(n.agency, n.year): sum(map(len, n.texts.values())) for n in narratives}


def breaks_down(narratives: Iterable[Narrative]) -> Mapping[tuple[str, int], int]:
    raise ValueError([narrative.agency for narrative in narratives])


def stopped(_: Iterable[Narrative]) -> Mapping[tuple[str, int], int]:
    raise KeyboardInterrupt


def offers(*checks: Check) -> list[Offer[Check]]:
    return [Offer(check, "demo") for check in checks]


JU = ReportId("shi/ju", 2024)


def test_each_rule_that_asks_sees_all_reports_once_and_answers_for_those_checked(
    tmp_path: Path,
) -> None:
    other = {name.replace("shi/ju", "shi/er"): text for name, text in ONE.items()}
    tree = write_tree(tmp_path, {**ONE, **other})
    shown: list[list[str]] = []

    def counts(narratives: Iterable[Narrative]) -> Mapping[tuple[str, int], int]:
        found = lengths(narratives)
        shown.append([agency for agency, _ in found])
        return found

    surveyed = survey(tree, (JU,), offers(asked(counts), evolve(asked(None), code="demo.none")))

    assert shown == [["shi/er", "shi/ju"]]
    assert surveyed == Surveyed(found={"demo.survey": {JU: 26}})
    assert surveyed.of(JU) == {"demo.survey": 26}
    assert surveyed.of(ReportId("shi/er", 2024)) == {}
    assert surveyed.only((ReportId("shi/er", 2024),)) == Surveyed(found={"demo.survey": {}})


@pytest.mark.parametrize("rule", [asked(None), asked(lengths, years_from=2025)])
def test_nothing_is_read_where_no_rule_asks(tmp_path: Path, rule: Check) -> None:
    nowhere = Tree(tmp_path / "nowhere")

    assert survey(nowhere, (JU,), offers(rule)) == Surveyed()


def test_nothing_is_read_for_no_report(tmp_path: Path) -> None:
    nowhere = Tree(tmp_path / "nowhere")

    assert survey(nowhere, (), offers(asked(lengths, years_from=2008))) == Surveyed()


def test_a_rule_is_told_what_its_survey_gave_for_its_report(tmp_path: Path) -> None:
    written = files(
        bureau="", report="[narrative]\noverview = 'overview.md'\n", overview_md="工作有序。"
    )

    outcome = run_files(tmp_path, written, plugins(checks=(asked(lengths),)))

    assert [str(finding.message) for finding in outcome.findings] == ["surveyed: 5"]


def test_a_rule_whose_survey_knows_nothing_of_its_report_is_told_nothing(tmp_path: Path) -> None:
    outcome = run_files(tmp_path, files(bureau=""), plugins(checks=(asked(lengths),)))

    assert [str(finding.message) for finding in outcome.findings] == ["surveyed: None"]


def test_a_survey_that_raises_is_a_crash_of_its_rule_and_the_others_go_on(tmp_path: Path) -> None:
    rules = (asked(breaks_down), asked(lengths, "demo.other"))
    written = files(
        bureau="", report="[narrative]\noverview = 'overview.md'\n", overview_md="工作有序。"
    )

    outcome = run_files(tmp_path, written, plugins(checks=rules))

    assert [finding.code for finding in outcome.findings] == ["demo.other"]
    assert [(c.kind, c.name, c.plugin, c.error) for c in outcome.report.crashes] == [
        ("rule", "demo.survey", "usual", "ValueError: ['a']")
    ]
    assert outcome.coverage.crashed == 1
    assert outcome.coverage.ran == 1


@pytest.mark.parametrize("given", [None, 3, {"a": 1}, {("a", 2018, 1): 1}, [("a", 2018)]])
def test_a_survey_that_answers_otherwise_than_agreed_is_a_crash(
    tmp_path: Path, given: object
) -> None:
    outcome = run_files(tmp_path, files(bureau=""), plugins(checks=(asked(lambda _: given),)))

    assert [crash.name for crash in outcome.report.crashes] == ["demo.survey"]


def test_ctrl_c_ends_a_survey(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, ONE)

    with pytest.raises(KeyboardInterrupt):
        survey(tree, (JU,), offers(asked(stopped)))
