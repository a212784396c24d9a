"""Pages: a file from outside → a page, whether it is HTML or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from gongkai.model.report import Paragraph, Span
from gongkai.pages.decode import decode
from gongkai.pages.page import Page
from gongkai.pages.source import Lines

_SUFFIXES = frozenset({".htm", ".html", ".shtml", ".xhtml", ".mht", ".jsp", ".aspx", ".php"})
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<!--(?s:.*?)-->\s*|<\?xml[^>]*>\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|script|style|div|table|p|h[1-6])[\s/>]",
    re.IGNORECASE,
)
#: How much of a text is looked at to see whether it is HTML.
_LOOKED_AT = 4096
_BLANK = " \t\u3000\xa0\ufeff"


def read_page(name: str, content: bytes) -> Page:
    """Read a page or a plain text; `GongkaiError` if it is no text.

    It is HTML if its name ends as such, or if it begins as such.
    """
    text = decode(content, name)
    if is_html(name, text):
        # The parser is only waited for where there is something to parse.
        from gongkai.pages.walk import read_html  # noqa: PLC0415

        return read_html(name, text)
    return read_plain(name, text)


def is_html(name: str, text: str) -> bool:
    """Whether a text is a page, by its name or by how it begins."""
    if PurePath(name).suffix.lower() in _SUFFIXES:
        return True
    return _LOOKS_LIKE_HTML.match(text[:_LOOKED_AT]) is not None


def read_plain(name: str, text: str) -> Page:
    """Read a plain text: each line that says something is a paragraph."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return Page(name=name, html=False, paragraphs=tuple(_lines(Lines(name, plain), plain)))


def _lines(lines: Lines, text: str) -> Iterator[Paragraph]:
    offset = 0
    for line in text.split("\n"):
        bare = line.lstrip(_BLANK)
        place = lines.place(offset + len(line) - len(bare))
        offset += len(line) + 1
        if bare.strip(_BLANK):
            span = Span(text=bare.rstrip(_BLANK), place=place)
            yield Paragraph(spans=(span,), place=place)
