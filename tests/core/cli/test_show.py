"""Findings and coverage as a terminal of some width shows them, and a pipe."""

from __future__ import annotations

import sys
from typing import Any

import click
import pytest

from gongkai.batch import Summary
from gongkai.cli.box_table import width_of
from gongkai.cli.show import show_coverage, show_summary
from gongkai.cli.speech import speech_for
from gongkai.cli.terminal import Line, Styled
from gongkai.cli.wrap import NO_EDGE
from gongkai.config.agency import ReportId
from gongkai.errors import Position
from gongkai.model.findings import Coverage, Finding, Severity, Unassessed
from gongkai.wording import words
from tests.core.cli.command import Command

ENGLISH = speech_for("en")
LATE = "ask why it was late"
MISSING = "ask for the report"


def finding(message: str, fix: str = "mend it", **more: Any) -> Finding:  # noqa: ANN401 - fields
    return Finding(
        **{
            "code": "a.rule",
            "severity": Severity.ERROR,
            "agency": "shi/ju",
            "year": 2024,
            "address": "t.x",
            "message": words(message),
            "fix": words(fix),
            "basis": "",
            "operands": (),
            "expected": "",
            "actual": "",
            "difference": "",
            "source": None,
            "plugin": "p",
            "fingerprint": "",
            **more,
        }
    )


def text(line: Line) -> str:
    return "".join(part.text if isinstance(part, Styled) else part for part in line)


def shown(*findings: Finding, edge: int = NO_EDGE, everything: bool = False) -> list[str]:
    summary = Summary(report=ReportId("shi/ju", 2024), name="局", findings=findings)
    return [text(line) for line in show_summary(summary, ENGLISH, edge, everything=everything)]


def test_findings_of_a_rule_with_the_same_advice_stand_together() -> None:
    assert shown(finding("one", LATE), finding("two", MISSING), finding("three", LATE)) == [
        "局 2024  (shi/ju)",
        "  error a.rule  t.x",
        "      one",
        "  error a.rule  t.x",
        "      three",
        "      to mend: ask why it was late",
        "  error a.rule  t.x",
        "      two",
        "      to mend: ask for the report",
    ]


def test_the_number_of_those_not_shown_comes_last() -> None:
    assert shown(*[finding(str(n)) for n in range(7)])[-2:] == [
        "      to mend: mend it",
        "    … and 2 more of a.rule; --all shows them",
    ]


def test_a_terminal_breaks_prose_with_its_indent_and_places_not_at_all() -> None:
    place = Position("shi/ju/2024/report.toml", 7, 19)
    found = finding("一、上年结转为 2 件，去年的报告为 1 件", "compare both of them", source=place)

    lines = shown(found, edge=30)

    assert lines == [
        "局 2024  (shi/ju)",
        "  error a.rule  t.x",
        "      shi/ju/2024/report.toml:7:19",
        "      一、上年结转为 2 件，去",
        "      年的报告为 1 件",
        "      to mend: compare both of",
        "      them",
    ]


def test_a_pipe_gets_each_text_in_one_line() -> None:
    place = Position("shi/ju/2024/report.toml", 7, 19)

    assert shown(finding("long " * 100, source=place))[1:3] == [
        "  error a.rule  t.x  shi/ju/2024/report.toml:7:19",
        "      " + ("long " * 100).rstrip(),
    ]


def coverage(*unassessed: Unassessed) -> Coverage:
    return Coverage(ran=9, not_applicable=2, not_assessable=unassessed, waived=0, crashed=0)


def test_coverage_counts_the_rules_that_could_not_judge_and_their_places() -> None:
    why = words("nobody states it")
    one, two = (Unassessed(code="a.rule", address=address, why=why) for address in ("t.x", "t.y"))

    (brief,) = show_coverage(coverage(one, two), ENGLISH, everything=False)
    full = list(show_coverage(coverage(one, two), ENGLISH, everything=True))
    (clean,) = show_coverage(coverage(), ENGLISH, everything=False)

    assert brief == (
        "rules that ran: 9, do not apply: 2, crashed: 0; "
        "could not be judged: 1 rules (2 places); --all lists them"
    )
    assert full[1:] == ["  a.rule  t.x  nobody states it", "  a.rule  t.y  nobody states it"]
    assert clean == "rules that ran: 9, do not apply: 2, crashed: 0; could not be judged: 0"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_check_and_rollup_never_overrun_a_terminal(
    language: str, gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    gongkai.write(
        {
            "shi/region.toml": '[region]\nname = "示范市"\nlevel = "prefecture"\n',
            "shi/ju/bureau.toml": '[bureau]\nname = "示范市科学技术局"\nkind = "department"\n',
            "shi/ju/2018/report.toml": "[figures.statistics]\nproactive_total = 577\n",
        }
    )

    checked = gongkai("--lang", language, "check", "--all").out
    rolled = gongkai("--lang", language, "rollup", "shi", "--year", "2018").err

    lines = [*click.unstyle(checked).splitlines(), *click.unstyle(rolled).splitlines()]
    assert [line for line in lines if width_of(line) > 60 and "\x1b" not in line] == []
    assert len(lines) > 30
