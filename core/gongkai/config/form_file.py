"""What a form's TOML file says, part by part: each item with its place, and what is wrong with it.

The shapes are those of `gongkai.model.form`, with the conveniences of the file still in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from attrs import field, frozen

from gongkai.config.source import Keys, Source
from gongkai.config.source import Table as TomlTable
from gongkai.config.structure import structure
from gongkai.errors import ConfigError, Mistake
from gongkai.model.agency import Year
from gongkai.model.chart import FormChart
from gongkai.model.findings import Severity
from gongkai.model.form import FormSection, Sighting, ValueType
from gongkai.model.relation import Crosswalk, Operator, Phrase, RuleText, Term

T = TypeVar("T")

#: In a count, instead of a list of channels: every channel that no other row of the table counts.
REST = "rest"

#: An item of a list of tables, and its place.
Placed = tuple[Keys, T]


@frozen(kw_only=True)
class Head:
    """The top of the file; its lists of tables are looked at one by one."""

    id: str
    title: str
    number: str
    regulation: str
    years_from: Year
    years_to: Year
    complete: bool = False
    default: bool = True
    tolerated_to: Year | None = None
    report_title: str = ""
    opening: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    section: tuple[TomlTable, ...] = ()
    table: tuple[TomlTable, ...]
    relation: tuple[TomlTable, ...] = ()
    rule: tuple[TomlTable, ...] = ()
    phrase: tuple[TomlTable, ...] = ()
    crosswalk: tuple[TomlTable, ...] = ()
    chart: tuple[TomlTable, ...] = ()


@frozen(kw_only=True)
class WrittenCount:
    """``count = { … }`` of a table, a row or a column; ``where`` gives values by facet."""

    register: str = ""
    channels: tuple[str, ...] = ()
    normative: bool | None = None
    where: Mapping[str, tuple[str, ...]] = field(factory=dict)
    divide: int = 1


@frozen(kw_only=True)
class WrittenColumn:
    """``[[table.column]]``."""

    key: str
    label: str
    path: tuple[str, ...] = ()
    unit: str = ""
    value_type: ValueType = ValueType.INTEGER
    evidence: Sighting = Sighting.RETRIEVED
    count: WrittenCount | None = None
    rollup: Any = None


@frozen(kw_only=True)
class WrittenRow:
    """``[[table.row]]``."""

    key: str
    label: str
    path: tuple[str, ...] = ()
    marker: str = ""
    unit: str = ""
    level: int = 1
    heading: bool = False
    parent: str = ""
    value_type: ValueType | None = None
    evidence: Sighting = Sighting.RETRIEVED
    basis: str = ""
    count: WrittenCount | None = None
    rollup: Any = None


@frozen(kw_only=True)
class WrittenTable:
    """``[[table]]``."""

    key: str
    title: str
    column: tuple[WrittenColumn, ...]
    row: tuple[WrittenRow, ...]
    section: str = ""
    label_header: str = ""
    unit_header: str = ""
    heading_mark: str = ""
    label_columns: int = 1
    foot_fields: tuple[str, ...] = ()
    count: WrittenCount | None = None
    rollup: Any = None


@frozen(kw_only=True)
class WrittenRelation:
    """``[[relation]]``; a single word for ``each`` is a list of one here."""

    code: str
    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]
    severity: Severity
    table: str = ""
    each: tuple[str, ...] = ()
    derives: bool = False
    statutory: bool = False
    undetermined: Severity | None = None
    lower: Severity | None = None
    basis: str = ""
    note: str = ""


@frozen(kw_only=True)
class FormFile:
    """Whatever could be read. ``broken`` names the parts of which an item could not."""

    head: Head | None
    sections: tuple[Placed[FormSection], ...]
    tables: tuple[Placed[WrittenTable], ...]
    relations: tuple[Placed[WrittenRelation], ...]
    rules: tuple[Placed[RuleText], ...]
    phrases: tuple[Placed[Phrase], ...]
    crosswalks: tuple[Placed[Crosswalk], ...]
    charts: tuple[Placed[FormChart], ...]
    broken: frozenset[str]
    mistakes: tuple[Mistake, ...] = field(repr=False)


def read_parts(source: Source) -> FormFile:
    """Read each item by itself, so that one mistake hides no other."""
    wrong: dict[str, list[Mistake]] = {}
    head = _try(source.table, Head, source, (), wrong)
    return FormFile(
        head=head,
        sections=_items(source, "section", FormSection, wrong),
        tables=_items(source, "table", WrittenTable, wrong),
        relations=_items(source, "relation", WrittenRelation, wrong),
        rules=_items(source, "rule", RuleText, wrong),
        phrases=_items(source, "phrase", Phrase, wrong),
        crosswalks=_items(source, "crosswalk", Crosswalk, wrong),
        charts=_items(source, "chart", FormChart, wrong),
        broken=frozenset(wrong),
        mistakes=tuple(mistake for part in wrong.values() for mistake in part),
    )


def _items(
    source: Source, part: str, cls: type[T], wrong: dict[str, list[Mistake]]
) -> tuple[Placed[T], ...]:
    """Every item of a list of tables that can be read; that it is no list, the head says."""
    written = source.table.get(part)
    items = enumerate(written if isinstance(written, list) else ())
    spread = _SPREAD.get(part, dict)
    read = (
        ((part, index), _try(spread(item), cls, source, (part, index), wrong))
        for index, item in items
        if isinstance(item, dict)
    )
    return tuple((at, item) for at, item in read if item is not None)


def _try(
    table: TomlTable, cls: type[T], source: Source, at: Keys, wrong: dict[str, list[Mistake]]
) -> T | None:
    try:
        return structure(table, cls, source, at)
    except ConfigError as error:
        wrong.setdefault(str(at[0]) if at else "", []).extend(error.mistakes)
        return None


def _spread_relation(written: TomlTable) -> TomlTable:
    """A term that is a text is its cell; a single word for ``each`` is a list of one."""
    relation = dict(written)
    for side in ("left", "right"):
        if isinstance(terms := relation.get(side), list):
            relation[side] = [{"cell": term} if isinstance(term, str) else term for term in terms]
    if isinstance(each := relation.get("each"), str):
        relation["each"] = [each]
    return relation


def _spread_table(written: TomlTable) -> TomlTable:
    table = _spread_counted(written)
    for part in ("row", "column"):
        if isinstance(items := table.get(part), list):
            table[part] = [_spread_counted(i) if isinstance(i, dict) else i for i in items]
    return table


def _spread_counted(written: TomlTable) -> TomlTable:
    """Of a count, the word for "the other channels" is a list of one, and so is a single value."""
    if not isinstance(count := written.get("count"), dict):
        return dict(written)
    spread = dict(count)
    if spread.get("channels") == REST:
        spread["channels"] = [REST]
    if isinstance(where := spread.get("where"), dict):
        spread["where"] = {
            facet: [value] if isinstance(value, str) else value for facet, value in where.items()
        }
    return {**written, "count": spread}


_SPREAD: Mapping[str, Callable[[TomlTable], TomlTable]] = {
    "relation": _spread_relation,
    "table": _spread_table,
}
