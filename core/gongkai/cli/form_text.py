"""A form as a person would print it, for a terminal: in the form's own language, boxes and all."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from gongkai.cli.box_table import box_table, centred, wrapped
from gongkai.entries.said import said_of
from gongkai.model.agency import LAST_YEAR
from gongkai.model.counting import UNCOUNTED, Count
from gongkai.model.form import Column, Form, FormSection, Row, Sighting, Table
from gongkai.model.grid import make_grid

_MARKS = {Sighting.RETRIEVED: "", Sighting.VARIANT: "△", Sighting.RECALLED: "※"}
_LEGENDS = {
    Sighting.VARIANT: "△ 标签所指事项已见于来源，但来源中的文字略有不同",
    Sighting.RECALLED: "※ 标签系凭记忆录入，尚未核对原文",
}


def form_text(form: Form, width: int) -> str:
    """Print a form with empty cells, at most ``width`` columns wide where its tables allow."""
    lines = [*_top(form, width), *_body(form, width), *_bottom(form, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _top(form: Form, width: int) -> Iterator[str]:
    yield from (centred(line, width) for line in wrapped(form.title, width))
    if form.number:
        yield centred(form.number, width)
    yield ""
    yield f"编号：{form.id}"
    yield f"适用年度：{_years(form)}"
    yield from wrapped(f"依据：{form.regulation}", width)
    yield "填写要求：" + ("每一格都要填" if form.complete else "没有的可以不填")
    if not form.sections:
        yield "组成部分：本格式未作规定"


def _years(form: Form) -> str:
    if form.years_to == LAST_YEAR:
        return f"{form.years_from}年起"
    return f"{form.years_from}—{form.years_to}年"


def _body(form: Form, width: int) -> Iterator[str]:
    for section in form.sections:
        yield ""
        yield from wrapped(section.heading, width)
        yield from _what_to_write(section, width)
        for table in form.tables:
            if table.section == section.key:
                yield from _table(table, width)
    headings = {section.key for section in form.sections}
    for table in form.tables:
        if table.section not in headings:
            yield from _table(table, width)


def _what_to_write(section: FormSection, width: int) -> Iterator[str]:
    asked = (
        (section.text, "文字说明"),
        (section.areas, "重点领域列在这里"),
        (section.max_chars, f"原则上不超过{section.max_chars}字"),
        (section.topics, "应当写到：" + "、".join(section.topics)),
        (section.must_mention, "必须写明：" + "、".join(section.must_mention)),
    )
    said = "；".join(text for wanted, text in asked if wanted)
    if said:
        yield from wrapped(f"（{said}）", width)


def _table(table: Table, width: int) -> Iterator[str]:
    boxes = box_table(make_grid(_marked(table), {}), width)
    yield ""
    yield from (centred(line, _widest(boxes)) for line in wrapped(table.title, width))
    yield from boxes
    if table.foot_fields:
        yield from wrapped("　".join(f"{name}：＿＿＿＿" for name in table.foot_fields), width)


def _widest(boxes: tuple[str, ...]) -> int:
    return len(boxes[0])


def _marked(table: Table) -> Table:
    """The same table with a mark behind each label that was not read word for word."""
    return evolve(
        table,
        columns=tuple(
            evolve(column, path=_with_mark(column.path, column.sighting))
            for column in table.columns
        ),
        rows=tuple(evolve(row, path=_with_mark(row.path, row.sighting)) for row in table.rows),
    )


def _with_mark(path: tuple[str, ...], sighting: Sighting) -> tuple[str, ...]:
    return (*path[:-1], path[-1] + _MARKS[sighting])


def _bottom(form: Form, width: int) -> Iterator[str]:
    yield ""
    yield from wrapped(_numbers(form), width)
    found = set(_sightings(form))
    for sighting, legend in _LEGENDS.items():
        if sighting in found:
            yield from wrapped(legend, width)
    counted = tuple(_counted(form))
    if counted:
        yield ""
        yield "由登记表计数的格："
    for label, said in counted:
        yield from wrapped(f"  {label}：{said}", width)


def _counted(form: Form) -> Iterator[tuple[str, str]]:
    """What each table, row and column says of how its cells are counted."""
    for table in form.tables:
        if table.count:
            yield table.title, said_of(table.count)
        parts: tuple[Row | Column, ...] = (*table.rows, *table.columns)
        for part in parts:
            if part.count and part.count.register != UNCOUNTED and part.count != Count():
                yield " ".join(part.path), _count(part.count)


def _sightings(form: Form) -> Iterator[Sighting]:
    for table in form.tables:
        yield from (row.sighting for row in table.rows)
        yield from (column.sighting for column in table.columns)


def _numbers(form: Form) -> str:
    rows = [row for table in form.tables for row in table.rows]
    headings = sum(row.heading for row in rows)
    split = f"（标题{headings}行、数据{len(rows) - headings}行）" if headings else ""
    cells = sum(1 for _ in form.cells())
    rules = len({relation.code for relation in form.relations})
    return f"共{len(form.tables)}张表、{len(rows)}行{split}、{cells}格；勾稽规则{rules}条。"


def _count(count: Count) -> str:
    if count.register != "disclosures":
        return said_of(count)
    kind = {None: "信息", True: "规范性文件", False: "规范性文件以外的信息"}[count.normative]
    if count.rest:
        where = "在本表没有单列的渠道公开的"
    elif count.channels:
        where = f"在 {'、'.join(count.channels)} 公开的"
    else:
        where = "在任何渠道公开的"
    return f"{count.register} 登记表中{where}{kind}，相同的只计一次"
