"""``gongkai comment``: remarks on a cell or a paragraph, answers, and what is settled."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gongkai.cli.data import to_json
from gongkai.cli.desk import Call, acting
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import Line, Styled, in_one_line, tell
from gongkai.errors import GongkaiError
from gongkai.lifecycle.fold import Remark
from gongkai.lifecycle.remarks import Said, remark
from gongkai.wording import words


@click.command(
    help=mark(
        "Comment on a cell or a section, answer a comment, or settle it; without TEXT, list the "
        "comments. Open ones block the approval where the region says so."
    )
)
@click.option(
    "--at", "address", default="", metavar="ADDRESS", help=mark("The cell, or section:NAME.")
)
@click.option("--text", default="", metavar="TEXT", help=mark("What is said."))
@click.option("--answer", "answered", type=int, metavar="N", help=mark("Answer comment N."))
@click.option("--resolve", "resolved", type=int, metavar="N", help=mark("Settle comment N."))
@acting
def command(call: Call, address: str, text: str, answered: int | None, resolved: int | None) -> int:
    """Comment, or list the comments."""
    _one_thing(address, text, answered, resolved)
    desk = call.desk
    if address or answered is not None or resolved is not None:
        remark(
            desk,
            Said(
                agency=call.report.agency,
                year=call.report.year,
                user=call.user,
                text=text,
                address=address,
                number=answered or resolved or 0,
                resolve=resolved is not None,
            ),
        )
    remarks = desk.store.head(call.report.agency, call.report.year).remarks
    if call.as_json:
        click.echo(to_json({"comments": [_data(each) for each in remarks]}))
    for each in () if call.as_json else remarks:
        for line in _lines(each, call.speech):
            tell(*line)
    return 0


def _one_thing(address: str, text: str, answered: int | None, resolved: int | None) -> None:
    """A call begins a comment, answers one, or settles one; anything else would lose a part."""
    asked = [bool(address), answered is not None, resolved is not None]
    if sum(asked) > 1 or (text and not any(asked)):
        raise GongkaiError(
            words("say one thing: --at with --text, or --answer with --text, or --resolve")
        )


def _lines(each: Remark, speech: Speech) -> Iterator[Line]:
    settled = (
        speech.say_text("settled by {name}", name=each.resolved_by)
        if each.resolved_by
        else speech.say_text("open")
    )
    yield (
        Styled(f"{each.number}  {each.address}", bold=True),
        f"  {each.by}: {in_one_line(each.text)}  ",
        settled,
    )
    for name, text in each.answers:
        yield (f"     {name}: {in_one_line(text)}",)


def _data(each: Remark) -> dict[str, object]:
    return {
        "number": each.number,
        "address": each.address,
        "by": each.by,
        "at": each.at,
        "text": each.text,
        "answers": [{"by": name, "text": text} for name, text in each.answers],
        "resolved_by": each.resolved_by,
    }
