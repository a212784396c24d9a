"""``gongkai config``: where a setting comes from, and schemas for editors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import click

from gongkai.cli.data import to_json
from gongkai.cli.known import tree_of
from gongkai.cli.run import chosen
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import Styled, tell
from gongkai.config.agency import read_agency
from gongkai.config.layers import Layers
from gongkai.config.schema import FILES, file_schema
from gongkai.config.show import show
from gongkai.config.source import Keys
from gongkai.errors import GongkaiError, near
from gongkai.host import Plugins
from gongkai.wording import words


@click.group(help=mark("Say where a setting comes from; print schemas for editors."))
def command() -> None:
    """Group what is about TOML."""


@command.command(
    help=mark(
        "Say which file a setting comes from, with line and column. Without KEY, every setting. "
        "KEY is written with dots, as channels.website.export."
    )
)
@click.argument("agency", metavar=mark("AGENCY"))
@click.argument("key", required=False, default="", metavar=mark("[KEY]"))
@click.option(
    "--year",
    type=int,
    metavar="YEAR",
    help=mark("Of this year's report; else of the latest."),
)
@click.option("--json", "as_json", is_flag=True, help=mark("Print the answer as JSON."))
@click.pass_context
def explain(
    ctx: click.Context, /, agency: str, key: str, *, year: int | None, as_json: bool
) -> None:
    """Explain settings."""
    reports = chosen(ctx, (agency,), () if year is None else (year,))
    layers = read_agency(tree_of(ctx), reports[-1]).layers
    found = _wanted(layers.table, key, lists=False) or _wanted(layers.table, key, lists=True)
    speech: Speech = ctx.obj
    if not found:
        every = _wanted(layers.table, "", lists=False)
        raise GongkaiError(words("nothing sets {key!r}; {hint}", key=key, hint=near(key, every)))
    if as_json:
        click.echo(
            to_json([_data(name, keys, value, layers) for name, (keys, value) in found.items()])
        )
        return
    for name, (keys, value) in found.items():
        place = Styled(str(layers.position(keys)), dim=True)
        tell(Styled(name, bold=True), f" = {show(value, whole=bool(key))}  ", place)
        for other in _overlaid(keys, layers):
            tell("    " + speech.say_text("over {place}", place=other))


def _wanted(table: dict[str, Any], key: str, *, lists: bool) -> dict[str, tuple[Keys, object]]:
    """The settings at a key and below it; ``lists`` takes lists apart too."""
    return {
        ".".join(map(str, keys)): (keys, value)
        for keys, value in _leaves(table, (), lists=lists)
        if _below(keys, key)
    }


def _leaves(table: Any, at: Keys, *, lists: bool) -> Iterator[tuple[Keys, object]]:  # noqa: ANN401 - any TOML value
    if table and isinstance(table, dict):
        for name, value in table.items():
            yield from _leaves(value, (*at, name), lists=lists)
    elif lists and table and isinstance(table, list):
        for index, value in enumerate(table):
            yield from _leaves(value, (*at, index), lists=lists)
    else:
        yield at, table


def _below(keys: Keys, wanted: str) -> bool:
    name = ".".join(map(str, keys))
    return not wanted or name == wanted or name.startswith(f"{wanted}.")


def _overlaid(keys: Keys, layers: Layers) -> list[str]:
    """The files below that set the same key, nearest first; a list is set as a whole."""
    origin = layers.origin(keys)
    keys = tuple(takewhile(lambda key: isinstance(key, str), keys))
    places = [
        str(source.position(keys))
        for source in layers.files
        if _has(source.table, keys) and source is not origin
    ]
    return places[::-1]


def _has(table: Any, keys: Keys) -> bool:  # noqa: ANN401 - any TOML value
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True


def _data(name: str, keys: Keys, value: object, layers: Layers) -> dict[str, object]:
    position = layers.position(keys)
    return {
        "key": name,
        "value": value,
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "over": _overlaid(keys, layers),
    }


@command.command(help=mark("Print the JSON Schema of region.toml, bureau.toml or report.toml."))
@click.argument("file", type=click.Choice(FILES))
@click.pass_context
def schema(ctx: click.Context, /, file: str) -> None:
    """Print a schema."""
    offers = Plugins.installed(without=ctx.meta["without"]).offers()
    click.echo(to_json(file_schema(file, offers)))
