"""The narrative of the report that was read last: paragraph by paragraph, for every rule."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from functools import cached_property

from attrs import define, field, frozen

from gongkai import (
    Block,
    Bullets,
    Normalised,
    Paragraph,
    Position,
    Report,
    normalised,
    place_in,
)
from gongkai_check_narrative.numerals import Number, read_numbers


@frozen(eq=False)
class Told:
    """A paragraph of a chapter, in normal form. Its numbers are read when a rule wants them."""

    chapter: str
    paragraph: Paragraph
    plain: Normalised

    @property
    def text(self) -> str:
        """The text in normal form."""
        return self.plain.text

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, in order."""
        return tuple(read_numbers(self.plain.text))

    def place(self, at: int) -> Position | None:
        """Where a character of the text in normal form was written."""
        return place_in(self.paragraph, self.plain.origins[at])


@define
class _Desk:
    """Report and narrative stand in one pair, so that two threads cannot take each other's."""

    lies: tuple[weakref.ref[Report] | None, tuple[Told, ...]] = field(default=(None, ()))


_desk = _Desk()


def narrative_of(report: Report) -> tuple[Told, ...]:
    """Every paragraph, those of lists too. The report that was read last is not read again."""
    known, narrative = _desk.lies
    if known is None or known() is not report:
        narrative = tuple(_told(report))
        _desk.lies = (weakref.ref(report), narrative)
    return narrative


def _told(report: Report) -> Iterator[Told]:
    chapters = (("opening", report.opening), *((one.name, one.blocks) for one in report.chapters))
    for name, blocks in chapters:
        for block in blocks:
            for paragraph in _paragraphs(block):
                yield Told(name, paragraph, normalised(paragraph.text))


def _paragraphs(block: Block) -> tuple[Paragraph, ...]:
    if isinstance(block, Paragraph):
        return (block,)
    return block.items if isinstance(block, Bullets) else ()
