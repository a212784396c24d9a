"""Texts as the template takes them: with places to break, and links that lead somewhere."""

from __future__ import annotations

import re

from gongkai import Paragraph, Span

_SCHEMES = ("http://", "https://", "mailto:")
#: PDF/A allows no longer string than 32,767 bytes, in metadata, bookmarks and links.
LONGEST = 2_000
#: What has no place to break would run out of the page or of its cell.
_UNBROKEN = re.compile(r"[!-~]{11,}")
_PLACE = re.compile(r"[@/._?&=-](?=[^@/._?&=-]{3})|[!-~]{10}(?=[!-~])")


def broken(text: str) -> str:
    """Let a long run of Latin break anywhere: an address, a number of a document."""
    return _UNBROKEN.sub(_with_places, text)


def _with_places(run: re.Match[str]) -> str:
    return _PLACE.sub("\\g<0>\u200b", run[0])


def clipped(text: str) -> str:
    """Shorten a text to what PDF/A allows for metadata and bookmarks."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def spans_of(paragraph: Paragraph) -> list[tuple[object, ...]]:
    """Text, address to follow, and whether it stands out, of each run."""
    return [(broken(span.text), _followed(span), span.strong) for span in paragraph.spans]


def _followed(span: Span) -> str:
    known = span.url.lower().startswith(_SCHEMES) and len(span.url) <= LONGEST
    return span.url if known else ""
