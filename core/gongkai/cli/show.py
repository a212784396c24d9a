"""Findings and results as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from gongkai.batch import Summary
from gongkai.cli.speech import Speech
from gongkai.cli.terminal import Line, Styled
from gongkai.model.findings import Coverage, Finding, Severity

#: Findings of one rule in one report beyond this are told by their number.
SHOWN_OF_ONE_RULE = 5

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}


def show_summary(summary: Summary, speech: Speech, *, everything: bool) -> Iterator[Line]:
    """Lines for one report: what it is, where it went, what was found."""
    name = summary.name or summary.report.agency
    yield Styled(f"{name} {summary.report.year or ''}".rstrip(), bold=True), _where(summary)
    if summary.error is not None:
        yield "  ", Styled(speech.say_text("cannot be made"), fg="red", bold=True)
        yield from ((f"    {line}",) for line in speech.say(summary.error).splitlines())
    if summary.bug:
        yield from ((f"    {line}",) for line in summary.bug.splitlines())
    for crash in summary.crashes:
        yield from ((f"    {line}",) for line in crash.traceback.splitlines())
    for _, group in groupby(summary.findings, key=lambda finding: finding.code):
        yield from _of_one_rule(tuple(group), speech, everything=everything)


def _where(summary: Summary) -> str:
    if not summary.files:
        return f"  ({summary.report.agency})" if summary.name else ""
    names = "  ".join(path.name for path in summary.files)
    return f"  → {summary.files[0].parent.as_posix()}/  {names}"


def _of_one_rule(
    findings: tuple[Finding, ...], speech: Speech, *, everything: bool
) -> Iterator[Line]:
    shown = findings if everything else findings[:SHOWN_OF_ONE_RULE]
    for finding in shown:
        yield from _finding(finding, speech)
    if len(shown) < len(findings):
        more = speech.say_text(
            "… and {number} more of {code}; --all shows them",
            number=len(findings) - len(shown),
            code=finding.code,
        )
        yield "    ", more
    fix = speech.say_text("to mend: {fix}", fix=speech.say(findings[0].fix))
    yield (Styled(f"      {fix}", dim=True),)


def _finding(finding: Finding, speech: Speech) -> Iterator[Line]:
    severity = speech.say_text(finding.severity.value)
    place = f"  {finding.source}" if finding.source else ""
    yield (
        "  ",
        Styled(severity, fg=_COLOURS[finding.severity], bold=True),
        " ",
        Styled(finding.code, bold=True),
        f"  {finding.address}{place}",
    )
    yield "      ", speech.say(finding.message)


def show_coverage(coverage: Coverage, speech: Speech, *, everything: bool) -> Iterator[str]:
    """What was checked, and on request what not: clean is not the same as not checked."""
    yield speech.say_text(
        "rules that ran: {ran}, do not apply: {not_applicable}, could not be judged: {unassessed}, "
        "crashed: {crashed}",
        ran=coverage.ran,
        not_applicable=coverage.not_applicable,
        unassessed=len(coverage.not_assessable),
        crashed=coverage.crashed,
    )
    for item in coverage.not_assessable if everything else ():
        yield f"  {item.code}  {item.address}".rstrip() + f"  {speech.say(item.why)}"


def show_totals(summaries: Iterable[Summary], speech: Speech) -> str:
    """The last line: how many reports and files, and what was found in all."""
    every = tuple(summaries)
    findings = [finding for summary in every for finding in summary.findings]
    number = {
        severity: sum(finding.severity is severity for finding in findings) for severity in Severity
    }
    failed = sum(bool(summary.error or summary.bug) for summary in every)
    counts = speech.say_text(
        "reports: {reports}, files: {files}; errors: {errors}, warnings: {warnings}, "
        "remarks: {information}; waived: {waived}",
        reports=len(every) - failed,
        files=sum(len(summary.files) for summary in every),
        errors=number[Severity.ERROR],
        warnings=number[Severity.WARNING],
        information=number[Severity.INFORMATION],
        waived=sum(summary.coverage.waived for summary in every if summary.coverage),
    )
    if failed:
        counts += speech.say_text("; {failed} could not be made", failed=failed)
    return counts


def show_unwritten(summaries: Iterable[Summary], speech: Speech) -> Iterator[str]:
    """Why reports that were made gave no file, where nobody asked for one."""
    silent = [s for s in summaries if s.name and not s.files and not s.crashes]
    if silent:
        yield speech.say_text(
            "reports that name no output: {number}; add [outputs.html], or use --output html",
            number=len(silent),
        )


def status_of(summaries: Iterable[Summary], fail_on: str) -> int:
    """The worst exit status over all reports."""
    floor = {"error": 2, "warning": 1, "never": 3}[fail_on]
    status = 0
    for summary in summaries:
        if summary.bug or summary.crashes:
            return 3
        if summary.error is not None:
            status = 2
        elif any(finding.severity.rank >= floor for finding in summary.findings):
            status = max(status, 1)
    return status
