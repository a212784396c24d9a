"""Paragraphs, lists and headings. A link cannot be followed in an article: it becomes a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gongkai import Block, Bullets, Heading, Paragraph, Report, Span
from gongkai_output_wechat_article.markup import BODY, SMALL, tag, text

#: Address and number of each link, in the order of the text.
Links = Mapping[str, int]

_SCHEMES = ("http://", "https://", "mailto:")
_DEEPEST = 6


def links_of(report: Report) -> Links:
    """Number the addresses that the text leads to, each once."""
    blocks = (*report.opening, *(block for part in report.chapters for block in part.blocks))
    found = dict.fromkeys(span.url for span in _spans(blocks) if _leads_on(span))
    return {url: number for number, url in enumerate(found, 1)}


def _spans(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.spans
        elif isinstance(block, Bullets):
            yield from _spans(block.items)


def _leads_on(span: Span) -> bool:
    """Whether it may be followed, and does not show its address already."""
    return span.url.lower().startswith(_SCHEMES) and span.url not in span.text


def prose(block: Paragraph, links: Links) -> str:
    """Write a paragraph."""
    return tag("p", f"{BODY};text-align:justify;text-indent:2em", _words(block, links))


def bullets(block: Bullets, links: Links) -> str:
    """Write a list as paragraphs: the editor sets lists as it likes."""
    return "".join(
        tag(
            "p",
            f"{BODY};padding-left:2em;text-indent:-1.2em",
            f"{_mark(block, place)} {_words(item, links)}",
        )
        for place, item in enumerate(block.items, 1)
    )


def _mark(block: Bullets, place: int) -> str:
    return f"{place}." if block.ordered else "•"


def heading(block: Heading) -> str:
    """Write a heading inside a chapter."""
    level = min(max(block.level, 1) + 2, _DEEPEST)
    style = "margin:22px 0 10px;color:#222;font-size:16px;font-weight:bold;line-height:1.6"
    return tag(f"h{level}", style, text(block.text))


def chapter_title(words: str, accent: str) -> str:
    """Write what stands above a chapter."""
    style = (
        f"margin:34px 0 16px;padding:0 0 0 10px;border-left:4px solid {accent};color:{accent};"
        "font-size:18px;font-weight:bold;line-height:1.5"
    )
    return tag("h2", style, text(words))


def link_notes(links: Links) -> Iterator[str]:
    """Write the addresses that the text leads to, below it."""
    for url, number in links.items():
        yield tag("p", f"{SMALL};word-break:break-all", f"[{number}] {text(url)}")


def _words(block: Paragraph, links: Links) -> str:
    return "".join(_word(span, links) for span in block.spans)


def _word(span: Span, links: Links) -> str:
    words = f"<strong>{text(span.text)}</strong>" if span.strong else text(span.text)
    return f"{words}[{links[span.url]}]" if _leads_on(span) else words
