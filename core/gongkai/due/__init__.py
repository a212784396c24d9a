"""Due dates of requests, documents and reports, in working days and in words."""

from __future__ import annotations

from gongkai.due.dates import (
    DueDate,
    Pause,
    PauseKind,
    amendment_due,
    disclosure_due,
    reply_due,
)
from gongkai.due.limits import Limit, Limits, Regulation, ReportLimit, limits, report_limit
from gongkai.due.standing import Standing, State, days_late, standing
from gongkai.due.steps import Step, due_reason, due_steps

__all__ = [
    "DueDate",
    "Limit",
    "Limits",
    "Pause",
    "PauseKind",
    "Regulation",
    "ReportLimit",
    "Standing",
    "State",
    "Step",
    "amendment_due",
    "days_late",
    "disclosure_due",
    "due_reason",
    "due_steps",
    "limits",
    "reply_due",
    "report_limit",
    "standing",
]
