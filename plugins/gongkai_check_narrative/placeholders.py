"""Gaps in a narrative: placeholders that nothing filled, and counts without their number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai import (
    Block,
    Bullets,
    Checking,
    NotAssessable,
    Paragraph,
    Problem,
    Report,
    normalised,
    place_in,
    words,
)

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
)
#: A gap left open (XX件, ___件), a note to oneself (待填, TBD), a document without its number.
_GAP = re.compile(
    r"(?:[Xx×]{2,}|_{2,})(?:件|条|篇|份|次|人|个|年|月|日|万|元|%)"
    r"|(?<![A-Za-z×])[Xx×](?:件|条|篇|份|万元|元)(?![A-Za-z\u4e00-\u9fff])"
    r"|[Xx×_]{2,}年[Xx×_]{1,2}月|20[Xx×_]{2}年|(?<![\d\s]) +年 *月 *日"
    r"|〔\s*〕|〔[20Xx×_ ]{0,4}[Xx×_]{1,4}〕|[〔\[]\d{4}[〕\]]\s*(?:第\s*)?号|(?<=第)\s+号"
    r"|(?<![有亟尚仍需等])待(?:填写?|补录|填报)|(?<![有亟尚仍需])待(?:补充|核实|确认|定)(?=[)】〕\]])"
    r"|\b(?:TBD|TBC|TODO|FIXME)\b|X{3,}|_{4,}"
    r"|[({【\[〔<](?:此处|请)[^(){}【】\[\]〔〕<>\n]{0,30}[)}】\]〕>]|\{[^{}\n]{0,40}\}"
)
#: Items of an enumeration: 机构职能12条、企业资质条、政策文件30条.
_ITEM = re.compile(
    rf"(?P<label>[^\s,;。、:()]{{2,30}}?)(?P<number>\d*)(?P<measure>{_MEASURES}){_END}"
)
#: Words that end like a measure word.
_NO_MEASURE = re.compile(
    "(?:[文条事案要邮信稿软附证函来部零硬构批急组元物部挂前]件|[头线链面本各]条|[事款选专奖各强立单逐义]项"
    "|[首层档批依再多每名上此其下场版人几]次|[身月年省股备县水]份|[短各名长诗]篇|[祖正大]宗|[一二两三四五六七八九十几数多若干有关各每此]"
    rf"(?:{_MEASURES}))\Z"
)


def told(report: Report) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph of the text, those of lists too, with the chapter that it stands in."""
    yield from (("opening", paragraph) for paragraph in _paragraphs(report.opening))
    for chapter in report.chapters:
        yield from ((chapter.name, paragraph) for paragraph in _paragraphs(chapter.blocks))


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Bullets):
            yield from block.items


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
    for chapter, paragraph in told(report):
        plain = normalised(paragraph.text)
        for start, text in _gaps(plain.text):
            yield Problem(
                address=f"section:{chapter}",
                message=words("{text!r} is a gap that nobody filled", text=text),
                actual=text,
                place=place_in(paragraph, plain.origins[start]),
            )


def _gaps(text: str) -> Iterator[tuple[int, str]]:
    """Every gap once, with the place where it begins."""
    gaps = {
        found.start(): found.group()
        for pattern in (_GAP, _NO_NUMBER)
        for found in pattern.finditer(text)
    }
    for sentence in re.finditer(r"[^。\n]+", text):
        taken = {start + len(gap) for start, gap in gaps.items()}
        items = tuple(_ITEM.finditer(text, sentence.start(), sentence.end()))
        gaps |= {item.start(): item.group() for item in _lacking(items) if item.end() not in taken}
    yield from sorted(gaps.items())


def _lacking(items: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The items without a number where at least two others of the same measure have one."""
    counted = Counter(item["measure"] for item in items if item["number"])
    for item in items:
        lacks = not item["number"] and not _NO_MEASURE.search(item.group())
        if lacks and counted[item["measure"]] > 1 and not re.search(_HAN, item["label"][-2:]):
            yield item
