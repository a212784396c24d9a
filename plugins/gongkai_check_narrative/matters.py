"""Words that offices use of other matters too: 不予公开 of a paper, 行政复议 of other organs' acts.

A reply to a request and a paper of one's own are both 予以公开 or 不予公开; what was spoken of last
decides. An organ of review tells of the cases that it decides in the words in which all others
tell of those that were brought against them.
"""

from __future__ import annotations

import re

from gongkai import Agency, Phrase

#: How far before a word it may be said what it is about.
_FAR = 120
#: How far behind a word it may be said who decides.
_NEAR = 24
#: What is released or kept back without any request, or a request after that.
_MATTER = re.compile(
    r"(?P<other>公文|发文|属性|标注|复文|提案|建议)"
    r"|(?<!依)申请(?!公开[类件])|收到依申请|受理依申请|新收|申请人"
)
_REMEDY = re.compile("复议|诉讼|起诉")
#: Reviews and suits that the organ itself decides, or fights over all that it does.
_OWN_WORK = re.compile(
    r"(?:办理|受理|审理|承办|代理|新增|参加|办结)(?:各类|各项|的|了|一审|二审|涉[^,;。\n]{1,4}|\s){0,3}"
    r"行政(?:复议|诉讼|应诉)"
    r"|作为(?:行政)?复议(?:机关|机构)|复议(?:职责|职能)|行政应诉(?:案|\d)"
    r"|(?:收到|接收|新收|接到)[^,;。\n]{0,8}复议(?:案件|申请)[^。\n]{0,16}受理"
)
#: Organs that decide on reviews: what they receive is not brought against themselves.
_DECIDES = re.compile(r"司法|政府|税务|海关|国家安全")
_RECEIVED = re.compile(r"(?:收到|接收|新收|接到)(?:各类|各项|的|\s){0,3}行政复议")
#: What says that they were about the release of information, or brought against this organ.
_OURS = re.compile(
    r"信息公开|政务公开|依申请公开|公开申请|引发|引起|发生|向本"
    r"|被(?:申请|提起|诉|(?:行政)?复议|行政诉讼)"
)


def is_another(text: str, start: int, phrase: Phrase, agency: Agency) -> bool:
    """Whether a phrase that begins at ``start`` speaks of something else than of disclosure."""
    if phrase.phrases[0].endswith("公开"):
        return _of_papers(text, start)
    words = (*phrase.phrases[:1], *phrase.after[:1])
    return any(_REMEDY.search(word) for word in words) and _of_own_work(text, start, agency)


def _of_papers(text: str, start: int) -> bool:
    told = [found["other"] for found in _MATTER.finditer(text, max(0, start - _FAR), start)]
    return bool(told and told[-1])


def _of_own_work(text: str, start: int, agency: Agency) -> bool:
    """Whether what the sentence says last, up to here and shortly behind, is of its own work."""
    left = max(0, start - _FAR)
    left = max(left, text.rfind("。", left, start) + 1)
    rest = text[start : start + _NEAR].partition("。")[0]
    right = start + len(rest.partition(";")[0])
    patterns = (_OWN_WORK, _RECEIVED) if _DECIDES.search(agency.name) else (_OWN_WORK,)
    own = max(_last(pattern, text, left, start + len(rest)) for pattern in patterns)
    return own > _last(_OURS, text, left, right)


def _last(pattern: re.Pattern[str], text: str, left: int, right: int) -> int:
    """Where it is found last, or -1."""
    return max((found.start() for found in pattern.finditer(text, left, right)), default=-1)
