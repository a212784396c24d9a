"""Parts that the text enumerates against the total that it states, and 一是, 二是, 三是 in order.

Only a list that is plainly the whole is judged from below. Channels may overlap (an item counts
once in the total and once on each channel), so that their sum may lawfully be above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from attrs import frozen

from gongkai import (
    Checking,
    NotAssessable,
    Operand,
    Position,
    Problem,
    Severity,
    words,
)
from gongkai_check_narrative.clauses import sentences
from gongkai_check_narrative.desk import Told, narrative_of
from gongkai_check_narrative.numerals import Bound, Kind, Number

_OPENS = re.compile(
    r"[,，;。]?\s?\(?(?:其中:?,?|(?P<whole>分别(?:为|是)?:?|分为:?|依次为:?)|(?:主要)?(?:包括|包含|含):?|一是)"
)
#: What opens a list, for a text that has none to be left at once.
_MAY_OPEN = re.compile("其中|分别|分为|依次为|包括|包含|含|一是")
_SEPARATOR = re.compile(r"\s?(?:以及|[。;,]?[二三四五六七八九十]{1,2}是|[、,;和及与:])?\s?")
_CHANNEL = re.compile(
    "网|门户|专栏|微博|微信|公众号|订阅号|视频号|抖音|头条|快手|客户端|APP|公报|发布会|查阅|公示栏|公开栏|展板"
    "|明白纸|屏|LED|报刊|日报|晚报|广播|电视|媒体|平台|方式|渠道|目录|短信|账号|频道"
)
_REST = re.compile(r"(?:其他|其它|其余|另外)")
#: A clause that begins so tells of something else.
_OTHER_TOPIC = re.compile(
    r"\s*(?:同时|另有?|此外|还|全年|本年|今年|去年|上年|20\d\d年|共|累计|截[至止]|收到|受理|处理|办理|开展|组织(?!机构)|举办"
    r"|召开|接待|回应|较|比|同比|与|新增|增加|减少|涉及|其中|转载|撰写|印发|制定|修订|培训|编发|接受)"
)
#: What joins a total with the one before it.
_TOGETHER = re.compile(r"[,、][^,;。(\d]{1,12}")
_LABEL = 24
#: No list goes on for more characters, or has more parts, than this.
_FAR, _MOST = 1000, 60
#: A list of so many parts that comes so near to the total is meant to be the whole of it.
_MANY, _NEAR_MANY = 5, Decimal("0.9")
_SOME, _NEAR_SOME = 3, Decimal("0.95")
_ORDINAL = re.compile(r"(?:^|(?<=[,;:。、\s(]))(?P<which>[一二三四五六七八九十]{1,3})是(?!否|以来)")
_ORDINALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


@frozen
class _Part:
    label: str
    number: Number


@frozen(kw_only=True)
class _List:
    """A total and the parts that follow it.

    ``whole`` says that by its words the list is all of it, ``ended`` that it surely ended where
    the parts do. ``both`` is the total with one that stands right before it.
    """

    total: Number
    parts: tuple[_Part, ...]
    whole: bool
    ended: bool
    both: Decimal

    @property
    def sum(self) -> Decimal:
        """The parts added up."""
        return sum((Decimal(part.number.value) for part in self.parts), Decimal(0))

    @property
    def of_channels(self) -> bool:
        """Whether the parts are places where the same may be released."""
        return any(_CHANNEL.search(part.label) for part in self.parts)

    @property
    def is_exact(self) -> bool:
        """Whether every number of it is."""
        numbers = (self.total, *(part.number for part in self.parts))
        return all(number.bound is Bound.EXACT and number.step <= 1 for number in numbers)

    @property
    def has_rest(self) -> bool:
        """Whether it ends with all that is left."""
        return bool(_REST.match(self.parts[-1].label))


def parts(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Parts add up to their total; what is counted 一是, 二是 is counted in order."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    ordinals: list[tuple[str, Position | None]] = []
    chapter = ""
    for told in narrative_of(report):
        if told.chapter != chapter:
            yield from _miscounted(ordinals, chapter)
            chapter, ordinals = told.chapter, []
        for found in _lists(told):
            severity = _wrong(found)
            if severity:
                yield _problem(found, chapter, told.place(found.total.start), severity)
        ordinals.extend(_ordinals(told))
    yield from _miscounted(ordinals, chapter)


def _lists(told: Told) -> Iterator[_List]:
    text = told.text
    if not _MAY_OPEN.search(text):
        return
    numbers = tuple(number for number in told.numbers if number.kind is Kind.COUNT)
    for index, total in enumerate(numbers):
        if not total.unit:
            continue
        opens = _OPENS.match(text, total.end)
        if opens:
            end = _end(text, opens.end(), of_points=opens.group().endswith("一是"))
            found, ended = _parts(text, opens.end(), end, numbers[index + 1 : index + _MOST], total)
            if len(found) > 1:
                whole = bool(opens["whole"])
                both = _with_the_one_before(text, numbers[max(0, index - 1) : index], total)
                yield _List(total=total, parts=found, whole=whole, ended=ended, both=both)


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
) -> tuple[tuple[_Part, ...], bool]:
    """Label and number in turn, as long as they are of one measure and nothing else is told.

    Second, whether nothing of that measure follows in the sentence: then the list is at its end.
    """
    found: list[_Part] = []
    within = [number for number in numbers if number.end <= end]
    for number in within:
        label = _SEPARATOR.sub("", text[start : number.begin], count=1)
        if not _is_label(label) or number.unit != total.unit:
            break
        found.append(_Part(label, number))
        start = _past_brackets(text, number.end)
    return tuple(found), all(number.unit != total.unit for number in within[len(found) :])


def _is_label(label: str) -> bool:
    plain = 0 < len(label) <= _LABEL and not re.search(r"[,;。()]", label)
    return plain and not _OTHER_TOPIC.match(label)


def _past_brackets(text: str, at: int) -> int:
    """Behind a remark in brackets: its numbers are of the part, not parts themselves."""
    closed = text.find(")", at, at + 60) if text.startswith("(", at) else -1
    return closed + 1 if closed > 0 else at


def _wrong(found: _List) -> Severity | None:
    """How bad it is that the parts do not add up; None where they do, or may."""
    total = Decimal(found.total.value)
    so_far = tuple(accumulate(Decimal(part.number.value) for part in found.parts))
    if {total, found.both} & set(so_far[1:]) or not found.is_exact:
        return None
    below = found.sum < total
    if below and not found.ended:
        return None
    if found.whole or found.has_rest:
        return Severity.ERROR if below or not found.of_channels else None
    if found.of_channels:
        return None
    return _how_near(found, total) if below else Severity.ERROR


def _how_near(found: _List, total: Decimal) -> Severity | None:
    """Whether so much is named that all was meant to be."""
    if len(found.parts) >= _MANY and found.sum >= total * _NEAR_MANY:
        return Severity.ERROR
    near = len(found.parts) >= _SOME and found.sum >= total * _NEAR_SOME
    return Severity.WARNING if near else None


def _problem(found: _List, chapter: str, place: Position | None, severity: Severity) -> Problem:
    total = Decimal(found.total.value)
    return Problem(
        address=f"section:{chapter}",
        message=words(
            "the parts add up to {sum}, the text says {total} in all",
            sum=format(found.sum, "f"),
            total=found.total.written,
        ),
        operands=tuple(
            Operand(label=part.label, address="", value=part.number.written) for part in found.parts
        ),
        expected=format(found.sum, "f"),
        actual=format(total, "f"),
        difference=format(total - found.sum, "f"),
        severity=severity,
        place=place,
    )


def _ordinals(told: Told) -> Iterator[tuple[str, Position | None]]:
    for found in _ORDINAL.finditer(told.text) if "是" in told.text else ():
        if found["which"] in _ORDINALS:
            yield found["which"], told.place(found.start("which"))


def _miscounted(ordinals: Sequence[tuple[str, Position | None]], chapter: str) -> Iterator[Problem]:
    """Say where an enumeration skips or repeats a number; each 一是 begins a new one."""
    for run in _runs(ordinals):
        marks = tuple(which for which, _ in run)
        wrong = [at for at in range(1, len(run)) if marks[at] != _ORDINALS[at]]
        if marks[0] == _ORDINALS[0] and wrong:
            yield Problem(
                address=f"section:{chapter}",
                message=words(
                    "the enumeration counts {points}", points=", ".join(f"{one}是" for one in marks)
                ),
                severity=Severity.WARNING,
                fix=words("Number the points one after the other."),
                place=run[wrong[0]][1],
            )


def _runs(
    ordinals: Sequence[tuple[str, Position | None]],
) -> Iterator[list[tuple[str, Position | None]]]:
    run: list[tuple[str, Position | None]] = []
    for one in ordinals:
        if one[0] == _ORDINALS[0] and run:
            yield run
            run = []
        run.append(one)
    if run:
        yield run
