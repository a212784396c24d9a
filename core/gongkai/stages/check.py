"""Report (+ last year) → findings, and what was checked at all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import define, evolve, field, frozen

from gongkai.calendar import Calendar
from gongkai.kinds import Channel, Check, Checking, NoSettings, Phase, Waived
from gongkai.model.figures import Figures
from gongkai.model.findings import Coverage, Finding, NotAssessable, Problem, Severity, Unassessed
from gongkai.model.records import Crash, Document, Late, Remedy, Request, crash_of
from gongkai.model.region import RegionSum
from gongkai.model.report import Report
from gongkai.pages.page import Page
from gongkai.plan import BoundCheck, PlacedWaiver
from gongkai.wording import Words, mark


@frozen(kw_only=True)
class Context:
    """What checks may know besides the report.

    ``surveyed`` is, by rule, what its survey gave for the report; a `Crash` if it raised.
    """

    previous: Figures | None
    channels: tuple[Channel[Any], ...]
    enabled: tuple[str, ...]
    chosen: tuple[str, ...]
    today: date
    unread: Words | None = None
    last: Report | None = None
    breaks: Mapping[str, str] = field(factory=dict)
    requests: tuple[Request, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    documents: tuple[Document, ...] = ()
    kept: Mapping[str, frozenset[str]] = field(factory=dict)
    late: tuple[Late, ...] = ()
    cut_off: date | None = None
    calendar: Calendar = field(factory=Calendar)
    surveyed: Mapping[str, Any] = field(factory=dict)
    region: RegionSum | None = None
    page: Page | None = None


@frozen(kw_only=True)
class Checked:
    """What was found, what was checked, and which rules raised."""

    findings: tuple[Finding, ...]
    coverage: Coverage
    crashes: tuple[Crash, ...]


@define
class _Clipboard:
    """What is noted while the rules run."""

    findings: list[Finding] = field(factory=list)
    unassessed: list[Unassessed] = field(factory=list)
    crashes: list[Crash] = field(factory=list)
    codes: set[str] = field(factory=set)
    places: Counter[tuple[str, str]] = field(factory=Counter)
    ran: int = 0
    not_applicable: int = 0


def check(
    report: Report,
    checks: tuple[BoundCheck, ...],
    waivers: tuple[PlacedWaiver, ...],
    context: Context,
) -> Checked:
    """Run every rule that applies; a rule that raises is noted and the others go on."""
    noted = _Clipboard()
    checking = _checking(report, context)
    for bound in _in_phase(checks, Phase.REPORT):
        _run(bound, _for(bound, checking, context), noted)
    found = len(noted.findings)
    noted.findings, waived = _waive(noted, _statutory(checks), waivers, context.today)
    covered = found - len(noted.findings)
    for bound in _in_phase(checks, Phase.FINDINGS):
        _run(bound, evolve(_for(bound, checking, context), waivers=waived), noted)
    return Checked(
        findings=_sorted(noted.findings),
        coverage=Coverage(
            ran=noted.ran,
            not_applicable=noted.not_applicable,
            not_assessable=tuple(noted.unassessed),
            waived=covered,
            crashed=len(noted.crashes),
        ),
        crashes=tuple(noted.crashes),
    )


def check_run(
    report: Report,
    checks: tuple[BoundCheck, ...],
    context: Context,
    crashes: tuple[Crash, ...],
    checked: Checked,
) -> Checked:
    """Run the rules on the run itself, when everything else is done."""
    noted = _Clipboard()
    checking = _checking(report, context)
    for bound in _in_phase(checks, Phase.RUN):
        _run(bound, evolve(_for(bound, checking, context), crashes=crashes), noted)
    before = checked.coverage
    crashes = (*crashes, *noted.crashes)
    return Checked(
        findings=_sorted([*checked.findings, *noted.findings]),
        coverage=Coverage(
            ran=before.ran + noted.ran,
            not_applicable=before.not_applicable + noted.not_applicable,
            not_assessable=(*before.not_assessable, *noted.unassessed),
            waived=before.waived,
            crashed=len(crashes),
        ),
        crashes=crashes,
    )


def _in_phase(checks: Iterable[BoundCheck], phase: Phase) -> list[BoundCheck]:
    return [bound for bound in checks if bound.check.phase is phase]


def _for(bound: BoundCheck, checking: Checking, context: Context) -> Checking:
    """What one rule may look at: the same as all others, but for its settings and its survey."""
    surveyed = context.surveyed.get(bound.check.code)
    if surveyed is None and (bound.settings is None or bound.settings == NoSettings()):
        return checking
    return evolve(checking, settings=bound.settings, surveyed=surveyed)


def _checking(report: Report, context: Context) -> Checking:
    return Checking(
        report=report,
        previous=context.previous,
        channels=context.channels,
        enabled=context.enabled,
        chosen=context.chosen,
        today=context.today,
        settings=NoSettings(),
        unread=context.unread,
        last=context.last,
        breaks=context.breaks,
        requests=context.requests,
        remedies=context.remedies,
        documents=context.documents,
        kept=context.kept,
        late=context.late,
        cut_off=context.cut_off,
        calendar=context.calendar,
        region=context.region,
        page=context.page,
    )


def _applies(check: Check, checking: Checking) -> bool:
    report = checking.report
    return (
        (not check.of_region or checking.region is not None)
        and (not check.of_page or checking.page is not None)
        and (not check.forms or report.form.id in check.forms)
        and (not check.kinds or report.agency.kind in check.kinds)
        and report.year >= check.years_from
    )


def _run(bound: BoundCheck, checking: Checking, noted: _Clipboard) -> None:
    if not _applies(bound.check, checking):
        noted.not_applicable += 1
        return
    if isinstance(checking.surveyed, Crash):
        noted.crashes.append(checking.surveyed)
        return
    found: list[Problem | NotAssessable] = []
    try:
        found.extend(bound.check.run(checking))
    except BaseException as error:  # noqa: BLE001 - a rule's bug is told, not spread
        noted.crashes.append(crash_of(mark("rule"), bound.check.code, bound.plugin, error))
        return
    noted.ran += 1
    noted.codes.add(bound.check.code)
    for item in found:
        if isinstance(item, Problem):
            noted.places[bound.check.code, item.address] += 1
            order = noted.places[bound.check.code, item.address]
            noted.findings.append(_finding(item, bound, checking.report, order))
        else:
            noted.unassessed.append(
                Unassessed(code=bound.check.code, address=item.address, why=item.why)
            )


def _finding(problem: Problem, bound: BoundCheck, report: Report, order: int) -> Finding:
    """What a problem becomes; ``order`` tells it from others of the same rule and place."""
    check = bound.check
    figure = report.figures.get(problem.address)
    key = f"{check.code}|{report.agency.id}|{report.year}|{problem.address}|{order}"
    return Finding(
        code=check.code,
        severity=problem.severity or check.severity,
        agency=report.agency.id,
        year=report.year,
        address=problem.address,
        message=problem.message,
        fix=problem.fix or check.fix,
        basis=check.basis,
        operands=problem.operands,
        expected=problem.expected,
        actual=problem.actual,
        difference=problem.difference,
        source=problem.place or (figure.position if figure else None),
        plugin=bound.plugin,
        fingerprint=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
    )


def _statutory(checks: Iterable[BoundCheck]) -> frozenset[str]:
    return frozenset(bound.check.code for bound in checks if bound.check.statutory)


def _waive(
    noted: _Clipboard,
    statutory: frozenset[str],
    waivers: tuple[PlacedWaiver, ...],
    today: date,
) -> tuple[list[Finding], tuple[Waived, ...]]:
    """Take out what waivers cover; what is statutory stays, and what a past waiver covered."""
    assessed = noted.codes - {item.code for item in noted.unassessed}
    gone: set[int] = set()
    done = []
    for placed in waivers:
        code = placed.waiver.code
        covered = [] if code in statutory else _covered(placed, noted.findings)
        if today <= placed.waiver.until:
            gone.update(covered)
        done.append(
            Waived(
                code=code,
                address=placed.waiver.address,
                by=placed.waiver.by,
                reason=placed.waiver.reason,
                until=placed.waiver.until,
                position=placed.position,
                matched=len(covered),
                assessed=code in assessed,
                here=placed.here,
                statutory=code in statutory,
            )
        )
    kept = [finding for index, finding in enumerate(noted.findings) if index not in gone]
    return kept, tuple(done)


def _covered(placed: PlacedWaiver, findings: list[Finding]) -> list[int]:
    """Which findings a waiver is for, by their places in the list."""
    waiver = placed.waiver
    return [
        index
        for index, finding in enumerate(findings)
        if waiver.code == finding.code and waiver.address in {"", finding.address}
    ]


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    """The worst first; among equals by rule and place."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFORMATION: 2}
    return tuple(
        sorted(findings, key=lambda found: (order[found.severity], found.code, found.address))
    )
