"""The marked places of a template, ``{{title}}``, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from gongkai import GongkaiError, near, words
from gongkai_output_docx.escaping import escape
from gongkai_output_docx.template.parts import Parts
from gongkai_output_docx.template.spans import Element

#: Places that take whole paragraphs and tables; each stands alone in a paragraph of the text.
BLOCKS = ("body", "contact", "signature")
#: Places that take words, anywhere in a line.
INLINE = ("agency", "published", "short_name", "title", "year")
#: A text box, the end of a section, a picture.
_MORE_THAN_TEXT = frozenset(("w:p", "w:sectPr", "w:drawing", "w:pict", "w:object"))
_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


@frozen
class Place:
    """Where something is filled in."""

    name: str


@frozen
class Cloth:
    """A part of a template, cut at its places: its own text, and places, in order."""

    pieces: tuple[str | Place, ...]

    @property
    def changes(self) -> bool:
        """Whether there is any place in it."""
        return any(isinstance(piece, Place) for piece in self.pieces)

    def filled(self, values: Mapping[str, str]) -> bytes:
        """Write the part with ``values`` in its places."""
        pieces = self.pieces
        return "".join(
            [values[piece.name] if isinstance(piece, Place) else piece for piece in pieces]
        ).encode()


@frozen
class _Stretch:
    """A stretch of bytes, and what stands in its place."""

    start: int
    end: int
    pieces: tuple[str | Place, ...]


@frozen
class _Found:
    """A place in the text of a paragraph: where it begins and ends there."""

    name: str
    start: int
    end: int


@frozen
class _Paragraph:
    """A paragraph of a template; ``kept`` if there is more to it than text."""

    element: Element
    inside: str
    texts: tuple[Element, ...]
    kept: bool

    @property
    def text(self) -> str:
        """Its text, over all runs: Word splits a place where spelling or the typist did."""
        return "".join(element.text for element in self.texts)


def cut_at_places(parts: Parts, part: str) -> Cloth:
    """Cut a part at its places; `GongkaiError` for one that is unknown, or stands wrong."""
    stretches = [
        stretch
        for paragraph in _paragraphs(parts.elements(part))
        for stretch in _stretches(paragraph, parts.file, main=part == parts.main)
    ]
    return Cloth(tuple(_pieces(parts.contents[part], stretches)))


def position_of(name: str, parts: Parts) -> int:
    """Where in the main part a place stands; `GongkaiError` if it does not."""
    for paragraph in _paragraphs(parts.elements(parts.main)):
        if name in _PLACE.findall(paragraph.text):
            return paragraph.element.start
    raise GongkaiError(
        words("{file}: the place {place} is missing", file=parts.file, place=_written(name))
    )


def _paragraphs(elements: Sequence[Element]) -> Iterator[_Paragraph]:
    """Paragraphs may stand inside others, in text boxes; a text belongs to the innermost."""
    owners: list[int] = []
    texts: dict[int, list[Element]] = {}
    kept: set[int] = set()
    for number, element in enumerate(elements):
        above = owners[element.inside] if element.inside >= 0 else -1
        owners.append(number if element.tag == "w:p" else above)
        if element.tag in _MORE_THAN_TEXT:
            kept.add(above)
        if element.tag == "w:p":
            texts[number] = []
        elif element.tag == "w:t" and above >= 0:
            texts[above].append(element)
    for number, found in texts.items():
        inside = elements[elements[number].inside].tag
        yield _Paragraph(elements[number], inside, tuple(found), number in kept)


def _stretches(paragraph: _Paragraph, file: str, *, main: bool) -> Iterator[_Stretch]:
    text = paragraph.text
    found = [_Found(match[1], *match.span()) for match in _PLACE.finditer(text)]
    for place in found:
        _check(place.name, file)
    blocks = [place for place in found if place.name in BLOCKS]
    if not blocks:
        yield from _inline(paragraph.texts, found)
        return
    if not main or paragraph.inside != "w:body" or not _PLACE.fullmatch(text.strip()):
        raise _misplaced(blocks[0].name, file)
    yield from _block(paragraph, Place(blocks[0].name))


def _block(paragraph: _Paragraph, place: Place) -> Iterator[_Stretch]:
    """Put a place instead of a paragraph; one that holds more than text is kept below it."""
    element = paragraph.element
    if not paragraph.kept:
        yield _Stretch(element.start, element.end, (place,))
        return
    yield _Stretch(element.start, element.start, (place,))
    for text in paragraph.texts:
        yield _Stretch(text.inner, text.close, ())


def _inline(texts: Iterable[Element], found: Sequence[_Found]) -> Iterator[_Stretch]:
    """Put places instead of their marks; a mark that begins in one text may end in another."""
    start = 0
    for element in texts:
        end = start + len(element.text)
        touching = [place for place in found if place.start < end and place.end > start]
        if touching:
            pieces = tuple(_cut(element.text, start, touching))
            yield _Stretch(element.inner, element.close, pieces)
        start = end


def _cut(text: str, start: int, places: Iterable[_Found]) -> Iterator[str | Place]:
    """The pieces of a text that begins at ``start`` of its paragraph."""
    at = start
    for place in places:
        if place.start >= start:
            yield escape(text[at - start : place.start - start])
            yield Place(place.name)
        at = place.end
    yield escape(text[at - start :])


def _pieces(xml: bytes, stretches: Iterable[_Stretch]) -> Iterator[str | Place]:
    at = 0
    for stretch in sorted(stretches, key=lambda stretch: stretch.start):
        yield xml[at : stretch.start].decode()
        yield from stretch.pieces
        at = stretch.end
    yield xml[at:].decode()


def _check(name: str, file: str) -> None:
    if name not in (*BLOCKS, *INLINE):
        raise GongkaiError(
            words(
                "{file}: {place} is no place of a template; {near}",
                file=file,
                place=_written(name),
                near=near(name, (*BLOCKS, *INLINE)),
            )
        )


def _misplaced(name: str, file: str) -> GongkaiError:
    return GongkaiError(
        words(
            "{file}: {place} takes whole paragraphs; it must stand alone in a paragraph of the"
            " text, not in a table, a text box, a header or a footer",
            file=file,
            place=_written(name),
        )
    )


def _written(name: str) -> str:
    return f"{{{{{name}}}}}"
