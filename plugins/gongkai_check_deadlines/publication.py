"""The report itself: published by its day, or told when the day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import Attribute, field, frozen

from gongkai import Checking, NotAssessable, Problem, Severity, report_limit, words

#: The law's latest day for any report; no February has 29 days here.
_LATEST = date(2001, 3, 31)


def _month_and_day(_: object, __: Attribute[str], text: str) -> None:
    try:
        fits = not text or (len(text) == len("01-31") and date.fromisoformat(f"2001-{text}"))
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(words("expected limit to be a month and a day such as 01-20"))
    if text and date.fromisoformat(f"2001-{text}") > _LATEST:
        raise ValueError(words("no limit of a report is later than the 31st of March (03-31)"))


@frozen(kw_only=True)
class ReportSettings:
    """``[checks."deadline.report"]``: an earlier day than the law's, as month and day.

    A later one than that of the law or the notice changes nothing.
    """

    limit: str = field(default="", validator=_month_and_day)


def report(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """The report is published no later than its last day; days of the calendar, never moved.

    One that was carried over from a published one (its narrative is omitted) without the day is
    not judged: that it is not published would be an invention.

    The sum of a region's members is not published as such: its government's own report is.
    """
    if checking.region is not None:
        return
    published, year = checking.report.published, checking.report.year
    if published is not None and published.year <= year:
        yield _too_early(published, year)
        return
    limit = report_limit(checking.report.agency, checking.report.year)
    last, basis = limit.last_day(checking.report.year), limit.basis
    earlier: str = checking.settings.limit
    if earlier and (own := date.fromisoformat(f"{last.year}-{earlier}")) < last:
        last, basis = own, f'[checks."deadline.report"] limit = "{earlier}"'
    day = published or checking.today
    if published is None and (checking.report.omitted or day <= last):
        yield NotAssessable(
            why=words(
                "the day of publication is not given; the limit is {last}", last=last.isoformat()
            )
        )
    elif day > last:
        yield _late(published, day, last, basis)


def _too_early(published: date, year: int) -> Problem:
    """No report of a year was published before the year was over: the day is wrong."""
    return Problem(
        address="published",
        message=words(
            "the report of {year} cannot have been published on {day}; its year was not over",
            year=year,
            day=published.isoformat(),
        ),
        expected=f">{year}-12-31",
        actual=published.isoformat(),
        severity=Severity.ERROR,
    )


def _late(published: date | None, day: date, last: date, basis: str) -> Problem:
    late, shown = (day - last).days, day.isoformat()
    came = words("published on {day}", day=shown)
    return Problem(
        address="published",
        message=words(
            "the report was {came}, {late} days after its last day, {last} ({basis})",
            came=came if published else words("not published by {day}", day=shown),
            late=late,
            last=last.isoformat(),
            basis=basis,
        ),
        expected=f"≤{last.isoformat()}",
        actual=shown if published else "",
        difference=str(late),
    )
