"""Totals of a text with the parts that it enumerates before or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from gongkai_check_narrative.clauses import sentences
from gongkai_check_narrative.desk import Told
from gongkai_check_narrative.numerals import Bound, Kind, Number

_OPENS = re.compile(
    r"[,，;。:]?\s?\(?(?:其中:?,?|(?P<whole>分别(?:为|是)?:?|分为:?|依次为:?)|(?:主要)?(?:包括|包含|含):?|一是)"
)
#: What opens a list, for a text that has none to be left at once.
_MAY_OPEN = re.compile("其中|分别|分为|依次为|包括|包含|含|一是")
_SEPARATOR = re.compile(
    r"\s?(?:以及|[。;,]?[二三四五六七八九十]{1,2}是|[。;,]?\([一二三四五六七八九十]{1,2}\)|[、,;和及与:])?\s?"
)
#: What of a part is told behind its number: a share of the whole.
_SHARE = re.compile(r",?\s?占比?[^,;。()%\d]{0,14}[\d.]{1,6}%")
#: A remark that the same thing is in several parts.
_OVERLAP = re.compile(r"\([^()]{0,30}(?:部分|重复|交叉|重叠|兼|同时|多形式|多种|多渠道|不同形式)")
_CHANNEL = re.compile(
    "网|门户|专栏|微博|微信|公众号|订阅号|视频号|抖音|头条|快手|客户端|APP|公报|发布会|查阅|公示栏|公开栏|展板"
    "|明白纸|屏|LED|报刊|日报|晚报|广播|电视|媒体|平台|方式|渠道|目录|短信|账号|频道"
)
_REST = re.compile(r"(?:其他|其它|其余|另外)")
#: A clause that begins so tells of something else.
_OTHER_TOPIC = re.compile(
    r"\s*(?:同时|一是|合计|总计|总共|另有?|此外|还|全年|本年|今年|去年|上年|20\d\d年|共|累计|截[至止]|收到|受理|处理|办理|开展|组织(?!机构)|举办"
    r"|召开|接待|回应|较|比|同比|与|新增|增加|减少|涉及|其中|转载|撰写|印发|制定|修订|培训|编发|接受)"
)
#: What joins a total with the one before it.
_TOGETHER = re.compile(r"[,、][^,;。(\d]{1,12}")
_LABEL = 24
#: No list goes on for more characters, or has more parts, than this.
_FAR, _MOST = 1000, 60


@frozen
class Part:
    """A label and its number."""

    label: str
    number: Number


@frozen(kw_only=True)
class List:
    """A total and the parts that follow it.

    ``whole`` says that by its words the list is all of it, ``ended`` that it surely ended where
    the parts do. ``both`` is the total with one that stands right before it. ``overlap`` says that
    by a remark the same is in several parts.
    """

    total: Number
    parts: tuple[Part, ...]
    whole: bool
    ended: bool
    both: Decimal
    overlap: bool = False

    @property
    def sum(self) -> Decimal:
        """The parts added up."""
        return sum((Decimal(part.number.value) for part in self.parts), Decimal(0))

    @property
    def may_overlap(self) -> bool:
        """Whether the parts are places where the same may be released, or are said to overlap."""
        return self.overlap or any(_CHANNEL.search(part.label) for part in self.parts)

    @property
    def is_exact(self) -> bool:
        """Whether every number of it is."""
        numbers = (self.total, *(part.number for part in self.parts))
        return all(number.bound is Bound.EXACT and number.step <= 1 for number in numbers)

    @property
    def has_rest(self) -> bool:
        """Whether it ends with all that is left."""
        return bool(_REST.match(self.parts[-1].label))


def lists(told: Told) -> Iterator[List]:
    """Every total of a paragraph whose parts are told behind it."""
    text = told.text
    if not _MAY_OPEN.search(text):
        return
    numbers = counts(told)
    for index, total in enumerate(numbers):
        opens = _OPENS.match(text, total.end) if total.unit else None
        if opens:
            end = _end(text, opens.end(), of_points=opens.group().endswith("一是"))
            found, ended = _parts(text, opens.end(), end, numbers[index + 1 : index + _MOST], total)
            if len(found) > 1:
                yield List(
                    total=total,
                    parts=found,
                    whole=bool(opens["whole"]),
                    ended=ended,
                    both=_with_the_one_before(text, numbers[max(0, index - 1) : index], total),
                    overlap=_OVERLAP.match(text, found[-1].number.end) is not None,
                )


def counts(told: Told) -> tuple[Number, ...]:
    """The numbers of a paragraph that count things."""
    return tuple(number for number in told.numbers if number.kind is Kind.COUNT)


def _with_the_one_before(text: str, before: Sequence[Number], total: Number) -> Decimal:
    """新收4件,上年结转1件,其中…: what both are together; the total alone where there is one."""
    joined = (
        Decimal(one.value)
        for one in before
        if one.unit == total.unit and _TOGETHER.fullmatch(text, one.end, total.begin)
    )
    return sum(joined, Decimal(total.value))


def _end(text: str, at: int, *, of_points: bool) -> int:
    """Where the sentence ends; points (一是…。二是…) run on to the paragraph's end."""
    if of_points:
        return at + _FAR
    return next((piece.end for piece in sentences(text[at : at + _FAR])), 0) + at


def _parts(
    text: str, start: int, end: int, numbers: Sequence[Number], total: Number
) -> tuple[tuple[Part, ...], bool]:
    """Label and number in turn, as long as they are of one measure and nothing else is told.

    Second, whether nothing of that measure follows in the sentence: then the list is at its end.
    """
    found: list[Part] = []
    within = [number for number in numbers if number.end <= end]
    for number in within:
        label = unseparated(text[start : number.begin])
        if not is_label(label) or number.unit != total.unit:
            break
        found.append(Part(label, number))
        start = past_remarks(text, number.end)
    return tuple(found), all(number.unit != total.unit for number in within[len(found) :])


def unseparated(between: str) -> str:
    """What stands before a number, without the mark or ordinal that parts it from the last."""
    return _SEPARATOR.sub("", between, count=1)


def is_label(label: str) -> bool:
    """Whether words may be the name of a part, and tell of nothing else."""
    plain = 0 < len(label) <= _LABEL and not re.search(r"[,;。()]", label)
    return plain and not _OTHER_TOPIC.match(label)


def past_remarks(text: str, at: int) -> int:
    """Behind a share, and a remark in brackets: their numbers are no parts themselves."""
    share = _SHARE.match(text, at)
    after = share.end() if share else at
    closed = text.find(")", after, after + 60) if text.startswith("(", after) else -1
    return closed + 1 if closed > 0 else after
