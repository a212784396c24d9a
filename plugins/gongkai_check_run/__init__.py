"""Rules on the run itself: waivers that no longer hold, code that raised, files not written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai import (
    Check,
    Checking,
    Phase,
    Problem,
    RuleExample,
    Severity,
    hookimpl,
    read_examples,
    words,
)

GONGKAI_API = 1


def stale(checking: Checking) -> Iterator[Problem]:
    """A waiver covers something, and its rule can be waived."""
    for waiver in checking.waivers:
        place = f"{waiver.code} {waiver.address}".strip()
        if waiver.statutory:
            yield Problem(
                address=waiver.address or f"rule:{waiver.code}",
                message=words("{code} is statutory; nothing waives it", code=waiver.code),
                place=waiver.position,
            )
        elif waiver.here and waiver.assessed and not waiver.matched:
            yield Problem(
                address=waiver.address or f"rule:{waiver.code}",
                message=words("the waiver of {place} matches nothing", place=place),
                place=waiver.position,
            )


def expired(checking: Checking) -> Iterator[Problem]:
    """A waiver ends on its day."""
    for waiver in checking.waivers:
        if waiver.until < checking.today:
            yield Problem(
                address=waiver.address or f"rule:{waiver.code}",
                message=words(
                    "the waiver of {code} by {by} ended on {until}: {reason}",
                    code=waiver.code,
                    by=waiver.by,
                    until=waiver.until.isoformat(),
                    reason=waiver.reason,
                ),
                place=waiver.position,
            )


def crashed(checking: Checking) -> Iterator[Problem]:
    """No rule, section, channel, reader or output raised."""
    for crash in checking.crashes:
        yield Problem(
            address=f"{crash.kind}:{crash.name}",
            message=words(
                "the {kind} {name!r} of the plugin {plugin!r} raised {error}",
                kind=words(crash.kind),
                name=crash.name,
                plugin=crash.plugin,
                error=crash.error,
            ),
            actual=crash.error,
        )


def unwritten(checking: Checking) -> Iterator[Problem]:
    """Every output that was asked for is written."""
    for output in checking.report.unwritten:
        yield Problem(
            address=f"output:{output.output}",
            message=words("{file} was not written: {why}", file=output.file, why=output.why),
        )


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules on the run."""
    return (
        Check(
            code="waiver.stale",
            severity=Severity.WARNING,
            title=words("Every waiver covers something"),
            why=words("A waiver that is no longer needed would hide the next mistake."),
            fix=words("Delete the waiver from [checks] ignore."),
            run=stale,
            phase=Phase.FINDINGS,
        ),
        Check(
            code="waiver.expired",
            severity=Severity.ERROR,
            title=words("No waiver is past its end"),
            why=words("A waiver is a promise to mend something by a day."),
            fix=words("Mend what it covers, or set a new end and say why."),
            run=expired,
            phase=Phase.FINDINGS,
        ),
        Check(
            code="system.crashed",
            severity=Severity.ERROR,
            title=words("No part of a plugin raised"),
            why=words("What raised is left out; the report is not complete without it."),
            fix=words(
                "Tell the plugin's author, with the traceback; --without leaves out an installed "
                "plugin, --no-agency-code a bureau's own."
            ),
            run=crashed,
            phase=Phase.RUN,
        ),
        Check(
            code="system.unwritten",
            severity=Severity.ERROR,
            title=words("Every output is written"),
            why=words("An output that lacks a font or a place in its template gives no file."),
            fix=words("Bring what is missing, or take the output out of [outputs]."),
            run=unwritten,
            phase=Phase.RUN,
        ),
    )


@hookimpl
def gongkai_register_examples() -> Iterable[RuleExample]:
    """Offer a good and a bad report for each of these rules."""
    return read_examples(Path(__file__).parent / "examples.toml")
