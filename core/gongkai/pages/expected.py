"""Pages: what a page that carries a report must show, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from gongkai.charts import CHARTS_TITLE, bar_figures, caption_of
from gongkai.errors import Position
from gongkai.model.chart import Chart
from gongkai.model.figures import Figures, State
from gongkai.model.grid import GridCell
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
from gongkai.showing import IN_WORDS, shown


@frozen(kw_only=True)
class Piece:
    """A piece of a report: its address, its section's, and where it was written.

    ``own`` is what the bureau wrote or counted: the rest is printed on every such report.
    ``optional`` is what another page may leave out: a chart, words in the place of a number.
    """

    address: str
    section: str
    text: str
    place: Position | None = None
    own: bool = True
    optional: bool = False


def pieces_of(report: Report) -> tuple[Piece, ...]:
    """Every piece in the order in which it is read; what is empty is left out."""
    return tuple(piece for piece in _all(report) if piece.text)


def _all(report: Report) -> Iterator[Piece]:
    yield Piece(address="title", section="title", text=report.title)
    if report.omitted:
        yield Piece(
            address="title",
            section="title",
            text=f"本页只载统计数据，正文从略。原因：{report.omitted}",
            optional=True,
        )
    yield from _blocks(report.opening, "section:opening", report)
    fixed = bool(report.form.sections)
    for chapter in report.chapters:
        address = f"section:{chapter.name}"
        yield Piece(address=address, section=address, text=chapter.title, own=not fixed)
        yield from _blocks(chapter.blocks, address, report)
    if report.charts:
        yield Piece(address="charts", section="charts", text=CHARTS_TITLE, optional=True)
    for chart in report.charts:
        yield from _chart(chart, "charts", report)


def _blocks(blocks: Iterable[Block], address: str, report: Report) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, StatutoryTable):
            yield from _table(block, address, report.figures)
        elif isinstance(block, Chart):
            yield from _chart(block, address, report)
        else:
            yield from _told(block, address)


def _told(
    block: Heading | Paragraph | Bullets | RecordTable | Note, address: str
) -> Iterator[Piece]:
    if isinstance(block, Heading | Note):
        yield Piece(address=address, section=address, text=block.text)
    elif isinstance(block, Paragraph):
        yield Piece(address=address, section=address, text=block.text, place=block.place)
    elif isinstance(block, Bullets):
        yield from (
            Piece(address=address, section=address, text=i.text, place=i.place) for i in block.items
        )
    else:
        for text in (block.title, *block.columns, *(cell for row in block.rows for cell in row)):
            yield Piece(address=address, section=address, text=text)


def _table(block: StatutoryTable, address: str, figures: Figures) -> Iterator[Piece]:
    grid = block.grid
    yield Piece(address=address, section=address, text=grid.title, own=False)
    for row in (*grid.head, *grid.body):
        for cell in row:
            yield _cell(cell, address, figures)
    yield from (Piece(address=address, section=address, text=note) for note in block.notes)


def _cell(cell: GridCell, address: str, figures: Figures) -> Piece:
    if not cell.address:
        return Piece(address=address, section=address, text=cell.text, own=False)
    if cell.state is State.MISSING:
        return Piece(
            address=cell.address, section=address, text=IN_WORDS[State.MISSING], optional=True
        )
    return Piece(
        address=cell.address,
        section=address,
        text=cell.text,
        place=figures[cell.address].position if cell.address in figures else None,
        own=cell.state is not State.ZERO,
    )


def _chart(chart: Chart, address: str, report: Report) -> Iterator[Piece]:
    yield from (
        Piece(address=address, section=address, text=text, optional=True)
        for text in _drawn(chart, report)
    )


def _drawn(chart: Chart, report: Report) -> Iterator[str]:
    """What our own page says of a chart: above it the years that it compares, if it does."""
    yield caption_of(chart)
    series = [bar_figures(chart, report.figures)]
    if chart.compared:
        yield from (f"{report.year}年", f"{report.year - 1}年")
        series.append(bar_figures(chart, report.previous))
    for bar, *figures in zip(chart.bars, *series, strict=True):
        yield from (bar.label, *map(shown, figures))
