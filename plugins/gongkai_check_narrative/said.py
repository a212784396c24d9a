"""What a sentence says of cells: with a number, with 未收到 and 零报告, with 均维持."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from attrs import frozen

from gongkai import Phrase, Report
from gongkai_check_narrative.clauses import Piece, clause_start, is_own
from gongkai_check_narrative.lexicon import Lexicon, Token, Word, is_filler
from gongkai_check_narrative.matters import is_another
from gongkai_check_narrative.numerals import Number

#: How far before and behind a word the rest of its saying may stand.
_FAR = 60
#: How far before a bare noun it may be said what happens to the things that it names.
_LONG = 120
_NEGATIVE = ("未", "没", "无", "零")
_NONE = re.compile(
    r"(?P<none>零|[未没]有?(?:曾|能)?(?:发生|收到|接到|受理|出现|产生|引发|提起|被|涉及)"
    r"|没有|未有|并无|均无|(?<![有并均])无)"
    r"(?:任何|因|政府信息公开|信息公开|政务公开|政府信息|公开|工作|引起|引发|产生|导致|发生|出现|而|提起"
    r"|被|的|有关|相关|涉及|针对|申请|案件|投诉|举报|向本[局委办厅]|向本(?:机关|单位)|提交|提出|一起"
    r"|违反|情况|、|和|及|或|与|以及|复议|诉讼|行政复议|行政诉讼|依){0,14}\Z"
)
_MAY_BE_NONE = re.compile("[零未没无]")
_NONE_END = re.compile(
    r"(?:申请|案件|事项|情况|情形|现象|问题|的|等|发生|、|和|及|或|与|以及|行政|复议|诉讼|投诉|举报"
    r"){0,8}(?:[,;。.!?\n)]|\Z)"
)
_ZERO_REPORT = re.compile(
    r"(?:申请|案件|事项|工作|情况|实行|为|均|继续|保持|:|\s){0,5}零(?:报告|申请|发生|案件)?(?:[,;。]|\Z)"
)
#: What may stand in a clause before a noun that is counted by itself.
_ALONE = re.compile(
    r"(?:^|[,;:、和及与()\n.])(?:(?:\d{4}|本)年度?|今年|全年|年内|全[市县区局省]|[我本][局市县区委办镇]"
    r"|本(?:机关|单位|级)|共计|共|累计|合计|总计|依法|作出|做出|办理|实施|完成|各类|各项|的|\s){0,6}\Z"
)
#: Decisions that are published, in this sentence or shortly before: they are not all decisions.
_PUBLISHED = re.compile(
    r"双公示|(?:公开|公示|公布|归集|推送|报送|上传)[^。\n]{0,12}行政(?:许可|处罚|强制|执法)"
    r"|行政(?:许可|处罚|强制|执法)[^。,;\n]{0,8}(?:公示|公开|公布)"
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
        return (
            not any(word in clause for word in phrase.unless)
            and is_own(before, clause, self.report)
            and not is_another(self.text, start, phrase, self.report.agency)
        )

    def stands_alone(self, start: int, phrase: Phrase) -> bool:
        """Whether a bare noun is counted by itself: nothing before it makes it part of a thing.

        Of an enumeration (公开行政许可14件,行政处罚2件) the first verb speaks of all.
        """
        before = self.text[self.piece.start : start]
        return (
            _ALONE.search(before) is not None
            and not any(word in before for word in phrase.unless)
            and not _PUBLISHED.search(self.text, max(0, start - _LONG), start)
        )

    def before(self, at: int, far: int = _FAR) -> str:
        """What stands before ``at`` in the sentence."""
        return self.text[max(self.piece.start, at - far) : at]


def named(said: Said, token: Token, at: int) -> Mention | None:
    """申请量…: cells that are named and not counted, with nothing else up to ``at``."""
    between = said.text[token.end : at]
    for word in said.lexicon.heads.get(token.word, ()):
        plain = between.replace(word.tail, "", 1) if word.tail else between
        whole = word.tail in between and not word.phrase.after and is_filler(plain)
        if whole and said.is_own(token.start, word.phrase):
            return Mention(
                start=token.start,
                end=at,
                words=word.called,
                number=None,
                readings=word.phrase.sums,
                phrase=word.phrase,
                sentence=said.piece,
            )
    return None


def may_be_none(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether there is any word in it that may say so; most texts have none."""
    return _MAY_BE_NONE.search(text, start, end) is not None


def nothing(said: Said, tokens: Sequence[Token]) -> Iterator[Mention]:
    """未收到…, 未发生…, 零报告: the text says that there was none."""
    if not may_be_none(said.text, said.piece.start, said.piece.end):
        return
    seen: set[tuple[int, Phrase]] = set()
    for token in tokens:
        for word in said.lexicon.heads.get(token.word, ()):
            none = _none(said, token, word)
            if (
                none is not None
                and (none.start, word.phrase) not in seen
                and said.is_own(none.start, word.phrase)
            ):
                seen.add((none.start, word.phrase))
                yield Mention(
                    start=none.start,
                    end=token.end,
                    words=none.words,
                    number=None,
                    readings=word.phrase.sums,
                    phrase=word.phrase,
                    sentence=said.piece,
                )
                break


@frozen
class _None:
    """Words that say that there was none: where they begin, and they themselves."""

    start: int
    words: str


def _none(said: Said, token: Token, word: Word) -> _None | None:
    """The words that say that there was none of this; None where they do not."""
    if word.phrase.after:
        return None
    rest = said.text[token.end : said.piece.end]
    if word.head.startswith(_NEGATIVE):
        told = _joined(word.head, rest[: rest.find(word.tail)], word.tail)
        return _None(token.start, told) if _tail_ends(word, rest) else None
    if word.tail:
        return None
    zero = _ZERO_REPORT.match(rest)
    if zero:
        return _None(token.start, token.word + zero.group().rstrip(",;。"))
    before = said.before(token.start)
    none = _NONE.search(before)
    if none is None or not _NONE_END.match(rest):
        return None
    told = _joined(none["none"], before[none.end("none") :], token.word)
    return _None(token.start - len(before) + none.start(), told)


def _joined(head: str, between: str, tail: str) -> str:
    """Two words, and a sign for what stands between them."""
    return f"{head}…{tail}" if between else head + tail


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
