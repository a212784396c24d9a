"""What the commands of the lifecycle share: who acts, on which store, and what is said of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from gongkai.cli.data import to_json
from gongkai.cli.known import tree_of
from gongkai.cli.speech import Speech, mark
from gongkai.cli.stored import store_of
from gongkai.cli.terminal import Styled, tell, tell_prose
from gongkai.config.agency import ReportId, choose_reports
from gongkai.errors import GongkaiError
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk, Done, RefusedError
from gongkai.lifecycle.case import Asked
from gongkai.lifecycle.event import Entry
from gongkai.lifecycle.people import read_office, who
from gongkai.lifecycle.signing import signer
from gongkai.lifecycle.table import Lifecycle
from gongkai.wording import words

_REFUSED = 1
#: The password of a key, where it has one; an option would stand in everybody's list of processes.
_PASSWORD = "GONGKAI_KEY_PASSWORD"  # noqa: S105 - the name of a variable


@frozen(kw_only=True)
class Call:
    """A call that adds to the log: of which report, by whom, and how the answer is printed."""

    ctx: click.Context
    report: ReportId
    user: str
    key: Path | None
    as_json: bool

    @property
    def speech(self) -> Speech:
        """The reader's language."""
        found: Speech = self.ctx.obj
        return found

    @property
    def desk(self) -> Desk:
        """Where the command works: with every plugin, or else a rule could be left out."""
        if self.ctx.meta["without"] or not self.ctx.meta["agency_code"]:
            raise GongkaiError(
                words("a move is judged by every rule; leave out --without and --no-agency-code")
            )
        return Desk(
            store=store_of(self.ctx),
            tree=tree_of(self.ctx),
            plugins=Plugins.installed(),
            sign=signer(self.key, os.environ.get(_PASSWORD, "")) if self.key else None,
        )

    def asked(self, move: str, **more: Any) -> Asked:  # noqa: ANN401 - the fields of Asked
        """What this call asks for."""
        agency, year = self.report.agency, self.report.year
        return Asked(agency=agency, year=year, move=move, user=self.user, **more)


_OPTIONS = (
    click.argument("agency", metavar=mark("AGENCY")),
    click.option(
        "--year", type=int, required=True, metavar="YEAR", help=mark("The year of the report.")
    ),
    click.option(
        "--actor",
        default="",
        metavar="USER",
        help=mark("Who acts; otherwise the user of the operating system."),
    ),
    click.option(
        "--key",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=mark(
            "Sign the event with this SSH key (Ed25519); GONGKAI_KEY_PASSWORD is its password."
        ),
    ),
    click.option("--json", "as_json", is_flag=True, help=mark("Print the answer as JSON.")),
)


def acting(function: Callable[..., int]) -> Callable[..., int]:
    """Give a command what every command has that adds to the log, as one `Call`."""

    @click.pass_context
    @wraps(function)
    def called(  # noqa: PLR0913 - one parameter for each option
        ctx: click.Context,
        /,
        *,
        agency: str,
        year: int,
        actor: str,
        key: Path | None,
        as_json: bool,
        **more: object,
    ) -> int:
        (report,) = choose_reports(tree_of(ctx), (agency,), (year,))
        call = Call(ctx=ctx, report=report, user=who(actor), key=key, as_json=as_json)
        return function(call, **more)

    for option in reversed(_OPTIONS):
        option(called)
    return called


def make(call: Call, desk: Desk, move: Callable[[], Done | None]) -> int:
    """Make a move and say what came of it (None: nothing was left to do); the exit status."""
    try:
        done = move()
    except RefusedError as error:
        if call.as_json:
            click.echo(to_json(_refused_data(error, call.speech)))
        else:
            _tell_refused(error, call.speech)
        return _REFUSED
    if done is None:
        _tell_unchanged(call)
    elif call.as_json:
        click.echo(to_json(_done_data(done)))
    else:
        office = read_office(desk.tree, call.report.agency)
        tell_done(done.entry, office.lifecycle, call.speech)
    return 0


def _tell_unchanged(call: Call) -> None:
    if call.as_json:
        click.echo(to_json({"made": False, "refusals": []}))
    else:
        tell(call.speech.say_text("it had been published before; nothing has changed"))


def tell_done(entry: Entry, lifecycle: Lifecycle, speech: Speech) -> None:
    """Say what was done: from where, whereto, and where it stands in the log."""
    event = entry.event
    signed = mark("signed") if entry.signature else mark("unsigned")
    tell(
        Styled(f"{event.agency} {event.year}", bold=True),
        "  ",
        f"{_named(event.from_state, lifecycle)} → {_named(event.to_state, lifecycle)}",
        "  ",
        Styled(
            speech.say_text(
                "revision {revision}, event {number}, {signed}",
                revision=event.revision,
                number=event.number,
                signed=speech.say_text(signed),
            ),
            dim=True,
        ),
    )


def _named(state: str, lifecycle: Lifecycle) -> str:
    return f"{state} {lifecycle.state(state).label}"


def _tell_refused(error: RefusedError, speech: Speech) -> None:
    """Say every guard that stands against a move, why, and what to do."""
    tell(
        Styled(speech.say_text("{move} is refused:", move=error.move), bold=True, fg="red"),
        err=True,
    )
    for refusal in error.refusals:
        line = f"{refusal.guard}: {speech.say(refusal.why)}"
        tell_prose(f"  {line}", "    ", err=True)
        tell_prose(f"    → {speech.say(refusal.fix)}", "      ", err=True)
    if error.fell_back:
        said = speech.say_text("the report is a draft again")
        tell_prose(f"  {said}", "    ", err=True)


def _done_data(done: Done) -> dict[str, object]:
    """A move that was made, as data."""
    event = done.entry.event
    return {
        "made": True,
        "agency": event.agency,
        "year": event.year,
        "move": event.move,
        "from": event.from_state,
        "to": event.to_state,
        "revision": event.revision,
        "event": event.number,
        "hash": done.entry.hash,
        "signed": bool(done.entry.signature),
    }


def _refused_data(error: RefusedError, speech: Speech) -> dict[str, object]:
    """A move that was refused, as data."""
    return {
        "made": False,
        "move": error.move,
        "fell_back": error.fell_back,
        "refusals": [
            {
                "guard": refusal.guard,
                "why": speech.say(refusal.why),
                "fix": speech.say(refusal.fix),
            }
            for refusal in error.refusals
        ],
    }
