"""Every rule that a plugin offers is broken by a report of a test, and kept by another one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.host import Plugins

HERE = Path(__file__).parent
TESTS = "\n".join(path.read_text("utf-8") for path in sorted(HERE.glob("test_check_*.py")))


@pytest.mark.parametrize("kind", ["broken", "kept"])
def test_every_rule_is(kind: str, installed: Plugins) -> None:
    codes = installed.offers().checks
    named = {code: re.sub(r"\W", "_", code) for code in codes}

    assert [c for c, name in named.items() if f"def test_{name}_is_{kind}_" not in TESTS] == []


def test_every_rule_says_what_it_is_why_and_how_to_mend(installed: Plugins) -> None:
    for code, offer in installed.offers().checks.items():
        check = offer.thing
        assert re.fullmatch(r"[a-z]+\.[a-z-]+", code)
        assert all(str(text) for text in (check.title, check.why, check.fix))


def test_the_rules_are_these(installed: Plugins) -> None:
    severities = {code: o.thing.severity.value for code, o in installed.offers().checks.items()}

    assert severities == {
        "cells.blank": "error",
        "cells.negative": "error",
        "cells.not-a-number": "error",
        "cells.required": "error",
        "channels.bounds": "error",
        "channels.remainder": "information",
        "channels.unnamed": "warning",
        "deadline.amend": "warning",
        "deadline.disclosure": "warning",
        "deadline.reply": "error",
        "deadline.report": "warning",
        "documents.interpretation": "warning",
        "duplicates.last-year": "warning",
        "duplicates.sibling": "warning",
        "integrity.foreign-domain": "error",
        "integrity.lost-characters": "error",
        "integrity.name": "error",
        "integrity.noise": "error",
        "integrity.published": "error",
        "integrity.spam": "error",
        "narrative.boilerplate": "warning",
        "narrative.growth": "error",
        "narrative.number-mismatch": "error",
        "narrative.parts": "error",
        "narrative.placeholder": "error",
        "override.reason": "error",
        "plausibility.jump": "information",
        "plausibility.peers": "information",
        "privacy.address": "error",
        "privacy.bank-account": "error",
        "privacy.id-number": "error",
        "privacy.phone": "error",
        "registers.count": "error",
        "registers.empty": "warning",
        "registers.late": "warning",
        "registers.row": "error",
        "remedies.review-first": "information",
        "rollup.member": "warning",
        "rollup.sum": "warning",
        "sections.empty": "error",
        "sections.fee": "error",
        "sections.length": "warning",
        "sections.order": "error",
        "sections.topics": "warning",
        "system.crashed": "error",
        "system.unwritten": "error",
        "waiver.expired": "error",
        "waiver.stale": "warning",
    }
