"""Which numbers of a text speak of which cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from attrs import frozen

from gongkai import Report
from gongkai_check_narrative.clauses import Piece, sentences
from gongkai_check_narrative.lexicon import MEASURES, Lexicon, Token, Word, is_filler
from gongkai_check_narrative.numerals import Kind, Number
from gongkai_check_narrative.said import Mention, Said, all_of, nothing

Placed = TypeVar("Placed", Number, Token)

#: How far before a number its phrase may begin.
_FAR = 60
#: How far behind a number the rest of its phrase may begin.
_NEAR = 24
_JOINED = re.compile(r"(?:[、和及与或]|以及|或者|,)(?:予以|相关)?")
#: All that may stand between a bare noun (行政许可) and its number.
_BARE = re.compile(r"(?:共计?|合计|总计|为|有|:|\s){0,3}")
#: What a phrase counts besides: 予以公开(含部分公开).
_INCLUDES = re.compile(r"\s?\((?:其中)?(?:含|包括|包含)")
#: Where nothing more is said of what is counted: 共有3件申请延期 is not all of them.
_ENDS = re.compile(r"\s?(?:[。;]|\Z)")
_EACH = re.compile(r"分别|各|依次")


@frozen
class _Candidate:
    start: int
    end: int
    word: Word
    token: int


@frozen(eq=False)
class Reading:
    """A text with its numbers and the phrases' words in it."""

    text: str
    numbers: tuple[Number, ...]
    tokens: tuple[Token, ...]


def mentions(reading: Reading, lexicon: Lexicon, report: Report) -> Iterator[Mention]:
    """Every number that a phrase speaks of, for this report's own year and organ."""
    starts = iter(reading.tokens)
    token = next(starts, None)
    for piece in sentences(reading.text):
        if token is not None and token.start < piece.end:
            yield from _Sentence(reading, reading.text, lexicon, report, piece).mentions()
            token = next((one for one in starts if one.start >= piece.end), None)


@frozen
class _Sentence:
    reading: Reading
    text: str
    lexicon: Lexicon
    report: Report
    piece: Piece

    def mentions(self) -> Iterator[Mention]:
        numbers = _within(self.reading.numbers, self.piece)
        tokens = _within(self.reading.tokens, self.piece)
        found: list[Mention] = []
        for index, number in enumerate(numbers):
            if number.kind in {Kind.COUNT, Kind.MONEY, Kind.PEOPLE}:
                found.extend(self._of_number(numbers, index, tokens))
        yield from found
        place = Said(self.text, self.piece, self.lexicon, self.report)
        yield from nothing(place, tokens)
        yield from all_of(place, tokens, found)

    def _of_number(
        self, numbers: Sequence[Number], index: int, tokens: Sequence[Token]
    ) -> Iterator[Mention]:
        number = numbers[index]
        barrier = numbers[index - 1].end if index else self.piece.start
        best = self._best(number, max(barrier, number.begin - _FAR), tokens)
        if best is None:
            return
        group = self._group(tokens, best.token)
        each = _EACH.search(self.text, tokens[best.token].end, number.begin)
        if each and len(group) > 1:
            yield from self._spread(numbers[index:], tokens, group, each.group())
        elif not each:
            mention = self._mention(number, best, self._readings(best, tokens, group))
            if mention:
                yield mention

    def _best(self, number: Number, left: int, tokens: Sequence[Token]) -> _Candidate | None:
        """The wording that begins first of those that lead to the number without a break."""
        candidates = [
            _Candidate(token.start, token.end, word, at)
            for at, token in enumerate(tokens)
            if left <= token.start and token.end <= number.begin
            for word in self.lexicon.heads.get(token.word, ())
            if self._leads(token, word, number)
        ]
        candidates.extend(self._tailed(number, tokens))
        fitting = [one for one in candidates if self._fits(one, tokens)]
        return min(fitting, key=lambda one: (one.start, -len(one.word.tail)), default=None)

    def _leads(self, token: Token, word: Word, number: Number) -> bool:
        between = self.text[token.end : number.begin]
        if word.tail in MEASURES:
            return number.unit == word.tail and _BARE.fullmatch(between) is not None
        if not word.tail:
            return is_filler(between)
        at = between.rfind(word.tail)
        if at >= 0:
            return is_filler(between[:at]) and is_filler(between[at + len(word.tail) :])
        return is_filler(between) and self._behind(number, word)

    def _behind(self, number: Number, word: Word) -> bool:
        """Whether the tail of a phrase follows the number; of 共有 it must end the sentence."""
        at = self.text.find(word.tail, number.end, number.end + _NEAR)
        ends = word.head != "共有" or _ENDS.match(self.text, at + len(word.tail)) is not None
        return at >= 0 and ends and is_filler(self.text[number.end : at])

    def _tailed(self, number: Number, tokens: Sequence[Token]) -> Iterator[_Candidate]:
        for at, token in enumerate(tokens):
            if token.start >= number.end:
                if token.start < number.end + _NEAR and is_filler(
                    self.text[number.end : token.start]
                ):
                    for word in self.lexicon.tails.get(token.word, ()):
                        yield _Candidate(number.start, token.end, word, at)
                return

    def _fits(self, candidate: _Candidate, tokens: Sequence[Token]) -> bool:
        after = candidate.word.phrase.after
        if not after:
            return True
        contexts = self._contexts(tokens, candidate)
        return bool(contexts) and contexts[-1].word in after

    def _contexts(self, tokens: Sequence[Token], candidate: _Candidate) -> list[Token]:
        return [
            token
            for token in tokens
            if token.word in self.lexicon.contexts and token.end <= candidate.start
        ]

    def _group(self, tokens: Sequence[Token], at: int) -> list[int]:
        """The words that are joined (甲、乙和丙) and end with this one."""
        group = [at]
        while group[0] and self._joined(tokens[group[0] - 1], tokens[group[0]]):
            group.insert(0, group[0] - 1)
        return group

    def _joined(self, left: Token, right: Token) -> bool:
        between = self.text[left.end : right.start]
        joint = _JOINED.search(between)
        return (
            joint is not None
            and left.word in self.lexicon.heads
            and is_filler(between[: joint.start()])
            and is_filler(between[joint.end() :])
        )

    def _spread(
        self,
        numbers: Sequence[Number],
        tokens: Sequence[Token],
        group: Sequence[int],
        each: str,
    ) -> Iterator[Mention]:
        """甲、乙分别为1件、2件; 甲、乙各3件."""
        if each == "各":
            numbers = [numbers[0]] * len(group)
        for at, number in zip(group, numbers, strict=False):
            words = [word for word in self.lexicon.heads[tokens[at].word] if not word.tail]
            for word in words[:1]:
                own = _Candidate(tokens[at].start, tokens[at].end, word, at)
                if self._fits(own, tokens):
                    mention = self._mention(number, own, word.phrase.sums)
                    if mention:
                        yield mention

    def _readings(
        self, best: _Candidate, tokens: Sequence[Token], group: Sequence[int]
    ) -> tuple[tuple[str, ...], ...]:
        """What the phrase may mean, by itself or together with what it is joined with or is of."""
        own = best.word.phrase.sums
        together: tuple[tuple[str, ...], ...] = ((),)
        for at in group[:-1]:
            words = self.lexicon.heads[tokens[at].word]
            together = tuple((*one, *words[0].phrase.sums[0]) for one in together)
        joined = tuple((*one, *sums) for one in together for sums in own) if len(group) > 1 else ()
        return (
            *own,
            *joined,
            *self._with_inner(best, tokens),
            *self._of_all_contexts(best, tokens),
        )

    def _with_inner(self, best: _Candidate, tokens: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
        """予以公开(含部分公开)52件: the cells of both together."""
        opened = _INCLUDES.match(self.text, best.end, self.piece.end)
        inner = [
            word.phrase.sums[0]
            for token in (tokens if opened else ())
            if opened
            and opened.end() <= token.start <= opened.end() + _NEAR
            and token.end <= self.text.find(")", opened.end(), self.piece.end)
            for word in self.lexicon.heads.get(token.word, ())[:1]
        ]
        together = tuple(cell for cells in inner for cell in cells)
        return tuple((*sums, *together) for sums in best.word.phrase.sums if together)

    def _of_all_contexts(
        self, best: _Candidate, tokens: Sequence[Token]
    ) -> tuple[tuple[str, ...], ...]:
        if not best.word.phrase.after:
            return ()
        seen = {token.word for token in self._contexts(tokens, best)}
        phrases = [
            word.phrase
            for word in self.lexicon.heads.get(best.word.head, ())
            if seen & set(word.phrase.after)
        ]
        cells = tuple(dict.fromkeys(cell for phrase in phrases for cell in phrase.sums[0]))
        return (cells,)

    def _mention(
        self, number: Number, best: _Candidate, readings: tuple[tuple[str, ...], ...]
    ) -> Mention | None:
        place = Said(self.text, self.piece, self.lexicon, self.report)
        start = min(best.start, number.start)
        bare = best.word.tail in MEASURES
        if (bare and not place.stands_alone(start, best.word.phrase)) or not place.is_own(
            start, best.word.phrase
        ):
            return None
        return Mention(
            start=number.start,
            end=number.end,
            words=best.word.called,
            number=number,
            readings=readings,
            phrase=best.word.phrase,
            sentence=self.piece,
        )


def _within(items: Sequence[Placed], piece: Piece) -> list[Placed]:
    return [item for item in items if piece.start <= item.start < piece.end]
