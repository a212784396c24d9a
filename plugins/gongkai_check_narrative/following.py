"""Words that speak of cells only right behind a number of others: 收到申请86件,办结84件."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gongkai_check_narrative.clauses import Piece
from gongkai_check_narrative.lexicon import Lexicon, Word
from gongkai_check_narrative.mentions import Reading
from gongkai_check_narrative.numerals import Kind, Number
from gongkai_check_narrative.said import Mention

#: A mark, a word that is found in the phrases of the form, and no more up to the number.
_BEHIND = re.compile(
    r"\s?[,;、]\s?(?:已经?|均已?|全部|共|年内|当年)?(?P<word>[\u4e00-\u9fff]{2,4}?)(?:共计?|了)?"
)
_UNITS = {"件", "宗"}


def following(reading: Reading, found: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """Every number that follows another at once, by a word that is of cells there alone."""
    for told in found:
        last: Mention | None = told if told.number else None
        while last is not None:
            last = _next(reading, last, lexicon)
            if last is not None:
                yield last


def _next(reading: Reading, told: Mention, lexicon: Lexicon) -> Mention | None:
    index = bisect_left(reading.numbers, told.end, key=_begin)
    for number in reading.numbers[index : index + 1]:
        if number.kind is Kind.COUNT and number.unit in _UNITS:
            behind = _BEHIND.fullmatch(reading.text, told.end, number.begin)
            word = behind and _word(behind["word"], told, lexicon)
            return _mention(number, word, told.sentence) if word else None
    return None


def _word(written: str, told: Mention, lexicon: Lexicon) -> Word | None:
    known = set(told.phrase.phrases)
    words = lexicon.followers.get(written, ())
    fitting = (one for one in words if not known.isdisjoint(one.phrase.after))
    return next(fitting, None)


def _mention(number: Number, word: Word, sentence: Piece) -> Mention:
    return Mention(
        start=number.start,
        end=number.end,
        words=word.head,
        number=number,
        readings=word.phrase.sums,
        phrase=word.phrase,
        sentence=sentence,
    )


def _begin(number: Number) -> int:
    return number.begin
