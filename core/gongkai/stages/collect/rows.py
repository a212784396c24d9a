"""The rows of a register's file, by the headings of its first one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from attrs import frozen

from gongkai.cells import to_text
from gongkai.errors import ConfigError, GongkaiError, Mistake, Position, near
from gongkai.kinds import Cell
from gongkai.model.records import BadRow, Crash, crash_of
from gongkai.plan import Export
from gongkai.wording import mark, words


@frozen(kw_only=True)
class Layout:
    """What a register's file must look like: its fields and their usual headings.

    ``show`` says what of a row that fits no heading may be told.
    """

    register: str
    headings: Mapping[str, Sequence[str]]
    required: tuple[str, ...]
    show: Callable[[list[Cell]], str]


class Row(NamedTuple):
    """A row by field: its number, its cells, and the heading that each field came from."""

    number: int
    cells: Mapping[str, Cell]
    headings: Mapping[str, str]


def read_rows(export: Export, layout: Layout) -> Iterator[Row | BadRow | Crash]:
    """Read a file row by row; a reader that raises ends it, and is told."""
    rows = _read(export)
    heading = next(rows, None)
    if heading is None:
        message = words("the file is empty; the first row must hold the headings")
        raise ConfigError([Mistake(Position(export.name), message)])
    if isinstance(heading, Crash):
        yield heading
    else:
        yield from _below(heading[1], rows, export, layout)


def _below(
    heading: list[Cell],
    rows: Iterable[tuple[int, list[Cell]] | Crash],
    export: Export,
    layout: Layout,
) -> Iterator[Row | BadRow | Crash]:
    names = [to_text(cell) for cell in heading]
    fields = tuple(_columns(export, names, layout).items())
    used = {field: names[index] for field, index in fields}
    width = len(names)
    for row in rows:
        if isinstance(row, Crash):
            yield row
        elif len(row[1]) != width and _wrong(row[1], width):
            yield _wrong_width(export, layout, row, width)
        else:
            number, cells = row
            yield Row(number, {field: cells[index] for field, index in fields}, used)


def _read(export: Export) -> Iterator[tuple[int, list[Cell]] | Crash]:
    try:
        yield from export.reader.thing.rows(export.path)
    except GongkaiError:
        raise
    except Exception as error:  # noqa: BLE001 - a plugin's bug is told, not spread
        yield crash_of(mark("reader"), export.reader.thing.name, export.reader.plugin, error)


def _wrong(cells: list[Cell], width: int) -> bool:
    """Too few cells, or something in one that has no heading."""
    return len(cells) < width or any(map(to_text, cells[width:]))


def _wrong_width(export: Export, layout: Layout, row: tuple[int, list[Cell]], width: int) -> BadRow:
    number, cells = row
    return BadRow(
        register=layout.register,
        position=Position(export.name, number),
        column="",
        value=layout.show(cells),
        reason=words(
            "the row has {found} columns, the heading has {expected}",
            found=len(cells),
            expected=width,
        ),
    )


def _columns(export: Export, names: list[str], layout: Layout) -> dict[str, int]:
    """Find the column of each field: the one that TOML names, or the first that is usual."""
    found = {}
    for field, usual in layout.headings.items():
        wanted = export.columns.get(field)
        if wanted is not None and wanted not in names:
            raise ConfigError([_no_such_column(export, wanted, names)])
        heading = wanted or next((heading for heading in usual if heading in names), None)
        if heading is not None:
            found[field] = _only(export, heading, names)
        elif field in layout.required:
            raise ConfigError([_no_column(export, field, names, usual)])
    return found


def _only(export: Export, heading: str, names: list[str]) -> int:
    """The place of a heading; it is not guessed which of two columns is meant."""
    if names.count(heading) > 1:
        message = words(
            "{number} columns are headed {heading!r}; keep one of them",
            number=names.count(heading),
            heading=heading,
        )
        raise ConfigError([Mistake(Position(export.name, 1), message)])
    return names.index(heading)


def _no_such_column(export: Export, wanted: str, names: list[str]) -> Mistake:
    message = words(
        "{file} has no column {wanted!r}; {hint}",
        file=export.name,
        wanted=wanted,
        hint=near(wanted, names),
    )
    return Mistake(export.position, message)


def _no_column(export: Export, field: str, names: list[str], usual: Sequence[str]) -> Mistake:
    message = words(
        "no column holds {field!r}; looked for {usual}; the file has {names}; "
        'name it with columns = {{ {field} = "…" }}',
        field=field,
        usual=", ".join(usual),
        names=", ".join(names) or "—",
    )
    return Mistake(Position(export.name, 1), message)
