"""The files that settings of an output name: found, read, and put in their place."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve, fields

from gongkai.config.source import Keys
from gongkai.errors import ConfigError, Mistake, reason_of
from gongkai.kinds import InputFile
from gongkai.plan.lookup import Lookup
from gongkai.wording import words

S = TypeVar("S")

#: A template or a picture is smaller; what is larger would be a mistake or an attack.
_LARGEST = 20 * 1024 * 1024


def with_files(settings: S, lookup: Lookup, at: Keys) -> S:
    """The settings with what their files hold; `ConfigError` for one that cannot be read."""
    named = {
        attribute.name: value
        for attribute in fields(type(settings))  # type: ignore[arg-type]
        if isinstance(value := getattr(settings, attribute.name), InputFile) and value.name
    }
    if not named:
        return settings
    read = {name: _read(file.name, lookup, (*at, name)) for name, file in named.items()}
    return evolve(settings, **read)  # type: ignore[misc]


def _read(written: str, lookup: Lookup, at: Keys) -> InputFile:
    layers, tree = lookup.choices.layers, lookup.choices.tree
    position = layers.position(at)
    path = tree.existing(layers.origin(at).path.parent, written, position)
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        message = words("{file}: cannot be read: {why}", file=written, why=reason_of(error))
        raise ConfigError([Mistake(position, message)]) from error
    if len(content) > _LARGEST:
        message = words(
            "{file} is larger than {number} MB", file=written, number=_LARGEST // 1024 // 1024
        )
        raise ConfigError([Mistake(position, message)])
    return InputFile(tree.name(path), content)
