"""The commands that move a report on; each is one line of the lifecycle's table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from gongkai.cli.desk import Call, acting, make
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import tell, tell_prose
from gongkai.errors import GongkaiError
from gongkai.lifecycle.act import Done, perform
from gongkai.lifecycle.pack import Published
from gongkai.lifecycle.pack import publish as publish_pack
from gongkai.model.findings import Severity
from gongkai.wording import words

_note = click.option(
    "--note", default="", metavar="TEXT", help=mark("A remark to be kept with it in the log.")
)


def _plain(move: str, text: str) -> click.Command:
    """A move that needs nothing but who and what."""

    @click.command(move, help=text)
    @_note
    @acting
    def command(call: Call, note: str) -> int:
        desk = call.desk
        return make(call, desk, lambda: perform(desk, call.asked(move, reason=note)))

    return command


@click.command(
    "return",
    help=mark(
        "Send a report back (退回), with what is wrong in which section or cell. It is a draft "
        "again once it is mended and checked."
    ),
)
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    metavar="ADDRESS=TEXT",
    help=mark("What is wrong where: a cell, section:NAME, or report; may be repeated."),
)
@_note
@acting
def send_back(call: Call, reasons: tuple[str, ...], note: str) -> int:
    """Send a report back."""
    desk = call.desk
    asked = call.asked("return", reason=note, reasons=_reasons(reasons))
    return make(call, desk, lambda: perform(desk, asked))


def _reasons(written: tuple[str, ...]) -> Mapping[str, str]:
    """Reasons by address; `GongkaiError` for one without its text."""
    found: dict[str, str] = {}
    for reason in written:
        address, equals, text = reason.partition("=")
        if not equals or not text.strip():
            raise GongkaiError(words("--reason {reason!r}: expected ADDRESS=TEXT", reason=reason))
        found[address.strip()] = text.strip()
    return found


@click.command(
    "publish",
    help=mark(
        "Publish an approved report: write every output without the draft mark, with a manifest "
        "of hashes and a checkpoint of the log, and record day and place. Again, it changes "
        "nothing."
    ),
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help=mark("The day of publication, as 2025-01-20."),
)
@click.option(
    "--place", default="", metavar="URL", help=mark("Where it is published: the page's address.")
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("published"),
    metavar="DIR",
    show_default=True,
    help=mark("Where to write; each revision gets a folder."),
)
@click.option("--zip", "zipped", is_flag=True, help=mark("Write one zip file instead of a folder."))
@acting
def publish(call: Call, on: datetime | None, place: str, out: Path, *, zipped: bool) -> int:
    """Publish a report."""
    desk = call.desk
    asked = call.asked("publish", place=place, on=on.date() if on else None)

    def move() -> Done | None:
        published = publish_pack(desk, asked, out, zipped=zipped)
        if not call.as_json:
            tell(f"→ {published.place.as_posix()}")
            _tell_findings(published, call.speech)
        return published.done

    return make(call, desk, move)


def _tell_findings(published: Published, speech: Speech) -> None:
    """Say what is found on the day of publication: that it is late, say."""
    findings = published.done.seen.outcome.findings if published.done else ()
    serious = [found for found in findings if found.severity is not Severity.INFORMATION]
    for finding in serious:
        said = f"  {finding.severity.value} {finding.code}: {speech.say(finding.message)}"
        tell_prose(said, "    ", err=True)


@click.command(
    "correct",
    help=mark(
        "Open a correction of a published report: a new revision begins as a draft, the old one "
        "stays readable."
    ),
)
@click.option("--note", default="", metavar="TEXT", help=mark("What is corrected, for the public."))
@acting
def correct(call: Call, note: str) -> int:
    """Open a correction."""
    desk = call.desk
    return make(call, desk, lambda: perform(desk, call.asked("correct", reason=note)))


@click.command(
    "step",
    help=mark(
        "Make a step that the region has added: legal review (法核), joint signature (会签)."
    ),
)
@click.argument("step", metavar=mark("STEP"))
@_note
@acting
def step(call: Call, step: str, note: str) -> int:
    """Make a step of the region's own."""
    desk = call.desk
    return make(call, desk, lambda: perform(desk, call.asked(step, reason=note)))


#: The commands of this module by name.
commands: Mapping[str, click.Command] = {
    "mark-checked": _plain(
        "mark-checked",
        mark("Say that a report is checked (校核): read anew, without open errors."),
    ),
    "submit": _plain("submit", mark("Submit a checked report for approval (报送).")),
    "secrecy-review": _plain(
        "secrecy-review",
        mark("Record that the secrecy of a submitted report was reviewed (保密审查)."),
    ),
    "approve": _plain("approve", mark("Approve a submitted report (审定): by another person.")),
    "archive": _plain("archive", mark("Archive a published report (归档).")),
    "return": send_back,
    "publish": publish,
    "correct": correct,
    "step": step,
}
