"""Growth that the text tells (同比增长12.5%) against the figures of both years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import accumulate

from attrs import frozen

from gongkai import Checking, Figures, NotAssessable, Operand, Problem, Words, words
from gongkai_check_narrative.cells import amount
from gongkai_check_narrative.numerals import Kind, Number
from gongkai_check_narrative.paragraphs import Read, read_paragraphs
from gongkai_check_narrative.said import Mention

_GROWTH = re.compile(
    r"[,、(\s]{0,2}(?:数量|总量|总数|申请量)?"
    r"(?:同比|(?:较|比|与)(?:上年度?|去年|上一年度?|(?P<year>\d{4})年度?)(?:同期)?(?:相比)?,?)"
    r"(?:(?P<up>增长|增加|上升|提高|增幅为?|多|增)|(?P<down>减少|下降|降低|下滑|减幅为?|降幅为?|少|降))了?(?:约)?\Z"
)
_COMPARES = re.compile("同比|[较比与](?:上|去|[0-9])")
_HUNDREDTH = Decimal("0.01")
#: The growth stands right behind its number.
_FAR = 40


@frozen(kw_only=True)
class _Told:
    """What the text says: of which cells, how much, and in which direction."""

    mention: Mention
    number: Number
    up: bool


def growth(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Growth that is told follows from the figures of both years."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    for read in read_paragraphs(checking, _COMPARES):
        for told in _all_told(read, report.year):
            yield from _judged(told, read, checking)


def _all_told(read: Read, year: int) -> Iterator[_Told]:
    for number in filter(_can_tell, read.numbers):
        said = _GROWTH.search(read.text, max(0, number.begin - _FAR), number.begin)
        if said and said["year"] in {None, str(year - 1)}:
            mention = _of_what(read, said.start())
            if mention:
                yield _Told(mention=mention, number=number, up=said["up"] is not None)


def _of_what(read: Read, at: int) -> Mention | None:
    """The number that grew, right before the growth; else the cells that are named there."""
    mention = read.mention_before(at)
    if mention and mention.number and mention.end == at:
        return mention
    return read.named_before(at)


def _can_tell(number: Number) -> bool:
    return number.kind in {Kind.PERCENT, Kind.COUNT} or number.unit == "倍"


def _judged(told: _Told, read: Read, checking: Checking) -> Iterator[Problem | NotAssessable]:
    address = told.mention.readings[0][0]
    broken = _break_at(told.mention.readings[0], checking.breaks)
    if checking.previous is None:
        yield NotAssessable(why=words("there is no report of last year"), address=address)
    elif broken:
        yield NotAssessable(why=words("{reason}", reason=broken), address=address)
    else:
        pairs = _pairs(told.mention, checking.report.figures, checking.previous)
        if not pairs:
            yield NotAssessable(why=words("last year's figure is not known"), address=address)
        elif not any(_agrees(told, before, now) for _, before, now in pairs):
            yield _problem(told, pairs[0], read, checking)


def _break_at(cells: Iterable[str], breaks: Mapping[str, str]) -> str:
    """Why the series of a cell, or of its row or table, ends."""
    for cell in cells:
        for name in accumulate(cell.split("."), "{}.{}".format):
            if name in breaks:
                return breaks[name]
    return ""


_Pair = tuple[tuple[str, ...], Decimal, Decimal]


def _pairs(mention: Mention, now: Figures, before: Figures) -> list[_Pair]:
    """Each reading with last year's number and this year's, where both are exact."""
    found: list[_Pair] = []
    for cells in mention.readings:
        past, present = amount(cells, before), amount(cells, now)
        if past and present and past[0] == past[1] and present[0] == present[1]:
            stated = mention.number.value if mention.number else present[0]
            found.extend(((cells, past[0], present[0]), (cells, past[0], Decimal(stated))))
    return found


def _agrees(told: _Told, before: Decimal, now: Decimal) -> bool:
    change = now - before if told.up else before - now
    if told.number.kind is Kind.COUNT:
        return told.number.may_be(change)
    if before == 0:
        return False
    if told.number.unit == "倍":
        step = Decimal(told.number.step)
        return any(abs(told.number.value - one) < step for one in (change / before, now / before))
    return told.number.may_be(change * 100 / before)


def _problem(told: _Told, pair: _Pair, read: Read, checking: Checking) -> Problem:
    cells, before, now = pair
    previous = checking.previous or {}
    expected = _expected(told, before, now)
    return Problem(
        address=cells[0],
        message=_message(told, pair, checking.report.year),
        operands=(
            *(Operand(label=cell, address=cell, value=format(now, "f")) for cell in cells[:1]),
            *(
                Operand(label=cell, address=cell, value=previous[cell].printed)
                for cell in cells
                if cell in previous
            ),
        ),
        expected=expected,
        actual=("+" if told.up else "-") + told.number.written,
        place=read.place(told.number.start),
    )


def _message(told: _Told, pair: _Pair, year: int) -> Words:
    """What the text says, and both years' numbers with what they make."""
    _, before, now = pair
    facts: dict[str, object] = {
        "phrase": told.mention.words,
        "change": told.number.written,
        "before": format(before, "f"),
        "last": year - 1,
        "now": format(now, "f"),
        "year": year,
        "expected": _made(told, before, now),
    }
    if told.up:
        return words(
            "the text says that {phrase} grew by {change}; "
            "{before} in {last} and {now} in {year} make {expected}",
            **facts,
        )
    return words(
        "the text says that {phrase} fell by {change}; "
        "{before} in {last} and {now} in {year} make {expected}",
        **facts,
    )


def _made(told: _Told, before: Decimal, now: Decimal) -> Words | str:
    """The change from one number to the other, as a person writes it: 50 %, -6."""
    change = now - before
    if told.number.kind is Kind.COUNT:
        return format(change, "f")
    if not before:
        return words("no percentage, last year's figure being 0")
    return f"{(change * 100 / before).quantize(_HUNDREDTH).normalize():f} %"


def _expected(told: _Told, before: Decimal, now: Decimal) -> str:
    change = now - before
    if told.number.kind is Kind.COUNT:
        return f"{change:+f}"
    return f"{change * 100 / before:+.2f}%" if before else ""
