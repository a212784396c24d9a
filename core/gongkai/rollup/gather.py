"""The bureaus of a region with their reports: who has reported, who is late, who is missing."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import date

from attrs import evolve, frozen

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.config.succession import has_report
from gongkai.due import report_limit
from gongkai.errors import GongkaiError, let_pass
from gongkai.model.agency import Region
from gongkai.model.findings import Finding
from gongkai.model.region import Member, Turnout
from gongkai.model.report import Report
from gongkai.prepare import Prepared
from gongkai.rollup.joint import Issued
from gongkai.rollup.membership import Candidate, candidates
from gongkai.wording import words


@frozen(kw_only=True)
class Made:
    """One report: what it was prepared from, the report, and what was found in it."""

    prepared: Prepared
    report: Report
    findings: tuple[Finding, ...]


#: Makes and checks one report, and writes nothing; `GongkaiError` if it cannot be made.
Make = Callable[[ReportId], Made]


@frozen(kw_only=True)
class Seat:
    """A member, and its register of documents."""

    member: Member
    issued: Issued


def gather(tree: Tree, region: Region, year: int, make: Make) -> tuple[Seat, ...]:
    """Every bureau of the region as it stands; one that cannot be made does not stop the others."""
    return tuple(_seat(candidate, tree, year, make) for candidate in candidates(tree, region, year))


def _seat(candidate: Candidate, tree: Tree, year: int, make: Make) -> Seat:
    member = Member(
        agency=candidate.agency,
        turnout=turnout_without(candidate),
        limit=report_limit(candidate.agency, year).last_day(year),
        why=candidate.error.first if candidate.error else candidate.outside,
        successor=candidate.successor,
    )
    if not candidate.expected or not has_report(tree, member.agency.id, year):
        return Seat(member=member, issued=Issued(agency=member.agency.id))
    return _reported(member, ReportId(member.agency.id, year), make)


def turnout_without(candidate: Candidate) -> Turnout:
    """How a bureau stands of which no report is made."""
    if candidate.outside is not None:
        return Turnout.OUTSIDE
    if candidate.error is not None:
        return Turnout.UNREADABLE
    return Turnout.SUCCEEDED if candidate.successor else Turnout.MISSING


def _reported(member: Member, report_id: ReportId, make: Make) -> Seat:
    try:
        made = make(report_id)
    except GongkaiError as error:
        failed = evolve(member, turnout=Turnout.UNREADABLE, why=error.first)
    except BaseException as error:  # noqa: BLE001 - a bug in one report does not stop the others
        let_pass(error)
        failed = evolve(
            member,
            turnout=Turnout.UNREADABLE,
            why=words("{error}; this is a bug", error=f"{type(error).__name__}: {error}"),
            bug="".join(traceback.format_exception(error)),
        )
    else:
        return _of(made, member)
    return Seat(member=failed, issued=Issued(agency=member.agency.id))


def _of(made: Made, member: Member) -> Seat:
    report, collected = made.report, made.prepared.collected
    return Seat(
        member=evolve(
            member,
            agency=report.agency,
            turnout=turnout_with(report, member.limit),
            report=report,
            findings=made.findings,
        ),
        issued=Issued(
            agency=report.agency.id,
            documents=collected.documents,
            cut_off=made.prepared.plan.cut_off,
        ),
    )


def turnout_with(report: Report, limit: date) -> Turnout:
    """How a bureau stands whose report is made."""
    if report.returned is not None:
        return Turnout.RETURNED
    if report.published is not None and report.published > limit:
        return Turnout.LATE
    return Turnout.REPORTED
