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
from gongkai.cli.stored import existing_store
from gongkai.cli.terminal import Styled, tell
from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError, reason_of
from gongkai.lifecycle.event import Entry
from gongkai.lifecycle.people import read_office
from gongkai.lifecycle.store import Still, Store
from gongkai.lifecycle.verify import (
    Broken,
    Checkpoint,
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
        found = _of_store(existing_store(ctx), points, keys)
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
    _, number, _ = still.end()
    listed = {
        (each.agency, each.year): (each.step, each.hash, each.state, each.revision)
        for each in still.standings()
    }
    if number != found.events:
        why = words("the log ends here, the store knows {number} events", number=number)
        return Broken(number=found.events + 1, why=why)
    if listed != found.ends:
        wrong = min({*listed.items()} ^ {*found.ends.items()})[0]
        why = words(
            "{report} is listed otherwise than its events say", report=" ".join(map(str, wrong))
        )
        return Broken(number=found.events, why=why)
    return None


def _keys(tree: Tree) -> Keys:
    """The public keys of a user, as people.toml names them now; read once for each agency."""

    @cache
    def keys(agency: str, user: str) -> tuple[str, ...]:
        return read_office(tree, agency).person(user).keys

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
                yield Entry(text=said["event"], signature=said["signature"], hash=said["hash"])
    except OSError as error:
        raise GongkaiError(
            words("{file}: cannot be read: {why}", file=file, why=reason_of(error))
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise GongkaiError(words("{file}: is no export of a log", file=file)) from error


def _data(found: Verified, ctx: click.Context) -> dict[str, object]:
    broken = found.broken
    return {
        "events": found.events,
        "signed": found.signed,
        "reports": len(found.ends),
        "broken": {"event": broken.number, "why": ctx.obj.say(broken.why)} if broken else None,
    }


@command.command(help=mark("Print every event as a line of JSON: its text, signature and hash."))
@click.pass_context
def export(ctx: click.Context, /) -> int:
    """Export the log."""
    for entry in existing_store(ctx).entries():
        line = {"event": entry.text, "signature": entry.signature, "hash": entry.hash}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


@command.command(help=mark("Print where the log stands, to be kept elsewhere."))
@click.pass_context
def checkpoint(ctx: click.Context, /) -> int:
    """Print a checkpoint."""
    store, number, digest = existing_store(ctx).end()
    click.echo(str(Checkpoint(store=store, number=number, hash=digest or "0" * 64)))
    return 0
