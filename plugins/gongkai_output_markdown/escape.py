"""Text that Markdown prints as it stands, whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import quote

from gongkai import Span

_SCHEMES = ("http://", "https://", "mailto:")
#: What is read as markup is escaped; what ends a line becomes a space.
_ESCAPES = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_{}[]()<>#|~&$!"}
    | dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
)
_OPENING = re.compile(r"^([-+=])|^(\d+)(?=\.)")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def inline(text: str) -> str:
    """Write a text for the middle of a line; letters and figures alone are never markup."""
    return text if text.isalnum() else text.translate(_ESCAPES)


def opening(line: str) -> str:
    """Keep the start of a line of escaped text from starting a list, a rule or a heading."""
    return _OPENING.sub(_guard, line.strip())


def prose(spans: Iterable[Span]) -> str:
    """Write a paragraph."""
    runs = groupby(spans, key=lambda span: (span.strong, _target(span.url)))
    return opening(
        "".join(
            _run("".join(span.text for span in run), strong=strong, target=target)
            for (strong, target), run in runs
        )
    )


def _guard(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\"


def _target(url: str) -> str:
    """Give the address to link to; empty for what must not be followed."""
    if not url.lower().startswith(_SCHEMES):
        return ""
    return quote(url, safe=":/?#@!$&'+,;=%", errors="replace").replace("&", "&amp;")


def _run(text: str, *, strong: bool, target: str) -> str:
    words = _strong(text) if strong else inline(text)
    return f"[{words}](<{target}>)" if target else words


def _strong(text: str) -> str:
    """Set in bold; punctuation stays outside, or the stars would not be read as bold."""
    core = _CORE.search(text)
    if core is None:
        return inline(text)
    return f"{inline(text[: core.start()])}**{inline(core[0])}**{inline(text[core.end() :])}"
