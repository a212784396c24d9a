"""The files that settings name: found, read, and put in their place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from attrs import evolve, fields

from gongkai.config.layers import Layers, Tree
from gongkai.config.source import Keys
from gongkai.errors import ConfigError, Mistake, reason_of
from gongkai.kinds import InputFile
from gongkai.wording import words

S = TypeVar("S")

#: A template or a picture is smaller; what is larger would be a mistake or an attack.
_LARGEST = 20 * 1024 * 1024


def with_files(settings: S, layers: Layers, tree: Tree, at: Keys) -> S:
    """The settings with what their files hold; `ConfigError` for one that cannot be read."""
    read: dict[str, object] = {}
    for name, value in _values(settings):
        if isinstance(value, InputFile) and value.name:
            read[name] = _read(value.name, layers, tree, (*at, name))
        elif isinstance(value, tuple) and any(isinstance(each, InputFile) for each in value):
            read[name] = tuple(
                _read(each.name, layers, tree, (*at, name, index))
                for index, each in enumerate(value)
            )
    return evolve(settings, **read) if read else settings  # type: ignore[misc]


def files_in(settings: object) -> Iterator[InputFile]:
    """The files that settings name, once they are read."""
    for _, value in _values(settings):
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, InputFile) and each.name:
                yield each


def _values(settings: object) -> Iterator[tuple[str, object]]:
    for attribute in fields(type(settings)):  # type: ignore[arg-type]
        yield attribute.name, getattr(settings, attribute.name)


def _read(written: str, layers: Layers, tree: Tree, at: Keys) -> InputFile:
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
