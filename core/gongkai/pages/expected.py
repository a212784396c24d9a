"""Pages: what a page that carries a report must show, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from gongkai.charts import bar_figures
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
    yield from _blocks(report.opening, "section:opening", report.figures)
    fixed = bool(report.form.sections)
    for chapter in report.chapters:
        address = f"section:{chapter.name}"
        yield Piece(address=address, section=address, text=chapter.title, own=not fixed)
        yield from _blocks(chapter.blocks, address, report.figures)
    for chart in report.charts:
        yield from _chart(chart, "charts", report.figures, report.previous)


def _blocks(blocks: Iterable[Block], address: str, figures: Figures) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, StatutoryTable):
            yield from _table(block, address, figures)
        elif isinstance(block, Chart):
            yield from _chart(block, address, figures)
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


def _chart(
    chart: Chart, address: str, figures: Figures, previous: Figures | None = None
) -> Iterator[Piece]:
    yield Piece(address=address, section=address, text=caption_of(chart), optional=True)
    series = [bar_figures(chart, each) for each in _series(chart, figures, previous)]
    for bar, *values in zip(chart.bars, *series, strict=True):
        for text in (bar.label, *map(shown, values)):
            yield Piece(address=address, section=address, text=text, optional=True)


def caption_of(chart: Chart) -> str:
    """What stands above a chart on our own page."""
    return f"{chart.title}（单位：{chart.unit}）" if chart.unit else chart.title


def _series(chart: Chart, figures: Figures, previous: Figures | None) -> tuple[Figures, ...]:
    return (figures, previous or {}) if chart.compared else (figures,)
