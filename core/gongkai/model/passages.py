"""Everything that a report will show in words, piece by piece, and where each was written."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from gongkai.errors import Position
from gongkai.model.agency import Agency
from gongkai.model.chart import Chart
from gongkai.model.report import (
    Block,
    Bullets,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Report,
    StatutoryTable,
)


@frozen
class Passage:
    """A piece of text that will be published.

    ``address`` is ``title``, ``section:<name>`` (the opening is ``section:opening``), or the key
    of the bureau's TOML (``bureau.name``, ``bureau.contact.email``). ``paragraph`` is the one that
    it was taken from, ``place`` where that was written, if a person wrote it.
    """

    address: str
    text: str
    place: Position | None = None
    paragraph: Paragraph | None = None


def passages_of(report: Report) -> Iterator[Passage]:
    """Yield each piece in the order in which it is read: title, opening, chapters, whom to ask.

    A cell of a table is a piece of its own. The figures and labels of the form's tables are not
    among them, and what is empty is left out.
    """
    yield from _told(report.title, "title")
    yield from _blocks(report.opening, "section:opening")
    for chapter in report.chapters:
        address = f"section:{chapter.name}"
        yield from _told(chapter.title, address)
        yield from _blocks(chapter.blocks, address)
    yield from _agency(report.agency)


def _told(text: str, address: str) -> Iterator[Passage]:
    if text:
        yield Passage(address, text)


def _agency(agency: Agency) -> Iterator[Passage]:
    contact = agency.contact
    yield from _told(agency.name, "bureau.name")
    yield from _told(contact.office, "bureau.contact.office")
    yield from _told(contact.address, "bureau.contact.address")
    yield from _told(contact.phone, "bureau.contact.phone")
    yield from _told(contact.fax, "bureau.contact.fax")
    yield from _told(contact.postcode, "bureau.contact.postcode")
    yield from _told(contact.email, "bureau.contact.email")


def _blocks(blocks: tuple[Block, ...], address: str) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _paragraph(block, address)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from _paragraph(item, address)
        else:
            for text in _texts(block):
                yield from _told(text, address)


def _paragraph(paragraph: Paragraph, address: str) -> Iterator[Passage]:
    text = paragraph.text
    if text:
        yield Passage(address, text, paragraph.place, paragraph)


def _texts(block: Heading | StatutoryTable | RecordTable | Chart | Note) -> Iterator[str]:
    """The texts of a block that no paragraph holds."""
    if isinstance(block, Heading | Note):
        yield block.text
    elif isinstance(block, StatutoryTable):
        yield from block.notes
    elif isinstance(block, Chart):
        yield from (block.title, block.unit, *(bar.label for bar in block.bars))
    else:
        yield block.title
        yield from block.columns
        for row in block.rows:
            yield from row
