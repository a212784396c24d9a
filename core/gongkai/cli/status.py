"""``gongkai status``: how far the reports are, what is open, who is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from gongkai.cli.box_table import width_of
from gongkai.cli.data import to_json
from gongkai.cli.known import tree_of
from gongkai.cli.speech import Speech, mark
from gongkai.cli.stored import existing_store
from gongkai.cli.terminal import Styled, tell_all, tell_prose
from gongkai.errors import GongkaiError, reason_of
from gongkai.lifecycle.fold import MISSING
from gongkai.lifecycle.limits_calendar import calendar_of
from gongkai.lifecycle.overview import Line, overview
from gongkai.lifecycle.table import lifecycle
from gongkai.model.agency import FIRST_YEAR, LAST_YEAR
from gongkai.wording import words

_LATE = 1
_SOON = 7


@click.command(
    help=mark(
        "Show for each bureau how far its report of a year is, what is open in it, and the days "
        "to its limit. REGION is the path of a folder; without it, all."
    )
)
@click.argument("region", default="", metavar=mark("[REGION]"))
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    required=True,
    metavar="YEAR",
    help=mark("The year of the reports."),
)
@click.option("--fail-late", is_flag=True, help=mark("End with 1 when a report is late."))
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=mark("Write the limits of what is not published as a calendar file."),
)
@click.option("--json", "as_json", is_flag=True, help=mark("Print the table as JSON."))
@click.pass_context
def command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    /,
    region: str,
    year: int,
    ics: Path | None,
    *,
    fail_late: bool,
    as_json: bool,
) -> int:
    """Show how far the reports are."""
    tree = tree_of(ctx)
    if region and not (tree.root / region.strip("/")).is_dir():
        raise GongkaiError(
            words("there is no folder {region!r} in the agencies folder", region=region)
        )
    today = datetime.now(UTC).astimezone().date()
    lines = overview(tree, existing_store(ctx).standings(year), year, today, region)
    if ics is not None:
        _write(ics, calendar_of(lines))
    if as_json:
        click.echo(to_json({"reports": [_data(line) for line in lines]}))
    else:
        _show(lines, ctx.obj)
    return _LATE if fail_late and any(line.late for line in lines) else 0


def _show(lines: tuple[Line, ...], speech: Speech) -> None:
    name = max((width_of(line.name) for line in lines), default=0)
    states = {state: _said(state, speech) for state in {line.state for line in lines}}
    tell_all(
        (
            line.name + " " * (name - width_of(line.name)),
            "  ",
            Styled(states[line.state], bold=bool(line.late)),
            "  ",
            Styled(_days(line, speech), fg=_colour(line)),
            "  ",
            Styled(_open(line, speech), dim=True),
        )
        for line in lines
    )
    counted = Counter(states[line.state] for line in lines)
    tell_prose("; ".join(f"{state}: {number}" for state, number in counted.items()), "  ")


def _said(state: str, speech: Speech) -> str:
    labels = {state.name: state.label for state in lifecycle().states}
    if state == MISSING:
        return speech.say_text("no report")
    return f"{state} {labels.get(state, '')}".strip()


def _days(line: Line, speech: Speech) -> str:
    if line.released_on and line.late:
        return speech.say_text("{number} days late ({limit})", number=line.late, limit=line.limit)
    if line.released_on:
        return line.released_on
    if line.late:
        return speech.say_text(
            "late by {number} days ({limit})", number=line.late, limit=line.limit
        )
    return speech.say_text("{number} days left ({limit})", number=line.days, limit=line.limit)


def _colour(line: Line) -> str | None:
    if line.late:
        return "red"
    return "yellow" if line.days is not None and line.days <= _SOON else None


def _open(line: Line, speech: Speech) -> str:
    parts = _parts(line, speech)
    return ", ".join(parts)


def _parts(line: Line, speech: Speech) -> Iterator[str]:
    if line.errors:
        yield speech.say_text("errors: {number}", number=line.errors)
    if line.warnings:
        yield speech.say_text("warnings: {number}", number=line.warnings)
    if line.remarks:
        yield speech.say_text("comments: {number}", number=line.remarks)
    if line.revision > 1:
        yield speech.say_text("revision {number}", number=line.revision)


def _data(line: Line) -> dict[str, object]:
    return {
        "agency": line.agency,
        "name": line.name,
        "year": line.year,
        "state": line.state,
        "revision": line.revision,
        "since": line.since,
        "errors": line.errors,
        "warnings": line.warnings,
        "comments": line.remarks,
        "limit": line.limit.isoformat(),
        "released_on": line.released_on,
        "days": line.days,
        "late": line.late,
    }


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise GongkaiError(
            words("{file} cannot be written: {why}", file=file, why=reason_of(error))
        ) from error
