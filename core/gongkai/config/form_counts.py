"""What is wrong with how a form's cells are counted: registers, facets and values nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.config.form_file import WrittenCount, WrittenTable
from gongkai.config.source import Keys
from gongkai.entries.facets import known_facets
from gongkai.entries.layout import REGISTERS
from gongkai.errors import near
from gongkai.model.counting import UNCOUNTED
from gongkai.wording import Words, words

#: The register that knows channels instead of facets.
_DISCLOSURES = "disclosures"
_KNOWN = (_DISCLOSURES, *REGISTERS, UNCOUNTED)

Wrong = tuple[Keys, Words]


def wrong_counts(at: Keys, table: WrittenTable) -> Iterator[Wrong]:
    """Every count of a table that names what is not there, or does not say of when."""
    for place, count in _counts(at, table):
        register = count.register or (table.count.register if table.count else "")
        if register not in _KNOWN:
            yield (*place, "register"), _no(words("register"), register, _KNOWN)
        elif register in REGISTERS:
            yield from _facets(place, count, register)
        elif count.where:
            message = words("the register {register!r} has no facets", register=register)
            yield (*place, "where"), message


def _counts(at: Keys, table: WrittenTable) -> Iterator[tuple[Keys, WrittenCount]]:
    if table.count:
        yield (*at, "count"), table.count
    for index, row in enumerate(table.row):
        if row.count:
            yield (*at, "row", index, "count"), row.count
    for index, column in enumerate(table.column):
        if column.count:
            yield (*at, "column", index, "count"), column.count


def _facets(at: Keys, count: WrittenCount, register: str) -> Iterator[Wrong]:
    known = known_facets(register)
    for facet, values in count.where.items():
        if facet not in known:
            yield (*at, "where", facet), _no(words("facet"), facet, known)
            continue
        for value in values:
            if value not in known[facet]:
                yield (*at, "where", facet), _no(words("value"), value, known[facet])
    if count.divide < 1:
        yield (*at, "divide"), words("divide: expected a number above zero")


def _no(what: Words, name: str, known: Iterable[str]) -> Words:
    hint = near(name, known)
    return words("there is no {what} {name!r}; {hint}", what=what, name=name, hint=hint)
