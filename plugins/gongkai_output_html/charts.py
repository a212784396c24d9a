"""Charts: how long each bar is drawn, and how. The numbers themselves are printed as they are."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from gongkai import Chart, Exactness, Figure, Report, State, bar_figures, caption_of, shown


@frozen
class DrawnValue:
    """A figure beside its bar. ``percent`` is the bar's length, empty for what has no number."""

    text: str
    state: State
    percent: str
    exact: bool


@frozen
class DrawnChart:
    """A chart: what stands above it, the years that it compares, and its labelled values."""

    caption: str
    years: tuple[str, ...]
    bars: tuple[tuple[str, tuple[DrawnValue, ...]], ...]


def drawn(chart: Chart, report: Report) -> DrawnChart:
    """Measure each bar against the longest of either year."""
    series = [bar_figures(chart, report.figures)]
    years: tuple[str, ...] = ()
    if chart.compared:
        series.append(bar_figures(chart, report.previous))
        years = (f"{report.year}年", f"{report.year - 1}年")
    longest = _longest(figure for figures in series for figure in figures)
    return DrawnChart(
        caption_of(chart),
        years,
        tuple(
            (bar.label, tuple(_value(figure, longest) for figure in figures))
            for bar, *figures in zip(chart.bars, *series, strict=True)
        ),
    )


def _longest(figures: Iterable[Figure]) -> int | Decimal:
    return max((figure.value or 0 for figure in figures), default=0)


def _value(figure: Figure, longest: int | Decimal) -> DrawnValue:
    return DrawnValue(
        shown(figure),
        figure.state,
        "" if figure.value is None else _percent(figure.value, longest),
        figure.exactness is Exactness.EXACT,
    )


def _percent(value: int | Decimal, longest: int | Decimal) -> str:
    return f"{value / longest * 100:.2f}" if value > 0 else "0"
