"""Numbers of the narrative against the cells they speak of, by the phrases of the form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Checking, NotAssessable, Operand, Problem, Report, printed, words
from gongkai_check_narrative.cells import amount, counts_alike, shown
from gongkai_check_narrative.disagreement import disagreement, remedy
from gongkai_check_narrative.numerals import Value
from gongkai_check_narrative.paragraphs import Read, read_paragraphs
from gongkai_check_narrative.said import Mention
from gongkai_check_narrative.shares import wrong_shares

Cells = tuple[str, ...]


def mismatch(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Every number that a known phrase introduces agrees with one of its readings."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    if not report.form.phrases:
        yield NotAssessable(why=words("the form names no phrases to look for"))
    for read in read_paragraphs(checking):
        for mention in read.mentions:
            yield from _wrong(mention, read, report)
        yield from wrong_shares(read, report)


def _wrong(mention: Mention, read: Read, report: Report) -> Iterator[Problem]:
    known = [cells for cells in mention.readings if _comparable(mention, cells, report)]
    if known and not any(_agrees(mention, cells, read, report) for cells in known):
        yield _problem(mention, known, read, report)


def _comparable(mention: Mention, cells: Cells, report: Report) -> bool:
    if amount(cells, report.figures) is None:
        return False
    return mention.number is None or counts_alike(mention.number, cells, report.figures)


def _agrees(mention: Mention, cells: Cells, read: Read, report: Report) -> bool:
    """Whether the number may be these cells; one that is bound to the very cell always is."""
    if cells == (read.bound(mention.start),):
        return True
    low, high = amount(cells, report.figures) or (Decimal(0), Decimal(0))
    if mention.phrase.part and mention.number is not None:
        return mention.number.low <= high
    return low <= 0 if mention.number is None else mention.number.may_be(low, high)


def _problem(mention: Mention, known: list[Cells], read: Read, report: Report) -> Problem:
    cells = known[0]
    value = _in_the_unit_of(mention.number.value if mention.number else 0, cells, report)
    expected = shown(cells, report.figures)
    return Problem(
        address=cells[0],
        message=disagreement(mention, known, report),
        operands=tuple(_operands(known, report)),
        expected=expected,
        actual=printed(value),
        difference=format(Decimal(value) - Decimal(expected), "f"),
        fix=remedy(mention, known),
        place=read.place(mention.start),
    )


def _in_the_unit_of(value: Value, cells: Cells, report: Report) -> Value:
    """Money is read in yuan, and told in the unit of the table."""
    if report.figures[cells[0]].unit != "万元":
        return value
    return Decimal(value).scaleb(-4).normalize()


def _operands(known: list[Cells], report: Report) -> Iterator[Operand]:
    """Each cell of any reading, once, by the label that the form prints."""
    wanted = dict.fromkeys(cell for cells in known for cell in cells)
    labels = {cell.address: cell.label for cell in report.form.cells() if cell.address in wanted}
    for address in wanted:
        yield Operand(
            label=labels.get(address, address),
            address=address,
            value=report.figures[address].printed,
        )
