"""``gongkai build --list-outputs``: what a report can be written as, and in which files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from gongkai.cli.data import to_json
from gongkai.cli.speech import Speech
from gongkai.cli.terminal import Styled, tell
from gongkai.kinds import Offer, Output


def list_outputs(
    outputs: Mapping[str, Offer[Output[Any]]], speech: Speech, *, as_json: bool
) -> None:
    """Print every output that a plugin offers: its name, its files, what it is, whose it is."""
    if as_json:
        data = [_data(offer, speech) for offer in outputs.values()]
        click.echo(to_json({"outputs": data}))
        return
    width = max(map(len, outputs), default=0)
    for name, offer in outputs.items():
        tell(Styled(f"{name:<{width}}", bold=True), f"  {_title(offer.thing, speech)}")
        files = ", ".join(_files(offer.thing))
        tell(" " * width, "  ", Styled(f"{files}  ({offer.plugin})", dim=True))


def _title(output: Output[Any], speech: Speech) -> str:
    return speech.say(output.title) if output.title else output.media_type


def _files(output: Output[Any]) -> tuple[str, ...]:
    suffixes = (output.suffix, *(companion.suffix for companion in output.companions))
    return tuple(f"{output.stem}{suffix}" for suffix in suffixes)


def _data(offer: Offer[Output[Any]], speech: Speech) -> dict[str, object]:
    return {
        "name": offer.thing.name,
        "title": _title(offer.thing, speech),
        "media_type": offer.thing.media_type,
        "files": list(_files(offer.thing)),
        "plugin": offer.plugin,
    }
