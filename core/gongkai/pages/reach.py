"""Pages: what an element leads to, loads, or does, by what is written on it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from gongkai.pages.hosts import scheme_of
from gongkai.pages.styles import Attributes

_URLS = frozenset(
    {"href", "src", "action", "formaction", "background", "poster", "xlink:href", "ping"}
)
_ACTS = frozenset({"script", "iframe", "frame", "object", "embed", "applet", "portal"})
#: Scripts of these types are data; no browser runs them.
_DATA = frozenset({"application/json", "application/ld+json"})
_HANDLER = re.compile("on[a-z]{2,40}")
_IN_CSS = re.compile(r"""(?:url\(\s{0,9}|@import\s{1,9})["']?([^"')\s;]{1,2000})""", re.IGNORECASE)
_REFRESH = re.compile(
    r"""[\s\d.]{0,40}[;,\s]\s{0,9}(?:url\s{0,9}=\s{0,9})?["']?([^"'\s;,][^"']{0,2000})""",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"""http-equiv\s{0,9}=\s{0,9}["']?refresh"""
    r"""|\blocation\s{0,9}(?:=|\.\s{0,9}(?:href|replace|assign))|\bwindow\s{0,9}\.\s{0,9}open\b""",
    re.IGNORECASE,
)
_CSS_COMMENT = re.compile(r"/\*(?s:.*?)(?:\*/|\Z)")
_QUOTED = r""""(?:[^"\\]|\\.){0,2000}"|'(?:[^'\\]|\\.){0,2000}'"""
_STRING = re.compile(_QUOTED, re.DOTALL)
_CONTENT = re.compile(
    rf"""content\s{{0,9}}:((?:{_QUOTED}|[^;{{}}"']){{1,200}})""", re.IGNORECASE | re.DOTALL
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_IN_TEXT = re.compile(r"""(?:https?:)?//[^\s"'<>()`]{1,2000}""", re.IGNORECASE)
#: What elements say to readers without being text.
_SAYING = ("alt", "title", "aria-label", "placeholder", "label", "summary")
_PRESSED = frozenset({"button", "submit", "reset", "text", "search", ""})
_SCRIPTS = frozenset({"javascript", "vbscript"})
_NOTHING_DONE = re.compile(r"javascript:(?:void\(0\))?;*", re.IGNORECASE)


def urls_of(tag: str, attributes: Attributes) -> Iterator[str]:
    """Every address that an element leads to or loads from, as it is written."""
    for name in attributes:
        if name in _URLS:
            yield from _said(attributes[name])
    if tag == "object":
        yield from _said(attributes.get("data"))
    if "srcset" in attributes:
        for candidate in (attributes["srcset"] or "").split(","):
            yield from _said(candidate.strip().partition(" ")[0])
    if "style" in attributes:
        yield from urls_in_css(attributes["style"] or "")
    yield from _said(redirection(tag, attributes))


def urls_in_css(text: str) -> Iterator[str]:
    """The addresses that a style sheet loads from."""
    return (found[1] for found in _IN_CSS.finditer(text))


def strings_in_css(text: str) -> Iterator[str]:
    """What a style sheet writes into the page (``content``), if there are letters in it."""
    for found in _CONTENT.finditer(_CSS_COMMENT.sub("", text)):
        said = "".join(part[0][1:-1] for part in _STRING.finditer(found[1]))
        told = _ESCAPE.sub(_unescaped, said)
        if any(sign.isalpha() for sign in told):
            yield told


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < sys.maxunicode else "\ufffd"


def sayings_of(tag: str, attributes: Attributes) -> Iterator[str]:
    """What an element says without being text: of a picture, on a button, in an empty field."""
    yield from (told for name in _SAYING for told in _said(attributes.get(name)))
    if tag == "input" and (attributes.get("type") or "").strip().lower() in _PRESSED:
        yield from _said(attributes.get("value"))


def urls_in_text(text: str) -> Iterator[str]:
    """The whole addresses that stand in a comment or a script."""
    return (found[0] for found in _IN_TEXT.finditer(text))


def redirection(tag: str, attributes: Attributes) -> str:
    """Where ``<meta http-equiv="refresh">`` takes the reader; empty if it takes them nowhere."""
    if tag != "meta" or (attributes.get("http-equiv") or "").strip().lower() != "refresh":
        return ""
    found = _REFRESH.match(attributes.get("content") or "")
    return found[1] if found else ""


def acts_of(tag: str, attributes: Attributes) -> Iterator[str]:
    """What an element does instead of being read: its own name, or that of an event handler."""
    data = tag == "script" and (attributes.get("type") or "").strip().lower() in _DATA
    if tag in _ACTS and not data:
        yield tag
    if redirection(tag, attributes):
        yield "refresh"
    yield from (name for name in attributes if _HANDLER.fullmatch(name))
    for name in ("href", "action", "formaction", "src"):
        url = attributes.get(name) or ""
        if ":" not in url:
            continue
        plain = "".join(url.split())
        if scheme_of(url) in _SCRIPTS and not _NOTHING_DONE.fullmatch(plain):
            yield "javascript:"


def comment_leads(text: str) -> bool:
    """Whether a comment holds what takes a reader elsewhere, for a browser that reads comments."""
    return _LEADS.search(text) is not None


def _said(url: str | None) -> Iterator[str]:
    if url and url.strip():
        yield url.strip()
