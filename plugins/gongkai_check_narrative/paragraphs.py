"""Every paragraph of the narrative with what speaks of cells in it, read once for all rules."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from attrs import define, field, frozen

from gongkai import Checking, Position, Report
from gongkai_check_narrative.applicants import applicants
from gongkai_check_narrative.channels import channel_phrases
from gongkai_check_narrative.clauses import sentence
from gongkai_check_narrative.desk import Told, narrative_of
from gongkai_check_narrative.following import following
from gongkai_check_narrative.lexicon import Lexicon, Token, lexicon
from gongkai_check_narrative.mentions import Reading, mentions
from gongkai_check_narrative.numerals import Number
from gongkai_check_narrative.said import Mention, Said, may_be_none, named

_ANY = re.compile("")
#: So far before a growth its cells are named.
_NEAR = 30
#: So many numbers before a share may be its whole.
_SOME = 20


@frozen(eq=False)
class Read:
    """A paragraph, and what its words mean in a report by a lexicon."""

    told: Told
    lexicon: Lexicon
    report: Report

    @property
    def text(self) -> str:
        """The text in normal form."""
        return self.told.text

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the text."""
        return self.told.numbers

    @cached_property
    def _tokens(self) -> tuple[Token, ...]:
        return self.lexicon.tokens(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The numbers that speak of cells, in the order in which they end."""
        if not self._tokens or not (self.numbers or may_be_none(self.text)):
            return ()
        reading = Reading(self.text, self.numbers, self._tokens)
        found = sorted(mentions(reading, self.lexicon, self.report), key=_end)
        of_kinds = applicants(reading, found, self.lexicon, self.report)
        behind = following(reading, found, self.lexicon)
        return tuple(sorted((*found, *of_kinds, *behind), key=_end))

    def place(self, at: int) -> Position | None:
        """Where a character of the text in normal form was written."""
        return self.told.place(at)

    def mention_before(self, at: int) -> Mention | None:
        """The last number that speaks of cells and ends before a place of the text."""
        index = bisect_right(self.mentions, at, key=_end)
        return self.mentions[index - 1] if index else None

    def named_before(self, at: int) -> Mention | None:
        """What cells are named right before a place of the text, without a number of their own."""
        first, last = (bisect_left(self._tokens, one, key=_end) for one in (at - _NEAR, at + 1))
        near = self._tokens[first:last]
        found = (named(self._said(token.start), token, at) for token in near)
        return next(filter(None, found), None)

    def _said(self, at: int) -> Said:
        return Said(self.text, sentence(self.text, at), self.lexicon, self.report)

    def numbers_before(self, at: int) -> tuple[Number, ...]:
        """The last numbers before a place of the text; those far away are left out."""
        index = bisect_right(self.numbers, at, key=_end)
        return self.numbers[max(0, index - _SOME) : index]

    def bound(self, at: int) -> str:
        """The address of the figure that stands at a place of the text, empty if none does."""
        spans = self.told.paragraph.spans
        ends = accumulate(len(span.text) for span in spans)
        offset = self.told.plain.origins[at]
        inside = (span.address for span, end in zip(spans, ends, strict=True) if offset < end)
        return next(inside, "")


def _end(found: Number | Mention | Token) -> int:
    return found.end


@define
class _Desk:
    """What was read last, and of which narrative, in one pair, so that threads do not mix it."""

    lies: tuple[tuple[Told, ...], tuple[Read, ...]] = field(default=((), ()))


_desk = _Desk()


def read_paragraphs(checking: Checking, only: re.Pattern[str] = _ANY) -> Iterator[Read]:
    """Read what the phrases of the form and of the channels speak of, paragraph by paragraph.

    Paragraphs in which ``only`` is not found are left out.
    """
    narrative = narrative_of(checking.report)
    known, reads = _desk.lies
    if known is not narrative:
        ready = lexicon((*checking.report.form.phrases, *channel_phrases(checking)))
        reads = tuple(Read(told, ready, checking.report) for told in narrative)
        _desk.lies = (narrative, reads)
    return (read for read in reads if only.search(read.text))
