"""How a key area is told: what is said of it, how many there were, and which."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai import (
    AreaSettings,
    Block,
    Field,
    Figure,
    Heading,
    Material,
    Paragraph,
    Record,
    RecordTable,
    Span,
    State,
    Value,
    mask_id_numbers,
    printed,
)
from gongkai_key_areas.areas import Area


def compose(area: Area, material: Material, settings: AreaSettings) -> Iterator[Block]:
    """Write the area's block; of an area of which nothing is known only the heading stands."""
    yield Heading(text=area.title)
    if settings.text:
        yield _paragraph(settings.text)
    if settings.not_applicable:
        yield _not_concerned(area, settings.not_applicable)
    elif settings.nothing:
        yield _none(area, _open(settings.nothing), material.figures[area.address])
    elif area.address in material.figures:
        yield from _counted(area, material, material.figures[area.address])


def _counted(area: Area, material: Material, figure: Figure) -> Iterator[Block]:
    if figure.state is State.ZERO:
        yield _none(area, f"{material.year}年没有这方面的信息", figure)
    elif figure.state is State.NOT_APPLICABLE:
        yield _not_concerned(area, figure.text)
    elif figure.state is State.NUMBER:
        end = "，具体如下：" if material.records else "。"
        yield Paragraph(spans=(Span(text=area.measure), _count(figure), Span(text=area.unit + end)))
    if material.records:
        yield _table(area, material.records)


def _not_concerned(area: Area, reason: str) -> Paragraph:
    return _paragraph(f"本机关不涉及{area.title}：{_open(reason)}。")


def _none(area: Area, sentence: str, figure: Figure) -> Paragraph:
    """Say in words that there was none, and as a number."""
    return Paragraph(
        spans=(Span(text=f"{sentence}（"), _count(figure), Span(text=f"{area.unit}）。"))
    )


def _count(figure: Figure) -> Span:
    return Span(text=figure.printed, address=figure.address)


def _open(sentence: str) -> str:
    """Take the full stop off, so that the sentence can go on."""
    return sentence.rstrip("。 \n")


def _paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def _table(area: Area, records: tuple[Record, ...]) -> RecordTable:
    """Show every column in which something stands."""
    shown = tuple(field for field in area.fields if _filled(field, records))
    return RecordTable(
        title=f"{area.title}明细",
        columns=tuple(field.label for field in shown),
        rows=tuple(tuple(_text(record.get(field.key)) for field in shown) for record in records),
    )


def _filled(field: Field, records: tuple[Record, ...]) -> bool:
    return any(_text(record.get(field.key)) for record in records)


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case date():
            return value.isoformat()
        case _:
            return mask_id_numbers(printed(value))
