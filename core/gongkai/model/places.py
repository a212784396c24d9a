"""Where a piece of text was written, and text with its characters alike that maps back to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat

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


def normalised(text: str) -> Normalised:
    """Read full width, compatibility and presentation forms as the plain characters.

    Each character by itself, so that every one can be traced; marks that combine stay apart.
    """
    signs = "".join(set(text))
    if unicodedata.is_normalized("NFKC", signs):
        return Normalised(text, range(len(text) + 1))
    changed = {sign: plain for sign in signs if (plain := _plain(sign)) != sign}
    plain_text = text.translate({ord(character): plain for character, plain in changed.items()})
    if all(len(plain) == 1 for plain in changed.values()):
        return Normalised(plain_text, range(len(text) + 1))
    return Normalised(plain_text, tuple(_origins(text, changed)))


@lru_cache(maxsize=16_384)
def _plain(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign)


def _origins(text: str, changed: Mapping[str, str]) -> Iterator[int]:
    longer = {character: len(plain) for character, plain in changed.items() if len(plain) != 1}
    start = 0
    for found in re.finditer("[" + re.escape("".join(longer)) + "]", text):
        yield from chain(range(start, found.start()), repeat(found.start(), longer[found.group()]))
        start = found.end()
    yield from range(start, len(text) + 1)
