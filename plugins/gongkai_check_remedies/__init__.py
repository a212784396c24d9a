"""Rules on reviews and suits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from gongkai import (
    Check,
    Checking,
    Problem,
    RuleExample,
    Severity,
    hookimpl,
    read_examples,
    words,
)

GONGKAI_API = 1

#: The day on which the Administrative Reconsideration Law of 2023 came into force.
_COMPULSORY = date(2024, 1, 1)


def review_first(checking: Checking) -> Iterator[Problem]:
    """No suit against a refusal was filed without a review before it.

    A case that this organ is in only as the review organ is another's, and had its review.
    """
    for remedy in checking.remedies:
        direct = remedy.kind == "suit-direct" and not remedy.co_defendant
        if direct and remedy.refusal and remedy.filed >= _COMPULSORY:
            yield Problem(
                address="register:remedies",
                message=words(
                    "the suit {number}, filed on {filed}, is against a refusal and had no review "
                    "before it",
                    number=remedy.number,
                    filed=remedy.filed.isoformat(),
                ),
                place=remedy.position,
            )


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on reviews and suits."""
    return (
        Check(
            code="remedies.review-first",
            severity=Severity.INFORMATION,
            title=words("A suit against a refusal follows a review"),
            why=words(
                "Since 2024 a refusal to disclose must be reviewed before it can be sued over; "
                "courts turn away suits that skipped it."
            ),
            fix=words(
                "See whether there was a review: then it is a suit after review. See whether it is "
                "against a refusal at all. If both are right, tell the court."
            ),
            basis="《行政复议法》第二十三条第一款第四项；法释〔2025〕8号第十条第一款",
            run=review_first,
            years_from=2024,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each rule."""
    return read_examples(Path(__file__).parent / "examples.toml")
