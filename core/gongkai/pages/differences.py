"""Pages: where the text of a page and the pieces of a report differ."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from attrs import frozen

from gongkai.model.report import Paragraph
from gongkai.pages.align import Match, align, joined
from gongkai.pages.expected import Piece
from gongkai.pages.fold import GAP, Stream, stream_of

#: A match of fewer tokens between two differences is chance, unless it is a whole piece.
_FEWEST = 3
#: A shorter match at either end that lies farther off than so many tokens is chance: it would drag
#: the page's foot into the report.
_FEWEST_AT_THE_END, _NEAR = 6, 12
#: How many paragraphs before the text are looked at for the title.
_PARAGRAPHS_BEFORE = 40
#: A longer paragraph is none with a title in it.
_LONGEST_WITH_TITLE = 400
#: A piece of as many tokens is gone if only this share of them is found: words repeat by chance.
_LONG, _LITTLE = 12, 0.3
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


@frozen(kw_only=True)
class Comparison:
    """A report and a page, token by token.

    ``share`` is the part of the bureau's own words and figures that the page shows; ``titled``
    says that it shows the whole title. ``first`` and ``last`` are the numbers of the paragraphs
    between which the report stands; ``body`` is the first behind its title.
    """

    pieces: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    ours: Stream
    theirs: Stream
    edits: tuple[Edit, ...]
    share: float
    titled: bool = False
    first: int = 0
    last: int = -1
    body: int = 0


def compare(pieces: tuple[Piece, ...], paragraphs: tuple[Paragraph, ...]) -> Comparison:
    """Lay a report beside a page."""
    ours = stream_of(piece.text for piece in pieces)
    theirs = stream_of(paragraph.text for paragraph in paragraphs)
    matches = _meant(_matches(ours, theirs), ours, theirs)
    share = _share(pieces, ours, matches)
    if not matches:
        return Comparison(
            pieces=pieces,
            paragraphs=paragraphs,
            ours=ours,
            theirs=theirs,
            edits=(),
            share=share,
        )
    first, last, body = _region(matches, ours, theirs)
    found = _edits(matches, ours, theirs)
    return Comparison(
        pieces=pieces,
        paragraphs=paragraphs,
        ours=ours,
        theirs=theirs,
        edits=tuple(e for e in found if _counts(e, pieces, theirs, first, body)),
        share=share,
        titled=_has_title(matches[0], ours),
        first=first,
        last=last,
        body=body,
    )


def _matches(ours: Stream, theirs: Stream) -> tuple[Match, ...]:
    """What is the same; the title is looked for only where the text has been found."""
    start = bisect_right(ours.pieces, 0)
    found = align(ours.texts[start:], theirs.texts)
    shifted = [Match(match.ours + start, match.theirs, match.size) for match in found]
    body = _meant(shifted, ours, theirs)
    if not body:
        return align(ours.texts, theirs.texts)
    return joined((*_title(ours.texts[:start], theirs, body[0].theirs), *body))


def _title(title: list[str], theirs: Stream, end: int) -> Iterator[Match]:
    """The title, in the last paragraph before the text that is like it.

    A page names itself many times (in its path, in its menu); what stands above the text counts.
    """
    for _ in range(_PARAGRAPHS_BEFORE):
        if not end:
            return
        start = bisect_left(theirs.pieces, theirs.pieces[end - 1])
        near = theirs.texts[start : min(end, start + _LONGEST_WITH_TITLE)]
        matcher = SequenceMatcher(None, title, near, autojunk=False)
        blocks = matcher.get_matching_blocks()[:-1]
        if sum(block.size for block in blocks) * 2 >= len(title):
            yield from (Match(block.a, start + block.b, block.size) for block in blocks)
            return
        end = start


def _region(matches: Sequence[Match], ours: Stream, theirs: Stream) -> tuple[int, int, int]:
    end = matches[-1]
    first = theirs.pieces[matches[0].theirs]
    last = theirs.pieces[end.theirs + end.size - 1]
    for match in matches:
        for offset in range(match.size):
            if ours.pieces[match.ours + offset]:
                return first, last, theirs.pieces[match.theirs + offset]
    return first, last, first


def _has_title(match: Match, ours: Stream) -> bool:
    end = match.ours + match.size
    return not match.ours and (end == len(ours) or ours.pieces[end] > 0)


def _share(pieces: Sequence[Piece], ours: Stream, matches: Sequence[Match]) -> float:
    own = [pieces[number].own and not pieces[number].optional for number in ours.pieces]
    found = sum(sum(own[m.ours : m.ours + m.size]) for m in matches)
    return found / max(1, sum(own))


def _meant(matches: Sequence[Match], ours: Stream, theirs: Stream) -> tuple[Match, ...]:
    """The matches without those that chance made between two differences."""
    told = _told(matches, ours)
    kept = [m for m in told if m.size >= _FEWEST or _is_whole(m, ours, theirs)]
    while len(kept) > 1 and _is_stray(kept[-1], kept[-2], kept[-1]):
        kept.pop()
    while len(kept) > 1 and _is_stray(kept[0], kept[0], kept[1]):
        kept.pop(0)
    return tuple(kept)


def _is_stray(match: Match, before: Match, after: Match) -> bool:
    """Whether a short match at either end lies far from the next one, in the page's frame."""
    ours = after.ours - before.ours - before.size
    theirs = after.theirs - before.theirs - before.size
    return match.size < _FEWEST_AT_THE_END and theirs > 2 * ours + _NEAR


def _told(matches: Sequence[Match], ours: Stream) -> tuple[Match, ...]:
    """The matches without those in pieces of which hardly anything is found: these are gone."""
    parts = [part for match in matches for part in _by_piece(match, ours)]
    sizes, found = Counter(ours.pieces), Counter[int]()
    for part in parts:
        found[ours.pieces[part.ours]] += part.size
    gone = {
        piece
        for piece, number in found.items()
        if sizes[piece] >= _LONG and number < _LITTLE * sizes[piece]
    }
    return joined(part for part in parts if ours.pieces[part.ours] not in gone)


def _by_piece(match: Match, ours: Stream) -> Iterator[Match]:
    """A match, cut where a piece ends."""
    start, end = match.ours, match.ours + match.size
    ends = [i for i in range(start + 1, end) if ours.pieces[i - 1] != ours.pieces[i]]
    for first, last in pairwise((start, *ends, end)):
        yield Match(first, match.theirs + first - start, last - first)


def _is_whole(match: Match, ours: Stream, theirs: Stream) -> bool:
    """Whether a match is a whole piece and a whole paragraph, or what parts two numbers."""
    if ours.texts[match.ours] == GAP:
        return True
    return _is_alone(match.ours, match.size, ours) and _is_alone(match.theirs, match.size, theirs)


def is_whole(part: Part, stream: Stream) -> bool:
    """Whether a part is all of its piece or paragraph."""
    return _is_alone(part.start, part.end - part.start, stream)


def _is_alone(start: int, size: int, stream: Stream) -> bool:
    pieces, end = stream.pieces, start + size
    before = start == 0 or pieces[start - 1] != pieces[start]
    return before and (end == len(stream) or pieces[end] != pieces[end - 1])


def _edits(matches: Sequence[Match], ours: Stream, theirs: Stream) -> Iterator[Edit]:
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
        min(one.end - one.start, other.end - other.start) >= _LONG
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


def _counts(edit: Edit, pieces: Sequence[Piece], theirs: Stream, first: int, body: int) -> bool:
    """Whether a difference is one: not what may be left out, nor what portals print on top."""
    if edit.gone is not None:
        return not pieces[edit.gone.number].optional
    part = edit.added
    return part is None or not (
        first < part.number < body and _is_of_portal(theirs.text(part.start, part.end))
    )


def _is_of_portal(text: str) -> bool:
    if len(text) > _LONGEST_OF_PORTAL:
        return False
    return _OF_PORTAL.search(text) is not None or _HAN.search(text) is None
