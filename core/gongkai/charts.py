"""From the charts that a form proposes to those that a report can draw, and what each bar shows.

A report's key figures are chosen here too: a form says with its charts what is worth seeing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from gongkai.arithmetic import range_of, total_of, written
from gongkai.model.chart import Bar, Chart, FormChart
from gongkai.model.figures import Exactness, Figure, Figures, State
from gongkai.model.form import Form
from gongkai.model.report import Block, Bullets, Paragraph, Report, Span

#: The heading above the charts of a report.
CHARTS_TITLE = "数据图示"

_TOTAL = "total"
#: How the title of a comparison ends; without it, it names what is counted.
_COMPARED = "与上年对比"


def charts_of(form: Form, figures: Figures, previous: Figures) -> tuple[Chart, ...]:
    """The form's charts of which something can be drawn: this year's number, and last year's."""
    return tuple(
        chart
        for chart in (_chart(proposed, form) for proposed in form.charts)
        if _drawable(chart, figures) and (not chart.compared or _drawable(chart, previous))
    )


def bar_figures(chart: Chart, figures: Figures) -> tuple[Figure, ...]:
    """What each bar of a chart shows; a sum has no address of its own.

    A part that is missing makes a sum one of at least so much, as everywhere; where no part has a
    number, the sum is missing.
    """
    return tuple(_bar_figure(bar, figures) for bar in chart.bars)


def key_charts(report: Report) -> tuple[Chart, ...]:
    """The figures to put first where there is no room for all: the totals, then their parts.

    They are this year's side of what the form proposes to draw, as far as it is known: what it
    compares with last year are its totals. Where it proposes nothing, they are the figures that
    the text names, in the order of the text.
    """
    proposed = [_chart(proposed, report.form) for proposed in report.form.charts]
    known = [
        evolve(chart, title=chart.title.removesuffix(_COMPARED))
        for chart in proposed or report.charts
        if _known(chart, report.figures)
    ]
    return tuple(sorted(known, key=lambda chart: not chart.compared)) or _of_the_text(report)


def _known(chart: Chart, figures: Figures) -> bool:
    return any(figure.value is not None for figure in bar_figures(chart, figures))


def _of_the_text(report: Report) -> tuple[Chart, ...]:
    blocks = (*report.opening, *(block for part in report.chapters for block in part.blocks))
    named = dict.fromkeys(span.address for span in _spans(blocks) if span.address)
    labels = {cell.address: cell.label for cell in report.form.cells()}
    bars = tuple(
        Bar(label=labels[address], cells=(address,)) for address in named if address in labels
    )
    chart = Chart(title="", bars=bars)
    return (chart,) if _known(chart, report.figures) else ()


def _spans(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.spans
        elif isinstance(block, Bullets):
            yield from _spans(block.items)


def caption_of(chart: Chart) -> str:
    """What stands above a chart: its title, and what is counted."""
    return f"{chart.title}（单位：{chart.unit}）" if chart.unit else chart.title


def _chart(proposed: FormChart, form: Form) -> Chart:
    return Chart(
        title=proposed.title,
        unit=proposed.unit,
        compared=proposed.compared,
        bars=proposed.bar or tuple(_bars_of_table(proposed.table, form)),
    )


def _bars_of_table(key: str, form: Form) -> Iterator[Bar]:
    """A bar for each row; the form may lack the table, as a bureau without key areas does."""
    for table in form.tables:
        if table.key == key:
            for cell in table.cells():
                if cell.row.key != _TOTAL:
                    yield Bar(label=cell.row.label, cells=(cell.address,))


def _drawable(chart: Chart, figures: Figures) -> bool:
    """Whether any bar would be longer than nothing."""
    return any(figure.value for figure in bar_figures(chart, figures))


def _bar_figure(bar: Bar, figures: Figures) -> Figure:
    parts = [figures.get(cell) or Figure(address=cell, state=State.MISSING) for cell in bar.cells]
    return parts[0] if len(parts) == 1 else _sum(parts)


def _sum(parts: list[Figure]) -> Figure:
    known = [part for part in parts if part.value is not None]
    if not known:
        same = {part.state for part in parts}
        return Figure(address="", state=same.pop() if len(same) == 1 else State.MISSING)
    total = total_of((1, range_of(part)) for part in parts)
    lacking = any(range_of(part) is None for part in parts)
    if total.low is None:
        return _about(known)
    exact = total.low == total.high and not lacking
    return Figure(
        address="",
        state=State.ZERO if exact and total.low == 0 else State.NUMBER,
        value=total.low,
        exactness=Exactness.EXACT if exact else Exactness.AT_LEAST,
        text="" if exact else f"{written(total.low)}余",
        unit=known[0].unit,
    )


def _about(known: list[Figure]) -> Figure:
    value = sum(part.value or 0 for part in known)
    return Figure(
        address="",
        state=State.NUMBER,
        value=value,
        exactness=Exactness.ABOUT,
        text=f"约{written(value)}",
        unit=known[0].unit,
    )
