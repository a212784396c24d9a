"""The limits of reports as a calendar file (RFC 5545), with a reminder a week before each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gongkai.lifecycle.overview import Line

#: How long before a limit a calendar reminds of it.
BEFORE = timedelta(days=7)


def calendar_of(lines: tuple[Line, ...]) -> bytes:
    """Write the limits of what is not released yet; the same limits give the same bytes."""
    # Only this option needs a calendar.
    from icalendar import Alarm, Calendar, Event  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//gongkai//limits//ZH")
    calendar.add("version", "2.0")
    for line in lines:
        if line.released_on:
            continue
        event = Event()
        event.add("uid", f"{line.agency.replace('/', '.')}.{line.year}@gongkai")
        event.add("dtstamp", datetime(line.year + 1, 1, 1, tzinfo=UTC))
        event.add("dtstart", line.limit)
        event.add("dtend", line.limit + timedelta(days=1))
        event.add("summary", f"{line.name}{line.year}年政府信息公开工作年度报告公布期限")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{line.name}：距公布期限还有7天")
        alarm.add("trigger", -BEFORE)
        event.add_component(alarm)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
