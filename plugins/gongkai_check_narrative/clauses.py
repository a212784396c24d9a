"""Sentences and clauses, and whether what they count is this report's own year and organ."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from attrs import frozen

from gongkai import Agency, AgencyKind, Report

#: A sentence; what has no end after so many characters is cut there, so that no text takes long.
_SENTENCE = re.compile(r"[^。！？!?\n]{1,600}[。！？!?\n]?")
#: The end of the sentence before a place, and how far before that it is looked for.
_LAST_END = re.compile(r"[。！？!?\n][^。！？!?\n]*\Z")
_NEAR = 300
_CLAUSE_END = re.compile(r"[,;:。\n(][^,;:。\n(]*\Z")

#: Times that a clause may speak of; the last one before a number goes. A year that is only
#: compared with (较2023年) or names a regulation sets none.
_TIME = re.compile(
    r"(?<![较比与同至于])(?P<year>\d{4})年(?!\d{1,2}月|.{0,2}(?:相比|以来|修订|颁布|施行|印发))"
    r"|(?P<own>本年|今年|全年|年度内|本报告期|报告期内|当年|年内)"
    r"|(?P<other>(?<![较比与同])(?:上年|去年|上一年|前年)(?!结转|遗留|转入|度结转|度遗留|未办结)|往年|历年"
    r"|近[一二两三四五六七八九十\d]+年|(?<!\d)(?:[二两三四五六七八九十几数]|\d{1,2})年来|近年来|以来|[一二三四五]”?时期|[一二三四五]”?期间|上半年|下半年|季度|月份"
    r"|[1-9]月(?!1日)|1[01]月(?!1日)|每[月季年]|[本当单](?:月|周|季)|月均|年均|日均)"
)
#: 截至2024年底累计 counts all years.
_ALL_YEARS = re.compile(r"截[至止].{0,14}累计|自.{2,20}(?:以来|起).{0,6}累计")
_SUFFIX = (
    "局|委|委员会|厅|办公室|[省市县区]政府|[市县区]政府办|镇|乡|街道|县|区|市|省|本级|部门|单位"
    "|中心|支队|大队|总队|法院|检察院|系统|公司|学校|医院|科室|处室|各地|机关"
)
_ADVERB = (
    r"(?:共|累计|全年|本年度?|年度内|今年|\d{4}年度?|依法|依规|主动|分别|合计|总计|又|已|也|则|均|"
    r"按时|及时|按期|直接|收到的?|[的为有,:])"
)
#: An organ that is the subject: it ends what stands before the phrase, adverbs apart.
_SUBJECT = re.compile(rf"(?P<organ>[\u4e00-\u9fff]{{0,14}}?(?:{_SUFFIX})){_ADVERB}{{0,6}}\Z")
#: An organ that opens the sentence or a clause of it, and then stays the subject.
_OPENS = re.compile(
    rf"(?:^|[,;。])(?:其中,?|另,?)?(?P<organ>(?:[省市县区各]|[\u4e00-\u9fff]{{2,4}}[县区市镇乡])"
    rf"[\u4e00-\u9fff]{{0,12}}?(?:{_SUFFIX})|全[省市县区][\u4e00-\u9fff]{{2,8}}(?:机关|系统|部门))"
)
_OWN = re.compile(
    r"(?:我|本|全)(?:局|委|厅|办|办公室|市|县|区|镇|乡|街道|省|机关|单位|中心|部门|院|处|所|系统)"
)
#: All that a government counts together.
_EVERY_ORGAN = re.compile(r"全[省市县区镇乡](?:各级)?(?:行政|政府|国家)?(?:机关|部门)")
#: Words in the same clause that say that something narrower, or something else, is counted.
_NARROW = re.compile(
    "每|平均|同一|如果|如有|若|凡|信箱|来信|来电|热线|留言|信访|投诉|举报|建议|提案|意见|网上|网络|当面"
    "|现场|信函|邮寄|邮件|传真|自然人|法人|企业|个人|律师|名义|转办|移送|不得|预计|计划|力争|目标"
    "|上级|交办|转来|批转|最[高多大]|通过(?!各|多|不同)|来自|涉及|同比|增加|减少|增长|下降|率"
)


@frozen
class Piece:
    """A part of a text, from ``start`` to ``end``."""

    start: int
    end: int


def sentences(text: str) -> Iterator[Piece]:
    """Yield the sentences of a text."""
    for found in _SENTENCE.finditer(text):
        yield Piece(found.start(), found.end())


def sentence(text: str, at: int) -> Piece:
    """The sentence in which a character of the text stands; a long one only from near there."""
    left = max(0, at - _NEAR)
    last = _LAST_END.search(text, left, at)
    start = last.start() + 1 if last else left
    return Piece(start, start + next(sentences(text[start : start + 2 * _NEAR])).end)


def clause_start(text: str, start: int, at: int) -> int:
    """Where the clause begins in which ``at`` stands; a list (甲、乙) is one clause."""
    found = _CLAUSE_END.search(text, max(start, at - 60), at)
    return found.start() + 1 if found else max(start, at - 60)


def is_own(before: str, clause: str, report: Report) -> bool:
    """Whether what follows is counted for this report: its year, its organ, and all of it.

    ``before`` is the sentence up to the phrase, ``clause`` the last clause of that.
    """
    if _ALL_YEARS.search(before) or not _own_year(before, report.year):
        return False
    plain = _without_own(before, report.agency)
    if _foreign_organ(plain, report.agency):
        return False
    return not _NARROW.search(_without_own(clause, report.agency).removesuffix("通过"))


def _own_year(before: str, year: int) -> bool:
    last = _last(_TIME, before)
    if last is None or last["own"]:
        return True
    return last["year"] == str(year)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(deque(pattern.finditer(text), maxlen=1)), None)


def _without_own(text: str, agency: Agency) -> str:
    """The text with the agency's own names as 我局: they are no other organ."""
    return text.replace(agency.name, "我局").replace(agency.short_name, "我局")


def _foreign_organ(before: str, agency: Agency) -> bool:
    subject = _SUBJECT.search(before[-40:])
    if subject and not _is_own_organ(subject["organ"], agency):
        return True
    last = _last(_OPENS, before)
    return (
        last is not None
        and not _is_own_organ(last["organ"], agency)
        and not _OWN.search(before, last.end())
    )


def _is_own_organ(organ: str, agency: Agency) -> bool:
    if _EVERY_ORGAN.fullmatch(organ):
        return agency.kind is not AgencyKind.DEPARTMENT
    own = _last(_OWN, organ)
    if own is None or own.end() < len(organ):
        return False
    return own.group()[0] != "全" or agency.kind is not AgencyKind.DEPARTMENT
