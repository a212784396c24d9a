"""A TOML file, and where each of its keys and values stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli
from attrs import define, field

from gongkai.errors import ConfigError, GongkaiError, Mistake, Position, reason_of
from gongkai.wording import Words, words

if TYPE_CHECKING:
    from tree_sitter import Node

#: A raw TOML table. Decimals are exact: 96171.6 stays 96171.6.
Table = dict[str, Any]

#: Keys and list indexes from the top of a file down to a value.
Keys = tuple[str | int, ...]

#: Line and column, counted from 1.
_Spot = tuple[int, int]

#: Keys, the spot of the key, and the spot of the value.
_Place = tuple[Keys, _Spot, _Spot]

#: Marks of Chinese writing whose TOML counterparts no normal form gives.
_HALF_WIDTH = {"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "。": ".", "【": "[", "】": "]"}

#: Tables in tables in tables: no file of a bureau or a form has more than six.
_DEEPEST = 30


@define(eq=False, slots=False)
class Source:
    """One TOML file: its path, its name in messages, its text, and its content."""

    path: Path
    name: str
    text: str
    table: Table = field(repr=False)

    def position(self, keys: Keys, *, key: bool = False) -> Position:
        """Find a value (or its key); a place that is not written is that of its parent."""
        index = self._key_index if key else self._value_index
        for length in range(len(keys), 0, -1):
            if keys[:length] in index:
                return Position(self.name, *index[keys[:length]])
        return Position(self.name)

    @cached_property
    def _pairs(self) -> tuple[_Place, ...]:
        return tuple(_places(self.text))

    @cached_property
    def _key_index(self) -> dict[Keys, _Spot]:
        return _index((keys, key) for keys, key, _ in self._pairs)

    @cached_property
    def _value_index(self) -> dict[Keys, _Spot]:
        return _index((keys, value) for keys, _, value in self._pairs)


def _index(spots: Iterable[tuple[Keys, _Spot]]) -> dict[Keys, _Spot]:
    """The first spot of each; a table without a header of its own is where its first part is."""
    index: dict[Keys, _Spot] = {}
    within: dict[Keys, _Spot] = {}
    for keys, spot in spots:
        index.setdefault(keys, spot)
        for length in range(1, len(keys)):
            within.setdefault(keys[:length], spot)
    return {**within, **index}


def read_source(path: Path, name: str) -> Source:
    """Read a TOML file; `ConfigError` for text that is not UTF-8 or not TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise GongkaiError(words("{file}: there is no such file", file=name)) from error
    except OSError as error:
        raise GongkaiError(
            words("{file}: cannot be read: {why}", file=name, why=reason_of(error))
        ) from error
    except UnicodeDecodeError as error:
        message = words("not UTF-8 text (byte {byte}); save the file as UTF-8", byte=error.start)
        raise ConfigError([Mistake(Position(name), message)]) from error
    return Source(path, name, text, _parse(text, name))


def _parse(text: str, name: str) -> Table:
    try:
        table = tomli.loads(text, parse_float=Decimal)
        deep = _deeper_than(_DEEPEST, table)
    except tomli.TOMLDecodeError as error:
        message = words("not valid TOML: {why}", why=_reason(error))
        place = Position(name, error.lineno, error.colno)
        raise ConfigError([Mistake(place, message)]) from error
    except (ValueError, ArithmeticError) as error:
        message = words("not valid TOML: {why}", why=words("a number with too many digits"))
        raise ConfigError([Mistake(Position(name), message)]) from error
    except RecursionError:
        deep = True
    if deep:
        message = words("not valid TOML: nested too deeply")
        raise ConfigError([Mistake(Position(name), message)])
    return table


def _reason(error: tomli.TOMLDecodeError) -> Words:
    """What stands wrong there: TOML knows no full-width marks, and Chinese keyboards type them."""
    found = error.doc[error.pos : error.pos + 1]
    if found in {"", "\n"} and error.doc[: error.pos].rstrip().endswith(("”", "’")):
        found = error.doc[: error.pos].rstrip()[-1]
    plain = _HALF_WIDTH.get(found) or unicodedata.normalize("NFKC", found)
    if plain == found or not plain.isascii():
        return words(error.msg)
    if plain.isspace():
        return words("a full-width space stands here; type a space in half width")
    return words(
        "a full-width {found} stands here; type {plain} in half width", found=found, plain=plain
    )


def _deeper_than(levels: int, table: Table) -> bool:
    """Whether tables and lists stand in each other more often than that."""
    level: list[object] = [table]
    for _ in range(levels):
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value)  # type: ignore[attr-defined]
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _places(text: str) -> Iterator[_Place]:
    """Walk the syntax tree of a file and yield every place in it."""
    import tree_sitter_toml  # noqa: PLC0415 - only when a place is asked for
    from tree_sitter import Language, Parser  # noqa: PLC0415 - same

    data = text.encode("utf-8", "surrogatepass")
    root = Parser(Language(tree_sitter_toml.language())).parse(data).root_node
    walk = _Walk(data.split(b"\n"))
    yield from walk.pairs(root, ())
    for node in root.named_children:
        if node.type in {"table", "table_array_element"}:
            yield from walk.table(node)


@define
class _Walk:
    """A walk through the syntax tree: the lines of the file, and the arrays of tables so far."""

    lines: list[bytes]
    counters: dict[Keys, int] = field(factory=dict)
    reached: tuple[int, int, int] = (0, 0, 0)

    def at(self, node: Node) -> _Spot:
        """Line and column of a node, in characters, counted from where the walk has come to."""
        line, column = node.start_point
        seen, start, characters = self.reached
        if line != seen:
            start = characters = 0
        characters += len(self.lines[line][start:column].decode("utf-8", "replace"))
        self.reached = line, column, characters
        return line + 1, characters + 1

    def table(self, node: Node) -> Iterator[_Place]:
        """A table with its header."""
        header = node.named_children[0]
        names = tuple(map(_name, _parts(header)))
        keys = _below(names, self.counters, array=node.type != "table")
        spot = self.at(header)
        yield keys, spot, spot
        yield from self.pairs(node, keys)

    def pairs(self, node: Node, keys: Keys) -> Iterator[_Place]:
        """The pairs of a table, and what is in their values."""
        for pair in node.named_children:
            if pair.type == "pair":
                key, content = pair.named_children[0], pair.named_children[-1]
                below, spots = keys, []
                for part in _parts(key):
                    below = (*below, _name(part))
                    spots.append((below, self.at(part)))
                value = self.at(content)
                yield from ((at, spot, value) for at, spot in spots)
                yield from self.value(content, below)

    def value(self, node: Node, keys: Keys) -> Iterator[_Place]:
        """What is in an inline table or an array."""
        if node.type == "inline_table":
            yield from self.pairs(node, keys)
        elif node.type == "array":
            items = [child for child in node.named_children if child.type != "comment"]
            for index, child in enumerate(items):
                spot = self.at(child)
                yield (*keys, index), spot, spot
                yield from self.value(child, (*keys, index))


def _below(names: tuple[str, ...], counters: dict[Keys, int], *, array: bool) -> Keys:
    """Resolve a header's names through the arrays of tables opened before it."""
    keys: Keys = ()
    for name in names[:-1]:
        keys = (*keys, name)
        if keys in counters:
            keys = (*keys, counters[keys])
    keys = (*keys, names[-1])
    if array:
        counters[keys] = counters.get(keys, -1) + 1
        keys = (*keys, counters[keys])
    return keys


def _parts(key: Node) -> list[Node]:
    """The nodes of the names that a key has between its dots."""
    if key.type != "dotted_key":
        return [key]
    return [part for child in key.named_children for part in _parts(child)]


def _name(part: Node) -> str:
    """A name without its quotes."""
    text = (part.text or b"").decode("utf-8", "replace")
    return next(iter(tomli.loads(f"{text} = 0"))) if part.type == "quoted_key" else text
