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
from gongkai_check_narrative.boilerplate import boilerplate
from gongkai_check_narrative.growth import growth
from gongkai_check_narrative.numbers import mismatch
from gongkai_check_narrative.parts import parts
from gongkai_check_narrative.placeholders import placeholder

GONGKAI_API = 1


_CHECKS = (
    Check(
        code="narrative.placeholder",
        severity=Severity.ERROR,
        title=words("Every placeholder is filled"),
        why=words("A gap in the text is a number that the public does not get."),
        fix=words("Fill the gap: name a figure that there is, or write what is missing."),
        run=placeholder,
        of_text=True,
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
    Check(
        code="narrative.parts",
        severity=Severity.ERROR,
        also=(Severity.WARNING,),
        when=words(
            "warning: where three parts or more, not said to be all, come near to the total, "
            "or the points are not counted in order"
        ),
        title=words("Parts add up to the total of the text"),
        why=words("A reader adds the parts up and takes the total for wrong, or a part."),
        fix=words("Count the parts again, name the one that is missing, or correct the total."),
        basis="国办公开办函〔2021〕30号",
        run=parts,
        of_text=True,
    ),
    Check(
        code="narrative.growth",
        severity=Severity.ERROR,
        title=words("Growth in the text follows from the figures of both years"),
        why=words("Growth can be computed from two published reports, and people do."),
        fix=words("Compute it again from both reports, and say from which number to which."),
        basis="国办公开办函〔2021〕30号",
        run=growth,
    ),
    Check(
        code="narrative.boilerplate",
        severity=Severity.WARNING,
        title=words("Section one says something of its own"),
        why=words("A text that any office could publish tells the public nothing."),
        fix=words("Say what was done: numbers, dates, names, the documents that were issued."),
        basis="国办公开办函〔2021〕30号",
        run=boilerplate,
    ),
)


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on the narrative."""
    return _CHECKS


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(Path(__file__).parent / "examples.toml")
