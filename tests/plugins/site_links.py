"""Every link of a site's pages, and where it leads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urldefrag

from selectolax.lexbor import LexborHTMLParser

#: A scheme, or a host.
_OUTWARD = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2})")
_LINKS = (("[href]", "href"), ("[src]", "src"), ("[action]", "action"))


def links_of(page: bytes) -> Iterator[str]:
    """Where the links, scripts, styles and forms of a page lead."""
    tree = LexborHTMLParser(page)
    for selector, attribute in _LINKS:
        for node in tree.css(selector):
            yield node.attributes[attribute] or ""
    for node in tree.css("[data-scripts]"):
        yield from (node.attributes["data-scripts"] or "").split()


def outward(page: bytes) -> set[str]:
    """The links that lead to other sites."""
    return {link for link in links_of(page) if _OUTWARD.match(link)}


def broken(files: Mapping[str, bytes], others: set[str]) -> list[tuple[str, str]]:
    """Links within the site that lead nowhere: the page, and the link."""
    return [
        (path, link)
        for path, content in files.items()
        if path.endswith(".html")
        for link in links_of(content)
        if link not in outward(content) and not _leads(path, link, files, others)
    ]


def _leads(path: str, link: str, files: Mapping[str, bytes], others: set[str]) -> bool:
    target, anchor = urldefrag(link)
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    if there not in files:
        return there in others and not anchor
    if not anchor:
        return True
    return LexborHTMLParser(files[there]).css_first(f"[id='{anchor}']") is not None
