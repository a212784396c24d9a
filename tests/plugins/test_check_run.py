from __future__ import annotations

import pytest

from gongkai.testing import run_files
from tests.plugins.check_reports import Judge, old, omitted

BROKEN = "proactive_total = 9\nchannel_website = 3\n"


def waiver(code: str, more: str = "until = 2030-12-31") -> str:
    said = 'by = "李四"\nreason = "原表如此"\n'
    return f'[[checks.ignore]]\ncode = "{code}"\n{said}{more}\n'


def year_waiver(files: dict[str, str | bytes], said: str) -> dict[str, str | bytes]:
    return {**files, "ju/2018/report.toml": str(files["ju/2018/report.toml"]) + "\n" + said}


def test_waiver_stale_is_broken_by_a_waiver_of_this_year_that_covers_nothing(
    judge: Judge,
) -> None:
    said = waiver("cells.negative", 'address = "statistics.staff"\nuntil = 2030-12-31')

    (finding,) = judge("waiver.stale", year_waiver(old(), said))

    assert str(finding.message) == "the waiver of cells.negative statistics.staff matches nothing"
    assert (finding.severity.value, finding.address) == ("warning", "statistics.staff")
    assert finding.source is not None
    assert finding.source.file == "ju/2018/report.toml"


def test_waiver_stale_is_broken_by_a_waiver_of_a_statutory_rule(judge: Judge) -> None:
    report = f'[narrative]\nomitted = "仅转录数据"\n{waiver("requests.balance")}'

    assert judge.told("waiver.stale", {**omitted(), "ju/2024/report.toml": report}) == [
        ("warning", "rule:requests.balance", "requests.balance is statutory; nothing waives it")
    ]


def test_waiver_stale_is_kept_by_a_waiver_that_covers_something(judge: Judge) -> None:
    files = year_waiver(old("staff = -1"), waiver("cells.negative"))

    assert judge.told("waiver.stale", files) == []
    assert judge.told("cells.negative", files) == []


def test_waiver_stale_is_kept_by_a_waiver_that_the_bureau_has_for_every_year(
    judge: Judge,
) -> None:
    assert judge.told("waiver.stale", old(bureau=waiver("cells.negative"))) == []


def test_waiver_expired_is_broken_by_a_waiver_past_its_end(judge: Judge) -> None:
    files = year_waiver(old("staff = -1"), waiver("cells.negative", "until = 2025-01-30"))

    assert judge.told("waiver.expired", files) == [
        (
            "error",
            "rule:cells.negative",
            "the waiver of cells.negative by 李四 ended on 2025-01-30: 原表如此",
        )
    ]


def test_waiver_expired_is_kept_on_the_last_day(judge: Judge) -> None:
    files = year_waiver(old("staff = -1"), waiver("cells.negative", "until = 2025-01-31"))

    assert judge.told("waiver.expired", files) == []


PLUGIN = """\
from gongkai import Check, Severity, hookimpl, words
GONGKAI_API = 1
def run(checking):
    {body}
@hookimpl
def gongkai_register_checks():
    return [Check(code="own.rule", severity=Severity.ERROR, title=words("t"), why=words("w"),
                  fix=words("f"), run=run)]
"""


def test_system_crashed_is_broken_by_a_rule_that_raises(judge: Judge) -> None:
    files = {**old(), "ju/plugin.py": PLUGIN.format(body="raise ValueError('kaputt')")}

    assert judge.told("system.crashed", files) == [
        (
            "error",
            "rule:own.rule",
            "the rule 'own.rule' of the plugin 'agency:ju' raised ValueError: kaputt",
        )
    ]


def test_system_crashed_is_kept_by_a_rule_that_returns(judge: Judge) -> None:
    assert (
        judge.told("system.crashed", {**old(), "ju/plugin.py": PLUGIN.format(body="return ()")})
        == []
    )


@pytest.mark.parametrize("figures", ["", BROKEN])
def test_system_crashed_is_kept_by_what_is_only_wrong(figures: str, judge: Judge) -> None:
    assert judge.told("system.crashed", old(figures)) == []


NOTICE = """\
from gongkai import GongkaiError, NoSettings, Output, hookimpl, words
GONGKAI_API = 1
def notice(report, settings):
    {body}
@hookimpl
def gongkai_register_outputs():
    return [Output(name="notice", media_type="text/plain", suffix=".txt", settings=NoSettings,
                   render=notice)]
"""


def unwritten(judge: Judge, body: str) -> list[tuple[str, str]]:
    files = {**old(bureau="[outputs.notice]\n"), "ju/plugin.py": NOTICE.format(body=body)}
    findings = run_files(judge.folder, files, judge.plugins).findings
    return [(f.address, str(f.message)) for f in findings if f.code == "system.unwritten"]


def test_system_unwritten_is_broken_by_an_output_that_lacks_something(judge: Judge) -> None:
    assert unwritten(judge, "raise GongkaiError(words('there is no font'))") == [
        ("output:notice", "report.txt was not written: there is no font")
    ]


def test_system_unwritten_is_kept_by_an_output_that_is_written(judge: Judge) -> None:
    assert unwritten(judge, "return b''") == []
