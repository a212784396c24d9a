"""What is wrong with a form as a whole: names that occur twice, or that nothing has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from string import Formatter

from gongkai.config.form_charts import wrong_charts
from gongkai.config.form_counts import wrong_counts
from gongkai.config.form_file import FormFile, Head, Placed, WrittenRelation, WrittenTable
from gongkai.config.form_rollup import wrong_rollups
from gongkai.config.source import Keys
from gongkai.entries.layout import entry_registers
from gongkai.errors import near
from gongkai.model.form import AREAS, CHANNELS, EXPIRED
from gongkai.model.relation import Crosswalk, Operator, Phrase, Term
from gongkai.wording import Words, words

#: A place in the file, and what is wrong there.
Wrong = tuple[Keys, Words]

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")
_TITLE_NAMES = {"name", "year"}
#: More names than this are not listed when none of them is near.
_MANY = 30
_REPEATS = {("column",), ("row",)}
#: Cells of the engine's own tables that a relation may name.
_SUPPLEMENTS = frozenset(
    f"{EXPIRED}.{kind}" for kind in entry_registers()["documents"].labels["kind"]
)


def wrong_parts(file: FormFile) -> Iterator[Wrong]:
    """Everything that is wrong although each part by itself is well made."""
    if file.head:
        yield from _head(file.head)
    yield from _keys(((*at, "key"), section.key) for at, section in file.sections)
    yield from _tables(file)
    if "table" not in file.broken:
        addresses = frozenset(_addresses(table for _, table in file.tables))
        tables = {table.key: table for _, table in file.tables}
        for at, relation in file.relations:
            yield from _relation(at, relation, tables, addresses)
        yield from _phrases(file.phrases, addresses)
        yield from _crosswalks(file.crosswalks, addresses)
        yield from wrong_rollups(file.tables, addresses)
        yield from wrong_charts(file.charts, addresses)
    if not file.broken & {"relation", "phrase", "rule"}:
        yield from _codes(file)


def _head(head: Head) -> Iterator[Wrong]:
    if head.years_from > head.years_to:
        yield (
            ("years_to",),
            words(
                "the form ends in {to}, before it begins in {begin}",
                to=head.years_to,
                begin=head.years_from,
            ),
        )
    if head.tolerated_to is not None and head.tolerated_to <= head.years_to:
        message = words("tolerated_to: expected a year after {to}", to=head.years_to)
        yield ("tolerated_to",), message
    yield from _report_title(head)


def _report_title(head: Head) -> Iterator[Wrong]:
    try:
        names = {name for _, name, _, _ in Formatter().parse(head.report_title) if name is not None}
    except ValueError as error:
        yield ("report_title",), words("report_title: {why}", why=error)
        return
    for name in sorted(names - _TITLE_NAMES):
        yield (
            ("report_title",),
            words(
                "report_title: nothing fills {name!r}; {hint}",
                name=name,
                hint=near(name, _TITLE_NAMES),
            ),
        )


def _keys(found: Iterable[tuple[Keys, str]]) -> Iterator[Wrong]:
    """Keys make up addresses: they must be plain, and occur once."""
    seen: set[str] = set()
    for at, key in found:
        if not _KEY.fullmatch(key):
            yield (
                at,
                words("the key {key!r} must be of small letters, digits and underscores", key=key),
            )
        if key in seen:
            yield at, words("the key {key!r} stands here a second time", key=key)
        seen.add(key)


def _tables(file: FormFile) -> Iterator[Wrong]:
    yield from _keys(((*at, "key"), table.key) for at, table in file.tables)
    for at, table in file.tables:
        if table.key in {CHANNELS, AREAS, EXPIRED}:
            message = words("the engine keeps a table {key!r} of its own", key=table.key)
            yield (*at, "key"), message
    # A form that fixes no sections leaves it to the bureau whether its table is printed, and where.
    sections = {section.key for _, section in file.sections}
    for at, table in file.tables:
        if sections and table.section not in {"", *sections} and "section" not in file.broken:
            yield (*at, "section"), _unknown(words("section"), table.section, sections)
        yield from _table(at, table)


def _table(at: Keys, table: WrittenTable) -> Iterator[Wrong]:
    yield from _keys(
        ((*at, "column", index, "key"), column.key) for index, column in enumerate(table.column)
    )
    yield from _keys(((*at, "row", index, "key"), row.key) for index, row in enumerate(table.row))
    if not table.column or not table.row:
        yield at, words("the table {key!r} needs a column and a row", key=table.key)
    yield from _rows(at, table)
    yield from wrong_counts(at, table)


def _rows(at: Keys, table: WrittenTable) -> Iterator[Wrong]:
    rows = {row.key for row in table.row}
    for index, row in enumerate(table.row):
        if row.parent and row.parent not in rows:
            yield (*at, "row", index, "parent"), _unknown(words("row"), row.parent, rows)
        if 0 < table.label_columns < len(row.path):
            yield (
                (*at, "row", index, "path"),
                words(
                    "the path has {parts} parts, but the table only {columns} columns of labels",
                    parts=len(row.path),
                    columns=table.label_columns,
                ),
            )


def _addresses(tables: Iterable[WrittenTable]) -> Iterator[str]:
    for table in tables:
        for row in _figure_rows(table):
            if len(table.column) == 1:
                yield f"{table.key}.{row}"
            else:
                yield from (f"{table.key}.{row}.{column.key}" for column in table.column)


def _figure_rows(table: WrittenTable) -> tuple[str, ...]:
    return tuple(row.key for row in table.row if not row.heading)


def _relation(
    at: Keys,
    relation: WrittenRelation,
    tables: dict[str, WrittenTable],
    addresses: frozenset[str],
) -> Iterator[Wrong]:
    if relation.derives and not _can_derive(relation):
        yield (
            (*at, "derives"),
            words("only a relation with = and one term of this year on the left derives a figure"),
        )
    if (relation.table or relation.each in _REPEATS) and relation.table not in tables:
        yield (*at, "table"), _unknown(words("table"), relation.table, tables)
        return
    if relation.each not in _REPEATS:
        for index, address in enumerate(relation.each):
            if address not in addresses:
                known = addresses | {"column", "row"}
                yield (*at, "each", index), _unknown(words("cell"), address, known)
    names = _names(relation, tables, addresses)
    yield from _terms((*at, "left"), relation.left, names)
    yield from _terms((*at, "right"), relation.right, names)


def _can_derive(relation: WrittenRelation) -> bool:
    return (
        relation.operator is Operator.EQUAL
        and [term.times for term in relation.left] == [1]
        and not any(term.year for term in relation.left)
    )


def _names(
    relation: WrittenRelation, tables: dict[str, WrittenTable], addresses: frozenset[str]
) -> Collection[str]:
    """What the terms of a relation may be."""
    if relation.each == ("column",):
        return _figure_rows(tables[relation.table])
    if relation.each == ("row",):
        return tuple(column.key for column in tables[relation.table].column)
    return addresses | {"*"} if relation.each else addresses


def _terms(at: Keys, terms: tuple[Term, ...], names: Collection[str]) -> Iterator[Wrong]:
    if not terms:
        yield at, words("{name}: {message}", name=at[-1], message=words("needs a term"))
    for index, term in enumerate(terms):
        if term.cell not in names and term.cell not in _SUPPLEMENTS:
            yield (*at, index), _unknown(words("cell"), term.cell, names)


def _phrases(phrases: Iterable[Placed[Phrase]], addresses: frozenset[str]) -> Iterator[Wrong]:
    for at, phrase in phrases:
        for name, sums in (("sums", phrase.sums), ("shares", phrase.shares)):
            for index, place, address in _addends(sums):
                if address not in addresses:
                    yield (*at, name, index, place), _unknown(words("cell"), address, addresses)


def _addends(sums: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, int, str]]:
    for index, addends in enumerate(sums):
        yield from ((index, place, address) for place, address in enumerate(addends))


def _crosswalks(
    crosswalks: Iterable[Placed[Crosswalk]], addresses: frozenset[str]
) -> Iterator[Wrong]:
    """What moved is named here as a cell, or as a row or table that has cells."""
    known = {
        part
        for address in addresses
        for part in (address, address.rpartition(".")[0], address.partition(".")[0])
    }
    for at, crosswalk in crosswalks:
        for key, named in (("moved", crosswalk.moved), ("breaks", crosswalk.breaks)):
            for here in named:
                if here not in known:
                    yield (*at, key, here), _unknown(words("cell"), here, known)


def _codes(file: FormFile) -> Iterator[Wrong]:
    """Every code has its words for people, once, and no words stand alone."""
    used: dict[str, Keys] = {}
    for code, at in _used(file):
        used.setdefault(code, at)
    said: set[str] = set()
    for at, rule in file.rules:
        if rule.code not in used:
            yield (*at, "code"), _unknown(words("code"), rule.code, used)
        if rule.code in said:
            message = words("the code {code!r} stands here a second time", code=rule.code)
            yield (*at, "code"), message
        said.add(rule.code)
    for code, at in used.items():
        if not _CODE.fullmatch(code):
            yield (*at, "code"), words("the code {code!r} must be like family.rule", code=code)
        if code not in said:
            yield (*at, "code"), words("no [[rule]] says what the code {code!r} means", code=code)


def _used(file: FormFile) -> Iterator[tuple[str, Keys]]:
    for at, relation in file.relations:
        yield relation.code, at
    for at, phrase in file.phrases:
        yield phrase.code, at


def _unknown(what: Words, name: str, known: Iterable[str]) -> Words:
    names = set(known)
    hint = near(name, names)
    if len(names) > _MANY and not get_close_matches(name, names, n=1):
        hint = words("the form has {number} others", number=len(names))
    return words("there is no {what} {name!r}; {hint}", what=what, name=name, hint=hint)
