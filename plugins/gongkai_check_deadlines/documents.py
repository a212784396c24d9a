"""Normative documents: published within the limit of proactive disclosure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import field, frozen, validators

from gongkai import (
    Checking,
    Document,
    GongkaiError,
    NotAssessable,
    Problem,
    Words,
    days_late,
    disclosure_due,
    words,
)

_ADDRESS = "register:documents"
#: A title longer than this is cut in a message.
_LONGEST = 60


@frozen(kw_only=True)
class DisclosureSettings:
    """``[checks."deadline.disclosure"]``: working days, where another law sets another limit."""

    days: int | None = field(
        default=None, validator=validators.optional(validators.in_(range(1, 251)))
    )


def disclosure(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Every document that was made in the report year was published by its last day.

    What was published after the register was closed it cannot know, and says nothing of.
    """
    if checking.documents and "published" not in checking.kept.get("documents", ()):
        yield NotAssessable(
            why=words("the register has no column of the days of publication"), address=_ADDRESS
        )
        return
    told: set[Words] = set()
    for document in checking.documents:
        if document.made.year != checking.report.year:
            continue
        try:
            problem = _problem(document, checking)
        except GongkaiError as error:
            if error.first not in told:
                told.add(error.first)
                yield NotAssessable(why=error.first, address=_ADDRESS)
        else:
            if problem is not None:
                yield problem


def _problem(document: Document, checking: Checking) -> Problem | None:
    last = disclosure_due(document.made, checking.calendar, checking.settings.days)
    day = document.published or min(checking.today, checking.cut_off or checking.today)
    days = days_late(last, day, checking.calendar)
    if not days:
        return None
    return Problem(
        address=_ADDRESS,
        message=_message(document, last, day, days),
        expected=f"≤{last.isoformat()}",
        actual=document.published.isoformat() if document.published else "",
        difference=str(days),
        place=document.position,
    )


def _message(document: Document, last: date, day: date, days: int) -> Words:
    shown = day.isoformat()
    came = words("published on {day}", day=shown)
    return words(
        "《{title}》, made on {made}, was {came}, {late} working days after its last day, {last}",
        title=_short(document.title),
        made=document.made.isoformat(),
        came=came if document.published else words("not published by {day}", day=shown),
        late=days,
        last=last.isoformat(),
    )


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
