"""Who of a region has reported, is late, was returned, is missing: as a table, and as data."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from gongkai.cli.box_table import width_of
from gongkai.cli.speech import Speech, mark, visible
from gongkai.model.findings import Severity
from gongkai.model.region import Member, RegionSum, Turnout
from gongkai.wording import Words, words

#: Whom to ask first stands first.
_ORDER = (
    Turnout.MISSING,
    Turnout.UNREADABLE,
    Turnout.RETURNED,
    Turnout.LATE,
    Turnout.REPORTED,
    Turnout.SUCCEEDED,
    Turnout.OUTSIDE,
)
_SAID = {
    Turnout.MISSING: mark("no report"),
    Turnout.UNREADABLE: mark("cannot be made"),
    Turnout.RETURNED: mark("returned"),
    Turnout.LATE: mark("late"),
    Turnout.REPORTED: mark("reported"),
}
_COUNTED = {
    Turnout.REPORTED: mark("reported in time: {number}"),
    Turnout.LATE: mark("late: {number}"),
    Turnout.RETURNED: mark("returned: {number}"),
    Turnout.UNREADABLE: mark("cannot be made: {number}"),
    Turnout.MISSING: mark("no report: {number}"),
    Turnout.SUCCEEDED: mark("reported by a successor: {number}"),
    Turnout.OUTSIDE: mark("not members: {number}"),
}
#: Errors, warnings and remarks share a column, so that names have room on 80 columns.
_FOUND = mark("E/W/R")
_HEADINGS = (
    mark("member"), mark("state"), mark("published"), mark("limit"), mark("late"), _FOUND,
)  # fmt: skip
#: Dates, days and numbers of findings are never broken; names and states share the rest.
_FIXED = {"published": 10, "limit": 10, "late": 4, _FOUND: 8}
#: What the spaces between six columns take; the narrowest that a name and a state get.
_GAPS, _NAME, _STATE = 11, 20, 16
_NUMBERS = {"late", _FOUND}
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)


def matrix_lines(summed: RegionSum, speech: Speech, width: int) -> Iterator[str]:
    """Draw the matrix in ``width`` columns of a terminal.

    A Han character takes two columns, which rich knows; a text is never taken for markup.
    """
    # Only this command draws with it.
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    names = {member.agency.id: member.agency.name for member in summed.members}
    rows = [_row(member, names, speech) for member in sorted(summed.members, key=_rank)]
    widths = {**_FIXED, **_shares(rows, width)}
    for heading in _HEADINGS:
        table.add_column(
            speech.say_text(heading),
            justify="right" if heading in _NUMBERS else "left",
            overflow="fold",
            width=widths[heading],
        )
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    drawing = io.StringIO()
    Console(file=drawing, width=width, color_system=None).print(table)
    yield from (line.rstrip() for line in drawing.getvalue().splitlines() if line.strip())


def _shares(rows: Sequence[tuple[str, ...]], width: int) -> dict[str, int]:
    """How wide names and states get: as wide as they are, if there is room for it."""
    room = max(width - sum(_FIXED.values()) - _GAPS, _NAME + _STATE)
    name, state = (max(width_of(row[place]) for row in rows) for place in (0, 1))
    name = min(name, room - min(state, _STATE))
    return {"member": max(name, _NAME), "state": max(min(state, room - name), _STATE)}


def _rank(member: Member) -> tuple[int, int, str]:
    return _ORDER.index(member.turnout), -member.days_late, member.agency.id


def _row(member: Member, names: Mapping[str, str], speech: Speech) -> tuple[str, ...]:
    found = "/".join(str(member.number_of(severity)) for severity in _SEVERITIES)
    return (
        member.agency.name,
        speech.say(_state(member, names)),
        member.published.isoformat() if member.published else "",
        "" if member.turnout is Turnout.OUTSIDE else member.limit.isoformat(),
        str(member.days_late or ""),
        found if member.report else "",
    )


def _state(member: Member, names: Mapping[str, str]) -> Words:
    """How a member stands, and why it stays out or who reported for it."""
    if member.turnout is Turnout.OUTSIDE and member.why is not None:
        return words("no member: {why}", why=member.why)
    if member.successor:
        successor = names.get(member.successor, member.successor)
        return words("reported by {successor}", successor=successor)
    return words(_SAID[member.turnout])


def totals(members: Sequence[Member]) -> dict[str, int]:
    """How many bureaus stand how, and how many of them are members."""
    count = {
        turnout.value: sum(member.turnout is turnout for member in members) for turnout in _ORDER
    }
    return {"members": len(members) - count[Turnout.OUTSIDE.value], **count}


def matrix_notes(summed: RegionSum, speech: Speech) -> Iterator[str]:
    """What stands below the matrix: its signs, its rows counted, and what to do next."""
    yield speech.say_text("late: days after the limit; E/W/R: errors, warnings, remarks")
    yield _counted(summed.members, speech)
    worst = max(summed.members, key=_weight)
    if any(_weight(worst)):
        yield speech.say_text(
            "gongkai check {agency} --year {year} shows what was found",
            agency=worst.agency.id,
            year=summed.year,
        )


def _weight(member: Member) -> tuple[int, ...]:
    return tuple(member.number_of(severity) for severity in _SEVERITIES)


def _counted(members: Sequence[Member], speech: Speech) -> str:
    """How many members stand how; what none of them is, is not told."""
    count = totals(members)
    told = [
        speech.say_text(text, number=count[turnout.value])
        for turnout, text in _COUNTED.items()
        if count[turnout.value]
    ]
    separator = speech.say_text(", ")
    return speech.say_text(
        "bureaus: {number} ({parts})", number=len(members), parts=separator.join(told)
    )


def member_data(member: Member, speech: Speech) -> dict[str, object]:
    """A row of the matrix as data."""
    returned = member.returned
    return {
        "agency": member.agency.id,
        "name": member.agency.name,
        "kind": member.agency.kind.value,
        "state": member.turnout.value,
        "why": speech.say(member.why) if member.why else None,
        "successor": member.successor or None,
        "published": member.published.isoformat() if member.published else None,
        "limit": member.limit.isoformat(),
        "days_late": member.days_late,
        "returned": {
            "on": returned.on.isoformat(),
            "by": returned.by,
            "reason": returned.reason,
        }
        if returned
        else None,
        "findings": {severity.value: member.number_of(severity) for severity in Severity},
    }
