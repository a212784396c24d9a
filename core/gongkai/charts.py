"""From the charts that a form proposes to those that a report can draw, and what each bar shows."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.arithmetic import range_of, total_of, written
from gongkai.model.chart import Bar, Chart, FormChart
from gongkai.model.figures import Exactness, Figure, Figures, State
from gongkai.model.form import Form

_TOTAL = "total"


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
