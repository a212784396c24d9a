"""Charts of a phone's width: bars made of coloured boxes, and the totals in large print."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai import Chart, Figure, Figures, Report, bar_figures, key_charts, shown, told
from gongkai_output_wechat_article.markup import INK, PALE, SOFT, beside, tag, text, title

_LABEL = f"margin:0;color:{SOFT};font-size:13px;line-height:1.6"
_BOX = (
    f"display:inline-block;box-sizing:border-box;margin:0 1% 10px;padding:12px 2px;"
    f"background-color:{PALE};vertical-align:top"
)
#: Three stand side by side, or else two.
_THREE = 3
#: The editor takes out a box that is empty: a space keeps it.
_NOTHING = "\u00a0"


def key_figures(report: Report, accent: str) -> Iterator[str]:
    """Write the totals, with last year's where they are known, then a chart of their parts."""
    for chart in key_charts(report):
        if chart.compared:
            yield title(chart.title) + _totals(chart, report, accent)
        elif chart.title:
            yield bars(chart, report.figures, accent)


def bars(chart: Chart, figures: Figures, accent: str) -> str:
    """Write each bar with its figure; one without a number has no length."""
    found = bar_figures(chart, figures)
    longest = max((figure.value or 0 for figure in found), default=0)
    unit = f"（单位：{chart.unit}）" if chart.unit and chart.title else ""
    lines = (
        tag("section", "margin:0 0 12px", _line(bar.label, figure) + _bar(figure, longest, accent))
        for bar, figure in zip(chart.bars, found, strict=True)
    )
    return title(f"{chart.title}{unit}") + tag("section", "margin:0 0 24px", lines)


def _line(label: str, figure: Figure) -> str:
    words = beside(label, text(shown(figure)))
    return tag("p", f"margin:0;color:{INK};font-size:14px;line-height:1.7", words)


def _bar(figure: Figure, longest: int | Decimal, accent: str) -> str:
    if figure.value is None:
        return ""
    share = f"{figure.value / longest * 100:.2f}" if figure.value > 0 else "0"
    bar = tag("section", f"width:{share}%;height:8px;background-color:{accent}", _NOTHING)
    return tag("section", "height:8px;background-color:#e6ebf2;font-size:0;overflow:hidden", bar)


def _totals(chart: Chart, report: Report, accent: str) -> str:
    now, before = (bar_figures(chart, known) for known in (report.figures, report.previous))
    width = "31%" if len(now) % _THREE == 0 else "48%"
    boxes = (
        tag(
            "section",
            f"{_BOX};width:{width}",
            _total(this, chart.unit, accent) + _below(bar.label, last, chart.unit),
        )
        for bar, this, last in zip(chart.bars, now, before, strict=True)
    )
    return tag("section", "margin:0 0 10px;text-align:center", boxes)


def _total(figure: Figure, unit: str, accent: str) -> str:
    look = f"{SOFT};font-size:17px" if figure.value is None else f"{accent};font-size:22px"
    style = f"margin:0;color:{look};font-weight:bold;line-height:32px"
    return tag("p", style, text(told(figure, unit)))


def _below(label: str, last: Figure, unit: str) -> str:
    before = "" if last.value is None else tag("p", _LABEL, f"上年{text(told(last, unit))}")
    return tag("p", _LABEL, text(label)) + before
