"""Where each element of an XML part begins and ends, so that the part can be cut and mended.

What is not cut stays as the template has it, byte by byte: prefixes, and extensions that nobody
here knows. Expat does it without a tree and without another dependency; a DOCTYPE is refused, so
there are no entities to expand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from xml.parsers import expat

from attrs import define, frozen

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = f"{W} "
_NAME = re.compile(rb"<([^\s/>]+)")


class NotXmlError(ValueError):
    """The part is no XML as a Word document holds it."""


@define
class Element:
    """An element and its bytes: from ``start`` to ``end``, its content from ``inner`` to ``close``.

    Names of Word's own elements and attributes begin with ``w:``, others with their namespace.
    ``inside`` is the place of its parent in the list of all elements, -1 for the root.
    """

    tag: str
    attributes: Mapping[str, str]
    inside: int
    start: int
    inner: int = -1
    close: int = -1
    end: int = -1
    text: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is written as a single tag."""
        return self.close == self.end


@frozen
class Cut:
    """A stretch of bytes, and what stands in its place; an empty stretch is an insertion."""

    start: int
    end: int
    text: str = ""


def elements_of(xml: bytes) -> list[Element]:
    """Every element in the order in which they begin; the root comes first."""
    reader = _Reader()
    try:
        xml.decode()
        return reader.read(xml)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise NotXmlError(str(error)) from error


def word_elements_of(xml: bytes) -> list[Element]:
    """The same for a part in which ``w:`` must mean what it means to Word."""
    elements = elements_of(xml)
    root = elements[0]
    if not root.tag.startswith("w:") or xml[root.start : root.start + 3] != b"<w:":
        raise NotXmlError(root.tag)
    return elements


def children(elements: Sequence[Element], parent: int) -> Iterator[Element]:
    """The elements that stand directly inside the one at ``parent``."""
    end = elements[parent].end
    below = takewhile(lambda one: one.start < end, islice(elements, parent + 1, None))
    return (element for element in below if element.inside == parent)


def first_inside(xml: bytes, element: Element, text: str) -> Cut:
    """Put a text at the beginning of an element's content."""
    return _filled(xml, element, text) if element.whole else Cut(element.inner, element.inner, text)


def last_inside(xml: bytes, element: Element, text: str) -> Cut:
    """Put a text at the end of an element's content."""
    return _filled(xml, element, text) if element.whole else Cut(element.close, element.close, text)


def spliced(xml: bytes, cuts: Iterable[Cut]) -> bytes:
    """Make all cuts; none may reach into another."""
    pieces: list[bytes] = []
    at = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        pieces += (xml[at : cut.start], cut.text.encode())
        at = cut.end
    return b"".join((*pieces, xml[at:]))


def _filled(xml: bytes, element: Element, text: str) -> Cut:
    """Open an element that is written as a single tag."""
    name = _NAME.match(xml, element.start)
    closed = f"</{name[1].decode()}>" if name else ""
    return Cut(element.end - len("/>"), element.end, f">{text}{closed}")


class _Reader:
    """Follows expat through a part. Where a tag ends is known when the next thing begins."""

    def __init__(self) -> None:
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.StartDoctypeDeclHandler = _refuse
        self._expat.XmlDeclHandler = _expect_utf_8
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._characters
        self._expat.DefaultHandler = self._other
        self._elements: list[Element] = []
        self._open: list[int] = []
        self._texts: list[list[str]] = []
        self._begun: Element | None = None
        self._ended: Element | None = None

    def read(self, xml: bytes) -> list[Element]:
        self._expat.Parse(xml, True)  # noqa: FBT003 - expat's own: the last piece
        self._settle(len(xml))
        return self._elements

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._here()
        inside = self._open[-1] if self._open else -1
        short = {_short(key): value for key, value in attributes.items()}
        self._begun = Element(_short(name), short, inside, at)
        self._open.append(len(self._elements))
        self._texts.append([])
        self._elements.append(self._begun)

    def _end(self, _name: str) -> None:
        element = self._elements[self._open.pop()]
        element.text = "".join(self._texts.pop())
        # Of an element that is a single tag, expat says here where the tag ends.
        element.close = self._here()
        self._ended = element

    def _characters(self, text: str) -> None:
        self._here()
        self._texts[-1].append(text)

    def _other(self, _text: str) -> None:
        self._here()

    def _here(self) -> int:
        at = self._expat.CurrentByteIndex
        self._settle(at)
        return at

    def _settle(self, at: int) -> None:
        """Say where the tag ended that was read last."""
        if self._begun:
            self._begun.inner = at
            self._begun = None
        if self._ended:
            self._ended.end = at
            self._ended = None


def _short(name: str) -> str:
    return f"w:{name.removeprefix(_WORD)}" if name.startswith(_WORD) else name


def _refuse(*_declared: object) -> None:
    raise NotXmlError("DOCTYPE")


def _expect_utf_8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() != "utf-8":
        raise NotXmlError(encoding)
