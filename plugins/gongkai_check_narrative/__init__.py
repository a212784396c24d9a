"""Rules on the narrative: every gap is filled, and its numbers are those of the tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai import (
    Check,
    RuleExample,
    Severity,
    hookimpl,
    read_examples,
    words,
)
from gongkai_check_narrative.numbers import mismatch
from gongkai_check_narrative.placeholders import placeholder

GONGKAI_API = 1


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on the narrative."""
    return (
        Check(
            code="narrative.placeholder",
            severity=Severity.ERROR,
            title=words("Every placeholder is filled"),
            why=words("A gap in the text is a number that the public does not get."),
            fix=words("Correct the name, or state the figure that it names."),
            run=placeholder,
        ),
        Check(
            code="narrative.number-mismatch",
            severity=Severity.ERROR,
            title=words("The numbers of the text are those of the tables"),
            why=words("Text and table tell the same year; readers and supervisors compare them."),
            fix=words("Bind the number with {{ table.row.column }} instead of typing it."),
            basis="国办公开办函〔2021〕30号",
            run=mismatch,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(Path(__file__).parent / "examples.toml")
