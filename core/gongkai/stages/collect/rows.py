"""The rows of a register's file, by the headings of its first one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import NamedTuple

from attrs import frozen

from gongkai.cells import to_text
from gongkai.errors import ConfigError, GongkaiError, Mistake, Position, near
from gongkai.kinds import Cell, Unreadable
from gongkai.model.records import BadRow, Crash, Fault, NoRows, crash_of
from gongkai.plan import Export
from gongkai.wording import Words, mark, words


@frozen(kw_only=True)
class Layout:
    """What a register's file must look like: its fields and their usual headings.

    Headings are the same whatever their case and width, and the spaces around them. ``show`` says
    what of a row that fits no heading may be told. Where a register may hold personal data,
    ``hides`` tells the headings of it, and no heading is told that nobody asked for: it may be a
    row of data.
    """

    register: str
    headings: Mapping[str, Sequence[str]]
    required: tuple[str, ...]
    show: Callable[[list[Cell]], str]
    hides: Callable[[str], bool] | None = None


class Row(NamedTuple):
    """A row by field: its number, its cells, and the heading that each field came from.

    ``private`` are the cells below headings of personal data that no field asks for.
    """

    number: int
    cells: Mapping[str, Cell]
    headings: Mapping[str, str]
    private: tuple[Cell, ...] = ()


class Block(NamedTuple):
    """Some rows that fit the headings, by field: their numbers, and each field's cells.

    ``headings`` is what each field came from, ``private`` are the columns below headings of
    personal data that no field asks for.
    """

    numbers: tuple[int, ...]
    columns: Mapping[str, tuple[Cell, ...]]
    headings: Mapping[str, str]
    private: tuple[tuple[Cell, ...], ...]

    def rows(self) -> Iterator[Row]:
        """The same row by row."""
        cells = zip(*self.columns.values(), strict=True) if self.columns else repeat(())
        private = zip(*self.private, strict=True) if self.private else repeat(())
        for number, row, hidden in zip(self.numbers, cells, private, strict=False):
            yield Row(number, dict(zip(self.columns, row, strict=True)), self.headings, hidden)


#: So many rows of titles may stand above the headings, and so many known ones tell them.
_TITLES, _HEADINGS = 4, 2

#: So many rows are looked at together: enough to gain by it, few enough to keep memory flat.
_TOGETHER = 512

#: A row as a reader yields it.
_Read = tuple[int, list[Cell] | Unreadable]


def read_rows(export: Export, layout: Layout) -> Iterator[Row | Fault]:
    """Read a file row by row; a reader that raises ends it, and is told."""
    for found in read_blocks(export, layout):
        if isinstance(found, Block):
            yield from found.rows()
        else:
            yield found


def read_blocks(export: Export, layout: Layout) -> Iterator[Block | Fault]:
    """As `read_rows`, many rows at a time."""
    heading, rows = _headed(_read(export), layout)
    if heading is None:
        message = words("the file is empty; the first row must hold the headings")
        raise ConfigError([Mistake(Position(export.name), message)])
    if isinstance(heading, Crash):
        yield heading
    else:
        place = Position(export.name, heading[0])
        if isinstance(heading[1], Unreadable):
            raise ConfigError([Mistake(place, heading[1].reason)])
        none = NoRows(register=layout.register, position=place)
        below = _below(heading[1], rows, export, layout)
        yield next(below, none)
        yield from below


def _headed(
    rows: Iterator[_Read | Crash], layout: Layout
) -> tuple[_Read | Crash | None, Iterator[_Read | Crash]]:
    """The row of headings, and the rows below it: titles may stand above it."""
    first = list(islice(rows, _TITLES + 1))
    for index, row in enumerate(first):
        if isinstance(row, Crash) or _are_headings(row[1], layout):
            return row, chain(first[index + 1 :], rows)
    return next(iter(first), None), chain(first[1:], rows)


def _are_headings(cells: list[Cell] | Unreadable, layout: Layout) -> bool:
    """Whether two cells at the least are headings that every such register has."""
    if isinstance(cells, Unreadable):
        return False
    folded = {_folded(to_text(cell)) for cell in cells}
    usual = {_usual(heading) for known in layout.headings.values() for heading in known}
    return len(folded & usual) >= _HEADINGS


def _below(
    heading: list[Cell],
    rows: Iterator[_Read | Crash],
    export: Export,
    layout: Layout,
) -> Iterator[Block | BadRow | Crash]:
    names = [to_text(cell) for cell in heading]
    fields = _columns(export, names, layout)
    used = {field: names[index] for field, index in fields.items()}
    frame = _Frame(fields, used, _private_columns(names, set(used.values()), layout), len(names))
    while together := list(islice(rows, _TOGETHER)):
        if (block := frame.block(together)) is not None:
            yield block
        else:
            for row in together:
                yield row if isinstance(row, Crash) else _alone(row, frame, export, layout)


@frozen
class _Frame:
    """Where each field of a file stands, what it is headed, which columns are private."""

    fields: Mapping[str, int]
    headings: Mapping[str, str]
    hidden: tuple[int, ...]
    width: int

    def block(self, rows: Sequence[_Read | Crash]) -> Block | None:
        """Take rows together; None where something is wrong with one of them."""
        if Crash in set(map(type, rows)):
            return None
        numbers, cells = zip(*rows, strict=True)
        if Unreadable in set(map(type, cells)) or set(map(len, cells)) != {self.width}:
            return None
        columns = tuple(zip(*cells, strict=True))
        return Block(
            numbers,
            {field: columns[index] for field, index in self.fields.items()},
            self.headings,
            tuple(columns[index] for index in self.hidden),
        )


def _alone(row: _Read, frame: _Frame, export: Export, layout: Layout) -> Block | BadRow:
    """A row by itself: a block of one, or what is wrong with it."""
    number, cells = row
    if isinstance(cells, Unreadable):
        return _bad(export, layout, number, [cells.text], cells.reason)
    if len(cells) != frame.width and _wrong(cells, frame.width):
        return _bad(export, layout, number, cells, _wrong_width(cells, frame.width))
    block = frame.block([(number, cells[: frame.width])])
    assert block is not None  # noqa: S101 - nothing is wrong with it
    return block


def _private_columns(names: list[str], used: set[str], layout: Layout) -> tuple[int, ...]:
    if layout.hides is None:
        return ()
    return tuple(
        index for index, name in enumerate(names) if name not in used and layout.hides(name)
    )


def _read(export: Export) -> Iterator[_Read | Crash]:
    """What the reader yields; what it cannot read is named as the tree names it."""
    try:
        yield from export.reader.thing.rows(export.path)
    except GongkaiError as error:
        raise ConfigError([Mistake(Position(export.name), error.message)]) from error
    except OSError as error:
        raise GongkaiError(
            words("{file}: cannot be read: {why}", file=export.name, why=error.strerror or error)
        ) from error
    except BaseException as error:  # noqa: BLE001 - a plugin's bug is told, not spread
        yield crash_of(mark("reader"), export.reader.thing.name, export.reader.plugin, error)


def _wrong(cells: list[Cell], width: int) -> bool:
    """Too few cells, or something in one that has no heading."""
    return len(cells) < width or any(map(to_text, cells[width:]))


def _wrong_width(cells: list[Cell], width: int) -> Words:
    return words(
        "the row has {found} columns, the heading has {expected}", found=len(cells), expected=width
    )


def _bad(export: Export, layout: Layout, number: int, cells: list[Cell], why: Words) -> BadRow:
    return BadRow(
        register=layout.register,
        position=Position(export.name, number),
        column="",
        value=layout.show(cells),
        reason=why,
    )


def _columns(export: Export, names: list[str], layout: Layout) -> dict[str, int]:
    """Find the column of each field: the one that TOML names, or the first that is usual."""
    found = {}
    folded = [_folded(name) for name in names]
    for field, usual in layout.headings.items():
        wanted = export.columns.get(field)
        if wanted is not None and _folded(wanted) not in folded:
            raise ConfigError([_no_such_column(export, wanted, _tellable(names, layout))])
        known = usual if wanted is None else (wanted,)
        heading = next((each for each in map(_usual, known) if each in folded), None)
        if heading is not None:
            found[field] = _only(export, heading, folded, names)
        elif field in layout.required:
            raise ConfigError([_no_column(export, field, _tellable(names, layout), usual)])
    return found


def _tellable(names: list[str], layout: Layout) -> list[str]:
    """The headings that may be told: where people are in a register, those that are known."""
    if layout.hides is None:
        return names
    usual = {_usual(heading) for known in layout.headings.values() for heading in known}
    return [name for name in names if _folded(name) in usual]


def _folded(heading: str) -> str:
    """A heading without what may differ between exports."""
    return unicodedata.normalize("NFKC", heading).strip().casefold()


#: Usual headings are looked for in every file of their kind.
_usual = lru_cache(maxsize=4096)(_folded)


def _only(export: Export, heading: str, folded: list[str], names: list[str]) -> int:
    """The place of a heading; it is not guessed which of two columns is meant."""
    place = folded.index(heading)
    if folded.count(heading) > 1:
        message = words(
            "{number} columns are headed {heading!r}; keep one of them",
            number=folded.count(heading),
            heading=names[place],
        )
        raise ConfigError([Mistake(Position(export.name, 1), message)])
    return place


def _no_such_column(export: Export, wanted: str, names: list[str]) -> Mistake:
    message = words(
        "{file} has no column {wanted!r}; {hint}",
        file=export.name,
        wanted=wanted,
        hint=near(wanted, names),
    )
    return Mistake(export.position, message)


def _no_column(export: Export, field: str, names: list[str], usual: Sequence[str]) -> Mistake:
    close = (name for heading in usual for name in get_close_matches(heading, names, n=1))
    message = words(
        "no column holds {field!r}; looked for {usual}; {hint}; "
        'name it with columns = {{ {field} = "…" }}',
        field=field,
        usual=", ".join(usual),
        hint=near(next(close, usual[0]), names),
    )
    return Mistake(Position(export.name, 1), message)
