from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import click
import pytest
from attrs import Factory, evolve, field, frozen

from gongkai.cli.box_table import width_of
from gongkai.cli.rule_text import rule_text
from gongkai.cli.rules import rules_of
from gongkai.cli.severities import severities_of, when_of
from gongkai.cli.speech import speech_for
from gongkai.cli.terminal import Styled
from gongkai.cli.wrap import wrap
from gongkai.host import Plugins
from gongkai.kinds import Check, Example, RuleExample
from gongkai.model.agency import AgencyKind
from gongkai.model.findings import Severity
from gongkai.model.relation import Operator
from gongkai.testing import plugin_set
from gongkai.wording import words
from tests.core.bureau import plugin
from tests.core.cli.command import Command
from tests.core.forms import relation


@frozen(kw_only=True)
class Settings:
    """Settings of every kind that TOML knows."""

    limit: int = 30
    share: float = 0.5
    exact: Decimal = Decimal("1.20")
    on: bool = True
    text: str = "部分"
    severity: Severity = Severity.WARNING
    several: tuple[str, ...] = ("甲", "乙")
    choice: frozenset[str] = frozenset({"b", "a"})
    by_name: Mapping[str, int] = field(factory=lambda: {"甲": 1})
    from_: int = Factory(lambda self: self.limit, takes_self=True)
    must: str


def check(code: str = "a.rule", **more: Any) -> Check:  # noqa: ANN401 - fields of a check
    return Check(
        code=code,
        severity=Severity.WARNING,
        title=words("t"),
        why=words("w"),
        fix=words("f"),
        run=lambda _: (),
        **more,
    )


def told(plugins: Plugins, code: str) -> str:
    rule = rules_of(plugins.offers(), plugins.examples())[code]
    lines = rule_text(rule, plugins, speech_for("en"))
    return "\n".join(
        "".join(part.text if isinstance(part, Styled) else part for part in line) for line in lines
    )


def test_a_rule_shows_a_good_and_a_bad_report_and_what_is_found(gongkai: Command) -> None:
    said = gongkai("checks", "requests.row-total").out

    assert said.endswith("""\
  plugin: forms-cn

  A good report, where it differs from the model
    2024/report.toml
      [figures.requests]  # 自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
      partial = [2, 1, 0, 0, 0, 0, 3]

  A bad report, where it differs from the model
    2024/report.toml
      [figures.requests]  # 自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
    > partial = [2, 1, 0, 0, 0, 0, 4]
    → error: （二）部分公开（区分处理的，只计这一情形，不计其他情形）: 总计 is 4, \
but 自然人 2 + 法人或其他组织 · 商业企业 1 (all others are 0) = 3; the difference is 1
""")


def test_a_good_report_may_be_the_model_itself(gongkai: Command) -> None:
    said = gongkai("checks", "sections.length").out

    assert "    nowhere: it is the model report itself\n" in said
    assert "    > 一年来，" in said
    assert "> 局主要负责人" not in said
    assert "… (362 characters)\n    → warning: " in said


def test_settings_are_shown_as_toml(gongkai: Command) -> None:
    assert (
        "  settings, as they are by default:\n"
        '      [checks."channels.remainder"]\n'
        "      above = 30\n"
    ) in gongkai("checks", "channels.remainder").out


def test_settings_of_every_kind_are_shown_as_toml() -> None:
    said = told(plugin_set(plugin("p", checks=(check(settings=Settings),))), "a.rule")

    assert said.endswith("""\
      [checks."a.rule"]
      limit = 30
      share = 0.5
      exact = 1.20
      on = true
      text = '部分'
      severity = 'warning'
      several = ['甲', '乙']
      choice = ['a', 'b']
      by_name = { 甲 = 1 }
      from = …
      must = …""")


def test_a_rule_says_whom_and_which_years_it_concerns() -> None:
    concerned = check(kinds=(AgencyKind.DEPARTMENT, AgencyKind.TOWNSHIP), years_from=2024)

    said = told(plugin_set(plugin("p", checks=(concerned,))), "a.rule")

    assert "  kinds of agency: department, township\n  report years: from 2024\n" in said


def test_a_rule_without_an_example_shows_none() -> None:
    assert told(plugin_set(plugin("p", checks=(check(),))), "a.rule") == (
        "a.rule  t\n  severity: warning\n  why: w\n  to mend: f\n"
        "  forms: all\n  waiver: possible\n  plugin: p"
    )


def test_an_example_that_cannot_be_run_shows_no_finding() -> None:
    example = RuleExample(code="a.rule", good=Example(), bad=Example(report="title = '报告'"))

    said = told(plugin_set(plugin("p", checks=(check(),), examples=(example,))), "a.rule")

    assert said.endswith(
        "  A bad report, where it differs from the model\n"
        "    2024/report.toml\n    > title = '报告'"
    )


def test_more_than_three_findings_are_told_by_their_number(installed: Plugins) -> None:
    bad = Example(report="[figures.requests]\ngranted = [-1, -1, -1, -1, -1, 0, 0]")
    example = RuleExample(code="cells.negative", good=Example(), bad=bad)
    rule = installed.offers().checks["cells.negative"].thing
    others = (found.module for found in installed.plugins if found.name != "check-cells")
    mine = plugin("mine", checks=(rule,), examples=(example,))

    said = told(plugin_set(*others, mine), "cells.negative").splitlines()

    assert said[-2:] == [
        "    → error: （一）予以公开 · 自然人 is -1",
        "      … and 2 more",
    ]


def test_an_example_may_be_of_a_region_or_of_a_published_page() -> None:
    example = RuleExample(
        code="a.rule",
        good=Example(region=".", files={"../region.toml": "# 示范市"}),
        bad=Example(page={"26件": "62件"}),
    )

    said = told(plugin_set(plugin("p", checks=(check(),), examples=(example,))), "a.rule")

    assert said.endswith("""\
    ../region.toml
      # 示范市
    Checked is the region's sum of its members' reports.

  A bad report, where it differs from the model
    page.html
    > 26件 → 62件""")


def test_an_example_that_does_not_break_its_rule_is_told(installed: Plugins) -> None:
    example = RuleExample(code="cells.negative", good=Example(), bad=Example())
    rule = installed.offers().checks["cells.negative"].thing
    others = (found.module for found in installed.plugins if found.name != "check-cells")
    mine = plugin("mine", checks=(rule,), examples=(example,))

    said = told(plugin_set(*others, mine), "cells.negative")

    assert said.endswith("\n    → this example does not break the rule")


@pytest.mark.parametrize(
    ("code", "severities"),
    [
        ("rollup.sum", "E/W"),
        ("rollup.member", "E/W"),
        ("channels.bounds", "E/W"),
        ("requests.carry-over", "E/W"),
        ("requests.balance", "E"),
    ],
)
def test_the_list_names_every_severity_that_a_rule_gives(
    code: str, severities: str, gongkai: Command
) -> None:
    (line,) = (line for line in gongkai("checks").out.splitlines() if line.startswith(f"{code} "))

    assert line.split()[1] == severities


def test_a_rule_says_which_severity_applies_when(gongkai: Command) -> None:
    assert (
        "  severity: error / warning\n"
        "    error: in the total column of the requests for information\n"
    ) in gongkai("checks", "rollup.sum").out


def test_a_rule_of_a_form_says_which_cells_weigh_less(gongkai: Command) -> None:
    said = gongkai("checks", "requests.carry-over").out.splitlines()

    assert said[1:4] == [
        "  severity: error / warning",
        "    error: requests.carried_in.total",
        (
            "    warning: requests.carried_in.natural_person, requests.carried_in.business, "
            "requests.carried_in.research, requests.carried_in.public_welfare, "
            "requests.carried_in.legal_service, requests.carried_in.other"
        ),
    ]


def test_a_relation_may_weigh_less_where_it_is_not_certain() -> None:
    certain = relation("t.x.a", Operator.WITHIN, "t.x.b t.x.c")
    bound = evolve(certain, undetermined=Severity.WARNING, lower=Severity.INFORMATION)
    same = evolve(certain, undetermined=Severity.ERROR, lower=Severity.ERROR)

    assert severities_of((bound,)) == (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)
    assert [str(said) for said in when_of((bound, bound))] == [
        "warning: where a figure that nobody states could make it true",
        "information: where the total is below one of its parts",
    ]
    assert when_of((same,)) == ()
    assert [str(said) for said in when_of((same, evolve(bound, lower=None)))] == [
        "warning: where a figure that nobody states could make it true"
    ]


def test_examples_are_data(gongkai: Command) -> None:
    (rule,) = gongkai("checks", "cells.blank", "--json").json["rules"]

    assert (rule["kinds"], rule["years_from"], rule["settings"]) == ([], None, {})
    assert rule["good"]["report"] == "[figures.a20_6]\ncoercion = 0\n"
    assert rule["bad"] == {
        "agency": "ju",
        "year": 2024,
        "bureau": "",
        "report": '[figures.a20_6]\ncoercion = ""\n',
        "files": {},
        "region": "",
        "page": {},
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_terminal_is_never_overrun(
    language: str, gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")

    said = gongkai("--lang", language, "checks", "requests.balance").out
    lines = click.unstyle(said).splitlines()

    assert max(map(width_of, lines)) <= 60
    assert len(lines) > 30


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", ">three"]),
        ("一二三四五", ["一二三四", ">五"]),
        ("一二三四，五", ["一二三", ">四，五"]),
        ("一二三（四）", ["一二三", ">（四）"]),
        ("abcdefghij k", ["abcdefghij", ">k"]),
        ("    one two", ["    one", ">two"]),
        ("（（", ["（（"]),
        ("表1的x", ["表1的x"]),
        ("在 拆/a.csv:3:7，又", ["在", ">拆/a.csv:3:7，", ">又"]),
        ("at (拆/a.csv:3)", ["at", ">(拆/a.csv:3)"]),
        ("一二12:30后", ["一二", ">12:30后"]),
    ],
)
def test_prose_is_broken_between_words_and_han_characters(text: str, lines: list[str]) -> None:
    assert wrap(text, 8, ">") == lines


@pytest.mark.slow
def test_a_long_text_is_broken_in_time() -> None:
    assert len(wrap("（" * 50_000 + "字，" * 50_000, 80)) > 1000
    assert len(wrap("a.b" * 50_000, 80)) == 1
    assert len(wrap("." * 50_000 + ":" * 50_000 + " 字", 80)) == 2
