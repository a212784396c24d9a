"""What a sentence says of cells: with a number, with 未收到 and 零报告, with 均维持."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from gongkai import Phrase, Report
from gongkai_check_narrative.clauses import Piece, clause_start, is_own
from gongkai_check_narrative.lexicon import Lexicon, Token, Word, is_filler
from gongkai_check_narrative.numerals import Number

#: How far before and behind a word the rest of its saying may stand.
_FAR = 60
_NEGATIVE = ("未", "没", "无", "零")
_NONE = re.compile(
    r"(?:零|[未没]有?(?:曾|能)?(?:发生|收到|接到|受理|出现|产生|引发|提起|被|涉及)"
    r"|没有|未有|并无|均无|(?<![有并均])无)"
    r"(?:任何|因|政府信息公开|信息公开|政务公开|政府信息|公开|工作|引起|引发|产生|导致|发生|出现|而|提起"
    r"|被|的|有关|相关|涉及|针对|申请|案件|投诉|举报|向本[局委办厅]|向本(?:机关|单位)|提交|提出|一起"
    r"|违反|情况|、|和|及|或|与|以及|复议|诉讼|行政复议|行政诉讼|依){0,14}\Z"
)
_NONE_END = re.compile(
    r"(?:申请|案件|事项|情况|情形|现象|问题|的|等|发生|、|和|及|或|与|以及|行政|复议|诉讼|投诉|举报"
    r"){0,8}(?:[,;。.!?\n)]|\Z)"
)
_ZERO_REPORT = re.compile(
    r"(?:申请|案件|事项|工作|情况|实行|为|均|继续|保持|:|\s){0,5}零(?:报告|申请|发生|案件)?(?:[,;。]|\Z)"
)
_ALL = re.compile(
    r"(?:均|全部|都)(?:已|被|予以|为|获|依法|得到|判决|裁定|由|复议机关|法院|结果){0,4}\Z"
)


@frozen(kw_only=True)
class Mention:
    """A number that speaks of cells: any of ``readings`` may be meant.

    ``stated`` is what the text says; where it says none in words, ``number`` is None and
    ``start`` where those words begin. ``words`` are the phrase as written.
    """

    start: int
    end: int
    words: str
    number: Number | None
    readings: tuple[tuple[str, ...], ...]
    phrase: Phrase
    sentence: Piece

    @property
    def written(self) -> str:
        """The number as written."""
        return self.number.written if self.number else "0"


@frozen
class Said:
    """A sentence of a text, for a report, with the words of its form."""

    text: str
    piece: Piece
    lexicon: Lexicon
    report: Report

    def is_own(self, start: int, phrase: Phrase) -> bool:
        """Whether what begins at ``start`` speaks of this report's own cell."""
        clause = self.text[clause_start(self.text, self.piece.start, start) : start]
        before = self.text[self.piece.start : start]
        return is_own(before, clause, self.report) and not any(
            word in clause for word in phrase.unless
        )

    def before(self, at: int, far: int = _FAR) -> str:
        """What stands before ``at`` in the sentence."""
        return self.text[max(self.piece.start, at - far) : at]


def nothing(said: Said, tokens: Sequence[Token]) -> Iterator[Mention]:
    """未收到…, 未发生…, 零报告: the text says that there was none."""
    seen: set[tuple[int, Phrase]] = set()
    for token in tokens:
        for word in said.lexicon.heads.get(token.word, ()):
            start = _start_of_none(said, token, word)
            if (
                start is not None
                and (start, word.phrase) not in seen
                and said.is_own(start, word.phrase)
            ):
                seen.add((start, word.phrase))
                yield Mention(
                    start=start,
                    end=token.end,
                    words=token.word,
                    number=None,
                    readings=word.phrase.sums,
                    phrase=word.phrase,
                    sentence=said.piece,
                )
                break


def _start_of_none(said: Said, token: Token, word: Word) -> int | None:
    """Where the words begin that say that there was none; None where they do not."""
    if word.phrase.after:
        return None
    rest = said.text[token.end : said.piece.end]
    if word.head.startswith(_NEGATIVE):
        return token.start if _tail_ends(word, rest) else None
    if word.tail:
        return None
    if _ZERO_REPORT.match(rest):
        return token.start
    before = said.before(token.start)
    none = _NONE.search(before)
    if none is None or not _NONE_END.match(rest):
        return None
    return token.start - len(before) + none.start()


def _tail_ends(word: Word, rest: str) -> bool:
    at = rest.find(word.tail, 0, 40)
    between = rest[: max(at, 0)]
    filled = is_filler(between) or (word.head.endswith("人") and not re.search("[,;。、]", between))
    return at >= 0 and filled and _NONE_END.match(rest, at + len(word.tail)) is not None


def all_of(said: Said, tokens: Sequence[Token], found: Sequence[Mention]) -> Iterator[Mention]:
    """行政复议7件,均维持: all 7 are upheld; what an earlier 均 spoke of is no longer meant."""
    since = said.piece.start
    for token in tokens:
        if not found or not _ALL.search(said.before(token.start, 20)):
            continue
        for word in said.lexicon.heads.get(token.word, ()):
            for mention in found:
                if mention.words in word.phrase.after and since <= mention.end <= token.start:
                    yield Mention(
                        start=mention.start,
                        end=mention.end,
                        words=f"{mention.words}…{token.word}",
                        number=mention.number,
                        readings=word.phrase.sums,
                        phrase=word.phrase,
                        sentence=said.piece,
                    )
        since = token.end
