"""Narrative: Markdown with ``{{ placeholders }}`` → blocks whose numbers are bound to figures.

A placeholder names a cell or one of a few facts; there is nothing to call, and raw HTML is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from attrs import define, evolve, field
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gongkai.errors import Position
from gongkai.model.report import Block, Bullets, Heading, Paragraph, RecordTable, Span, Unfilled
from gongkai.wording import Words, words

#: Gives the span for a name, or says why there is none.
Fill = Callable[[str], Span | Words]

_PLACEHOLDER = re.compile(r"\{\{(?P<name>[^{}]*)\}\}")
#: A line without any has nothing to be filled, and nothing that looks like it.
_BRACE = re.compile("[{}｛｝]")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝")
#: Stands for a placeholder while Markdown is parsed; two characters that no text may hold.
_MARK = re.compile("\ue000(?P<index>\\d+)\ue001")
#: What those two, and the character that Markdown cannot hold, become if a text does hold them.
_MARKS = "\ue000\ue001\0"
_UNREADABLE = str.maketrans(dict.fromkeys(_MARKS, "\ufffd"))
#: A mark, as the address of a link spells it.
_MARK_IN_URL = "%EE%80%80"
#: What may stand between the words of a link and what follows it.
_LINK_END = re.compile(r"[*_`]*\]\([^)\n]*\)?")
#: How far on in the source the next words are looked for: past any markup, yet not for ever.
_NEAR = 2000
_PARAGRAPHS = {"inline", "fence", "code_block"}
_HAN = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")

_markdown = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .disable(["image", "html_block", "html_inline"])
)


@define
class _Writer:
    """One text on its way from Markdown to blocks."""

    section: str
    file: str
    fill: Fill
    names: list[tuple[str, Position, int]] = field(factory=list)
    lines: list[str] = field(factory=list)
    unfilled: list[Unfilled] = field(factory=list)
    filled: set[int] = field(factory=set)

    def tell(self, place: Position, name: str, why: Words) -> None:
        """Note a placeholder that cannot be filled."""
        self.unfilled.append(Unfilled(section=self.section, place=place, name=name, why=why))

    def value(self, index: int) -> Span:
        """What stands in the place of a mark."""
        self.filled.add(index)
        name, place, _ = self.names[index]
        given = self.fill(name)
        if isinstance(given, Span):
            return evolve(given, place=place)
        self.tell(place, name, given)
        return Span(text=f"〔缺：{name}〕", strong=True, place=place)

    def trail(self, token: Token) -> _Trail:
        """Follow the text of a block through its lines in the source."""
        first, end = token.map or (0, 0)
        return _Trail(self, "\n".join(self.lines[first:end]), first + 1)


@define
class _Trail:
    """How far the words of a block have been found in its source.

    ``at`` is an offset in ``source``, ``start`` where the line ``line`` begins there; it lies
    before that by as much as the line's placeholders are longer than the marks in their places.
    """

    writer: _Writer
    source: str
    line: int
    at: int = 0
    start: int = 0

    def find(self, text: str) -> Position:
        """Go past a run of text, and say where it began.

        Markdown may have changed it (an escape, an entity): then its first character is found.
        """
        found = self.source.find(text, self.at, self.at + len(text) + _NEAR)
        if found < 0:
            found = self.source.find(text[0], self.at, self.at + _NEAR)
        self.go(max(found, self.at))
        place = self.here
        self.go(min(self.at + len(text), len(self.source)))
        return place

    @property
    def here(self) -> Position:
        """The place that was reached."""
        return Position(self.writer.file, self.line, self.at - self.start + 1)

    def end_line(self) -> Position:
        """Go on to the next line, and say where this one ended."""
        place = self.here
        self.go(self.source.find("\n", self.at) + 1 or self.at)
        return place

    def end_link(self) -> None:
        """Go past the address of a link, which may look like the words behind it."""
        end = _LINK_END.match(self.source, self.at)
        self.go(end.end() if end else self.at)

    def go(self, to: int) -> None:
        """Move on, over line ends and marks."""
        lines = self.source.count("\n", self.at, to)
        if lines:
            self.line += lines
            self.at = self.start = self.source.rindex("\n", self.at, to) + 1
        for mark in _MARK.finditer(self.source, self.at, to):
            self.start -= self.writer.names[int(mark["index"])][2] - len(mark.group())
        self.at = to


def write_prose(
    text: str, section: str, file: str, fill: Fill
) -> tuple[tuple[Block, ...], tuple[Unfilled, ...]]:
    """Turn a narrative into blocks; what cannot be filled is shown as a gap and told."""
    writer = _Writer(section, file, fill)
    marked = _mark_placeholders(text, writer)
    tokens = _markdown.parse(marked)
    blocks = tuple(_blocks(tokens, writer))
    for index, (name, place, _) in enumerate(writer.names):
        if index not in writer.filled:
            writer.tell(place, name, words("a placeholder stands in text, not in a link's address"))
    return blocks, tuple(sorted(writer.unfilled, key=lambda told: told.place))


def _mark_placeholders(text: str, writer: _Writer) -> str:
    """Put a mark for each placeholder, so that Markdown leaves its underscores alone."""
    clean = text.translate(_UNREADABLE) if any(map(text.__contains__, _MARKS)) else text
    lines = clean.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    writer.lines = [_mark_line(number, line, writer) for number, line in enumerate(lines, 1)]
    return "\n".join(writer.lines)


def _mark_line(number: int, line: str, writer: _Writer) -> str:
    def mark(found: re.Match[str]) -> str:
        position = Position(writer.file, number, found.start() + 1)
        writer.names.append((found["name"].strip(), position, len(found.group())))
        return f"\ue000{len(writer.names) - 1}\ue001"

    if not _BRACE.search(line):
        return line
    without = _PLACEHOLDER.sub(lambda found: " " * len(found.group()), line)
    for left in _LEFT_OVER.finditer(without):
        place = Position(writer.file, number, left.start() + 1)
        why = words("a placeholder is written {example}", example="{{ table.row.column }}")
        writer.tell(place, left.group(), why)
    return _PLACEHOLDER.sub(mark, line)


def _blocks(tokens: list[Token], writer: _Writer) -> Iterator[Block]:
    """Walk the tokens; each kind of block says where it ends."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type in {"bullet_list_open", "ordered_list_open", "table_open"}:
            end = _end(tokens, index)
            inner = tokens[index + 1 : end]
            yield (
                _table(inner, writer) if token.type == "table_open" else _list(token, inner, writer)
            )
            index = end
        elif token.type == "heading_open":
            text = _text(tokens[index + 1], writer)
            yield Heading(text=text, level=max(1, int(token.tag[1:]) - 1))
            index += 2
        elif token.type in _PARAGRAPHS:
            yield _paragraph(token, writer)
        index += 1


def _end(tokens: list[Token], start: int) -> int:
    """Where the block ends that opens at ``start``."""
    depths = accumulate(token.nesting for token in tokens[start:])
    return next(index for index, depth in enumerate(depths, start) if depth == 0)


def _list(opening: Token, inner: list[Token], writer: _Writer) -> Bullets:
    """A list; lists inside its items are drawn out into it."""
    items = tuple(_paragraph(token, writer) for token in inner if token.type in _PARAGRAPHS)
    return Bullets(items=items, ordered=opening.type == "ordered_list_open")


def _table(inner: list[Token], writer: _Writer) -> RecordTable:
    rows: list[tuple[str, ...]] = []
    for token in inner:
        if token.type == "tr_open":
            rows.append(())
        elif token.type == "inline":
            rows[-1] = (*rows[-1], _text(token, writer))
    return RecordTable(title="", columns=rows[0], rows=tuple(rows[1:]))


def _paragraph(token: Token, writer: _Writer) -> Paragraph:
    code = token.type != "inline"
    trail = writer.trail(token)
    spans = _filled(token.content.strip(), trail) if code else _spans(token, trail)
    return Paragraph(spans=spans, place=Position(writer.file, token.map[0] + 1 if token.map else 0))


def _text(token: Token, writer: _Writer) -> str:
    return "".join(span.text for span in _spans(token, writer.trail(token)))


def _spans(token: Token, trail: _Trail) -> tuple[Span, ...]:
    """The runs of text of a paragraph, with what is strong and what is a link."""
    spans: list[Span] = []
    strong, url = 0, ""
    children = token.children or []
    for index, child in enumerate(children):
        if child.type in {"strong_open", "strong_close"}:
            strong += child.nesting
        elif child.type in {"link_open", "link_close"}:
            url = _address(child, trail)
        elif child.type == "softbreak":
            spans.append(Span(text=_joint(children, index), place=trail.end_line()))
        else:
            run = _run(child, trail)
            spans.extend(_dressed(run, strong, url) if strong or url else run)
    return tuple(span for span in spans if span.text)


def _dressed(spans: tuple[Span, ...], strong: int, url: str) -> Iterator[Span]:
    return (evolve(span, strong=span.strong or strong > 0, url=url) for span in spans)


def _run(child: Token, trail: _Trail) -> tuple[Span, ...]:
    if child.type == "hardbreak":
        return (Span(text=" ", place=trail.end_line()),)
    return _filled(child.content, trail)


def _address(link: Token, trail: _Trail) -> str:
    """Where a link leads; nowhere, if a placeholder stands in its address."""
    if link.nesting < 0:
        trail.end_link()
    url = str(link.attrs.get("href", "")) if link.nesting > 0 else ""
    return "" if _MARK_IN_URL in url else url


def _joint(children: list[Token], index: int) -> str:
    """A line break inside a paragraph: nothing beside Chinese, a space between words."""
    before = next((c.content[-1] for c in _outwards(children, index, -1) if c.content), "")
    after = next((c.content[0] for c in _outwards(children, index, 1) if c.content), "")
    beside = (before + after).strip("\ue000\ue001")
    return "" if not beside or _HAN.search(beside) else " "


def _outwards(children: list[Token], index: int, step: int) -> Iterator[Token]:
    stop = len(children) if step > 0 else -1
    return (children[at] for at in range(index + step, stop, step))


def _filled(text: str, trail: _Trail) -> tuple[Span, ...]:
    """Put what is bound in the places of the marks."""
    spans: list[Span] = []
    start = 0
    for found in _MARK.finditer(text):
        spans.extend(_written(text[start : found.start()], trail))
        spans.append(trail.writer.value(int(found["index"])))
        trail.find(found.group())
        start = found.end()
    spans.extend(_written(text[start:], trail))
    return tuple(span for span in spans if span.text)


def _written(text: str, trail: _Trail) -> Iterator[Span]:
    if text:
        yield Span(text=text, place=trail.find(text))
