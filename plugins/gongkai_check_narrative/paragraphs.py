"""Every paragraph of the narrative, read once: its text in normal form, numbers and mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from gongkai import Checking, Paragraph, Position, normalised, place_in
from gongkai_check_narrative.channels import channel_phrases
from gongkai_check_narrative.lexicon import lexicon
from gongkai_check_narrative.mentions import Reading, mentions, read_text
from gongkai_check_narrative.placeholders import told
from gongkai_check_narrative.said import Mention


@frozen
class Read:
    """A paragraph, what was read in it, and where its characters stand in the paragraph."""

    paragraph: Paragraph
    reading: Reading
    mentions: tuple[Mention, ...]
    origins: Sequence[int]

    def place(self, at: int) -> Position | None:
        """Where a character of the text in normal form was written."""
        return place_in(self.paragraph, self.origins[at])

    def bound(self, at: int) -> str:
        """The address of the figure that stands at a place of the text, empty if none does."""
        offset, start = self.origins[at], 0
        for span in self.paragraph.spans:
            start += len(span.text)
            if offset < start:
                return span.address
        return ""


def read_paragraphs(checking: Checking) -> Iterator[Read]:
    """Read what the phrases of the form and of the channels speak of, paragraph by paragraph."""
    ready = lexicon((*checking.report.form.phrases, *channel_phrases(checking)))
    for _, paragraph in told(checking.report):
        plain = normalised(paragraph.text)
        reading = read_text(plain.text, ready)
        found = tuple(mentions(reading, ready, checking.report))
        yield Read(paragraph, reading, found, plain.origins)
