"""Applicants that a text tells apart: 收到申请4件,其中自然人2件 speaks of that row's column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from gongkai import Figures, Form, Phrase, Report
from gongkai_check_narrative.cells import amount
from gongkai_check_narrative.clauses import Piece, sentence
from gongkai_check_narrative.lexicon import Lexicon, Token
from gongkai_check_narrative.mentions import Reading
from gongkai_check_narrative.numerals import Number
from gongkai_check_narrative.said import Mention, Said

#: What offices call the columns; everything else is called as the form calls it.
_COLUMNS: Mapping[str, str] = {
    "公民": "自然人",
    "个人": "自然人",
    "企业": "商业企业",
    **dict.fromkeys(
        ("法人和其他组织", "法人及其他组织", "法人或者其他组织", "法人或其他组织"), "法人或其他组织"
    ),
}
#: 收到公民申请4件 may be said of all that came in.
_ANYONE = {"公民"}
_TOTAL = "总计"
_KIND = (
    "自然人|公民|个人|商业企业|企业|科研机构|社会公益组织|法律服务机构|法人(?:或者?|和|及)其他组织"
)
_ANY = re.compile(_KIND)
_ITEM = re.compile(
    rf"(?P<kind>{_KIND})(?:提出|提交|的|政府信息公开|信息公开|依申请公开|申请|共计|共|计|为|有|数量|:|\s){{0,8}}\Z"
)
#: What joins a kind with the total or the kind before it: a share of that, and a mark.
_JOINT = re.compile(
    r"(?:[,(]?\s?占比?[^,;。()%]{0,14}%\)?|\([\d.]{1,6}%\))?"
    r"(?:[,、;(]|和|及|以及|。(?=其中))?\s?(?:其中|分别为|分别是|包括|含|来自)?[,:]?\s?"
)
#: What joins a total with the one before it.
_TOGETHER = re.compile(r"[^;。(\d]{0,20}")
_UNITS = {"件", "宗", "起"}


@frozen(kw_only=True)
class _Chain:
    """Kinds told one after the other, up to ``end``: what they may be parts of."""

    end: int
    totals: tuple[tuple[str, ...], ...]
    phrase: Phrase
    sentence: Piece


def applicants(
    reading: Reading, found: Sequence[Mention], lexicon: Lexicon, report: Report
) -> Iterator[Mention]:
    """Every number of a kind of applicants that follows its total, or 收到…申请 itself."""
    text = reading.text
    if not _ANY.search(text):
        return
    told = {mention.end: mention for mention in found if mention.number}
    chain: _Chain | None = None
    last: _Chain | None = None
    left = 0
    for number in reading.numbers:
        item = _ITEM.search(text, max(left, number.begin - 60), number.begin)
        left = number.end
        if number.end in told:
            begun = _of_total(told[number.end], report.figures)
            both = last and _TOGETHER.fullmatch(text, last.end, number.begin)
            chain = _with(last, begun) if last and both else begun
            last = begun
        elif item and number.unit in _UNITS:
            chain = _goes_on(chain, text, item) or _opened(reading, item, lexicon, report)
            if chain:
                yield from _mention(number, item, chain, report.form)
                chain = evolve(chain, end=number.end)


def _of_total(total: Mention, figures: Figures) -> _Chain:
    """A chain begins: of the readings that the total has, or of all where it is wrong itself."""
    agreed = tuple(
        cells
        for cells in total.readings
        if total.number and (both := amount(cells, figures)) and total.number.may_be(*both)
    )
    return _Chain(
        end=total.end,
        totals=agreed or total.readings,
        phrase=total.phrase,
        sentence=total.sentence,
    )


def _with(before: _Chain, chain: _Chain) -> _Chain:
    """新收4件,上年结转1件,其中自然人4件: of the last of them, or of both together."""
    both = tuple((*one, *other) for one in before.totals for other in chain.totals)
    return evolve(chain, totals=(*chain.totals, *both))


def _goes_on(chain: _Chain | None, text: str, item: re.Match[str]) -> _Chain | None:
    joined = chain and _JOINT.fullmatch(text, chain.end, item.start())
    return chain if joined else None


def _opened(
    reading: Reading, item: re.Match[str], lexicon: Lexicon, report: Report
) -> _Chain | None:
    """收到自然人申请8件: what 收到…申请 may mean is what the kind is a part of."""
    index = bisect_left(reading.tokens, item.start(), key=_end)
    opening = next(iter(reading.tokens[index : index + 1]), None)
    if opening is None or opening.end != item.start():
        return None
    phrase = _phrase_of(opening, item, lexicon)
    if phrase is None:
        return None
    said = Said(reading.text, sentence(reading.text, opening.start), lexicon, report)
    if not said.is_own(opening.start, phrase):
        return None
    return _Chain(end=item.start(), totals=phrase.sums, phrase=phrase, sentence=said.piece)


def _end(token: Token) -> int:
    return token.end


def _phrase_of(opening: Token, item: re.Match[str], lexicon: Lexicon) -> Phrase | None:
    tail = "申请"
    known = (word for word in lexicon.heads.get(opening.word, ()) if word.tail in {"", tail})
    word = next(known, None)
    told = tail in item.group() and item["kind"] not in _ANYONE
    return word.phrase if word and told else None


def _mention(number: Number, item: re.Match[str], chain: _Chain, form: Form) -> Iterator[Mention]:
    kind = item["kind"]
    readings = tuple(filter(None, (_columns(cells, kind, form) for cells in chain.totals)))
    if readings:
        yield Mention(
            start=number.start,
            end=number.end,
            words=kind,
            number=number,
            readings=readings,
            phrase=Phrase(code=chain.phrase.code, phrases=(kind,), sums=readings),
            sentence=chain.sentence,
        )


def _columns(totals: Sequence[str], kind: str, form: Form) -> tuple[str, ...]:
    """The cells of a kind beside those of the totals; none where the form does not tell kinds."""
    label = _COLUMNS.get(kind, kind)
    cells = {cell.address: cell for cell in form.cells() if cell.address in totals}
    return tuple(
        cell.table.address(cell.row.key, column.key)
        for cell in map(cells.get, totals)
        if cell is not None and cell.column.label == _TOTAL
        for column in cell.table.columns
        if label in column.path[-2:]
    )
