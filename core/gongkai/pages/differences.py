"""Pages: where the text of a page and the pieces of a report differ."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from attrs import frozen

from gongkai.model.report import Paragraph
from gongkai.pages.align import Match, align, joined
from gongkai.pages.edits import LONG, Edit, counts, edits_between, is_alone
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
_LITTLE = 0.3


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
    found = edits_between(matches, ours, theirs)
    return Comparison(
        pieces=pieces,
        paragraphs=paragraphs,
        ours=ours,
        theirs=theirs,
        edits=tuple(e for e in found if counts(e, pieces, theirs, first, body)),
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
        if sizes[piece] >= LONG and number < _LITTLE * sizes[piece]
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
    return is_alone(match.ours, match.size, ours) and is_alone(match.theirs, match.size, theirs)
