"""Gaps in a narrative: placeholders that nothing filled, and counts without their number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from string import digits

from attrs import frozen

from gongkai import Checking, NotAssessable, Problem, words
from gongkai_check_narrative.desk import narrative_of

_HAN = "[零〇一二两三四五六七八九十百千万余多几数]"

_MEASURES = "件|条|篇|份|宗|次|项"
_END = r"(?=\s*(?:[,。;、)]|\Z))"
#: A verb of counting and at once its measure word (予以公开件). 受理件, 办理件 and 办结件 are
#: things as well: only a clause that begins with them has a gap.
_NO_NUMBER = re.compile(
    r"(?:公开|收到|答复|制发|废止|发布|资质)(?:件|条|篇|份|次)(?=[，。；、,;（(]|$)"
    r"|(?:^|(?<=[，。；,;]))(?:全年|本年度?|共|累计)*(?:受理|办理|办结)(?:件|条|篇|份|次)(?=[，。；,;]|$)"
    r"|(?<=[申请共计为达])\s{0,4}(?<!计)(?:件|条|篇|份|宗)(?<!申请件)(?=[,。;]|$)"
    r"|[\u4e00-\u9fff]\s+(?:件|条|篇|份|宗|次|元|万元)(?=[,。;、])"
    r"|(?<=收到)[^,。;\d]{0,8}申请件(?=[,;](?:同比|较|比|其中|已?办结\d|答复\d|予以))"
    r"|(?:公开|发布|更新|公布|上传)(?:各类|各种)?(?:政府|政务)?信息条(?=[,。;、]|$)"
    r"|(?:制发|制定|印发|出台|废止|有效)(?:行政)?(?:规范性)?文件件(?=[,。;、]|$)"
)
#: A gap left open (XX件, ___件), a note to oneself (待填, TBD), a document without its number.
_GAP = re.compile(
    r"(?:[Xx×]{2,}|_{2,})(?:件|条|篇|份|次|人|个|年|月|日|万|元|%)"
    r"|(?<![A-Za-z×])[Xx×](?:件|条|篇|份|万元|元)(?![A-Za-z\u4e00-\u9fff])"
    r"|[Xx×_]{2,}年[Xx×_]{1,2}月|20[Xx×_]{2}年|(?<![\d\s]) +年 *月 *日"
    r"|〔\s*〕|〔[20Xx×_ ]{0,4}[Xx×_]{1,4}〕|[〔\[]\d{4}[〕\]]\s*(?:第\s*)?号|(?<=第)\s+号"
    r"|(?<![有亟尚仍需等])待(?:填写?|补录|填报)|(?<![有亟尚仍需])待(?:补充|核实|确认|定)(?=[)】〕\]])"
    r"|\(\s{0,8}\)(?:件|条|篇|份|次|人|个|年|月|日|万元|元|%)"
    r"|\b(?:TBD|TBC|TODO|FIXME)\b|X{3,}|_{4,}"
    r"|[({【\[〔<](?:此处|请)[^(){}【】\[\]〔〕<>\n]{0,30}[)}】\]〕>]|\{[^{}\n]{0,40}\}"
)
#: What any of these needs; most texts have nothing of it, and are not searched further. Each
#: wording begins with a plain character, so that the search leaps from one to the next.
_MAY_BE_GAP = re.compile(
    r"X|x|×|_|〔|\[|\{| 年|待填|待补|待核|待确|待定|TBD|TBC|TODO|FIXME|第\s"
    r"|\(\)|\( |\(此处|\(请|【此处|【请|<此处|<请"
)
_MAY_LACK = re.compile(
    r"[件条篇份宗次项元](?<![\d零〇一二两三四五六七八九十百千余多几数].)(?=\s*(?:[,。;、)(]|\Z))"
)
#: Items of an enumeration end so: 机构职能12条、企业资质条、政策文件30条.
_ITEM_END = re.compile(rf"(?P<measure>{_MEASURES}){_END}")
#: How far before its measure word an item may begin, and where it begins.
_ITEM_FAR, _ITEM_LABEL = 50, 30
_LABEL = re.compile(r"[^\s,;。、:()]{2,30}\Z")
#: Words that end like a measure word.
_NO_MEASURE = re.compile(
    "(?:[文条事案要邮信稿软附证函来部零硬构批急组元物部挂前]件|[头线链面本各]条|[事款选专奖各强立单逐义]项"
    "|[首层档批依再多每名上此其下场版人几]次|[身月年省股备县水]份|[短各名长诗]篇|[祖正大]宗|[一二两三四五六七八九十几数多若干有关各每此]"
    rf"(?:{_MEASURES}))\Z"
)


def placeholder(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """No placeholder is left, and no count lacks its number."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    for gap in report.unfilled:
        yield Problem(
            address=f"section:{gap.section}",
            message=words("{name!r} cannot be filled: {why}", name=gap.name, why=gap.why),
            actual=gap.name,
            place=gap.place,
        )
    for told in narrative_of(report):
        for start, text in _gaps(told.text):
            yield Problem(
                address=f"section:{told.chapter}",
                message=words("{text!r} is a gap that nobody filled", text=text),
                actual=text,
                place=told.place(start),
            )


def _gaps(text: str) -> Iterator[tuple[int, str]]:
    """Every gap once, with the place where it begins."""
    gaps: dict[int, str] = {}
    if _MAY_BE_GAP.search(text):
        gaps |= {found.start(): found.group() for found in _GAP.finditer(text)}
    if _MAY_LACK.search(text):
        gaps |= _uncounted(text, gaps)
    yield from sorted(gaps.items())


def _uncounted(text: str, known: Mapping[int, str]) -> dict[int, str]:
    """The counts without their number, beside the gaps that are known."""
    gaps = {**known, **{found.start(): found.group() for found in _NO_NUMBER.finditer(text)}}
    taken = {start + len(gap) for start, gap in gaps.items()}
    for sentence in re.finditer(r"[^。\n]+", text):
        items = tuple(_items(text, sentence.start(), sentence.end()))
        gaps |= {item.start: item.words for item in _lacking(items) if item.end not in taken}
    return gaps


@frozen
class _Item:
    """An item of an enumeration, with its label, its digits and its measure word."""

    start: int
    label: str
    number: str
    measure: str

    @property
    def words(self) -> str:
        """The item as written."""
        return self.label + self.number + self.measure

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)


def _items(text: str, start: int, end: int) -> Iterator[_Item]:
    """Read each item back from its measure word: that takes no longer for a long row of digits."""
    for found in _ITEM_END.finditer(text, start, end):
        before = text[max(start, found.start() - _ITEM_FAR) : found.start()]
        bare = before.rstrip(digits)
        label = _LABEL.search(bare[-_ITEM_LABEL:])
        if label:
            at = found.start() - len(before) + len(bare) - len(label.group())
            yield _Item(at, label.group(), before[len(bare) :], found["measure"])


def _lacking(items: Sequence[_Item]) -> Iterator[_Item]:
    """The items without a number where at least two others of the same measure have one."""
    counted = Counter(item.measure for item in items if item.number)
    for item in items:
        lacks = not item.number and not _NO_MEASURE.search(item.words)
        if lacks and counted[item.measure] > 1 and not re.search(_HAN, item.label[-2:]):
            yield item
