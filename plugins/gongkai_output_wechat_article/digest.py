"""The digest that stands below the title in a subscriber's list."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import DRAFT_MARK, Chart, Report, Status, bar_figures, key_charts, told
from gongkai_output_wechat_article.lettering import line
from gongkai_output_wechat_article.settings import WechatSettings

#: What the editor takes, whatever the characters; a phone shows less.
_LIMIT = 120
_NOTHING = "政府信息公开工作年度报告"


def digest(report: Report, _settings: WechatSettings) -> bytes:
    """Tell the key figures in as many sentences as fit; where there are none, give the title."""
    mark = "" if report.status is Status.APPROVED else f"【{DRAFT_MARK}】"
    front = f"{mark}{report.year}年"
    figures = _figures(report, _LIMIT - length(front))
    return f"{front + figures if figures else mark + _title(report, mark)}\n".encode()


def _title(report: Report, mark: str) -> str:
    title = line(report.title)
    return title if title and length(mark + title) <= _LIMIT else _NOTHING


def _figures(report: Report, room: int) -> str:
    """Tell one chart after the other, until one is not told whole."""
    said = ""
    for chart in key_charts(report):
        sentences = tuple(_sentences(chart, report))
        fitting = next((text for text in sentences if length(said + text) <= room), "")
        said += fitting
        if fitting != sentences[0]:
            break
    return said


def _sentences(chart: Chart, report: Report) -> Iterator[str]:
    """The whole of a chart, and then less and less of it."""
    figures = bar_figures(chart, report.figures)
    clauses = [
        line(f"{bar.label}{told(figure, chart.unit)}")
        for bar, figure in zip(chart.bars, figures, strict=True)
    ]
    opening = f"{line(chart.title)}：" if chart.title else ""
    for end in range(len(clauses), 0, -1):
        tail = "。" if end == len(clauses) else "等。"
        yield f"{opening}{'，'.join(clauses[:end])}{tail}"


def length(text: str) -> int:
    """Count as a field of a web page counts: a character beyond U+FFFF is two."""
    return len(text.encode("utf-16-le")) // 2
