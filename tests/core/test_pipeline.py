from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve

from gongkai import testing
from gongkai.config.agency import ReportId, find_reports
from gongkai.config.layers import Tree
from gongkai.errors import ConfigError, GongkaiError
from gongkai.hookspecs import hookimpl
from gongkai.host import Plugins
from gongkai.kinds import Check, Checking, Field, Phase
from gongkai.model.figures import Counted, State
from gongkai.model.findings import Finding, Problem, Severity
from gongkai.model.outcome import Outcome
from gongkai.model.records import Disclosure
from gongkai.model.report import Report
from gongkai.pipeline import run
from gongkai.prepare import Options, items_of, prepare
from gongkai.testing import run_files, write_tree
from gongkai.wording import words
from tests.core.bureau import area, broken, files, output, plugin, plugins

ROOT = Path(__file__).parents[2]
OPTIONS = Options(today=testing.TODAY)
THIS = ReportId("a", 2018)
REGISTER = "标题,发布日期,是否规范性文件\n甲,2018-05-03,是\n甲,2018-05-03,否\n乙,2018-06-01,否\n"
OWN = """
from gongkai import NoSettings, Output, hookimpl
GONGKAI_API = 1
@hookimpl
def gongkai_register_outputs():
    return (Output(name="own", media_type="", suffix=".own", settings=NoSettings,
                   render=lambda report, _: b"own"),)
"""


def check(code: str, run: Any, phase: Phase = Phase.REPORT) -> Check:  # noqa: ANN401 - a rule's function
    return Check(
        code=code,
        severity=Severity.ERROR,
        title=words("t"),
        why=words("w"),
        fix=words("f"),
        run=run,
        phase=phase,
    )


def noting_last_year(seen: list[Any]) -> Check:
    """A rule that notes what it sees of last year."""

    def look(checking: Checking) -> tuple[Problem, ...]:
        seen.append(checking.previous)
        return ()

    return check("a.rule", look)


def noting_what_is_unread(seen: list[Any]) -> Check:
    """A rule that notes why it sees nothing of last year."""

    def look(checking: Checking) -> tuple[Problem, ...]:
        seen.append((checking.previous, str(checking.unread)))
        return ()

    return check("a.rule", look)


def one(tree: Tree) -> ReportId:
    (*_, report) = find_reports(tree)
    return report


def observer(heard: list[str]) -> ModuleType:
    module = plugin("observer")

    def gongkai_report_checked(report: Report, findings: tuple[Finding, ...]) -> None:
        heard.append(f"checked {report.year} {len(findings)}")

    def gongkai_run_finished(outcome: Outcome) -> None:
        heard.append(f"finished {[artifact.output for artifact in outcome.artifacts]}")

    for hook in (gongkai_report_checked, gongkai_run_finished):
        vars(module)[hook.__name__] = hookimpl(hook)
    return module


def test_observers_are_told_when_a_report_is_checked_and_when_all_is_done(tmp_path: Path) -> None:
    heard: list[str] = []

    def render(*_: object) -> bytes:
        heard.append("rendered")
        return b""

    text = output("text", render)

    run_files(tmp_path, files(bureau=""), plugins(observer(heard), outputs=(text,)), ("text",))

    assert heard == ["checked 2018 0", "rendered", "finished ['text']"]


def test_a_run_that_cannot_go_on_is_not_told_as_finished(tmp_path: Path) -> None:
    heard: list[str] = []

    with pytest.raises(ConfigError):
        run_files(tmp_path, files(bureau="[channels.nowhere]\n"), plugins(observer(heard)))

    assert heard == []


def test_a_run_gives_report_findings_coverage_and_artifacts(tmp_path: Path) -> None:
    text = output("text", lambda report, _: report.title.encode())

    outcome = run_files(tmp_path, files(REGISTER), plugins(outputs=(text,)), ("text",))

    assert outcome.report.figures["s.total"].value == 2
    assert outcome.findings == ()
    assert outcome.coverage.crashed == 0
    assert outcome.artifacts[0].content.decode() == outcome.report.title


def test_what_raised_anywhere_is_kept_and_the_rules_on_the_run_see_it(tmp_path: Path) -> None:
    seen = check(
        "system.crashed",
        lambda checking: (Problem(address=c.name, message=words("m")) for c in checking.crashes),
        Phase.RUN,
    )
    rules = (seen, check("a.rule", broken), check("b.rule", broken, Phase.RUN))
    loaded = plugins(outputs=(output("bad", broken),), checks=rules)

    outcome = run_files(tmp_path, files(bureau=""), loaded, ("bad",))

    assert [crash.name for crash in outcome.report.crashes] == ["a.rule", "bad", "b.rule"]
    assert [finding.address for finding in outcome.findings] == ["a.rule", "bad"]
    assert outcome.coverage.crashed == 3


def test_nothing_is_rendered_where_only_findings_are_wanted(tmp_path: Path) -> None:
    loaded = plugins(outputs=(output("text", broken),))
    tree = write_tree(tmp_path, files(bureau="[outputs.text]\n"))

    outcome = run(tree, one(tree), loaded, evolve(OPTIONS, render=False))

    assert (outcome.artifacts, outcome.report.crashes) == ((), ())


@pytest.mark.parametrize(
    ("named", "written"),
    [((), ["a"]), (("b",), ["b"]), (("b", "a", "b"), ["b", "a"])],
)
def test_outputs_that_are_named_go_before_those_of_toml(
    tmp_path: Path, named: tuple[str, ...], written: list[str]
) -> None:
    loaded = plugins(outputs=(output("a", lambda *_: b""), output("b", lambda *_: b"")))

    outcome = run_files(tmp_path, files(bureau="[outputs.a]\n"), loaded, named)

    assert [artifact.output for artifact in outcome.artifacts] == written


def test_an_output_that_no_plugin_offers_is_told(tmp_path: Path) -> None:
    loaded = plugins(outputs=(output("html", lambda *_: b""),))

    with pytest.raises(GongkaiError, match="there is no output 'htlm'; did you mean 'html'"):
        run_files(tmp_path, files(bureau=""), loaded, ("htlm",))


def of_two_years(last: str, this: str) -> dict[str, str | bytes]:
    return {
        **files(bureau="", report=this),
        "a/2017/report.toml": last,
    }


def seen_of_last_year(folder: Path, last: str) -> list[Any]:
    seen: list[Any] = []
    tree = write_tree(folder, of_two_years(last, ""))
    run(tree, ReportId("a", 2018), plugins(checks=(noting_last_year(seen),)), OPTIONS)
    return seen


def test_rules_see_the_figures_of_last_years_report(tmp_path: Path) -> None:
    (previous,) = seen_of_last_year(tmp_path, "[figures.s]\ntotal = 7\n")

    assert (previous["s.total"].value, previous["s.plain"].state) == (7, State.MISSING)


def test_the_first_report_has_no_last_year(tmp_path: Path) -> None:
    seen: list[Any] = []

    run_files(tmp_path, files(bureau=""), plugins(checks=(noting_last_year(seen),)))

    assert seen == [None]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("[figures.s]\ntotl = 7\n", "a/2017/report.toml:2:1: unknown key 'totl'; did you mean"),
        ("[figures", "a/2017/report.toml:1:9: not valid TOML"),
    ],
)
def test_a_mistake_in_last_years_files_does_not_stop_this_years_report(
    tmp_path: Path, last: str, expected: str
) -> None:
    seen: list[Any] = []
    rule = noting_what_is_unread(seen)

    run(write_tree(tmp_path, of_two_years(last, "")), THIS, plugins(checks=(rule,)), OPTIONS)

    ((previous, unread),) = seen
    assert (previous, unread.startswith(expected)) == (None, True)


def test_last_year_may_lie_before_the_first_year_of_all(tmp_path: Path) -> None:
    seen: list[Any] = []
    written = {**files(bureau=""), "a/2008/report.toml": "", "a/2007/report.toml": ""}
    rule = noting_what_is_unread(seen)

    first = ReportId("a", 2008)
    run(write_tree(tmp_path, written), first, plugins(checks=(rule,)), OPTIONS)

    assert seen == [(None, "a/2007: reports are made for the years 2008 to 2100")]


def test_requests_carried_over_are_compared_with_last_years(
    tmp_path: Path, installed: Plugins
) -> None:
    row = "[figures.requests]\n{0} = [{1}, 0, 0, 0, 0, 0, {1}]\n[narrative]\nomitted = '只录数字'\n"
    written = {
        "a/bureau.toml": '[bureau]\nname = "局"\nkind = "department"\n',
        "a/2022/report.toml": row.format("carried_out", 7),
        "a/2023/report.toml": row.format("carried_in", 9),
    }
    tree = write_tree(tmp_path, written)

    found = run(tree, ReportId("a", 2023), installed, OPTIONS).findings

    carried = [finding for finding in found if finding.code == "requests.carry-over"]
    assert [(one.address, one.severity, one.difference) for one in carried] == [
        ("requests.carried_in.total", Severity.ERROR, "2"),
        ("requests.carried_in.natural_person", Severity.WARNING, "2"),
    ]


def test_stock_of_documents_is_compared_with_last_years(tmp_path: Path, installed: Plugins) -> None:
    documents = "[figures.a20_1]\nnormative = [{}, {}, {}]\n[narrative]\nomitted = '只录数字'\n"
    written = {
        "a/bureau.toml": '[bureau]\nname = "局"\nkind = "department"\n',
        "a/2022/report.toml": documents.format(0, 0, 9),
        "a/2023/report.toml": documents.format(2, 1, 11),
    }
    tree = write_tree(tmp_path, written)

    found = run(tree, ReportId("a", 2023), installed, OPTIONS).findings

    (stock,) = (finding for finding in found if finding.code == "documents.stock")
    assert (stock.address, stock.actual, stock.expected) == ("a20_1.normative.valid", "11", "10")


def test_an_agencys_own_plugin_is_loaded_for_it_alone_and_only_if_wanted(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {**files(bureau=""), "a/plugin.py": OWN})
    named = evolve(OPTIONS, outputs=("own",))

    assert run(tree, one(tree), plugins(), named).artifacts[0].content == b"own"
    with pytest.raises(GongkaiError, match="there is no output 'own'"):
        run(tree, one(tree), plugins(), evolve(named, agency_code=False))


def test_an_agencys_plugin_that_is_a_link_out_of_the_tree_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(OWN)
    tree = write_tree(tmp_path / "tree", files(bureau=""))
    (tmp_path / "tree/a/plugin.py").symlink_to(tmp_path / "own.py")

    with pytest.raises(GongkaiError, match=r"a/plugin\.py: the link leads out of the agencies"):
        run(tree, one(tree), plugins(), OPTIONS)


def behind(folder: Path, address: str) -> list[Any]:
    tree = write_tree(folder, files(REGISTER))
    prepared = prepare(tree, one(tree), plugins(), OPTIONS)
    cell = next(cell for cell in prepared.plan.form.cells() if cell.address == address)
    return list(items_of(prepared, cell, prepared.counting.figures[address]))


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("s.total", [[2, 3], [4]]),
        ("s.website", [[2, 3], [4]]),
        ("s.normative", [[2, 3]]),
        ("s.rest", []),
        ("s.plain", []),
    ],
)
def test_the_records_behind_a_figure_are_told(
    tmp_path: Path, address: str, rows: list[list[int]]
) -> None:
    assert [[release.row for release in item] for item in behind(tmp_path, address)] == rows


def test_a_figure_without_a_register_has_no_records_behind_it(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, files(bureau="", report="[figures.s]\ntotal = 5\n"))
    prepared = prepare(tree, one(tree), plugins(), OPTIONS)
    (cell, *_) = prepared.plan.form.cells()

    assert list(items_of(prepared, cell, prepared.counting.figures["s.total"])) == []


def test_the_records_of_a_key_area_are_counted_and_told(tmp_path: Path) -> None:
    lists = area("some-lists", Field(key="name", label="名称"))
    bureau = "[key-areas]\ninclude = ['some-lists']\n[key-areas.some-lists]\nexport = 'l.csv'\n"
    tree = write_tree(tmp_path, files(bureau=bureau, l_csv="名称\n甲\n乙\n"))

    prepared = prepare(tree, one(tree), plugins(plugin("l", sections=(lists,))), OPTIONS)

    figure = prepared.counting.figures["areas.some_lists"]
    cell = next(c for c in prepared.plan.form.cells() if c.address == figure.address)
    assert isinstance(figure.evidence, Counted)
    assert figure.value == 2
    assert list(items_of(prepared, cell, figure)) == [{"name": "甲"}, {"name": "乙"}]


def test_an_area_that_states_none_has_no_records(tmp_path: Path) -> None:
    lists = area("lists", Field(key="name", label="名称"))
    bureau = "[key-areas]\ninclude = ['lists']\n[key-areas.lists]\nnothing = '没有'\n"
    tree = write_tree(tmp_path, files(bureau=bureau))

    prepared = prepare(tree, one(tree), plugins(plugin("l", sections=(lists,))), OPTIONS)

    figure = prepared.counting.figures["areas.lists"]
    cell = next(c for c in prepared.plan.form.cells() if c.address == figure.address)
    assert (figure.state, list(items_of(prepared, cell, figure))) == (State.ZERO, [])


def test_a_run_counts_what_the_demonstration_bureau_released(installed: Plugins) -> None:
    tree = Tree(ROOT / "agencies")

    prepared = prepare(tree, ReportId("shifan/sjj", 2024), installed, OPTIONS)

    figure = prepared.counting.figures["channels.total"]
    cell = next(c for c in prepared.plan.form.cells() if c.address == "channels.total")
    items = list(items_of(prepared, cell, figure))
    assert figure.value == len(items)
    assert sum(len(item) for item in items if isinstance(item, tuple)) >= len(items)
    assert all(isinstance(release, Disclosure) for item in items for release in item)


def test_today_is_the_day_of_the_run_unless_it_is_said() -> None:
    assert Options().today == date.today()  # noqa: DTZ011 - waivers end on a day of this place


def test_the_harness_wants_the_files_of_one_report(tmp_path: Path) -> None:
    two = of_two_years("", "")

    with pytest.raises(AssertionError, match="expected the files of one report, found 2"):
        run_files(tmp_path, two, plugins())
