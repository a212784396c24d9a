"""Every paragraph of the narrative, read once: its text in normal form, numbers and mentions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import frozen

from gongkai import Checking, Paragraph, Position, normalised, place_in
from gongkai_check_narrative.channels import channel_phrases
from gongkai_check_narrative.lexicon import lexicon
from gongkai_check_narrative.mentions import Reading, mentions, read_text
from gongkai_check_narrative.numerals import Number
from gongkai_check_narrative.placeholders import told
from gongkai_check_narrative.said import Mention

_ANY = re.compile("")
#: So many numbers before a share may be its whole.
_SOME = 20


@frozen
class Read:
    """A paragraph, what was read in it, and where its characters stand in the paragraph.

    ``mentions`` stand in the order in which they end.
    """

    paragraph: Paragraph
    reading: Reading
    mentions: tuple[Mention, ...]
    origins: Sequence[int]

    def place(self, at: int) -> Position | None:
        """Where a character of the text in normal form was written."""
        return place_in(self.paragraph, self.origins[at])

    def mention_before(self, at: int) -> Mention | None:
        """The last number that speaks of cells and ends before a place of the text."""
        index = bisect_right(self.mentions, at, key=_end)
        return self.mentions[index - 1] if index else None

    def numbers_before(self, at: int) -> tuple[Number, ...]:
        """The last numbers before a place of the text; those far away are left out."""
        index = bisect_right(self.reading.numbers, at, key=_end)
        return self.reading.numbers[max(0, index - _SOME) : index]

    def bound(self, at: int) -> str:
        """The address of the figure that stands at a place of the text, empty if none does."""
        spans = self.paragraph.spans
        ends = accumulate(len(span.text) for span in spans)
        offset = self.origins[at]
        inside = (span.address for span, end in zip(spans, ends, strict=True) if offset < end)
        return next(inside, "")


def _end(found: Number | Mention) -> int:
    return found.end


def read_paragraphs(checking: Checking, only: re.Pattern[str] = _ANY) -> Iterator[Read]:
    """Read what the phrases of the form and of the channels speak of, paragraph by paragraph.

    Paragraphs in which ``only`` is not found are left out.
    """
    ready = lexicon((*checking.report.form.phrases, *channel_phrases(checking)))
    for _, paragraph in told(checking.report):
        plain = normalised(paragraph.text)
        if not only.search(plain.text):
            continue
        reading = read_text(plain.text, ready)
        found = tuple(sorted(mentions(reading, ready, checking.report), key=_end))
        yield Read(paragraph, reading, found, plain.origins)
