"""Several TOML files laid over each other, each value remembering which file it came from."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path, PureWindowsPath
from typing import Any

from attrs import field, frozen

from gongkai.config.show import show
from gongkai.config.source import Keys, Source, Table, read_source
from gongkai.config.structure import unknown_key
from gongkai.errors import ConfigError, GongkaiError, Mistake, Position, near
from gongkai.wording import words

#: Where something is written, or how to find out: that takes longer than to read the file.
Place = Position | Callable[[], Position]

#: A name that leads nowhere else.
_PLAIN = re.compile(r"\w(?:[\w.-]*\w)?")


@frozen(eq=False)
class Layers:
    """A merged table, and for every key the file that had the last word on it."""

    table: Table
    origins: dict[Keys, Source] = field(repr=False)
    files: tuple[Source, ...] = ()

    def value(self, keys: Keys) -> object:
        """What is set at a place that is known to be set."""
        found: Any = self.table
        for key in keys:
            found = found[key]
        return found

    def is_set(self, keys: Keys) -> bool:
        """Whether any file says something at a place."""
        return any(_has(source.table, keys) for source in self.files)

    def overlays(self, keys: Keys) -> bool:
        """Whether the last word on a place was laid over another."""
        return sum(_has(source.table, keys) for source in self.files) > 1

    def position(self, keys: Keys, *, key: bool = False) -> Position:
        """Find a value (or its key) in the file that it came from."""
        source = self.origin(keys)
        return source.position(keys, key=key)

    def origin(self, keys: Keys) -> Source:
        """The file that had the last word on a place; on what no file says, the topmost one."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.origins:
                return self.origins[keys[:length]]
        return self.files[-1]


def _has(table: object, keys: Keys) -> bool:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True


def lay(files: tuple[Source, ...]) -> Layers:
    """Lay files over each other, the last one on top: tables merge, everything else replaces."""
    table: Table = {}
    origins: dict[Keys, Source] = {}
    for source in files:
        _merge(table, source.table, source, origins, ())
    return Layers(table, origins, files)


def _merge(
    under: Table, over: Table, source: Source, origins: dict[Keys, Source], at: Keys
) -> None:
    for key, value in over.items():
        keys = (*at, key)
        origins[keys] = source
        if isinstance(value, dict):
            below = under.get(key)
            under[key] = dict(below) if isinstance(below, dict) else {}
            _merge(under[key], value, source, origins, keys)
        else:
            under[key] = value


class Tree:
    """The folder of all agencies. No path leads out of it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._start = f"{self.root.as_posix().rstrip('/')}/"

    def name(self, path: Path) -> str:
        """A path as messages show it: below the agencies folder, with forward slashes."""
        whole = path.as_posix()
        if whole.startswith(self._start):
            return whole[len(self._start) :]
        return path.relative_to(self.root).as_posix()

    def inside(self, folder: Path, written: str, place: Place) -> Path:
        """Resolve a path that a person wrote; `ConfigError` if it leads out of the tree."""
        path = folder / written if _PLAIN.fullmatch(written) else None
        if path is not None and self._is_plain(path):
            return path
        if "\0" in written or "\\" in written or PureWindowsPath(written).anchor:
            raise ConfigError([_leads_out(place, written)])
        path = _resolved(folder / written)
        if path is None or not path.is_relative_to(self.root):
            raise ConfigError([_leads_out(place, written)])
        return path

    def _is_plain(self, path: Path) -> bool:
        """Whether a path is its own resolution: no link itself, in a real folder of the tree."""
        return _is_real(self, path.parent) and not os.path.islink(path)  # noqa: PTH114 - faster

    def read(self, path: Path) -> Source:
        """Read a TOML file of the tree; a link must not lead out of it."""
        name = self.name(path)
        where = path if self._is_plain(path) else _resolved(path)
        if where is None or not where.is_relative_to(self.root):
            raise GongkaiError(
                words("{file}: the link leads out of the agencies folder", file=name)
            )
        return read_source(path, name)

    def existing(self, folder: Path, written: str, place: Place) -> Path:
        """Like `inside`, for a file that must be there."""
        path = self.inside(folder, written, place)
        if not _is_file(path):
            there = [entry.name for entry in folder.iterdir() if entry.is_file()]
            message = words(
                "there is no file {written!r} in {folder}; {hint}",
                written=written,
                folder=self.name(folder),
                hint=near(written, there),
            )
            raise ConfigError([Mistake(_found(place), message)])
        return path

    def chain(self, path: Path) -> tuple[Source, ...]:
        """Read a file and what it extends, the furthest first."""
        files: list[Source] = []
        seen: set[Path] = set()
        following: Path | None = path
        while following is not None:
            seen.add(following)
            source = self.read(following)
            files.insert(0, source)
            following = self._extended(source, seen)
        return tuple(files)

    def _extended(self, source: Source, seen: set[Path]) -> Path | None:
        written = source.table.get("extends")
        if written is None:
            return None

        def place() -> Position:
            return source.position(("extends",))

        if not isinstance(written, str):
            message = words(
                "{name}: {message}",
                name="extends",
                message=words(
                    "expected {expected}, found {found}",
                    expected=words("a text in quotes"),
                    found=show(written),
                ),
            )
            raise ConfigError([Mistake(place(), message)])
        path = self.existing(source.path.parent, written, place)
        if path in seen:
            message = words("{written!r} extends itself in a circle", written=written)
            raise ConfigError([Mistake(place(), message)])
        return path


@lru_cache(maxsize=256)
def _is_real(tree: Tree, folder: Path) -> bool:
    """Whether no link leads to a folder of the tree; looked up once for a tree."""
    return _resolved(folder) == folder and folder.is_relative_to(tree.root)


def _found(place: Place) -> Position:
    return place if isinstance(place, Position) else place()


def _resolved(path: Path) -> Path | None:
    """Follow every link; None if they go round in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name too long for any disk is none."""
    return os.path.isfile(path)  # noqa: PTH113 - pathlib raises for such a name


def _leads_out(place: Place, written: str) -> Mistake:
    return Mistake(
        _found(place),
        words(
            "the path {written!r} leads out of the agencies folder; "
            "write one relative to this file's folder",
            written=written,
        ),
    )


def unknown_keys(source: Source, known: tuple[str, ...]) -> Iterator[Mistake]:
    """Every key at the top of a file that it may not have."""
    for key in source.table:
        if key not in known:
            yield unknown_key(source, (key,), known)
