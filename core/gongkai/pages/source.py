"""Pages: where a piece of text, or an element, stands in the file that a page was read from.

The HTML parser gives no places. The file is therefore cut into markup and text once, and what the
parser tells in the order of the document is looked up in that order.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

from gongkai.errors import GongkaiError, Position
from gongkai.wording import words

#: How far ahead a text is looked for: past what the parser drops, not into the rest of the page.
_AHEAD = 4_000
#: How many elements ahead one is looked for.
_ELEMENTS_AHEAD = 40
#: After so many texts that were not found, the file is too odd for columns.
_MOST_MISSES = 500
_NEEDLE = 200
#: So many elements in each other, or attributes of one, make the parser slow.
_DEEPEST = 10_000
#: Elements that are empty, or end where the next one begins.
_NO_END = (
    "area base br col embed hr img input link meta param source track wbr frame "
    "p li dt dd td th tr tbody thead tfoot option optgroup colgroup html head body path rect"
)
_NOT_NESTED = frozenset(_NO_END.split())

_INSIDE = r"""(?>[^>=]++|=\s*+(?>"[^"]*+"|'[^']*+'|))*+"""
_MARKUP = re.compile(
    rf"""
      <!--(?s:.*?)(?:--!?>|\Z)
    | <(?P<raw>script|style|iframe|noembed|noframes)(?=[\s/>]){_INSIDE}(?:>|\Z)
      (?s:.*?)(?:</(?P=raw)(?=[\s/>]){_INSIDE}(?:>|\Z)|\Z)
    | </?(?P<name>[a-z][^\s/>]*+){_INSIDE}(?:>|\Z)
    | <[!?/][^>]*+(?:>|\Z)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{0,40});?|\0")
_RUN = re.compile(r"[^ \t\n\f]+(?: [^ \t\n\f]+)*|[ \t\n\f]+")
_LINE_END = re.compile("\n")


class Lines:
    """From an offset in a text to the place that a person finds in an editor."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def place(self, offset: int) -> Position:
        """File, line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return Position(self.name, line, offset - self._starts[line - 1] + 1)

    def line(self, offset: int) -> Position:
        """File and line of an offset, where the column is not known."""
        return Position(self.name, bisect_right(self._starts, offset))


class Source:
    """An HTML file as it was written, asked in the order of the document.

    Raises:
        GongkaiError: It is built so that the parser would take minutes.
    """

    def __init__(self, name: str, text: str) -> None:
        self.lines = Lines(name, text)
        self._text = text
        self._tags: dict[str, list[tuple[int, int]]] = {}
        self._reached: dict[str, int] = {}
        self._depth = 0
        self._visible_at = [0]
        self._source_at = [0]
        self._visible = self._cut()
        self._cursor = self._misses = 0

    def _cut(self) -> str:
        """Note every tag, and give the text between them as a browser reads it."""
        parts: list[str] = []
        length = start = 0
        for found in _MARKUP.finditer(self._text):
            length = self._keep(start, found.start(), length, parts)
            start = found.end()
            name = (found["raw"] or found["name"] or "").lower()
            if name and self._text[found.start() + 1] != "/":
                self._tags.setdefault(name, []).append(found.span())
                self._refuse_crowded(found)
            self._refuse_nested(name, found)
        self._keep(start, len(self._text), length, parts)
        return "".join(parts)

    def _refuse_nested(self, name: str, tag: re.Match[str]) -> None:
        """Refuse elements in elements without end: the parser's time grows with their square."""
        if name and not tag["raw"] and name not in _NOT_NESTED:
            self._depth = max(0, self._depth + (-1 if tag.group()[1] == "/" else 1))
        if self._depth > _DEEPEST:
            raise GongkaiError(
                words(
                    "{place}: elements stand in elements, more than {most} deep; "
                    "this is no page that people read",
                    place=self.lines.line(tag.start()),
                    most=_DEEPEST,
                )
            )

    def _refuse_crowded(self, tag: re.Match[str]) -> None:
        """Refuse an element with attributes without end, for the same reason."""
        start, end = tag.span()
        if tag["raw"]:
            end = max(start, self._text.find(">", start))
        if end - start > _DEEPEST and len(self._text[start:end].split()) > _DEEPEST:
            raise GongkaiError(
                words(
                    "{place}: an element has more than {most} attributes; "
                    "this is no page that people read",
                    place=self.lines.line(start),
                    most=_DEEPEST,
                )
            )

    def _keep(self, start: int, end: int, length: int, parts: list[str]) -> int:
        """Add a stretch of text to the parts; entities are read, NUL is dropped as parsers do."""
        for piece, offset in _plain(self._text, start, end):
            self._visible_at.append(length)
            self._source_at.append(offset)
            parts.append(piece)
            length += len(piece)
        return length

    def runs(self, text: str) -> Iterator[tuple[str, Position | None]]:
        """Cut a text of the parser into runs that stand in one line, each with its place.

        Between them stand single blanks, which have none; nor has what is not found.
        """
        if text.isspace():
            yield " ", None
            return
        start = self._find(text)
        for found in _RUN.finditer(text):
            if found.group()[0] in " \t\n\f":
                yield " ", None
            elif start < 0:
                yield found.group(), None
            else:
                yield from self._in_one_piece(found.group(), start + found.start())

    def _in_one_piece(self, run: str, at: int) -> Iterator[tuple[str, Position]]:
        """A run, cut where an entity stands for a character: columns differ behind it."""
        end = at + len(run)
        index = bisect_right(self._visible_at, at) - 1
        while at < end:
            until = self._visible_at[index + 1] if index + 1 < len(self._visible_at) else end
            piece = run[: min(until, end) - at]
            if piece:
                offset = self._source_at[index] + at - self._visible_at[index]
                yield piece, self.lines.place(offset)
            run, at, index = run[len(piece) :], at + len(piece), index + 1

    def _find(self, text: str) -> int:
        """Where a text begins in what is visible, from where the last one ended; -1 for nowhere."""
        if self._misses > _MOST_MISSES:
            return -1
        start = self._visible.find(text, self._cursor, self._cursor + len(text) + _AHEAD)
        if start < 0:
            self._misses += 1
        else:
            self._cursor = start + len(text)
        return start

    def here(self) -> Position:
        """The line that has been reached."""
        index = bisect_right(self._visible_at, self._cursor) - 1
        return self.lines.line(self._source_at[index] + self._cursor - self._visible_at[index])

    def element(self, name: str, written: str) -> Position:
        """The place of the next element of this name that has an attribute so written."""
        tags = self._tags.get(name, [])
        reached = self._reached.get(name, 0)
        needle = written[:_NEEDLE]
        for index in range(reached, min(reached + _ELEMENTS_AHEAD, len(tags))):
            start, end = tags[index]
            if needle in html.unescape(self._text[start : min(end, start + 20_000)]):
                self._reached[name] = index + 1
                return self.lines.place(start)
        return self.here()


def _plain(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    for found in _ENTITY.finditer(text, start, end):
        if found.start() > start:
            yield text[start : found.start()], start
        yield "" if found.group() == "\0" else html.unescape(found.group()), found.start()
        start = found.end()
    if end > start:
        yield text[start:end], start
