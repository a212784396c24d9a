"""``gongkai log``: who did what to a report, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gongkai.cli.data import to_json
from gongkai.cli.known import tree_of
from gongkai.cli.speech import Speech, mark
from gongkai.cli.stored import existing_store
from gongkai.cli.terminal import Line, Styled, in_one_line, tell
from gongkai.config.agency import find_reports
from gongkai.content import said_change
from gongkai.errors import GongkaiError, near
from gongkai.lifecycle.event import Entry
from gongkai.lifecycle.people import read_office
from gongkai.lifecycle.table import Lifecycle
from gongkai.wording import words


@click.command(help=mark("Show what was done to a report: who, when, what, why, and the hashes."))
@click.argument("agency", metavar=mark("AGENCY"))
@click.argument("year", type=int, metavar=mark("YEAR"))
@click.option("--json", "as_json", is_flag=True, help=mark("Print the log as JSON."))
@click.pass_context
def command(ctx: click.Context, /, agency: str, year: int, *, as_json: bool) -> int:
    """Show the log of one report."""
    agency = agency.strip("/")
    if not (tree_of(ctx).root / agency / "bureau.toml").is_file():
        known = sorted({report.agency for report in find_reports(tree_of(ctx))})
        hint = near(agency, known)
        raise GongkaiError(words("there is no agency {agency!r}; {hint}", agency=agency, hint=hint))
    entries = existing_store(ctx).history(agency, year)
    if as_json:
        click.echo(to_json({"events": [_data(entry) for entry in entries]}))
        return 0
    office = read_office(tree_of(ctx), agency)
    for entry in entries:
        for line in _lines(entry, office.lifecycle, ctx.obj):
            tell(*line)
    if not entries:
        tell(ctx.obj.say_text("nothing is recorded of this report; it is a draft"))
    return 0


def _lines(entry: Entry, lifecycle: Lifecycle, speech: Speech) -> Iterator[Line]:
    event = entry.event
    signed = speech.say_text("signed") if entry.signature else speech.say_text("unsigned")
    labels = {state.name: state.label for state in lifecycle.states}
    where = (
        f"{labels.get(event.from_state, event.from_state)} → "
        f"{labels.get(event.to_state, event.to_state)}"
    )
    yield (
        Styled(f"{event.step:>3}  {event.at[:19].replace('T', ' ')}  {event.move}", bold=True),
        f"  {where}  {event.name}  ",
        Styled(f"{signed}  {entry.hash[:12]}", dim=True),
    )
    if event.reason:
        yield (f"     {in_one_line(event.reason)}",)
    reasons = event.details.get("reasons")
    if isinstance(reasons, dict):
        for address, text in reasons.items():
            yield (f"     {address}: {in_one_line(str(text))}",)
    changes = event.details.get("changed")
    if isinstance(changes, dict):
        for name, how in changes.items():
            yield (f"     {speech.say(said_change(name, how))}",)


def _data(entry: Entry) -> dict[str, object]:
    event = entry.event
    return {
        "number": event.number,
        "step": event.step,
        "at": event.at,
        "actor": event.actor,
        "name": event.name,
        "move": event.move,
        "from": event.from_state,
        "to": event.to_state,
        "revision": event.revision,
        "reason": event.reason,
        "content": event.content,
        "details": dict(event.details),
        "hash": entry.hash,
        "signed": bool(entry.signature),
    }
