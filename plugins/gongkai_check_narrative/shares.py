"""Percentages of the text (占40.64%) against the cells whose share they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai import Operand, Problem, Report, words
from gongkai_check_narrative.cells import amount
from gongkai_check_narrative.numerals import Kind, Number
from gongkai_check_narrative.paragraphs import Read
from gongkai_check_narrative.said import Mention

#: What joins a number with its share: 1431件,占办理总数的40.64%; 1431件(40.64%).
_OF = re.compile(r"[,，、(（\s]{0,3}(?:约?占比?[^,;。%\d]{0,14}|(?<=[(（])\s?)")


def wrong_shares(read: Read, report: Report) -> Iterator[Problem]:
    """Yield each percentage that is the share of a mention and does not agree."""
    for share in read.numbers:
        mention = read.mention_before(share.start) if share.kind is Kind.PERCENT else None
        if (
            mention is not None
            and mention.phrase.shares
            and _OF.fullmatch(read.text[mention.end : share.start])
            and not _agrees(share, mention, read, report)
        ):
            yield _problem(share, mention, read, report)


def _agrees(share: Number, mention: Mention, read: Read, report: Report) -> bool:
    """Whether it is the share of any part that may be meant in any whole that may be.

    A whole may also be a number that the same paragraph states before.
    """
    parts = [both for cells in mention.readings if (both := amount(cells, report.figures))]
    parts.extend((told, told) for told in _told_together(mention, read))
    wholes = [both for cells in mention.phrase.shares if (both := amount(cells, report.figures))]
    wholes.extend(
        (Decimal(number.value), Decimal(number.value))
        for number in read.numbers_before(mention.start)
        if number.kind is Kind.COUNT
    )
    if not any(whole[0] for whole in wholes):
        return True
    return any(
        share.may_be(part[0] * 100 / whole[1], part[1] * 100 / whole[0])
        for part in parts
        for whole in wholes
        if whole[0] and whole[1].is_finite() and part[1].is_finite()
    )


def _told_together(mention: Mention, read: Read) -> Iterator[Decimal]:
    """The number itself, and with those told before it: 予以公开1362件,部分公开454件,占59.5%."""
    together, start = Decimal(0), mention.end
    for before in reversed(read.mentions):
        if before.sentence == mention.sentence and before.end <= start:
            together += Decimal(before.number.value if before.number else 0)
            start = before.start
            yield together


def _problem(share: Number, mention: Mention, read: Read, report: Report) -> Problem:
    cells = (*mention.readings[0], *mention.phrase.shares[0])
    part = amount(mention.readings[0], report.figures) or (Decimal(0), Decimal(0))
    whole = amount(mention.phrase.shares[0], report.figures) or (Decimal(0), Decimal(0))
    expected = f"{part[0] * 100 / whole[0]:.2f}%" if whole[0] else ""
    return Problem(
        address=cells[0],
        message=words(
            "the text says that {phrase} is {number}, by the table it is {expected}",
            number=share.written,
            phrase=mention.words,
            expected=expected or "—",
        ),
        operands=tuple(
            Operand(label=cell, address=cell, value=report.figures[cell].printed)
            for cell in cells
            if cell in report.figures
        ),
        expected=expected,
        actual=share.written,
        place=read.place(share.start),
    )
