"""Rules on a region's sum: what its members add up to, and who is missing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai import Check, RuleExample, Severity, hookimpl, read_examples, words
from gongkai_check_rollup.members import members
from gongkai_check_rollup.sums import sums

GONGKAI_API = 1

_BASIS = "国办公开办函〔2021〕30号"


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on a region's sum."""
    return (
        Check(
            code="rollup.sum",
            severity=Severity.WARNING,
            also=(Severity.ERROR,),
            when=words("error: in the total column of the requests for information"),
            title=words("What a region publishes is the sum of its members' reports"),
            why=words(
                "A government's report adds up the reports of its departments and of the "
                "governments below it, cell by cell. Where a member is missing, the sum is a lower "
                "bound: a published figure below it is wrong all the same."
            ),
            fix=words(
                "Ask those who contribute most, compare their reports with what they sent in, and "
                "correct the one that is wrong."
            ),
            basis=_BASIS,
            run=sums,
            of_region=True,
        ),
        Check(
            code="rollup.member",
            severity=Severity.WARNING,
            also=(Severity.ERROR,),
            when=words(
                "error: where the report is missing after its last day, cannot be made, or was "
                "returned"
            ),
            title=words("Every member of the region has reported, in time, and can be added up"),
            why=words(
                "Departments and townships report by 31 January, county governments by 20 "
                "February, prefectures by 10 March. Without all of them the region's own figures "
                "are lower bounds."
            ),
            fix=words(
                "Ask for the report. A bureau that stays out of the sum says so with its reason "
                "under [bureau.rollup]."
            ),
            basis=_BASIS,
            run=members,
            of_region=True,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each rule."""
    return read_examples(Path(__file__).parent / "examples.toml")
