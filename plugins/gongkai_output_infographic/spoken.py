"""The poster in words, for those who hear it: every figure that is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import DRAFT_MARK, Chart, Figures, Report, Status, bar_figures
from gongkai_output_infographic.bars import heading_of
from gongkai_output_infographic.figures import (
    Fact,
    cards_of,
    charts_of,
    fact,
    small_tables,
)
from gongkai_output_infographic.frame import period
from gongkai_output_infographic.settings import PosterSettings


def in_words(report: Report, settings: PosterSettings) -> str:
    """One sentence for each panel."""
    return "\n".join(_sentences(report, settings))


def _sentences(report: Report, settings: PosterSettings) -> Iterator[str]:
    if report.status is not Status.APPROVED:
        yield f"{DRAFT_MARK}。"
    yield f"{period(report)}。"
    facts = cards_of(report, settings.cards)
    if facts:
        yield f"年度数据：{_listed(facts)}。"
    for heading, lines in small_tables(report):
        yield (
            f"{heading}："
            + "；".join(f"{line.label}，{_listed(line.facts)}" for line in lines)
            + "。"
        )
    for chart in charts_of(report):
        yield f"{heading_of(chart)}：{_chart(chart, report)}。"


def _chart(chart: Chart, report: Report) -> str:
    this = _bars(chart, report.figures)
    if not chart.compared:
        return this
    return f"{report.year - 1}年{_bars(chart, report.previous)}；{report.year}年{this}"


def _bars(chart: Chart, figures: Figures) -> str:
    pairs = zip(chart.bars, bar_figures(chart, figures), strict=True)
    return _listed(tuple(fact(bar.label, figure, chart.unit) for bar, figure in pairs))


def _listed(facts: tuple[Fact, ...]) -> str:
    return "、".join(f"{told.label}{told.text}{told.unit}" for told in facts)
