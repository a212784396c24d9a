"""The phrases of a form, made ready to be found: which words, and what each speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from attrs import frozen

from gongkai import Phrase

#: Words between a phrase and its number that mean nothing of their own. Each begins otherwise than
#: the rest or is longer, so that there is one way to read them.
FILLER = (
    r"(?:政府信息公开|政府信息|公开申请|行政|信息公开|公开政府信息|依申请公开|申请公开|依申请|申请书?|案件|事项"
    r"|各类|各项|数量|总数|总量|件数|总|数|量|公民、法人(?:和|或者?|及)其他组织|群众|社会公众|公众"
    r"|提出|提交|提起|引起|引发|发生|共计|累计|合计|总计|共有|共|计|有|为|达到|达|的|了|件(?=[\d:])"
    r"|情况|相关|有关|方面|处理|决定|继续办理|继续|分别|各|:|\s|\([^()\d]{0,20}\)){0,12}"
)
#: A measure word behind ``…`` is that of the number: 行政许可…件 is 行政许可14件, and no more.
MEASURES = frozenset({"件"})
_FILLED = re.compile(FILLER)


@frozen
class Word:
    """One wording of a phrase: its words before ``…`` and behind it, either of which may lack."""

    head: str
    tail: str
    phrase: Phrase

    @property
    def follows(self) -> bool:
        """Whether it speaks of cells only right behind others: 收到申请5件,办结4件."""
        return any("…" in word for word in self.phrase.after)

    @property
    def called(self) -> str:
        """The wording as it is quoted: 收到…申请, 行政复议."""
        if self.head and self.tail and self.tail not in MEASURES:
            return f"{self.head}…{self.tail}"
        return self.head or self.tail


@frozen
class Token:
    """A word of some phrase where it stands in a text."""

    start: int
    end: int
    word: str


@frozen
class Lexicon:
    """Every wording by its first words, the words that open a context, and how to find all.

    ``followers`` are those that speak of cells only right behind a number of others: they are
    looked for nowhere else.
    """

    heads: Mapping[str, tuple[Word, ...]]
    tails: Mapping[str, tuple[Word, ...]]
    followers: Mapping[str, tuple[Word, ...]]
    contexts: frozenset[str]
    literals: tuple[str, ...]
    finder: AhoCorasick

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of any phrase in a text, the longest first where several could begin."""
        return tuple(
            Token(start, end, self.literals[which])
            for which, start, end in self.finder.find_matches_as_indexes(text)
        )


@lru_cache(maxsize=64)
def lexicon(phrases: tuple[Phrase, ...]) -> Lexicon:
    """Make phrases ready; the same ones are made ready once."""
    words = [_word(words, phrase) for phrase in phrases for words in phrase.phrases]
    every = [word for word in words if not word.follows]
    contexts = frozenset(context for word in every for context in word.phrase.after)
    parts = {part for word in every for part in (word.head, word.tail)}
    known = tuple(sorted((parts | contexts) - MEASURES - {""}))
    return Lexicon(
        heads=_by(every, "head"),
        tails=_by((word for word in every if not word.head), "tail"),
        followers=_by((word for word in words if word.follows), "head"),
        contexts=contexts,
        literals=known,
        finder=AhoCorasick(known, matchkind=MatchKind.LeftmostLongest),
    )


def _word(words: str, phrase: Phrase) -> Word:
    head, _, tail = words.partition("…")
    return Word(head, tail, phrase)


def _by(words: Iterable[Word], part: str) -> Mapping[str, tuple[Word, ...]]:
    found: dict[str, tuple[Word, ...]] = {}
    for word in words:
        key = word.head if part == "head" else word.tail
        found[key] = (*found.get(key, ()), word)
    return found


def is_filler(text: str) -> bool:
    """Whether there is nothing but words that mean nothing of their own."""
    return _FILLED.fullmatch(text) is not None
