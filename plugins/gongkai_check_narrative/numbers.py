"""Numbers of the narrative against the cells they speak of, by the phrases of the form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from gongkai import (
    Checking,
    Exactness,
    Figures,
    NotAssessable,
    Operand,
    Paragraph,
    Phrase,
    Problem,
    Report,
    printed,
    words,
)
from gongkai_check_narrative.placeholders import told

#: What may stand between a phrase and its number; other words say that it counts something else
#: (共收到群众来信25件, 行政复议被纠正2件).
_BETWEEN = (
    "(?:政府|信息|公开|依|申请|答复|决定|案件|行政|规范性|文件|各类|累计|数量|处理|办理"
    "|合计|总计|共|计|有|为|达|的|了)*"
)
_NUMBER = re.compile(
    _BETWEEN + r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千]+)"
    r"(?P<times>[万亿]?)(?P<inexact>余|多|以上)?(?:件|条|篇|份|宗|起|次)"
)
_DIGITS: Mapping[str, int] = {
    "〇": 0,
    "两": 2,
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
}
_TENS: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000}
_TIMES: Mapping[str, int] = {"": 1, "万": 10_000, "亿": 100_000_000}


def mismatch(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Every number that a known phrase introduces agrees with one of its readings."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    if not report.form.phrases:
        yield NotAssessable(why=words("the form names no phrases to look for"))
    for _, paragraph in told(report):
        for phrase in report.form.phrases:
            yield from _problems(phrase, paragraph, report)


def _problems(phrase: Phrase, paragraph: Paragraph, report: Report) -> Iterator[Problem]:
    text = unicodedata.normalize("NFKC", paragraph.text)
    readings = {cells: _sum(cells, report.figures) for cells in phrase.sums}
    known = {cells: total for cells, total in readings.items() if total is not None}
    if not known:
        return
    for number in _numbers(phrase, text):
        if not any(number.may_be(total) for total in known.values()):
            cells = next(iter(known))
            yield Problem(
                address=cells[0],
                message=words(
                    "the text says {number} ({phrase}), the table {expected}",
                    number=number.written,
                    phrase=phrase.phrases[0],
                    expected=" / ".join(str(total) for total in known.values()),
                ),
                operands=tuple(
                    Operand(label=cell, address=cell, value=report.figures[cell].printed)
                    for cell in cells
                ),
                expected=str(known[cells]),
                actual=printed(number.value),
                difference=printed(number.value - known[cells]),
                place=paragraph.place,
            )


@frozen
class _Number:
    """A number of the text: as it is written, its value, and what its last digit counts."""

    written: str
    value: int | Decimal
    unit: int | Decimal

    def may_be(self, total: int) -> bool:
        """Whether it is ``total``, rounded to as many digits as are written (1.2万)."""
        off = (self.value - total) * 2
        return -self.unit <= off <= self.unit if self.unit > 1 else off == 0


def _numbers(phrase: Phrase, text: str) -> Iterable[_Number]:
    """The exact numbers that stand right behind any of the phrases, each once."""
    numbers = {}
    for words_ in phrase.phrases:
        for found in re.finditer(re.escape(words_), text):
            number = _NUMBER.match(text, found.end())
            if number and not number["inexact"]:
                numbers[number.start("number")] = _read(number["number"], number["times"])
    return numbers.values()


def _read(written: str, times: str) -> _Number:
    scale = _TIMES[times]
    if not written[0].isdigit():
        return _Number(written + times, _chinese(written) * scale, scale)
    digits = written.replace(",", "")
    last = scale / Decimal(10) ** len(digits.partition(".")[2])
    return _Number(written + times, _whole(Decimal(digits) * scale), last)


def _whole(value: Decimal) -> int | Decimal:
    return value if value % 1 else int(value)


def _chinese(text: str) -> int:
    """Read 三十五, 一百零二, 十二; digits in a row (二〇一八) are read one by one."""
    if not set(text) & set(_TENS):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _sum(cells: tuple[str, ...], figures: Figures) -> int | None:
    """The cells added up; None where one has no exact number."""
    total = 0
    for cell in cells:
        figure = figures.get(cell)
        if figure is None or figure.value is None or figure.exactness is not Exactness.EXACT:
            return None
        total += int(figure.value)
    return total
