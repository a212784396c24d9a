"""Foreign names that no list knows: told by where they stand, in the place of a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from gongkai_check_integrity.vocabulary import Slots

#: Latin letters and digits with what joins them; links and mail addresses are another rule's.
_CHUNK = re.compile("[a-z0-9][a-z0-9.@/:_-]*")
_NAME = re.compile("[a-z0-9](?:[a-z0-9.-]{0,40}[a-z0-9])?")
_BRAND = re.compile(
    "(?:体育|娱乐|棋牌|真人|电竞|彩票|投注|竞技|视讯|博彩|直播)+(?:app|下载|官网|注册|登录|网址|平台|手机版|客户端)*"
)
#: What a brand begins with.
_BRANDS = frozenset("体娱棋真电彩投竞视博直")
_LETTER = re.compile("[a-z]")
_PLACE = re.compile("[^省市县区州盟旗镇乡]{2,6}?(?P<tail>[省市县区州盟旗镇乡].+)")
#: So often stands no name by chance where a place's name should.
_OFTEN = 3
_SHORTEST = 4


def strangers(text: str, slots: Slots, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where a foreign name stands in the place of a place's name.

    ``names`` are those of the agency: before what follows the place in them (市科学技术局) no
    foreign name stands lawfully.
    """
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end in _names(text):
        brand = _BRAND.match(text, end)
        if brand and slots.follows(text, brand.end()):
            yield start, brand.end()
        elif _LETTER.search(text, start, end) and text[start:end] not in slots.latin:
            places[text[start:end]].append((start, end))
    for token, spans in places.items():
        if _is_repeated(token, text, spans, slots):
            yield from spans
        else:
            yield from (span for span in spans if text.startswith(_tails(names), span[1]))


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where names in Latin letters or digits stand."""
    for found in _CHUNK.finditer(text):
        if not _LETTER.search(found.group()) and text[found.end() : found.end() + 1] not in _BRANDS:
            continue
        name = found.group().rstrip(".:-")
        if _NAME.fullmatch(name):
            yield found.start(), found.start() + len(name)


def _is_repeated(token: str, text: str, spans: list[tuple[int, int]], slots: Slots) -> bool:
    """The same name again and again, before different words, and before a place's suffix."""
    return (
        len(spans) >= _OFTEN
        and len(token) >= _SHORTEST
        and len({text[end : end + 1] for _, end in spans}) > 1
        and any(slots.follows(text, end) for _, end in spans)
    )


@lru_cache(maxsize=64)
def _tails(names: tuple[str, ...]) -> tuple[str, ...]:
    """What follows the place in the names of an agency: 市科学技术局, 市科技局."""
    found = (_PLACE.match(name) for name in names)
    tails = {match["tail"] for match in found if match}
    short = {name for name in names if re.match("[省市县区州盟旗镇乡]", name)}
    return tuple(sorted(tails | short))
