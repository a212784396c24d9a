from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongkai.config.choices import Waiver
from gongkai.errors import Position
from gongkai.kinds import Check, Checking, Phase, Waived
from gongkai.model.agency import Agency, AgencyKind, Contact
from gongkai.model.figures import Figures, Stated, number
from gongkai.model.findings import NotAssessable, Problem, Severity
from gongkai.model.records import Crash
from gongkai.model.report import Report
from gongkai.plan import BoundCheck, PlacedWaiver
from gongkai.stages.check import Checked, Context, check, check_run
from gongkai.wording import words
from tests.core.bureau import FORM, broken

HERE = Position("a/2018/report.toml", 7, 3)
CONTEXT = Context(previous=None, channels=(), enabled=(), chosen=(), today=date(2019, 1, 31))
CRASH = Crash(kind="output", name="html", plugin="p", error="E", traceback="")


def report(figures: Figures | None = None) -> Report:
    agency = Agency(id="a", name="甲", short_name="甲", kind=AgencyKind.OFFICE, contact=Contact())
    return Report(agency=agency, year=2018, form=FORM, title="", figures=figures or {})


def rule(code: str, *problems: Problem | NotAssessable, **more: Any) -> BoundCheck:  # noqa: ANN401
    said = {
        "code": code,
        "severity": Severity.WARNING,
        "title": words("t"),
        "why": words("w"),
        "fix": words("mend it"),
        "run": lambda _: problems,
        **more,
    }
    return BoundCheck(check=Check(**said), settings=None, plugin="p")


def problem(address: str = "s.total", **more: Any) -> Problem:  # noqa: ANN401 - of a problem
    return Problem(address=address, message=words("wrong"), **more)


def waiver(code: str = "a.rule", *, here: bool = True, **more: Any) -> PlacedWaiver:  # noqa: ANN401
    said = {"by": "张三", "reason": "已公布", "until": date(2020, 1, 1), **more}
    return PlacedWaiver(waiver=Waiver(code=code, **said), position=HERE, here=here)


def checked(*rules: BoundCheck, waivers: tuple[PlacedWaiver, ...] = ()) -> Checked:
    return check(report(), rules, waivers, CONTEXT)


def codes(found: Checked) -> list[str]:
    return [finding.code for finding in found.findings]


def test_a_problem_becomes_a_finding_of_its_rule_and_report() -> None:
    (finding,) = checked(rule("a.rule", problem(expected="1"), basis="第五十条")).findings

    assert (finding.code, finding.agency, finding.year) == ("a.rule", "a", 2018)
    assert (finding.severity, finding.plugin) == (Severity.WARNING, "p")
    assert (finding.basis, finding.expected, str(finding.fix)) == ("第五十条", "1", "mend it")


def test_a_problems_own_severity_and_fix_go_before_those_of_its_rule() -> None:
    own = problem(severity=Severity.ERROR, fix=words("do this"))

    (finding,) = checked(rule("a.rule", own)).findings

    assert (finding.severity, str(finding.fix)) == (Severity.ERROR, "do this")


def test_a_finding_stands_where_its_figure_was_stated_or_where_the_problem_says() -> None:
    stated = {"s.total": number("s.total", 5, evidence=Stated(position=HERE))}
    other = Position("b.md", 2)
    rules = (rule("a.rule", problem(), problem(place=other), problem("section:overview")),)

    found = check(report(stated), rules, (), CONTEXT).findings

    assert {finding.source for finding in found} == {HERE, other, None}


def test_findings_stand_worst_first_then_by_rule_and_place() -> None:
    found = checked(
        rule("b.rule", problem("s.b"), problem("s.a")),
        rule("c.rule", problem(severity=Severity.INFORMATION), problem(severity=Severity.ERROR)),
        rule("a.rule", problem()),
    )

    assert [(finding.code, finding.address) for finding in found.findings] == [
        ("c.rule", "s.total"),
        ("a.rule", "s.total"),
        ("b.rule", "s.a"),
        ("b.rule", "s.b"),
        ("c.rule", "s.total"),
    ]


def test_a_fingerprint_does_not_change_with_values() -> None:
    (before,) = checked(rule("a.rule", problem(actual="577", difference="37"))).findings
    (after,) = checked(rule("a.rule", problem(actual="578", difference="38"))).findings

    assert before.fingerprint == after.fingerprint


def test_fingerprints_differ_by_rule_place_and_order() -> None:
    found = checked(
        rule("a.rule", problem(), problem(), problem("s.b")), rule("b.rule", problem())
    ).findings

    assert len({finding.fingerprint for finding in found}) == 4


def test_coverage_tells_what_ran_what_does_not_apply_and_what_could_not_be_judged() -> None:
    unsure = NotAssessable(address="s.total", why=words("no report"))

    coverage = checked(
        rule("a.rule"),
        rule("b.rule", unsure),
        rule("c.rule", forms=("other",)),
        rule("d.rule", kinds=(AgencyKind.GOVERNMENT,)),
        rule("e.rule", years_from=2019),
        rule("f.rule", run=broken),
        rule("g.rule", forms=("a-form",), kinds=(AgencyKind.OFFICE,), years_from=2018),
    ).coverage

    assert (coverage.ran, coverage.not_applicable, coverage.crashed) == (3, 3, 1)
    assert [(one.code, one.address) for one in coverage.not_assessable] == [("b.rule", "s.total")]


def breaking_off(_: Checking) -> Iterator[Problem]:
    yield problem()
    broken()


def test_a_rule_that_raises_is_told_and_the_others_go_on() -> None:
    found = checked(rule("a.rule", run=breaking_off), rule("b.rule", problem()))

    assert codes(found) == ["b.rule"]
    assert [(crash.kind, crash.name, crash.plugin) for crash in found.crashes] == [
        ("rule", "a.rule", "p")
    ]


@pytest.mark.parametrize(
    ("placed", "left"),
    [
        (waiver(), []),
        (waiver(address="s.total"), []),
        (waiver(until=CONTEXT.today), []),
        (waiver(address="s.other"), ["a.rule"]),
        (waiver("b.rule"), ["a.rule"]),
        (waiver(until=date(2019, 1, 30)), ["a.rule"]),
    ],
)
def test_a_waiver_covers_its_rule_at_its_place_until_its_day(
    placed: PlacedWaiver, left: list[str]
) -> None:
    found = checked(rule("a.rule", problem()), waivers=(placed,))

    assert codes(found) == left
    assert found.coverage.waived == 1 - len(left)


def test_a_finding_that_two_waivers_cover_is_waived_once() -> None:
    found = checked(rule("a.rule", problem()), waivers=(waiver(), waiver(address="s.total")))

    assert found.coverage.waived == 1


def test_what_is_statutory_is_never_waived() -> None:
    found = checked(rule("a.rule", problem(), statutory=True), waivers=(waiver(),))

    assert (codes(found), found.coverage.waived) == (["a.rule"], 0)


def waived(placed: PlacedWaiver, *rules: BoundCheck) -> Waived:
    """What the rules on findings see of a waiver."""
    seen: list[Waived] = []

    def look(checking: Checking) -> tuple[Problem, ...]:
        seen.extend(checking.waivers)
        return ()

    checked(*rules, rule("z.rule", phase=Phase.FINDINGS, run=look), waivers=(placed,))
    return seen[0]


def test_the_rules_on_findings_see_each_waiver_and_what_it_did() -> None:
    assert waived(waiver(), rule("a.rule", problem(), problem("s.b"))) == Waived(
        code="a.rule", address="", by="张三", reason="已公布", until=date(2020, 1, 1),
        position=HERE, matched=2, assessed=True, here=True, statutory=False,
    )  # fmt: skip


def test_a_waiver_past_its_day_still_says_what_it_was_for() -> None:
    assert waived(waiver(until=date(2019, 1, 1)), rule("a.rule", problem())).matched == 1


def test_a_waiver_of_a_statutory_rule_did_nothing() -> None:
    found = waived(waiver(), rule("a.rule", problem(), statutory=True))

    assert (found.matched, found.statutory) == (0, True)


@pytest.mark.parametrize(
    "bound",
    [
        rule("a.rule", NotAssessable(why=words("?"))),
        rule("a.rule", run=broken),
        rule("a.rule", years_from=2019),
    ],
)
def test_a_waiver_of_a_rule_that_could_not_judge_is_not_assessed(bound: BoundCheck) -> None:
    found = waived(waiver(here=False), bound)

    assert (found.assessed, found.here) == (False, False)


def test_findings_of_the_second_phase_cannot_be_waived() -> None:
    found = checked(rule("a.rule", problem(), phase=Phase.FINDINGS), waivers=(waiver(),))

    assert codes(found) == ["a.rule"]


def crashes(checking: Checking) -> tuple[Problem, ...]:
    return tuple(problem(f"{crash.kind}:{crash.name}") for crash in checking.crashes)


def test_the_rules_on_the_run_see_every_crash() -> None:
    rules = (rule("a.rule", problem()), rule("system.crashed", run=crashes, phase=Phase.RUN))
    before = check(report(), rules, (), CONTEXT)

    after = check_run(report(), rules, CONTEXT, (CRASH,), before)

    assert codes(before) == ["a.rule"]
    assert [finding.address for finding in after.findings] == ["s.total", "output:html"]
    assert (after.coverage.ran, after.coverage.crashed, after.crashes) == (2, 1, (CRASH,))


def test_a_rule_on_the_run_that_raises_or_does_not_apply_is_told_too() -> None:
    rules = (
        rule("a.rule", run=broken, phase=Phase.RUN),
        rule("b.rule", years_from=2019, phase=Phase.RUN),
        rule("c.rule", NotAssessable(why=words("?")), phase=Phase.RUN),
    )

    after = check_run(report(), rules, CONTEXT, (CRASH,), check(report(), (), (), CONTEXT))

    assert [crash.name for crash in after.crashes] == ["html", "a.rule"]
    assert (after.coverage.crashed, after.coverage.not_applicable) == (2, 1)
    assert [one.code for one in after.coverage.not_assessable] == ["c.rule"]


def test_checks_get_what_the_run_knows() -> None:
    seen: list[Checking] = []
    context = evolve(CONTEXT, previous={}, enabled=("website",), chosen=("overview",))

    def look(checking: Checking) -> tuple[Problem, ...]:
        seen.append(checking)
        return ()

    looking = evolve(rule("a.rule", run=look), settings="set")

    check(report(), (looking,), (), context)

    assert (seen[0].previous, seen[0].enabled, seen[0].chosen) == ({}, ("website",), ("overview",))
    assert (seen[0].settings, seen[0].today) == ("set", date(2019, 1, 31))
