"""Pages: which tokens of one sequence stand in another, in order.

Runs of tokens that occur once in either text are the anchors; between them, the same is done with
shorter runs, and what is left is compared token by token.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from attrs import frozen

#: Lengths of the runs that anchor the comparison.
_RUNS = (12, 6, 3)
#: Anchors are sure if they cover one in so many tokens.
_PART = 4
#: The largest rectangle of tokens that is compared one by one.
_SMALL = 250_000
#: How much of the page before the first anchor, and behind the last, is looked at.
_MARGIN = 400

Tokens = Sequence[str]


@frozen
class Match:
    """``size`` tokens that are the same from ``ours`` and from ``theirs`` on."""

    ours: int
    theirs: int
    size: int


@frozen
class _Gap:
    """A stretch of either sequence that lies between two matches."""

    ours: int
    ours_end: int
    theirs: int
    theirs_end: int


def align(ours: Tokens, theirs: Tokens) -> tuple[Match, ...]:
    """Every match, in the order of both. What goes before or follows in ``theirs`` is nothing."""
    anchors = _first_anchors(ours, theirs)
    if not anchors:
        return ()
    return joined(_whole(ours, theirs, anchors))


def _first_anchors(ours: Tokens, theirs: Tokens) -> list[Match]:
    """The anchors that cover a part of ours, tried from the surest on; else what covers most."""
    everything = _Gap(0, len(ours), 0, len(theirs))
    best: list[Match] = []
    for once in (True, False):
        for size in _RUNS:
            found = _anchors(ours, theirs, everything, size, once=once)
            if _covered(found) > _covered(best):
                best = found
            if _PART * _covered(best) >= len(ours):
                return best
    return best


def _covered(matches: list[Match]) -> int:
    return sum(match.size for match in matches)


def _whole(ours: Tokens, theirs: Tokens, anchors: list[Match]) -> Iterator[Match]:
    yield from _head(ours, theirs, anchors[0])
    for before, after in pairwise(anchors):
        yield before
        yield from _between(ours, theirs, _gap(before, after), _RUNS[1:])
    last = anchors[-1]
    yield last
    end = min(len(theirs), last.theirs + last.size + 2 * (len(ours) - last.ours) + _MARGIN)
    gap = _Gap(last.ours + last.size, len(ours), last.theirs + last.size, end)
    yield from _between(ours, theirs, gap, _RUNS[1:])


def _head(ours: Tokens, theirs: Tokens, first: Match) -> Iterator[Match]:
    """What stands before the first anchor, looked for from there backwards."""
    start = max(0, first.theirs - 2 * first.ours - _MARGIN)
    ours_back, theirs_back = ours[: first.ours][::-1], theirs[start : first.theirs][::-1]
    gap = _Gap(0, len(ours_back), 0, len(theirs_back))
    found = list(_between(ours_back, theirs_back, gap, _RUNS[1:]))
    for match in reversed(found):
        size = match.size
        yield Match(first.ours - match.ours - size, first.theirs - match.theirs - size, size)


def _gap(before: Match, after: Match) -> _Gap:
    return _Gap(before.ours + before.size, after.ours, before.theirs + before.size, after.theirs)


def _between(ours: Tokens, theirs: Tokens, gap: _Gap, runs: Sequence[int]) -> Iterator[Match]:
    """The matches inside a gap, by shorter runs as far as there are any."""
    height, width = gap.ours_end - gap.ours, gap.theirs_end - gap.theirs
    if not height or not width:
        return
    if height * width <= _SMALL:
        yield from _one_by_one(ours, theirs, gap)
    elif runs:
        edge = Match(gap.ours, gap.theirs, 0)
        for anchor in (*_anchors(ours, theirs, gap, runs[0]), None):
            end = anchor or Match(gap.ours_end, gap.theirs_end, 0)
            yield from _between(ours, theirs, _gap(edge, end), runs[1:])
            if anchor:
                yield anchor
            edge = end


def _one_by_one(ours: Tokens, theirs: Tokens, gap: _Gap) -> Iterator[Match]:
    here = ours[gap.ours : gap.ours_end]
    there = theirs[gap.theirs : gap.theirs_end]
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    for block in matcher.get_matching_blocks()[:-1]:
        yield Match(gap.ours + block.a, gap.theirs + block.b, block.size)


def _anchors(
    ours: Tokens, theirs: Tokens, gap: _Gap, size: int, *, once: bool = True
) -> list[Match]:
    """Runs that occur once in either stretch, as many as keep their order, grown to both sides.

    Without ``once`` they may occur again in ``theirs``, which shows the same text twice.
    """
    known = _once(_runs(ours, gap.ours, gap.ours_end, size))
    places: dict[tuple[str, ...], int] = {}
    for index, run in enumerate(_runs(theirs, gap.theirs, gap.theirs_end, size), gap.theirs):
        if run in known and (once or run not in places):
            places[run] = -1 if run in places else index
    pairs = sorted((gap.ours + known[run], index) for run, index in places.items() if index >= 0)
    return _grown(ours, theirs, gap, _rising(pairs), size)


def _runs(tokens: Tokens, start: int, end: int, size: int) -> Iterator[tuple[str, ...]]:
    part = tokens[start:end]
    return zip(*(part[offset:] for offset in range(size)), strict=False)


def _once(runs: Iterator[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    for index, run in enumerate(runs):
        seen[run] = -1 if run in seen else index
    return {run: index for run, index in seen.items() if index >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs whose second numbers rise as the first ones do."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, value) in enumerate(pairs):
        place = bisect_left(tails, value)
        before.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        at[place : place + 1] = [index]
    chain = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _grown(
    ours: Tokens, theirs: Tokens, gap: _Gap, pairs: list[tuple[int, int]], size: int
) -> list[Match]:
    """Join pairs that overlap, and grow what they make to both sides as long as tokens agree."""
    grown: list[Match] = []
    low, low_theirs = gap.ours, gap.theirs
    for one, other in pairs:
        if one < low or other < low_theirs:
            continue
        start = 0
        while one - start > low and other - start > low_theirs:
            if ours[one - start - 1] != theirs[other - start - 1]:
                break
            start += 1
        end = size
        while one + end < gap.ours_end and other + end < gap.theirs_end:
            if ours[one + end] != theirs[other + end]:
                break
            end += 1
        grown.append(Match(one - start, other - start, start + end))
        low, low_theirs = one + end, other + end
    return grown


def joined(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Matches that touch on both sides are one."""
    whole: list[Match] = []
    for match in matches:
        last = whole[-1] if whole else None
        if last and (last.ours + last.size, last.theirs + last.size) == (match.ours, match.theirs):
            whole[-1] = Match(last.ours, last.theirs, last.size + match.size)
        else:
            whole.append(match)
    return tuple(whole)
