"""Channels: the places of disclosure, and how each one's export becomes disclosure records."""

from __future__ import annotations

from functools import partial
from importlib import resources
from typing import Any

import tomli

from gongkai import Channel, hookimpl
from gongkai_channels.accounts import ChannelSettings, closed_accounts
from gongkai_channels.posts import with_title

#: The version of the kinds that this plugin is written for.
GONGKAI_API = 1


@hookimpl
def gongkai_register_channels() -> tuple[Channel[ChannelSettings], ...]:
    """Offer every channel of ``channels.toml``."""
    text = resources.files(__name__).joinpath("channels.toml").read_text(encoding="utf-8")
    return tuple(_channel(**entry) for entry in tomli.loads(text)["channel"])


def _channel(*, title_length: int = 0, **said: Any) -> Channel[ChannelSettings]:  # noqa: ANN401 - TOML
    adapting = {"adapt": partial(with_title, longest=title_length)} if title_length else {}
    return Channel(
        name=said["name"],
        label=said["label"],
        aliases=tuple(said["aliases"]),
        columns={field: tuple(headings) for field, headings in said["columns"].items()},
        settings=ChannelSettings,
        notes=partial(closed_accounts, said["label"]),
        **adapting,
    )
