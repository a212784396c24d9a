"""Every rule has an example: its bad report breaks the rule, its good one keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.host import Plugins
from gongkai.kinds import Check, RuleExample
from gongkai.model.outcome import Outcome
from gongkai.testing import run_example

OFFERS = Plugins.installed().offers()
EXAMPLES = Plugins.installed().examples()
CHECKS = {code: offer.thing for code, offer in OFFERS.checks.items()}
BROUGHT = {rule.code for offer in OFFERS.forms.values() for rule in offer.thing.rules}
CODES = sorted({*CHECKS, *BROUGHT})


def example_of(code: str) -> RuleExample:
    has_one = code in EXAMPLES
    assert has_one, f"no examples.toml has {code}"
    return EXAMPLES[code].thing


def concerns(code: str, outcome: Outcome) -> bool:
    """Whether a rule is about such a report: silence of a rule that is not proves nothing."""
    report = outcome.report
    if code in {rule.code for rule in report.form.rules}:
        return True
    check: Check | None = CHECKS.get(code)
    return (
        check is not None
        and report.form.id in (check.forms or {report.form.id})
        and report.agency.kind in (check.kinds or {report.agency.kind})
        and report.year >= check.years_from
    )


@pytest.mark.parametrize("code", CODES)
def test_a_bad_report_breaks_its_rule(code: str, tmp_path: Path, installed: Plugins) -> None:
    outcome = run_example(tmp_path, example_of(code).bad, installed)

    assert code in {finding.code for finding in outcome.findings}


@pytest.mark.parametrize("code", CODES)
def test_a_good_report_keeps_its_rule(code: str, tmp_path: Path, installed: Plugins) -> None:
    outcome = run_example(tmp_path, example_of(code).good, installed)

    assert [str(found.message) for found in outcome.findings if found.code == code] == []
    assert [str(item.why) for item in outcome.coverage.not_assessable if item.code == code] == []
    assert concerns(code, outcome)
    assert outcome.coverage.crashed == 0


def test_every_example_is_of_a_rule_that_there_is() -> None:
    assert set(EXAMPLES) - set(CODES) == set()
