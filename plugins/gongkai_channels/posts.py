"""A title for what has none: a post on a platform that knows only text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai import Cell

_BRACKETED = re.compile(r"【([^【】]+)】")
_TOPIC = re.compile(r"#([^#\s][^#]*)#")


def with_title(row: Mapping[str, Cell], *, longest: int) -> Mapping[str, Cell]:
    """Put a title in the place of a post's text; what is no text stays as it is."""
    text = row.get("title")
    return {**row, "title": title_of(text, longest)} if isinstance(text, str) else row


def title_of(text: str, longest: int) -> str:
    """Make a title from a post's text.

    What stands in the first 【】 is the title as its author set it. A post without it is cut to
    ``longest`` characters, topics (#…#) left out; one of nothing but topics is named after them.
    """
    for bracketed in _BRACKETED.findall(text):
        if title := _one_line(bracketed.replace("#", "")):
            return title
    bare = _one_line(_TOPIC.sub("", text)) or _one_line(text.replace("#", " "))
    return bare[:longest].rstrip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
