"""Findings and results as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from gongkai.batch import Summary
from gongkai.cli.box_table import width_of
from gongkai.cli.speech import Speech, visible
from gongkai.cli.terminal import Line, Styled
from gongkai.cli.wrap import wrap
from gongkai.model.findings import Coverage, Finding, Severity, Unassessed

#: Findings of one rule in one report beyond this are told by their number.
SHOWN_OF_ONE_RULE = 5

#: What stands between a finding and its places.
_GAP = "  "

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}


def show_summary(
    summary: Summary, speech: Speech, edge: int, *, everything: bool
) -> Iterator[Line]:
    """Lines for one report, of ``edge`` columns: what it is, where it went, what was found."""
    yield from _title(summary, edge)
    if summary.error is not None:
        yield "  ", Styled(speech.say_text("cannot be made"), fg="red", bold=True)
        for line in speech.say(summary.error).splitlines():
            yield from _prose(line, edge, "    ")
    if summary.bug:
        yield from ((f"    {line}",) for line in summary.bug.splitlines())
    for crash in summary.crashes:
        yield from ((f"    {line}",) for line in crash.traceback.splitlines())
    for _, group in groupby(summary.findings, key=lambda finding: finding.code):
        yield from _of_one_rule(tuple(group), speech, edge, everything=everything)


def _title(summary: Summary, edge: int) -> Iterator[Line]:
    name = summary.name or summary.report.agency
    title = Styled(f"{name} {summary.report.year or ''}".rstrip(), bold=True)
    yield from _beside((title,), _where(summary), edge, "  ")


def _where(summary: Summary) -> tuple[str, ...]:
    """Parts of which none is ever broken."""
    if not summary.files:
        return (f"({summary.report.agency})",) if summary.name else ()
    names = (path.name for path in summary.files)
    return (f"→ {summary.files[0].parent.as_posix()}/", *names)


def _beside(line: Line, parts: Iterable[str], edge: int, indent: str) -> Iterator[Line]:
    """Put whole parts behind a line, and on lines of their own where they do not fit."""
    used = sum(width_of(visible(part if isinstance(part, str) else part.text)) for part in line)
    for part in parts:
        wide = width_of(visible(part))
        if used + len(_GAP) + wide > edge:
            yield line
            line, used = (indent, part), len(indent) + wide
        else:
            line, used = (*line, _GAP, part), used + len(_GAP) + wide
    yield line


def _prose(text: str, edge: int, indent: str) -> Iterator[Line]:
    """A text in lines that are all indented."""
    yield from ((line,) for line in wrap(indent + visible(text), edge, indent))


def _of_one_rule(
    findings: tuple[Finding, ...], speech: Speech, edge: int, *, everything: bool
) -> Iterator[Line]:
    """The findings with the same advice together, and that once."""
    shown = findings if everything else findings[:SHOWN_OF_ONE_RULE]
    advice = dict.fromkeys(speech.say(finding.fix) for finding in shown)
    for fix in advice:
        for finding in shown:
            if speech.say(finding.fix) == fix:
                yield from _finding(finding, speech, edge)
        for line in wrap(
            "      " + visible(speech.say_text("to mend: {fix}", fix=fix)), edge, "      "
        ):
            yield (Styled(line, dim=True),)
    if len(shown) < len(findings):
        more = speech.say_text(
            "… and {number} more of {code}; --all shows them",
            number=len(findings) - len(shown),
            code=findings[0].code,
        )
        yield from _prose(more, edge, "    ")


def _finding(finding: Finding, speech: Speech, edge: int) -> Iterator[Line]:
    severity = speech.say_text(finding.severity.value)
    head: Line = (
        "  ",
        Styled(severity, fg=_COLOURS[finding.severity], bold=True),
        " ",
        Styled(finding.code, bold=True),
    )
    places = (finding.address, str(finding.source or ""))
    yield from _beside(head, (place for place in places if place), edge, "      ")
    yield from _prose(speech.say(finding.message), edge, "      ")


def show_coverage(coverage: Coverage, speech: Speech, *, everything: bool) -> Iterator[str]:
    """What was checked, and on request what not: clean is not the same as not checked."""
    unassessed = coverage.not_assessable
    told = speech.say_text(
        "rules that ran: {ran}, do not apply: {not_applicable}, crashed: {crashed}; "
        "could not be judged: {unassessed}",
        ran=coverage.ran,
        not_applicable=coverage.not_applicable,
        crashed=coverage.crashed,
        unassessed=_unassessed(unassessed, speech),
    )
    if unassessed and not everything:
        told += speech.say_text("; --all lists them")
    yield told
    for item in unassessed if everything else ():
        yield f"  {item.code}  {item.address}".rstrip() + f"  {speech.say(item.why)}"


def _unassessed(unassessed: tuple[Unassessed, ...], speech: Speech) -> str:
    """How many rules, and how many places where one could not judge."""
    if not unassessed:
        return "0"
    return speech.say_text(
        "{rules} rules ({places} places)",
        rules=len({item.code for item in unassessed}),
        places=len(unassessed),
    )


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
