"""Injected text: advertising and foreign names in the place of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gongkai import (
    Agency,
    Checking,
    Folded,
    Problem,
    Words,
    few,
    folded,
    read_through,
    without,
    words,
)
from gongkai_check_integrity.showing import shown
from gongkai_check_integrity.strangers import strangers
from gongkai_check_integrity.vocabulary import (
    Hit,
    SpamSettings,
    Vocabulary,
    read_slots,
    vocabulary,
)

#: What kinds of words there are, as people call them.
_KINDS: Mapping[str, Words] = {
    "betting": words("advertising for betting"),
    "pornography": words("advertising for pornography"),
    "loans": words("advertising for loans"),
    "medical": words("advertising for medicine"),
    "services": words("advertising for forgeries and other services"),
    "own": words("a word of the bureau's own list"),
    "foreign": words("a foreign name in the place of a word"),
}

#: What belongs to an advertisement when it follows a word of it.
_MORE = re.compile(
    "(?:app|下载|官网|官方网站|官方|注册|登录|登陆|网址|手机版|网页版|客户端|开户|网站|平台|最新|入口)*"
)
#: What may stand between two words of one injection.
_JOINT = re.compile("[,，|_ ]{0,2}")
_MARKS = re.compile("[ \t*·•‧・.．_|~^+-]+")
#: Letters that are kept apart by marks.
_SPREAD = re.compile(
    "[ \t*·•‧・.．_|~^+-]{1,3}[\u4e00-\u9fff]|[a-z0-9][ *·•.][a-z0-9][ *·•.][a-z0-9]"
)
_HAN = re.compile("[\u4e00-\u9fff]")


class Injection(NamedTuple):
    """Where strange text stands in the raw text of a report. A tuple: floods are large."""

    start: int
    end: int
    kind: str
    lawful: bool = False


@few
def spam(checking: Checking) -> Iterator[Problem]:
    """Nothing was put into the text that is not the bureau's; one finding for each injection."""
    settings: SpamSettings = checking.settings
    reading = read_through(checking.report)
    for found in injections(reading.text, vocabulary(settings), checking.report.agency):
        spot = reading.spot(found.start)
        text = shown(reading.text[found.start : found.end])
        yield Problem(
            address=spot.passage.address,
            message=words(
                "{text!r} does not belong in this text: {kind}", text=text, kind=_KINDS[found.kind]
            ),
            actual=text,
            place=spot.place,
        )


def injections(text: str, known: Vocabulary, agency: Agency) -> Iterator[Injection]:
    """Yield what was put into a text, each injection once, however many words of it are known."""
    plain = folded(text)
    found = [*_injected(plain, known.hits(plain.text)), *_strangers(plain, agency)]
    if any(_is_spread(spread) for spread in _SPREAD.finditer(plain.text)):
        found.extend(_spread(without(_MARKS, plain), known))
    yield from (whole for whole in _joined(sorted(found), text) if not whole.lawful)


def _is_spread(found: re.Match[str]) -> bool:
    """Whether marks stand between two ideographs, or between single letters."""
    start = found.start()
    return found.string[start].isalnum() or bool(_HAN.match(found.string[max(0, start - 1)]))


def _spread(text: Folded, known: Vocabulary) -> Iterator[Injection]:
    """Yield the words between whose characters marks were taken out."""
    at = text.origins
    hits = (
        hit
        for hit in known.hits(text.text)
        if at[hit.end - 1] - at[hit.start] > hit.end - 1 - hit.start
    )
    yield from _injected(text, hits)


def _injected(text: Folded, hits: Iterable[Hit]) -> Iterator[Injection]:
    slots = read_slots()
    for hit in hits:
        end = _end(text.text, hit.end)
        glued = hit.lawful and slots.follows(text.text, end)
        yield Injection(*text.span(hit.start, end), hit.kind, lawful=hit.lawful and not glued)


def _end(text: str, end: int) -> int:
    """Where the advertisement ends that a word ends at ``end`` of."""
    more = _MORE.match(text, end)
    return more.end() if more else end


def _strangers(text: Folded, agency: Agency) -> Iterator[Injection]:
    names = tuple(name for name in (agency.name, agency.short_name) if name)
    for start, end in strangers(text.text, read_slots(), names):
        yield Injection(*text.span(start, end), "foreign")


def _joined(found: list[Injection], text: str) -> Iterator[Injection]:
    """Put together what overlaps or stands side by side."""
    current: Injection | None = None
    for each in found:
        if current is None:
            current = each
        elif _touch(current, each, text):
            current = _both(current, each)
        else:
            yield current
            current = each
    if current is not None:
        yield current


def _touch(one: Injection, other: Injection, text: str) -> bool:
    return other.start <= one.end or bool(_JOINT.fullmatch(text, one.end, other.start))


def _both(one: Injection, other: Injection) -> Injection:
    kind = other.kind if one.lawful or one.kind == "foreign" else one.kind
    return Injection(one.start, max(one.end, other.end), kind, one.lawful and other.lawful)
