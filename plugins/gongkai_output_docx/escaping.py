"""Text as it may stand in a part of the document, whatever is in it."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai import printable


def escape(text: str) -> str:
    """Write a text between two tags."""
    if _is_plain(text):
        return text
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped(texts: Sequence[str]) -> Sequence[str]:
    """Write many texts: looked at together, they are mostly found to need nothing."""
    return texts if _is_plain("".join(texts)) else [escape(text) for text in texts]


def quoted(text: str) -> str:
    """Write a text for the value of an attribute."""
    return escape(text).replace('"', "&quot;").replace("\n", " ")


def run(text: str, properties: str = "") -> str:
    """Write a run of text; Word drops spaces at its ends unless it is told to keep them."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{properties}<w:t{space}>{escape(text)}</w:t></w:r>"


def _is_plain(text: str) -> bool:
    return text.isalnum() or (
        text.isprintable() and "<" not in text and "&" not in text and ">" not in text
    )
