"""The register of disclosures: one common file, one export for each channel, or both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain, repeat
from typing import Any

from attrs import fields, frozen

from gongkai.cells import CellError, not_in_year, to_day, to_text, to_yes
from gongkai.errors import Position, near
from gongkai.kinds import Cell, Channel
from gongkai.model.records import (
    DISCLOSURE_FIELDS,
    BadRow,
    Crash,
    Disclosure,
    Fault,
    Register,
    crash_of,
)
from gongkai.plan import BoundChannel, Export, Plan
from gongkai.stages.collect.rows import Block, Layout, Row, read_blocks
from gongkai.tally import normal
from gongkai.wording import Words, mark, words

#: Headings that a disclosure register may have on any channel, by field.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "标题", "信息标题", "名称", "信息名称"),
    "published": ("published", "发布时间", "发布日期", "公开日期", "公开时间"),
    "channel": ("channel", "渠道", "公开渠道", "发布渠道"),
    "url": ("url", "链接", "网址", "地址"),
    "document_number": ("document_number", "文号", "发文字号", "文件号"),
    "category": ("category", "类别", "信息类别", "栏目", "分类"),
    "normative": ("normative", "规范性文件", "是否规范性文件"),
    "entered": ("entered", "录入日期", "录入时间", "登记日期"),
}
_REQUIRED = ("title", "published")

#: What offices write where a document has no number, normalised; "-" and "/" leave nothing.
NO_NUMBER = frozenset(
    {
        *("", "0", "无", "暂无", "没有", "空", "无文号", "暂无文号", "没有文号", "无发文字号"),
        *(
            "无编号",
            "未编号",
            "无号",
            "不编号",
            "不涉及",
            "不适用",
            "na",
            "no",
            "none",
            "null",
            "nil",
        ),
    }
)

#: A text that is longer is a number, and need not be looked at.
_LONGEST_NO_NUMBER = 12


@frozen(kw_only=True)
class _Source:
    """One file of disclosures, and how its rows become some.

    ``channel_of`` gives the channel for what the row's own column of channels says. ``adapt`` is
    None where rows are as the file has them.
    """

    export: Export
    headings: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    channel_of: Callable[[Cell], str]
    adapt: Callable[[Row], Row | Crash] | None


def disclosures(plan: Plan) -> Register:
    """The register, to be streamed; nothing is opened yet."""
    sources = [_of_channel(bound) for bound in plan.channels]
    if plan.register is not None:
        sources.insert(0, _common(plan.register, plan.channels))
    named = [source for source in sources if source is not None]
    return Register(
        name="disclosures",
        files=tuple(source.export.name for source in named),
        stream=lambda: chain.from_iterable(_stream(source, plan.choices.year) for source in named),
    )


def _common(export: Export, channels: tuple[BoundChannel, ...]) -> _Source:
    return _Source(
        export=export,
        headings=HEADINGS,
        required=(*_REQUIRED, "channel"),
        channel_of=_looked_up(channels),
        adapt=None,
    )


def _of_channel(bound: BoundChannel) -> _Source | None:
    """A channel's own export; what its platform calls a column goes before what others do."""
    if bound.export is None:
        return None
    channel = bound.offer.thing
    return _Source(
        export=bound.export,
        headings={
            field: (*channel.columns.get(field, ()), *HEADINGS[field])
            for field in DISCLOSURE_FIELDS
        },
        required=_REQUIRED,
        channel_of=lambda _: channel.name,
        adapt=None if channel.adapt is _AS_IT_IS else partial(_adapted, bound),
    )


#: What a channel that says nothing of rows makes of them.
_AS_IT_IS = fields(Channel).adapt.default


def _looked_up(channels: tuple[BoundChannel, ...]) -> Callable[[Cell], str]:
    """Find the channel that a row of a common register names."""
    known = {
        word: thing.name
        for thing in (channel.offer.thing for channel in channels)
        for word in (thing.name, thing.label, *thing.aliases)
    }

    def look_up(cell: Cell) -> str:
        written = to_text(cell)
        if written not in known:
            raise CellError(words("unknown channel; {hint}", hint=near(written, known)))
        return known[written]

    return look_up


def _adapted(bound: BoundChannel, row: Row) -> Row | Crash:
    """A row as its channel's own code sees it."""
    channel = bound.offer.thing
    try:
        return row._replace(cells={**channel.adapt(row.cells)})
    except BaseException as error:  # noqa: BLE001 - a plugin's bug is told, not spread
        return crash_of(mark("channel"), channel.name, bound.offer.plugin, error)


def _stream(source: _Source, year: int) -> Iterator[Disclosure | Fault]:
    """Read one export; a channel's own code that raises ends it, and is told.

    A row of another year is told. One of an earlier year is also handed on: it says that an item
    was released before.
    """
    layout = Layout(
        register="disclosures",
        headings=source.headings,
        required=source.required,
        show=lambda cells: " | ".join(map(to_text, cells)),
    )
    for found in read_blocks(source.export, layout):
        if not isinstance(found, Block):
            yield found
            if isinstance(found, Crash):
                return
            continue
        sound = _together(found, source, year)
        for disclosure in _one_by_one(found, source, year) if sound is None else sound:
            yield disclosure
            if isinstance(disclosure, Crash):
                return


def _together(block: Block, source: _Source, year: int) -> tuple[Disclosure, ...] | None:
    """All rows of a block at once; None where one has to be looked at by itself."""
    if source.adapt is not None:
        return None
    columns = block.columns
    try:
        titles = tuple(map(to_text, columns["title"]))
        days = tuple(map(to_day, columns["published"]))
        read = {
            field: map(read, columns[field]) if field in columns else repeat(read(None))
            for field, read in (("channel", source.channel_of), *_READ.items())
        }
        found = zip(
            titles, days, *read.values(), repeat(source.export.name), block.numbers, strict=False
        )
        made = tuple(map(Disclosure._make, found))
    except CellError:
        return None
    return made if all(titles) and {day.year for day in days} == {year} else None


def _one_by_one(block: Block, source: _Source, year: int) -> Iterator[Disclosure | BadRow | Crash]:
    for read in block.rows():
        row = source.adapt(read) if source.adapt else read
        found = row if isinstance(row, Crash) else _disclosure(row, source)
        if isinstance(row, Row) and isinstance(found, Disclosure) and found.published.year != year:
            yield _of_another_year(row, found, year)
            if found.published.year > year:
                continue
        yield found


def _disclosure(row: Row, source: _Source) -> Disclosure | BadRow:
    get = row.cells.get
    field = "title"
    try:
        title = _title(get("title"))
        field = "published"
        published = to_day(get("published"))
        rest: list[Any] = []
        for field, read in (("channel", source.channel_of), *_READ.items()):
            rest.append(read(get(field)))
    except CellError as error:
        position = Position(source.export.name, row.number)
        return _bad(row, position, field, to_text(get(field)), error.reason)
    return Disclosure._make((title, published, *rest, source.export.name, row.number))


def _of_another_year(row: Row, found: Disclosure, year: int) -> BadRow:
    return _bad(row, found.position, "published", found.published.isoformat(), not_in_year(year))


def _bad(row: Row, position: Position, field: str, value: str, reason: Words) -> BadRow:
    return BadRow(
        register="disclosures",
        position=position,
        column=row.headings.get(field, field),
        value=value,
        reason=reason,
    )


def document_number(cell: Cell) -> str:
    """A document number; empty where the cell says that there is none."""
    text = to_text(cell)
    if not text or (len(text) <= _LONGEST_NO_NUMBER and normal(text) in NO_NUMBER):
        return ""
    return text


def _title(cell: Cell) -> str:
    if title := to_text(cell):
        return title
    raise CellError(words("the title is empty"))


def _entered(cell: Cell) -> date | None:
    return to_day(cell) if to_text(cell) else None


#: How the fields that any row may lack are read, in the order in which a disclosure has them.
_READ: Mapping[str, Callable[[Cell], object]] = {
    "url": to_text,
    "document_number": document_number,
    "category": to_text,
    "normative": to_yes,
    "entered": _entered,
}
