"""Pages: the differences between what matches, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from attrs import frozen

from gongkai.pages.align import Match
from gongkai.pages.expected import Piece
from gongkai.pages.fold import Stream

#: A piece or paragraph of as many tokens is long: its words are not there by chance.
LONG = 12
_BULLET = re.compile(r"[·●○■□◆◇▪▶►➤*#>\-\x1f]*")
#: What portals print between the title and the text.
_OF_PORTAL = re.compile(
    "发布|来源|日期|时间|作者|编辑|责编|访问|浏览|阅读|点击|次数|字体|字号|打印|分享|收藏|关闭|下载"
    "|索引号|文号|主题|分类|机构|有效性|语音|朗读|扫一扫|二维码|微信|微博|附件|保护视力|信息名称"
    "|体裁|关键词|内容概述|当前位置|首页"
)
_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST_OF_PORTAL = 80


@frozen
class Part:
    """Tokens of one piece or paragraph: its number, and from which token to which."""

    number: int
    start: int
    end: int


@frozen(kw_only=True)
class Edit:
    """A difference: tokens of a piece that are gone, tokens of a paragraph in their place.

    ``near`` is the number of the piece that stands right before.
    """

    gone: Part | None
    added: Part | None
    near: int


def is_whole(part: Part, stream: Stream) -> bool:
    """Whether a part is all of its piece or paragraph."""
    return is_alone(part.start, part.end - part.start, stream)


def is_alone(start: int, size: int, stream: Stream) -> bool:
    """Whether so many tokens from ``start`` begin and end where pieces or paragraphs do."""
    pieces, end = stream.pieces, start + size
    before = start == 0 or pieces[start - 1] != pieces[start]
    return before and (end == len(stream) or pieces[end] != pieces[end - 1])


def edits_between(matches: Sequence[Match], ours: Stream, theirs: Stream) -> Iterator[Edit]:
    """What differs before, between and behind the matches, in the order of the report."""
    first, last = matches[0], matches[-1]
    yield from _edit(ours, theirs, (0, first.ours), (_begin(theirs, first.theirs), first.theirs))
    for before, after in pairwise(matches):
        yield from _edit(
            ours,
            theirs,
            (before.ours + before.size, after.ours),
            (before.theirs + before.size, after.theirs),
        )
    end, end_theirs = last.ours + last.size, last.theirs + last.size
    yield from _edit(ours, theirs, (end, len(ours)), (end_theirs, _finish(theirs, end_theirs)))


def _begin(theirs: Stream, at: int) -> int:
    """Where the paragraph begins that a token stands in."""
    piece = theirs.pieces[at]
    while at and theirs.pieces[at - 1] == piece:
        at -= 1
    return at


def _finish(theirs: Stream, at: int) -> int:
    """Where the paragraph ends whose last matched token stands right before this one."""
    piece = theirs.pieces[at - 1]
    while at < len(theirs) and theirs.pieces[at] == piece:
        at += 1
    return at


def _edit(
    ours: Stream, theirs: Stream, gone: tuple[int, int], added: tuple[int, int]
) -> Iterator[Edit]:
    """What differs between two matches, piece by piece."""
    lost, found = _parts(ours, *gone), _parts(theirs, *added)
    near = ours.pieces[max(0, gone[0] - 1)]
    if len(lost) == len(found) and not _are_others(lost, found, ours, theirs):
        for one, other in zip(lost, found, strict=True):
            yield Edit(gone=one, added=other, near=near)
        return
    yield from (Edit(gone=part, added=None, near=near) for part in lost)
    yield from (Edit(gone=None, added=part, near=near) for part in found)


def _are_others(lost: list[Part], found: list[Part], ours: Stream, theirs: Stream) -> bool:
    """Whether whole paragraphs stand where others stood: nobody changed one into the other."""
    return any(
        min(one.end - one.start, other.end - other.start) >= LONG
        and is_whole(one, ours)
        and is_whole(other, theirs)
        for one, other in zip(lost, found, strict=True)
    )


def _parts(stream: Stream, start: int, end: int) -> list[Part]:
    """Cut a stretch of tokens by piece; what is only white space or a bullet is nothing."""
    numbers = groupby(range(start, end), key=lambda index: stream.pieces[index])
    stretches = [(number, list(indices)) for number, indices in numbers]
    return [
        Part(number, indices[0], indices[-1] + 1)
        for number, indices in stretches
        if not _BULLET.fullmatch("".join(stream.texts[indices[0] : indices[-1] + 1]))
    ]


def counts(edit: Edit, pieces: Sequence[Piece], theirs: Stream, first: int, body: int) -> bool:
    """Whether a difference is one: not what may be left out, nor what portals print on top."""
    if edit.gone is not None:
        return edit.added is not None or not pieces[edit.gone.number].optional
    part = edit.added
    return part is None or not (
        first < part.number < body and _is_of_portal(theirs.text(part.start, part.end))
    )


def _is_of_portal(text: str) -> bool:
    if len(text) > _LONGEST_OF_PORTAL:
        return False
    return _OF_PORTAL.search(text) is not None or _HAN.search(text) is None
