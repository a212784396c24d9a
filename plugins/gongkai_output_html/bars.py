"""The bars of a chart: how long each is drawn. The numbers themselves are printed as they are."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from gongkai import Chart, Figure, Figures, bar_figures, shown


@frozen
class DrawnBar:
    """A bar as it is drawn: its label, the printed figure, its length, and its place from above."""

    label: str
    text: str
    percent: str
    top: int


def bars(chart: Chart, figures: Figures, step: int) -> tuple[DrawnBar, ...]:
    """Measure each bar against the longest; a figure without a number gets none."""
    found = bar_figures(chart, figures)
    lengths = _percents(found)
    return tuple(
        DrawnBar(bar.label, shown(figure), length, index * step)
        for index, (bar, figure, length) in enumerate(zip(chart.bars, found, lengths, strict=True))
    )


def _percents(figures: tuple[Figure, ...]) -> list[str]:
    """Lengths in hundredths of the longest; empty where there is no number."""
    longest = max((figure.value or 0 for figure in figures), default=0)
    return ["" if figure.value is None else _percent(figure.value, longest) for figure in figures]


def _percent(value: int | Decimal, longest: int | Decimal) -> str:
    return f"{value / longest * 100:.2f}" if value > 0 else "0.00"
