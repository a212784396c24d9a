"""Rules on the text itself: what was injected, lost, or does not belong there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai import Check, RuleExample, hookimpl, read_examples
from gongkai_check_integrity.published import PUBLISHED

GONGKAI_API = 1


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules."""
    return (PUBLISHED,)


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each rule."""
    return read_examples(Path(__file__).parent / "published.toml")
