"""``gongkai plugins``: what is loaded, and what it offers."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gongkai.cli.data import to_json
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import Styled, tell
from gongkai.host import KINDS, Plugins
from gongkai.kinds import API, Offers
from gongkai.loading import Plugin


@click.command(help=mark("Show every plugin: its version, where it is from, what it offers."))
@click.option("--json", "as_json", is_flag=True, help=mark("Print the list as JSON."))
@click.pass_context
def command(ctx: click.Context, /, *, as_json: bool) -> None:
    """List the plugins."""
    plugins = Plugins.installed(without=ctx.meta["without"])
    offers = plugins.offers()
    speech: Speech = ctx.obj
    if as_json:
        data = [_data(plugin, offers) for plugin in plugins.plugins]
        click.echo(to_json({"api": API, "plugins": data}))
        return
    for plugin in plugins.plugins:
        tell(
            Styled(plugin.name, bold=True),
            f"  {plugin.version}  ",
            Styled(f"{plugin.module.__name__} ({plugin.origin})", dim=True),
        )
        for kind, names in _offered(plugin, offers):
            label, text = speech.translate(kind), ", ".join(names)
            tell("    " + speech.say_text("{label}: {text}", label=label, text=text))


def _offered(plugin: Plugin, offers: Offers) -> Iterator[tuple[str, list[str]]]:
    for kind in KINDS:
        names = [
            name for name, offer in getattr(offers, kind).items() if offer.plugin == plugin.name
        ]
        if names:
            yield kind, names


def _data(plugin: Plugin, offers: Offers) -> dict[str, object]:
    return {
        "name": plugin.name,
        "version": plugin.version,
        "module": plugin.module.__name__,
        "origin": plugin.origin,
        "offers": dict(_offered(plugin, offers)),
    }
