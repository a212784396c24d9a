"""``rollup = …`` of a form's table, row or column: how the cell is added up over members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from gongkai.config.form_file import Placed, WrittenTable
from gongkai.config.show import show
from gongkai.config.source import Keys
from gongkai.errors import near
from gongkai.model.adding import Adding, Rollup
from gongkai.wording import Words, words

_ALONE = {Adding.SUM.value, Adding.NONE.value}
_PARTS = ("above", "below")


def read_rollup(written: Any) -> Rollup | None:  # noqa: ANN401 - whatever the file says
    """What was written; None where nothing or nothing sensible was."""
    if isinstance(written, str) and written in _ALONE:
        return Rollup(adding=Adding(written))
    if not _is_ratio(written):
        return None
    above, below = written["ratio"]
    return Rollup(adding=Adding.RATIO, above=above, below=below)


def _is_ratio(written: object) -> bool:
    if not isinstance(written, dict) or set(written) != {"ratio"}:
        return False
    parts = written["ratio"]
    return (
        isinstance(parts, list)
        and len(parts) == len(_PARTS)
        and all(isinstance(part, str) for part in parts)
    )


def wrong_rollups(
    tables: Iterable[Placed[WrittenTable]], addresses: Collection[str]
) -> Iterator[tuple[Keys, Words]]:
    """What is neither a word that is known nor a ratio of two cells."""
    for at, table in tables:
        for place, written in _written(table):
            yield from _wrong((*at, *place, "rollup"), written, addresses)


def _written(table: WrittenTable) -> Iterator[tuple[Keys, object]]:
    yield (), table.rollup
    yield from ((("row", index), row.rollup) for index, row in enumerate(table.row))
    yield from ((("column", index), column.rollup) for index, column in enumerate(table.column))


def _wrong(at: Keys, written: object, addresses: Collection[str]) -> Iterator[tuple[Keys, Words]]:
    rollup = read_rollup(written)
    if rollup is None and written is not None:
        message = words(
            'rollup: expected "sum", "none" or {{ ratio = ["a.b", "c.d"] }}, found {found}',
            found=show(written),
        )
        yield at, message
    elif rollup is not None and rollup.adding is Adding.RATIO:
        for index, address in enumerate((rollup.above, rollup.below)):
            if address not in addresses:
                message = words(
                    "there is no {what} {name!r}; {hint}",
                    what=words("cell"),
                    name=address,
                    hint=near(address, addresses),
                )
                yield (*at, "ratio", index), message
