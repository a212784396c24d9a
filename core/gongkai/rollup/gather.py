"""The bureaus of a region with their reports: who has reported, who is late, who is missing."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import date

from attrs import frozen

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.due import report_limit
from gongkai.errors import GongkaiError, let_pass
from gongkai.model.agency import Region
from gongkai.model.findings import Finding
from gongkai.model.region import Member, Turnout
from gongkai.model.report import Report
from gongkai.prepare import Prepared
from gongkai.rollup.joint import Issued
from gongkai.rollup.membership import Candidate, candidates
from gongkai.config.succession import has_report
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
    agency = candidate.agency
    nothing = Issued(agency=agency.id)
    if candidate.outside is not None:
        member = Member(agency=agency, turnout=Turnout.OUTSIDE, why=candidate.outside)
        return Seat(member=member, issued=nothing)
    limit = report_limit(agency, year).last_day(year)
    if candidate.error is not None or candidate.successor:
        return Seat(member=_without(candidate, limit), issued=nothing)
    if not has_report(tree, agency.id, year):
        return Seat(
            member=Member(agency=agency, turnout=Turnout.MISSING, limit=limit), issued=nothing
        )
    return _reported(candidate, ReportId(agency.id, year), limit, make)


def _without(candidate: Candidate, limit: date) -> Member:
    if candidate.error is not None:
        return Member(
            agency=candidate.agency,
            turnout=Turnout.UNREADABLE,
            why=candidate.error.first,
            limit=limit,
        )
    return Member(
        agency=candidate.agency,
        turnout=Turnout.SUCCEEDED,
        successor=candidate.successor,
        limit=limit,
    )


def _reported(candidate: Candidate, report_id: ReportId, limit: date, make: Make) -> Seat:
    agency = candidate.agency
    try:
        made = make(report_id)
    except GongkaiError as error:
        member = Member(
            agency=agency, turnout=Turnout.UNREADABLE, why=error.first, limit=limit
        )
        return Seat(member=member, issued=Issued(agency=agency.id))
    except BaseException as error:  # noqa: BLE001 - a bug in one report does not stop the others
        let_pass(error)
        member = Member(
            agency=agency,
            turnout=Turnout.UNREADABLE,
            why=words("{error}; this is a bug", error=f"{type(error).__name__}: {error}"),
            limit=limit,
            bug="".join(traceback.format_exception(error)),
        )
        return Seat(member=member, issued=Issued(agency=agency.id))
    return _of(made, limit)


def _of(made: Made, limit: date) -> Seat:
    report, collected = made.report, made.prepared.collected
    return Seat(
        member=Member(
            agency=report.agency,
            turnout=_turnout(report, limit),
            limit=limit,
            report=report,
            findings=made.findings,
        ),
        issued=Issued(
            agency=report.agency.id,
            documents=collected.documents,
            cut_off=made.prepared.plan.cut_off,
        ),
    )


def _turnout(report: Report, limit: date) -> Turnout:
    if report.returned is not None:
        return Turnout.RETURNED
    if report.published is not None and report.published > limit:
        return Turnout.LATE
    return Turnout.REPORTED


