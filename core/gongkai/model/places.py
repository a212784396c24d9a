"""Where a piece of text was written, and text with its characters alike that maps back to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat

from attrs import evolve, frozen

from gongkai.errors import Position
from gongkai.model.report import Paragraph, Span


def place_in(paragraph: Paragraph, offset: int) -> Position | None:
    """Where the character at ``offset`` of the paragraph's text was written.

    A character of a figure has the place of its placeholder. Where the spans do not know, it is
    the place of the paragraph, which may not be known either. An offset past the end is the end.
    """
    start = 0
    for span in paragraph.spans:
        if offset < start + len(span.text):
            return _place_in_span(span, offset - start) or paragraph.place
        start += len(span.text)
    ends = [_place_in_span(span, len(span.text)) for span in paragraph.spans[-1:]]
    return next(iter(ends), None) or paragraph.place


def _place_in_span(span: Span, offset: int) -> Position | None:
    if span.place is None or span.address:
        return span.place
    before = span.text[:offset]
    lines = before.count("\n")
    if not lines:
        return evolve(span.place, column=span.place.column + offset)
    column = offset - before.rindex("\n")
    return evolve(span.place, line=span.place.line + lines, column=column)


@frozen
class Normalised:
    """A text in its normal form (NFKC), and where each of its characters came from.

    ``origins`` has the offset in the first text for every offset in ``text``, and for its end.
    """

    text: str
    origins: Sequence[int]


#: Halves of characters: alone they are none, and nothing can search for them.
_FIRST_SURROGATE, _LAST_SURROGATE = 0xD800, 0xDFFF


class _Plain(dict[int, str]):
    """The plain form of every character that was met, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        lone = _FIRST_SURROGATE <= code <= _LAST_SURROGATE
        plain = self[code] = "\ufffd" if lone else unicodedata.normalize("NFKC", chr(code))
        return plain


_PLAIN = _Plain()


@lru_cache(maxsize=256)
def normalised(text: str) -> Normalised:
    """Read full width, compatibility and presentation forms as the plain characters.

    Each character by itself, so that every one can be traced; marks that combine stay apart.
    Rules read the same paragraphs one after the other, so the last ones are kept.
    """
    plain = text.translate(_PLAIN)
    if len(plain) == len(text):
        # No plain form is empty: as many characters are the same characters one by one.
        return Normalised(plain, range(len(text) + 1))
    return Normalised(plain, tuple(_origins(text)))


def _origins(text: str) -> Iterator[int]:
    for at, sign in enumerate(text):
        yield from repeat(at, len(_PLAIN[ord(sign)]))
    yield len(text)
