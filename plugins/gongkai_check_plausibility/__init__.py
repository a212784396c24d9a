"""Rules on figures that are possible and yet surprising."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gongkai import Check, RuleExample, Severity, hookimpl, read_examples, words
from gongkai_check_plausibility.jump import JumpSettings, jump
from gongkai_check_plausibility.peers import PeersSettings, peers

GONGKAI_API = 1


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on surprising figures."""
    return (
        Check(
            code="plausibility.jump",
            severity=Severity.INFORMATION,
            title=words("No total is far from last year's"),
            why=words(
                "A figure that is many times last year's, or a small part of it, is often a slip: "
                "a digit too many, another unit, a column that moved."
            ),
            fix=words(
                "Compare it with the register. If it is right, say in the text why; what is a jump "
                'can be set under [checks."plausibility.jump"].'
            ),
            run=jump,
            settings=JumpSettings,
        ),
        Check(
            code="plausibility.peers",
            severity=Severity.INFORMATION,
            title=words("No member of a region has nothing where its peers have much"),
            why=words(
                "A zero among bureaus that each have hundreds is often a cell that nobody filled."
            ),
            fix=words(
                "Ask the bureau. If it is right, it needs no answer; what is much can be set under "
                '[checks."plausibility.peers"].'
            ),
            run=peers,
            settings=PeersSettings,
            of_region=True,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each rule."""
    return read_examples(Path(__file__).parent / "examples.toml")
