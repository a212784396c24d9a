"""Numbers in Chinese text, with their places: what they are worth, how exact, and of what.

The text is in its normal form (NFKC): full width digits are plain ones already. What only looks
like a count (a date, the number of a document or an article, a telephone, 一是, 两微一端) is none.
No library on PyPI reads a number where it stands among other words; the arithmetic of the numerals
themselves is a dozen lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum

from attrs import frozen

Value = int | Decimal

#: Measure words of what reports count, of money, of people, and of what is no count at all.
COUNTED = "件次|条次|篇次|场次|人次|批次|[件条篇份宗起次封项册期部场个批例处家则幅段]"
_PEOPLE = "人次|人|名"
_MONEY = "元"
_OTHER = (
    "个?百分点|个?工作日|个?月|个?小时|分钟|[天日年岁倍页字类种届级位层步轮款章节号路]|平方|公里|亩"
    "|成|折|大|余年|多年"
)
_DIGITS: Mapping[str, int] = {
    "〇": 0,
    "两": 2,
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
}
_TENS: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000}
_TIMES: Mapping[str, int] = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HAN = "零〇一二两三四五六七八九十百千万亿廿卅"
#: The capital forms, which cannot be altered by a stroke.
_CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
_FROM_CAPITALS = str.maketrans(_CAPITALS, "零一二三四五六七八九十百千万亿")

#: What is no count, though it has digits. A date may be of last year: `clauses` reads those again.
_NO_COUNT = (
    r"\d{4}-\d{1,2}(?:-\d{1,2})?(?!\d)|\d{4}/\d{1,2}/\d{1,2}"
    r"|[\d〇零一二三四五六七八九]{4}年(?:度|底|末|初|\d{1,2}月(?:\d{1,2}[日号])?)?"
    r"|\d{1,2}(?:月?[-—~至]\d{1,2})?月(?:份|\d{1,2}[日号]|底|末|初)?|\d{1,2}[日号](?!常)"
    r"|[〔\[(【]\d{4}[〕\])】]\s{0,2}(?:第?\d{1,9}号)?|\d{1,9}号|\d{1,2}:\d{2}(?::\d{2})?"
    rf"|第\s{{0,2}}(?:\d{{1,9}}|[{_HAN}]{{1,9}}|\([{_HAN}\d]{{1,9}}\))[条款项章节届次期批个类位名号年季轮]?"
    rf"|\((?:\d{{1,2}}|[{_HAN}]{{1,3}})\)|(?<![{_HAN}\d])[一二三四五六七八九十]{{1,3}}(?:是|来|则)"
    r"|(?:^|(?<=[。;\n]))\s{0,4}(?:\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、)"
    r"|0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|\d{12,}|(?:12\d{3}|110)(?=[^\d]{0,6}(?:热线|平台))"
    r"|(?<![A-Za-z])[A-Za-z][A-Za-z_.@:/-]{0,60}\d[A-Za-z0-9_.@:/-]*|\d+[A-Za-z@][A-Za-z0-9_.@:/-]*"
    rf"|[同每某任另哪这那]一(?![十百千万亿点])(?:{COUNTED})?"
    r"|两微一端|三审三校|三安全一稳定|一件事|双随机,?、?一公开|一网通办|一站式|最多跑一次"
)
_UNIT = f"{_OTHER}|{COUNTED}|{_PEOPLE}|{_MONEY}"
_PLAIN = r"\d{1,3}(?:,\d{3}){1,4}(?![\d,]\d)|\d+"
#: What any of them begins with: everywhere else there is nothing to try.
_BEGINS = rf"(?=[\d\sA-Za-z\[(〔【第同每某任另哪这那双最大约近接将超逾突不至{_HAN}{_CAPITALS}])"
_NUMBER = re.compile(
    rf"{_BEGINS}(?:(?P<none>{_NO_COUNT})"
    r"|(?:(?P<before>大约|约为?|近|接近|将近|超过?|逾|突破|不足|不到|不少于|至少)\s{0,2})?(?:"
    rf"(?:百分之)(?P<share>[{_HAN}点\d.]{{1,20}})"
    rf"|(?P<figure>{_PLAIN})(?P<decimals>\.\d+)?(?P<times>[百千万亿])?(?P<more>\d{{1,4}}千?)?"
    rf"|(?:(?<![{_HAN}唯统])(?<![上下](?=一[年步轮届级]))|(?<=唯一)|(?<=统一))(?P<han>[{_HAN}]{{1,20}}|[{_CAPITALS}]{{2,20}})"
    rf"(?=(?:[余多来]万?)?(?:{_UNIT})))"
    r"\s{0,2}(?:(?P<after>余|多|来)(?P<scale>[万亿])?)?\s{0,2}(?P<percent>%|‰)?"
    rf"(?P<unit>{_UNIT})?(?P<late>以上|左右|上下|余|多)?)"
)
_NEVER_COUNTED = re.compile(rf"(?:{_OTHER})\Z")


class Kind(Enum):
    """What a number counts."""

    COUNT = "count"
    PEOPLE = "people"
    MONEY = "money"
    PERCENT = "percent"
    OTHER = "other"


class Bound(Enum):
    """How a number is meant."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"


_BOUNDS: Mapping[str, Bound] = {
    **dict.fromkeys(("大约", "约", "约为", "左右", "上下", "来"), Bound.ABOUT),
    **dict.fromkeys(("近", "接近", "将近", "不足", "不到"), Bound.AT_MOST),
    **dict.fromkeys(
        ("超", "超过", "逾", "突破", "不少于", "至少", "余", "多", "以上"), Bound.AT_LEAST
    ),
}
#: 近 and 约 leave so much room: 近200 may be 160, 约200 may be 180 or 220.
_ROOM_BELOW, _ROOM_ABOUT = Decimal("0.8"), Decimal("0.1")


@frozen(kw_only=True)
class Number:
    """A number of the text: from ``start`` to ``end`` with its measure word ``unit``.

    ``begin`` is where the word stands that makes it inexact (约), if one stands before it.
    ``value`` is in the smallest unit (元, not 万元); ``step`` is what its last digit counts, so
    that 1.2万 may be 12,345. ``beyond`` is how much 余 or 多 may add: 50余 is below 60.
    """

    begin: int
    start: int
    end: int
    written: str
    value: Value
    step: Value
    bound: Bound
    kind: Kind
    unit: str
    beyond: Value | None = None

    @property
    def low(self) -> Decimal:
        """The least that it may mean."""
        value = Decimal(self.value)
        if self.bound is Bound.AT_MOST:
            return value * _ROOM_BELOW
        if self.bound is Bound.ABOUT:
            return value * (1 - _ROOM_ABOUT)
        return value - (Decimal(self.step) / 2 if self.rounded else 0)

    @property
    def high(self) -> Decimal | None:
        """The most that it may mean; None where there is no limit."""
        value = Decimal(self.value)
        if self.bound is Bound.AT_LEAST:
            return None if self.beyond is None else value + self.beyond
        if self.bound is Bound.ABOUT:
            return value * (1 + _ROOM_ABOUT)
        exact = self.bound is Bound.AT_MOST or not self.rounded
        return value + (0 if exact else Decimal(self.step))

    @property
    def rounded(self) -> bool:
        """Whether digits may have been left out: 万, money, a share."""
        return self.step > 1 or self.kind in {Kind.MONEY, Kind.PERCENT}

    def may_be(self, low: Value, high: Value | None = None) -> bool:
        """Whether it may mean a number between these two; one alone is that number."""
        top = low if high is None else high
        return self.low <= top and (self.high is None or low <= self.high)


def read_numbers(text: str) -> Iterator[Number]:
    """Every number of the text that counts something, in order."""
    for found in _NUMBER.finditer(text):
        if found["none"] is None:
            number = _number(found)
            if number is not None:
                yield number


def _number(found: re.Match[str]) -> Number | None:
    read = _figure(found) if found["figure"] else _spelt(found["han"] or found["share"])
    if read is None:
        return None
    times = _TIMES[found["scale"] or ""]
    value, step = read[0] * times, read[1] * times
    inexact = found["before"] or found["after"] or found["late"]
    start = max(found.start(name) for name in ("figure", "han", "share"))
    return Number(
        begin=found.start(),
        start=start if found["share"] is None else start - len("百分之"),
        end=found.end(),
        written=found.group().removeprefix(found["before"] or "").strip(),
        value=value,
        step=step,
        bound=_BOUNDS[inexact] if inexact else Bound.EXACT,
        kind=_kind(found),
        unit=found["unit"] or "",
        beyond=_beyond(value, step) if inexact in {"余", "多"} else None,
    )


def _beyond(value: Value, step: Value) -> Value | None:
    """How much 余 may add: the last digit that is written goes no further; none after a 3."""
    whole = value / Decimal(step)
    zeros = len(str(int(whole))) - len(str(int(whole)).rstrip("0"))
    next_one = step * Decimal(10) ** zeros
    return None if next_one <= 1 else next_one - Decimal("0.01")


def _kind(found: re.Match[str]) -> Kind:
    unit = found["unit"] or ""
    if found["share"] or found["percent"] == "%":
        return Kind.PERCENT
    if _NEVER_COUNTED.match(unit) or found["percent"]:
        return Kind.OTHER
    if unit == _MONEY:
        return Kind.MONEY
    return Kind.PEOPLE if unit in _PEOPLE.split("|") else Kind.COUNT


def _figure(found: re.Match[str]) -> tuple[Value, Value]:
    """1,234; 12.5; 1.2万; 3万5千."""
    if not (found["decimals"] or found["times"] or found["more"]):
        return int(found["figure"].replace(",", "")), 1
    decimals = (found["decimals"] or "").lstrip(".")
    scale = Decimal(_TIMES[found["times"] or ""])
    value = Decimal(found["figure"].replace(",", "") + "." + (decimals or "0")) * scale
    step = scale / Decimal(10) ** len(decimals)
    if found["more"]:
        more = found["more"].removesuffix("千")
        step = Decimal(1000 if more != found["more"] else 1)
        value += int(more) * step
    return _whole(value), _whole(step)


def _spelt(text: str) -> tuple[Value, Value] | None:
    """三十五, 两万三千, 百分之十二点五; None for what only looks like a number (万, 二三十)."""
    plain = text.translate(_FROM_CAPITALS).replace("廿", "二十").replace("卅", "三十")
    whole, point, decimals = plain.partition("点")
    if not point and re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text), Decimal(10) ** -len(text.partition(".")[2])
    value = _han(whole)
    if value is None:
        return None
    if point:
        digits = "".join(str(_DIGITS.get(digit, digit)) for digit in decimals)
        return Decimal(f"{value}.{digits}"), Decimal(10) ** -len(digits)
    return value, _TIMES.get(whole[-1], 1) if value >= _TIMES["万"] else 1


def _han(text: str) -> int | None:
    for mark in ("亿", "万"):
        many, sign, rest = text.partition(mark)
        if sign:
            above, below = _han(many) if many else None, _han(rest) if rest else 0
            return None if above is None or below is None else above * _TIMES[mark] + below
    if not text or set(text) - set(_DIGITS) - set(_TENS):
        return None
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    """Read 三十五, 一百零二, 十二; digits in a row (二〇一八) are read one by one."""
    if not set(text) & set(_TENS):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    if re.search("[一二两三四五六七八九]{2}", text):
        return None
    total, digit = 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def _whole(value: Decimal) -> Value:
    return value if value % 1 else int(value)
