"""What every figure rests on: who stated it where, what was counted, what follows from what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

from attrs import frozen

from gongkai import Count, Counted, Exactness, Figure, Form, Report, State, Stated, Table
from gongkai_output_xlsx.cells import TOO_LONG, before_number, figure_cell, text_cell
from gongkai_output_xlsx.details import (
    KINDS,
    UNKNOWN,
    channel_names,
    counted_words,
    detail_of,
    kind_of,
)
from gongkai_output_xlsx.kept import Kept
from gongkai_output_xlsx.layout import row_height
from gongkai_output_xlsx.lists import HEAD, List, list_sheet
from gongkai_output_xlsx.sheet import Sheet, before_cells
from gongkai_output_xlsx.strings import Strings, label_of
from gongkai_output_xlsx.styles import STYLE
from gongkai_output_xlsx.text import width_of, xml

NAME = "数据来源"
#: A value, a detail, and the name of a file before line and column.
_VALUE, _DETAIL, _PLACE = 18, 48, 34
_LIST = List(
    title="数据来源",
    columns=(
        ("地址", 52),
        ("指标（单位）", 70),
        ("数值", _VALUE),
        ("状态", 9),
        ("来源", 10),
        ("出处与说明", _DETAIL),
    ),
)
_STATES: Mapping[State, str] = {
    State.NUMBER: "数字",
    State.ZERO: "零",
    State.NOT_APPLICABLE: "不适用",
    State.BLANK: "空白",
    State.MISSING: "缺失",
    State.NOT_A_NUMBER: "不是数字",
}
_INEXACT: Mapping[Exactness, str] = {Exactness.AT_LEAST: "不少于", Exactness.ABOUT: "约数"}
#: What this sheet says in every report.
WORDS = (*_LIST.texts, *_STATES.values(), *_INEXACT.values(), *KINDS, UNKNOWN, "/", "未填报")
_EXACT = Exactness.EXACT
_END = "</t></is></c></row>"


@frozen(eq=False)
class _Line:
    """A row without what a report says.

    ``opening`` stands before the digits of a whole number; ``number`` and ``zero`` between a
    stated one and its place. ``missing`` is the whole row of a figure that nobody knows.
    """

    address: str
    row: int
    height: int
    labels: str
    opening: str
    number: str
    zero: str
    missing: str


#: By form, table and first row.
_kept: Kept[tuple[_Line, ...]] = Kept()


def evidence_sheet(report: Report, strings: Strings) -> Sheet:
    """Write a row for each cell of the form, and of the tables that the engine keeps beside it."""
    channels = channel_names(report.form)
    figures = report.figures
    # What a bureau adds to its form is not among the shared texts, and so has other characters than
    # those of ASCII: a text that has none is written down much faster.
    rows = [
        "".join(
            [
                _plain_row(line, figure := figures.get(line.address))
                or _counted_row(line, figure, channels, strings)
                or _row(line, figure, channels, strings)
                for line in lines
            ]
        )
        for lines in _lines_of(report.form, strings)
    ]
    count = sum(1 for _ in report.form.cells())
    return list_sheet(NAME, _LIST, count, rows, strings)


def _plain_row(line: _Line, figure: Figure | None) -> str:
    """The row of a whole number that was stated: so nearly all are; empty for another figure."""
    if figure is None or type(figure.evidence) is not Stated or figure.counted is not None:
        return ""
    value, position = figure.value, figure.evidence.position
    file = _file(position.file)
    if type(value) is not int or figure.exactness is not _EXACT or not file:
        return ""
    if not -TOO_LONG < value < TOO_LONG or not position.column:
        return ""
    between = line.number if value else line.zero
    return f"{line.opening}{value}{between}{file}:{position.line}:{position.column}{_END}"


def _counted_row(
    line: _Line, figure: Figure | None, channels: Mapping[str, str], strings: Strings
) -> str:
    """The row of a whole number that was counted; empty for another figure."""
    if figure is None or type(evidence := figure.evidence) is not Counted:
        return ""
    value = figure.value
    if type(value) is not int or value != evidence.items or not 0 <= value < TOO_LONG:
        return ""
    if figure.exactness is not _EXACT or figure.counted is not None or figure.text:
        return ""
    names = tuple([channels.get(name, name) for name in evidence.channels])
    digits = str(value)
    sample = "9" * len(digits) if value else digits
    opening, between = _around(line, evidence.count, names, sample, strings)
    return f"{opening}{digits}{between}{digits}{_END}" if opening else ""


# The number that was counted does no more than make the cell longer that tells of it.
@lru_cache(maxsize=4096)
def _around(
    line: _Line, count: Count, channels: tuple[str, ...], sample: str, strings: Strings
) -> tuple[str, str]:
    """What stands before a number like ``sample``, and up to where it stands again."""
    row, said = line.row, f"{counted_words(count, channels)}{sample}"
    detail = text_cell(f"F{row}", "text", said, strings)
    end = f"{sample}{_END.removesuffix('</row>')}"
    if not detail.endswith(end):
        return "", ""
    height = max(line.height, row_height(((said, _DETAIL),)))
    state = State.ZERO if sample == "0" else State.NUMBER
    words = _words(row, (_STATES[state], KINDS[1]), strings)
    return (
        f"{before_cells(row, height)}{line.labels}{before_number(f'C{row}', 'number0')}",
        f"</v></c>{words}{detail.removesuffix(end)}",
    )


@lru_cache(maxsize=64)
def _file(name: str) -> str:
    """The name of a file as it stands in a cell; empty for one that takes more care or room."""
    plain = name.isprintable() and name.strip() == name and width_of(name) <= _PLACE
    return xml(name) if plain else ""


def _row(line: _Line, figure: Figure | None, channels: Mapping[str, str], strings: Strings) -> str:
    """The row of any figure."""
    if figure is None or _is_simply_missing(figure):
        return line.missing
    said = detail_of(figure, channels)
    height = max(line.height, row_height(((said, _DETAIL), (figure.text, _VALUE))))
    inexact = _INEXACT.get(figure.exactness) if figure.value is not None else None
    words = (inexact or _STATES[figure.state], kind_of(figure))
    return (
        f"{before_cells(line.row, height)}{line.labels}"
        f"{figure_cell(f'C{line.row}', figure, strings)}{_words(line.row, words, strings)}"
        f"{text_cell(f'F{line.row}', 'text', said, strings)}</row>"
    )


def _is_simply_missing(figure: Figure) -> bool:
    return (
        figure.state is State.MISSING
        and figure.evidence is None
        and figure.counted is None
        and not figure.text
    )


def _lines_of(form: Form, strings: Strings) -> Iterator[tuple[_Line, ...]]:
    """The rows of each table."""
    first = HEAD + 1
    for table in form.tables:
        name = (form.id, table.key, first)
        lines = _kept.get(name, (table, strings), partial(_lines, table, first, strings))
        yield lines
        first += len(lines)


def _lines(table: Table, first: int, strings: Strings) -> tuple[_Line, ...]:
    return tuple(
        _line(row, cell.address, label_of(cell), strings)
        for row, cell in enumerate(table.cells(), first)
    )


# What a bureau adds to its form, it adds for each report anew: channels, key areas.
@lru_cache(maxsize=2048)
def _line(row: int, address: str, label: str, strings: Strings) -> _Line:
    texts = (address, label)
    height = row_height(
        (text, width) for text, (_, width) in zip(texts, _LIST.columns[:2], strict=True)
    )
    labels = "".join(
        text_cell(f"{column}{row}", "text", text, strings)
        for column, text in zip("AB", texts, strict=True)
    )
    place = f'</v></c>{{}}<c r="F{row}" s="{STYLE["text"]}" t="inlineStr"><is><t>'
    number, zero, missing = (
        _words(row, (_STATES[state], kind), strings)
        for state, kind in (
            (State.NUMBER, KINDS[0]),
            (State.ZERO, KINDS[0]),
            (State.MISSING, KINDS[-1]),
        )
    )
    start = before_cells(row, height) + labels
    return _Line(
        address=address,
        row=row,
        height=height,
        labels=labels,
        opening=start + before_number(f"C{row}", "number0"),
        number=place.format(number),
        zero=place.format(zero),
        missing=(
            f"{start}{figure_cell(f'C{row}', None, strings)}{missing}"
            f"{text_cell(f'F{row}', 'text', UNKNOWN, strings)}</row>"
        ),
    )


def _words(row: int, words: tuple[str, str], strings: Strings) -> str:
    """The cells that say in which state a figure is, and what kind of evidence it has."""
    state, kind = words
    return (
        f"{text_cell(f'D{row}', 'middle', state, strings)}"
        f"{text_cell(f'E{row}', 'middle', kind, strings)}"
    )
