"""Which bureau took over from which: founded, merged, renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from gongkai.config.choices import BureauTable
from gongkai.config.layers import Layers, Tree, lay
from gongkai.config.sense import wrong_bureau
from gongkai.config.source import Keys
from gongkai.config.structure import structure
from gongkai.errors import ConfigError, GongkaiError, Mistake, near
from gongkai.wording import Words, words

_AT: Keys = ("bureau", "rollup", "successor")


def predecessors(tree: Tree, agency: str, year: int) -> tuple[str, ...]:
    """The bureaus whose work of last year goes on in this bureau's report of ``year``.

    Each has a report of ``year - 1`` and none of ``year``, ended by the end of ``year``, and names
    this bureau as its successor, directly or over others that have no report of ``year`` either.
    What they carried out of last year is carried in here, besides the bureau's own. Who succeeds
    whom is read once for a tree.
    """
    return tuple(sorted(_before(tree, agency, year, {agency})))


def _before(tree: Tree, agency: str, year: int, seen: set[str]) -> Iterator[str]:
    for older, last_year in _successions(tree).get(agency, ()):
        if older in seen or last_year > year or has_report(tree, older, year):
            continue
        seen.add(older)
        if has_report(tree, older, year - 1):
            yield older
        yield from _before(tree, older, year, seen)


def has_report(tree: Tree, agency: str, year: int) -> bool:
    """Whether the tree holds a report of the bureau for the year."""
    return (tree.root / agency / str(year) / "report.toml").is_file()


def successors(tree: Tree, agency: str) -> tuple[tuple[str, BureauTable], ...]:
    """The bureaus that took over one after the other, the first first.

    `ConfigError` if one of them does not exist or if they succeed each other in a circle.
    """
    chain: list[tuple[str, BureauTable]] = []
    following, layers = read_bureau(tree, agency)
    here, seen = agency, {agency}
    while following.rollup.successor:
        there = _existing(tree, following.rollup.successor, layers)
        if there in seen:
            message = words("{agency!r} succeeds itself in a circle", agency=there)
            raise _wrong(layers, message)
        seen.add(there)
        here = there
        following, layers = read_bureau(tree, here)
        chain.append((here, following))
    return tuple(chain)


def read_bureau(tree: Tree, agency: str) -> tuple[BureauTable, Layers]:
    """What ``[bureau]`` says, and where; `ConfigError` with all that is wrong in it."""
    layers = lay(tree.chain(tree.root / agency / "bureau.toml"))
    layers.origins.setdefault(("bureau",), layers.files[-1])
    bureau = structure(layers.table.get("bureau", {}), BureauTable, layers, ("bureau",))
    if wrong := tuple(wrong_bureau(bureau, layers, ("bureau",))):
        raise ConfigError(wrong)
    return bureau, layers


def _existing(tree: Tree, written: str, layers: Layers) -> str:
    """The id of a bureau that a person named as successor."""
    path = tree.inside(tree.root, written.strip("/") or ".", layers.position(_AT))
    agency = tree.name(path)
    if not os.path.isfile(path / "bureau.toml"):  # noqa: PTH113 - a name too long for any disk
        known = [tree.name(folder) for folder in _bureaus(tree)]
        message = words(
            "there is no agency {agency!r}; {hint}", agency=written, hint=near(written, known)
        )
        raise _wrong(layers, message)
    return agency


def _wrong(layers: Layers, message: Words) -> ConfigError:
    name = ".".join(map(str, _AT))
    named = words("{name}: {message}", name=name, message=message)
    return ConfigError([Mistake(layers.position(_AT), named)])


@lru_cache(maxsize=4)
def _successions(tree: Tree) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """By successor: who named it, and the last year of each.

    A file that cannot be read tells so when its own report is made.
    """
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for folder in _bureaus(tree):
        agency = tree.name(folder)
        # The name of the key, before the file is taken apart: few of ten thousand have it.
        with suppress(GongkaiError, OSError):
            if b"successor" in (folder / "bureau.toml").read_bytes():
                for there, last_year in _successor(tree, agency):
                    found[there] = (*found.get(there, ()), (agency, last_year))
    return found


def _successor(tree: Tree, agency: str) -> Iterator[tuple[str, int]]:
    """The bureau's successor, if it has one, and the last year of its own."""
    bureau, layers = read_bureau(tree, agency)
    if bureau.rollup.successor and bureau.rollup.until:
        yield _existing(tree, bureau.rollup.successor, layers), bureau.rollup.until.year


def _bureaus(tree: Tree) -> Iterator[Path]:
    """The folder of every bureau below the agencies folder, in order."""
    for folder, below, files in os.walk(tree.root):
        below[:] = sorted(name for name in below if not passed_over(name))
        if "bureau.toml" in files:
            yield Path(folder)


def passed_over(name: str) -> bool:
    """Whether a folder holds no bureau: hidden ones, and the years of a bureau."""
    return name.startswith((".", "_")) or (len(name) == len("2024") and name.isdecimal())
