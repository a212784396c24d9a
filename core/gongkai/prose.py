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
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|｛｛|｝｝")
#: Stands for a placeholder while Markdown is parsed; two characters that no text may hold.
_MARK = re.compile("\ue000(?P<index>\\d+)\ue001")
#: The same, as the address of a link spells it.
_MARK_IN_URL = "%EE%80%80"
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
    names: list[tuple[str, Position]] = field(factory=list)
    unfilled: list[Unfilled] = field(factory=list)
    filled: set[int] = field(factory=set)

    def tell(self, place: Position, name: str, why: Words) -> None:
        """Note a placeholder that cannot be filled."""
        self.unfilled.append(Unfilled(section=self.section, place=place, name=name, why=why))

    def value(self, index: int) -> Span:
        """What stands in the place of a mark."""
        self.filled.add(index)
        name, place = self.names[index]
        given = self.fill(name)
        if isinstance(given, Span):
            return given
        self.tell(place, name, given)
        return Span(text=f"〔缺：{name}〕", strong=True)


def write_prose(
    text: str, section: str, file: str, fill: Fill
) -> tuple[tuple[Block, ...], tuple[Unfilled, ...]]:
    """Turn a narrative into blocks; what cannot be filled is shown as a gap and told."""
    writer = _Writer(section, file, fill)
    marked = _mark_placeholders(text, writer)
    tokens = _markdown.parse(marked)
    blocks = tuple(_blocks(tokens, writer))
    for index, (name, place) in enumerate(writer.names):
        if index not in writer.filled:
            writer.tell(place, name, words("a placeholder stands in text, not in a link's address"))
    return blocks, tuple(sorted(writer.unfilled, key=lambda told: told.place))


def _mark_placeholders(text: str, writer: _Writer) -> str:
    """Put a mark for each placeholder, so that Markdown leaves its underscores alone."""
    clean = text.replace("\ue000", "\ufffd").replace("\ue001", "\ufffd")
    lines = clean.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_mark_line(number, line, writer) for number, line in enumerate(lines, 1))


def _mark_line(number: int, line: str, writer: _Writer) -> str:
    def mark(found: re.Match[str]) -> str:
        position = Position(writer.file, number, found.start() + 1)
        writer.names.append((found["name"].strip(), position))
        return f"\ue000{len(writer.names) - 1}\ue001"

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
            text = "".join(span.text for span in _spans(tokens[index + 1], writer))
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
            rows[-1] = (*rows[-1], "".join(span.text for span in _spans(token, writer)))
    return RecordTable(title="", columns=rows[0], rows=tuple(rows[1:]))


def _paragraph(token: Token, writer: _Writer) -> Paragraph:
    code = token.type != "inline"
    spans = _filled(token.content.strip(), writer) if code else _spans(token, writer)
    return Paragraph(spans=spans, place=Position(writer.file, token.map[0] + 1 if token.map else 0))


def _spans(token: Token, writer: _Writer) -> tuple[Span, ...]:
    """The runs of text of a paragraph, with what is strong and what is a link."""
    spans: list[Span] = []
    strong, url = 0, ""
    children = token.children or []
    for index, child in enumerate(children):
        if child.type in {"strong_open", "strong_close"}:
            strong += child.nesting
        elif child.type in {"link_open", "link_close"}:
            url = _address(child)
        elif child.type == "softbreak":
            spans.append(Span(text=_joint(children, index)))
        else:
            text = " " if child.type == "hardbreak" else child.content
            spans.extend(
                evolve(span, strong=span.strong or strong > 0, url=url)
                for span in _filled(text, writer)
            )
    return tuple(span for span in spans if span.text)


def _address(link: Token) -> str:
    """Where a link leads; nowhere, if a placeholder stands in its address."""
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


def _filled(text: str, writer: _Writer) -> tuple[Span, ...]:
    """Put what is bound in the places of the marks."""
    spans: list[Span] = []
    start = 0
    for found in _MARK.finditer(text):
        spans.extend((Span(text=text[start : found.start()]), writer.value(int(found["index"]))))
        start = found.end()
    spans.append(Span(text=text[start:]))
    return tuple(span for span in spans if span.text)
