"""The agency's name, and that of its place, where readers look for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from gongkai import (
    Agency,
    Checking,
    NotAssessable,
    Passage,
    Position,
    Problem,
    Words,
    folded,
    read_through,
    words,
)

_SUFFIX = "省市县区州盟旗镇乡"
_PLACE = re.compile(f"[^{_SUFFIX}]{{1,8}}?(?=[{_SUFFIX}])")
_BLANK = re.compile(r"\s+")
#: How far behind the place an abbreviated name may reach.
_FAR = 16


@frozen
class _Where:
    """A part of the report in which the name must stand."""

    address: str
    title: Words
    text: str
    place: Position | None


def name(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Title and opening say whose report it is."""
    agency = checking.report.agency
    if not agency.name.strip():
        yield NotAssessable(why=words("the agency's name is not known"))
        return
    for where in _parts(read_through(checking.report).passages):
        missing = _missing(where.text, agency)
        if missing is not None:
            yield Problem(
                address=where.address,
                message=words("{where} {missing}", where=where.title, missing=missing),
                expected=agency.name,
                place=where.place,
            )


def _parts(passages: tuple[Passage, ...]) -> Iterator[_Where]:
    """Title and opening, as far as there are any; in a bare text, the whole of it."""
    title = [passage for passage in passages if passage.address == "title"]
    opening = [each for each in passages if each.address == "section:opening" and each.paragraph]
    text = [passage for passage in passages if passage.address.startswith("section:")]
    if title:
        yield _where(title, words("the title"))
    if opening:
        yield _where(opening, words("the opening"))
    if text and not title and not opening:
        yield _where(text, words("the text"))


def _where(passages: list[Passage], title: Words) -> _Where:
    text = _plain("".join(passage.text for passage in passages))
    return _Where(passages[0].address, title, text, passages[0].place)


def _missing(text: str, agency: Agency) -> Words | None:
    """What of the name is not in a text; None if all that is needed is there."""
    full, short = _plain(agency.name), _plain(agency.short_name)
    place = _place(agency)
    if full in text or (place and _is_abbreviated(text, full, place)):
        return None
    if not short or short not in text:
        return words("does not name {name}", name=agency.name)
    if place and place not in text:
        return words("names {name}, but not the place: {place}", name=short, place=place)
    return None


def _place(agency: Agency) -> str:
    """The place without its suffix, as it may stand in front of a name: 宿迁 of 宿迁市."""
    found = _PLACE.match(_plain(agency.region.name if agency.region else agency.name))
    return found.group() if found else ""


def _is_abbreviated(text: str, full: str, place: str) -> bool:
    """Whether the place is followed by a shorter form of the name: 宿迁市科技局."""
    starts = (found.end() for found in re.finditer(re.escape(place), text))
    return any(_shortens(text[start : start + _FAR], full.partition(place)[2]) for start in starts)


def _shortens(text: str, rest: str) -> bool:
    """Whether a text begins with some of the characters of a name, in order, up to its last."""
    left = iter(rest)
    for count, sign in enumerate(text, 1):
        if sign not in left:
            return False
        if count > 1 and sign == rest[-1]:
            return True
    return False


def _plain(text: str) -> str:
    return _BLANK.sub("", folded(text).text)
