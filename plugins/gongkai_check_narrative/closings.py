"""Totals that stand behind their parts: 决算400条、预算500条、绩效290条,合计1190条."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from gongkai_check_narrative.desk import Told
from gongkai_check_narrative.lists import List, Part, counts, is_label, past_remarks, unseparated
from gongkai_check_narrative.numerals import Number

_CLOSES = re.compile(r"[,;。]\s?(?:共计|合计|总计|总共)[为达]?:?\s?")
_CLAUSE = re.compile(r"[,;。:\n]")
#: So few parts may be of a total by chance; no list has more than so many.
_FEW, _MOST = 3, 60


def closings(told: Told) -> Iterator[List]:
    """Every total that closes a list which surely begins, and which is no sum of its last parts."""
    found = tuple(_CLOSES.finditer(told.text))
    numbers = counts(told) if found else ()
    for closes in found:
        at = bisect_left(numbers, closes.end(), key=_begin)
        if 0 < at < len(numbers) and numbers[at].begin == closes.end() and numbers[at].unit:
            parts = _parts(told.text, numbers, at, closes.start())
            listed = _list(numbers[at], parts)
            if len(parts) >= _FEW and not (listed.may_overlap or _is_summed(listed)):
                yield listed


def _list(total: Number, parts: tuple[Part, ...]) -> List:
    return List(total=total, parts=parts, whole=True, ended=True, both=Decimal(total.value))


def _is_summed(listed: List) -> bool:
    backwards = accumulate(Decimal(part.number.value) for part in reversed(listed.parts))
    return Decimal(listed.total.value) in tuple(backwards)[1:]


def _parts(text: str, numbers: Sequence[Number], at: int, end: int) -> tuple[Part, ...]:
    """The parts before a total, back to where their sentence, or 一是, begins; else none.

    Of a total in a sentence of its own (。合计1200条) only points (一是) are surely the parts.
    """
    found: list[Part] = []
    if past_remarks(text, numbers[at - 1].end) != end:
        return ()
    for index in range(at - 1, max(-1, at - _MOST), -1):
        part = numbers[index]
        between = text[past_remarks(text, numbers[index - 1].end) if index else 0 : part.begin]
        if part.unit != numbers[at].unit:
            return ()
        label = unseparated(between)
        begins = not index or "一是" in between or not is_label(label)
        found.insert(0, Part(_CLAUSE.split(label)[-1] if begins else label, part))
        if begins:
            clear = text[end] != "。" and (not index or "。" in between)
            return tuple(found) if clear or "一是" in between else ()
    return ()


def _begin(number: Number) -> int:
    return number.begin
