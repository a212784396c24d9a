"""The bars of a chart: how long each is drawn. The numbers themselves are printed as they are."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from gongkai import Chart, Figure, Figures, State

_SHOWN = {State.MISSING: "未填报", State.BLANK: "空白"}


@frozen
class DrawnBar:
    """A bar as it is drawn: its label, the printed figure, its length, and its place from above."""

    label: str
    text: str
    percent: str
    top: int


def bars(chart: Chart, figures: Figures, step: int) -> tuple[DrawnBar, ...]:
    """Measure each bar against the longest; a figure without a number gets none."""
    found = [figures.get(bar.address) or _nothing(bar.address) for bar in chart.bars]
    lengths = _percents(found)
    return tuple(
        DrawnBar(bar.label, _shown(figure), length, index * step)
        for index, (bar, figure, length) in enumerate(zip(chart.bars, found, lengths, strict=True))
    )


def _nothing(address: str) -> Figure:
    return Figure(address=address, state=State.MISSING)


def _shown(figure: Figure) -> str:
    return _SHOWN.get(figure.state, figure.printed)


def _percents(figures: list[Figure]) -> list[str]:
    """Lengths in hundredths of the longest; empty where there is no number."""
    longest = max((figure.value or 0 for figure in figures), default=0)
    return ["" if figure.value is None else _percent(figure.value, longest) for figure in figures]


def _percent(value: int | Decimal, longest: int | Decimal) -> str:
    return f"{value / longest * 100:.2f}" if value > 0 else "0.00"
