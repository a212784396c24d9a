"""A report with charts of every state, for what shows key figures first."""

from __future__ import annotations

from attrs import evolve

from gongkai.model.chart import Bar, FormChart
from gongkai.model.report import Report, Status
from tests.plugins.output_sample import REPORT


def with_charts(report: Report, *charts: FormChart) -> Report:
    return evolve(report, form=evolve(report.form, charts=charts))


def bar(label: str, row: str) -> Bar:
    return Bar(label=label, cells=(f"statistics.{row}",))


CHANNELS = FormChart(
    title="各渠道公开情况",
    unit="条",
    bar=(
        bar("政府网站", "website"),
        bar("政务微博", "weibo"),
        bar("政务微信", "wechat"),
        bar("其他方式", "other"),
        bar("政府公报", "gazette"),
        bar("工作人员", "staff"),
    ),
)
TOTALS = FormChart(
    title="公开情况与上年对比",
    unit="条",
    compared=True,
    bar=(bar("主动公开", "total"), bar("政府公报", "gazette")),
)
CHARTED = with_charts(evolve(REPORT, status=Status.APPROVED), CHANNELS, TOTALS)
