"""``gongkai audit``: the log, verified and carried elsewhere."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
from attrs import evolve

from gongkai.cli.data import to_json
from gongkai.cli.known import tree_of
from gongkai.cli.speech import mark
from gongkai.cli.stored import audited_store
from gongkai.cli.terminal import Styled, tell
from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError, reason_of
from gongkai.lifecycle.event import Entry
from gongkai.lifecycle.people import read_office
from gongkai.lifecycle.store import Standing, Still, Store
from gongkai.lifecycle.verify import (
    Broken,
    Checkpoint,
    End,
    Keys,
    Verified,
    read_checkpoint,
    verify_entries,
)
from gongkai.wording import words

_BROKEN = 1


@click.group("audit", help=mark("Verify the log, export it, and print where it stands."))
def command() -> None:
    """Group the commands of the auditor."""


@command.command(
    help=mark(
        "Verify every event: its hash, both chains, its signature, and what the store lists. Ends "
        "with 1 and the first broken event when anything was altered, removed or reordered."
    )
)
@click.option(
    "--checkpoint",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help=mark("A checkpoint that was kept elsewhere; may be repeated."),
)
@click.option(
    "--file",
    "export",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=mark("Verify an export instead of the store."),
)
@click.option("--json", "as_json", is_flag=True, help=mark("Print the answer as JSON."))
@click.pass_context
def verify(
    ctx: click.Context, /, files: tuple[Path, ...], export: Path | None, *, as_json: bool
) -> int:
    """Verify a log."""
    points = [_checkpoint(file) for file in files]
    keys = _keys(tree_of(ctx))
    if export is not None:
        found = verify_entries(_exported(export), points, keys)
    else:
        found = _of_store(audited_store(ctx), points, keys)
    if as_json:
        click.echo(to_json(_data(found, ctx)))
    elif found.broken is not None:
        why = ctx.obj.say(found.broken.why)
        tell(
            Styled(
                ctx.obj.say_text("event {number}: {why}", number=found.broken.number, why=why),
                fg="red",
            ),
            err=True,
        )
    else:
        tell(
            ctx.obj.say_text(
                "{number} events of {reports} reports hold; signed: {signed}",
                number=found.events,
                reports=len(found.ends),
                signed=found.signed,
            )
        )
    if found.strange and not as_json:
        said = mark("{number} signatures are of keys that people.toml does not name now")
        tell(ctx.obj.say_text(said, number=found.strange))
    return _BROKEN if found.broken else 0


def _of_store(store: Store, points: list[Checkpoint], keys: Keys) -> Verified:
    """The events, and that the store lists the end of the log and of each report as they are.

    All of it as of one moment: the others go on working while the auditor reads.
    """
    with store.still() as still:
        found = verify_entries(still.entries(), points, keys)
        broken = found.broken or _listed_otherwise(still, found)
    return evolve(found, broken=broken)


def _listed_otherwise(still: Still, found: Verified) -> Broken | None:
    store, number, digest = still.end()
    if number != found.events:
        why = words("the log ends here, the store knows {number} events", number=number)
        return Broken(number=found.events + 1, why=why)
    if found.events and (store, digest) != (found.end.store, found.end.hash):
        why = words("the store says that its log ends otherwise")
        return Broken(number=found.events, why=why)
    listed = {(each.agency, each.year): _listed(each) for each in still.standings()}
    events = {place: _told(end) for place, end in found.ends.items()}
    if listed != events:
        wrong = min(place for place, _ in {*listed.items()} ^ {*events.items()})
        why = words(
            "{report} is listed otherwise than its events say", report=" ".join(map(str, wrong))
        )
        return Broken(number=found.events, why=why)
    return None


def _listed(each: Standing) -> tuple[object, ...]:
    kept = (each.step, each.hash, each.state, each.revision, each.since, each.content)
    return (*kept, each.errors, each.warnings, each.released_on, each.remarks)


def _told(end: End) -> tuple[object, ...]:
    kept = (end.step, end.hash, end.state, end.revision, end.since, end.content)
    return (*kept, end.errors, end.warnings, end.released_on, len(end.remarks))


def _keys(tree: Tree) -> Keys:
    """The public keys of a user, as people.toml names them now; none where it cannot be read."""

    @cache
    def keys(agency: str, user: str) -> tuple[str, ...]:
        try:
            return read_office(tree, agency).person(user).keys
        except GongkaiError:
            return ()

    return keys


def _checkpoint(file: Path) -> Checkpoint:
    try:
        return read_checkpoint(file.read_text("utf-8"))
    except OSError as error:
        raise GongkaiError(
            words("{file}: cannot be read: {why}", file=file, why=reason_of(error))
        ) from error
    except ValueError as error:
        raise GongkaiError(words("{file}: holds no checkpoint", file=file)) from error


def _exported(file: Path) -> Iterator[Entry]:
    try:
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                said = json.loads(line)
                text, signature, digest = said["event"], said["signature"], said["hash"]
                yield Entry(text=_text(text), signature=_text(signature), hash=_text(digest))
    except OSError as error:
        raise GongkaiError(
            words("{file}: cannot be read: {why}", file=file, why=reason_of(error))
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise GongkaiError(words("{file}: is no export of a log", file=file)) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _data(found: Verified, ctx: click.Context) -> dict[str, object]:
    broken = found.broken
    return {
        "events": found.events,
        "signed": found.signed,
        "unknown_keys": found.strange,
        "reports": len(found.ends),
        "broken": {"event": broken.number, "why": ctx.obj.say(broken.why)} if broken else None,
    }


@command.command(help=mark("Print every event as a line of JSON: its text, signature and hash."))
@click.pass_context
def export(ctx: click.Context, /) -> int:
    """Export the log."""
    for entry in audited_store(ctx).entries():
        line = {"event": entry.text, "signature": entry.signature, "hash": entry.hash}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


@command.command(help=mark("Print where the log stands, to be kept elsewhere."))
@click.pass_context
def checkpoint(ctx: click.Context, /) -> int:
    """Print a checkpoint."""
    store, number, digest = audited_store(ctx).end()
    if not number:
        raise GongkaiError(words("there is no event yet, and so no checkpoint"))
    click.echo(str(Checkpoint(store=store, number=number, hash=digest)))
    return 0
