"""Pages: an HTML file → what it holds. It is read, never executed."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.errors import Position
from gongkai.model.report import Paragraph, Span
from gongkai.pages.hosts import host_of
from gongkai.pages.page import Active, Hidden, Hiding, Link, Page
from gongkai.pages.reach import (
    acts_of,
    comment_leads,
    sayings_of,
    strings_in_css,
    urls_in_css,
    urls_in_text,
    urls_of,
)
from gongkai.pages.runs import Spot, code_of, spans_of, trimmed
from gongkai.pages.source import Source
from gongkai.pages.styles import Attributes, background_of, hidden_by

#: Elements that begin and end a block of text.
_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd desc details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html "
    "legend li main menu nav noscript ol optgroup option p pre search section select summary svg "
    "table tbody td text textarea tfoot th thead title tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
#: Elements whose text is no text of the page.
_NOT_TEXT = frozenset({"script", "style", "iframe", "noembed", "template", "object", "audio"})
_OF_HEAD = frozenset({"title", "desc"})
#: Elements that say something even without an attribute.
_SPEAK_UNASKED = frozenset({"script", "style", "iframe", "object", "noscript", "applet"})
_METADATA = frozenset(
    {"description", "keywords", "og:title", "og:description", "og:site_name", "subject", "abstract"}
)
#: Where a title is the page's; in a drawing it is that of the drawing.
_ABOVE_TITLE = frozenset({"head", "body", "html"})
#: In what hidden text interrupts what is read.
_SENTENCE_NAMES = "p h1 h2 h3 h4 h5 h6 td th li span font strong b em i u a pre blockquote"
_SENTENCES = frozenset(_SENTENCE_NAMES.split())


def read_html(name: str, text: str) -> Page:
    """Read a page: what readers see, what is hidden from them, and what it leads to."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    walker = _Walker(Source(name, plain))
    root = LexborHTMLParser(plain).root
    walker.walk(root.parent if root is not None else None)
    return Page(
        name=name,
        html=True,
        paragraphs=tuple(walker.paragraphs),
        title=tuple(walker.title),
        metadata=tuple(walker.metadata),
        attributes=tuple(walker.attributes),
        generated=tuple(walker.generated),
        hidden=tuple(walker.hidden),
        links=tuple(walker.links),
        active=tuple(walker.active),
        frames=tuple(walker.frames),
    )


@define
class _Veil:
    """An element that hides what stands in it; ``aside`` is the text that it interrupts."""

    how: Hiding
    place: Position
    after: int
    links_before: int
    aside: list[Span]
    woven: bool
    paragraphs: list[Paragraph] = field(factory=list)


@define
class _Entered:
    """An element that has been gone into, and what ends with it."""

    node: LexborNode
    veils: bool = False
    paints: bool = False
    titles: bool = False


@define
class _Walker:
    """Goes through the nodes in their order, without recursion: pages may be nested deeply."""

    source: Source
    paragraphs: list[Paragraph] = field(factory=list)
    title: list[Paragraph] = field(factory=list)
    metadata: list[Paragraph] = field(factory=list)
    attributes: list[Paragraph] = field(factory=list)
    generated: list[Paragraph] = field(factory=list)
    hidden: list[Hidden] = field(factory=list)
    links: list[Link] = field(factory=list)
    active: list[Active] = field(factory=list)
    frames: list[str] = field(factory=list)
    runs: list[Span] = field(factory=list)
    veil: _Veil | None = None
    aside: list[Paragraph] | None = None
    backgrounds: list[str] = field(factory=lambda: [""])

    def walk(self, document: LexborNode | None) -> None:
        """Go through everything below a node."""
        above: list[_Entered] = []
        node = document.child if document is not None else None
        while node is not None:
            above.append(self._enter(node))
            node = None if node.tag in _NOT_TEXT else node.child
            while node is None and above:
                node = self._leave(above.pop())
        self._end_block()

    def _enter(self, node: LexborNode) -> _Entered:
        entered = _Entered(node)
        if node.is_text_node:
            self.runs.extend(spans_of(self.source, node.text_content or ""))
        elif node.is_comment_node:
            self._comment(node.comment_content or "")
        elif node.is_element_node:
            self._element(node.tag or "", node, entered)
        return entered

    def _leave(self, entered: _Entered) -> LexborNode | None:
        """End what ends with a node, and give the one beside it."""
        if entered.node.tag in _BLOCKS:
            self._end_block()
        if entered.titles:
            self.aside = None
        if entered.paints:
            self.backgrounds.pop()
        if entered.veils and self.veil is not None:
            self._unveil(self.veil)
        return entered.node.next

    def _element(self, tag: str, node: LexborNode, entered: _Entered) -> None:
        if tag in _BLOCKS:
            self._end_block()
        if tag in _OF_HEAD and self.aside is None:
            entered.titles = True
            of_page = tag == "title" and _above(node) in _ABOVE_TITLE and not self.title
            self.aside = self.title if of_page else self.metadata
        attributes: Attributes = node.attributes
        if not attributes and tag not in _SPEAK_UNASKED:
            return
        spot = Spot(self.source, tag, attributes)
        self._reach(tag, attributes, node, spot)
        background = background_of(attributes) if attributes else ""
        how = hidden_by(tag, attributes, self.backgrounds[-1])
        if how and self.veil is None:
            entered.veils = True
            self._hide(how, spot.place, woven=bool(self.runs) or _above(node) in _SENTENCES)
        if background:
            entered.paints = True
            self.backgrounds.append(background)

    def _reach(self, tag: str, attributes: Attributes, node: LexborNode, spot: Spot) -> None:
        """Note what an element leads to, and what it does."""
        after = len(self.paragraphs)
        urls = list(urls_of(tag, attributes)) if attributes else []
        if tag == "style":
            urls.extend(urls_in_css(node.text()))
        for url in urls:
            self.links.append(
                Link(element=tag, url=url, host=host_of(url), place=spot.place, after=after)
            )
        self.active.extend(
            Active(
                what=what,
                place=spot.place,
                after=after,
                element=tag,
                code=code_of(what, attributes, node),
            )
            for what in acts_of(tag, attributes)
        )
        if tag == "style":
            self._say(self.generated, strings_in_css(node.text()), spot)
        self._say(self.attributes, sayings_of(tag, attributes), spot)
        if tag == "frame":
            self.frames.extend(urls)
        called = attributes.get("name") or attributes.get("property") or ""
        if tag == "meta" and called.strip().lower() in _METADATA:
            self._say(self.metadata, (attributes.get("content") or "",), spot)

    def _say(self, said: list[Paragraph], texts: Iterable[str], spot: Spot) -> None:
        """Note what is told without being text of the page."""
        for text in texts:
            told = " ".join(text.split())
            if told:
                span = Span(text=told, place=spot.place)
                said.append(Paragraph(spans=(span,), place=spot.place))

    def _comment(self, text: str) -> None:
        if comment_leads(text):
            place = self.source.here()
            told = " ".join(text.split())
            self.hidden.append(
                Hidden(
                    how=Hiding.COMMENT,
                    paragraphs=(Paragraph(spans=(Span(text=told, place=place),), place=place),),
                    links=0,
                    place=place,
                    after=len(self.paragraphs),
                    hosts=tuple(host_of(url) for url in urls_in_text(text)),
                    woven=bool(self.runs),
                )
            )

    def _hide(self, how: Hiding, place: Position, *, woven: bool) -> None:
        self.veil = _Veil(how, place, len(self.paragraphs), len(self.links), self.runs, woven)
        self.runs = []

    def _unveil(self, veil: _Veil) -> None:
        """Tell what an element hid, if it was anything, and go on with what it interrupted."""
        self._end_block()
        self.veil = None
        self.runs = veil.aside
        links = self.links[veil.links_before :]
        if veil.paragraphs or links:
            self.hidden.append(
                Hidden(
                    how=veil.how,
                    paragraphs=tuple(veil.paragraphs),
                    links=len(links),
                    place=veil.place,
                    after=veil.after,
                    hosts=tuple(link.host for link in links),
                    woven=veil.woven,
                )
            )

    def _end_block(self) -> None:
        spans, self.runs = trimmed(self.runs), []
        if spans:
            paragraph = Paragraph(spans=spans, place=spans[0].place or self.source.here())
            self._target().append(paragraph)

    def _target(self) -> list[Paragraph]:
        if self.aside is not None:
            return self.aside
        return self.paragraphs if self.veil is None else self.veil.paragraphs


def _above(node: LexborNode) -> str:
    return (node.parent.tag or "") if node.parent is not None else ""
