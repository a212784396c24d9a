"""From a report to the posts that tell its key figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from gongkai import DRAFT_MARK, Chart, Report, Status, bar_figures, key_charts, told
from gongkai_output_weibo_post.settings import WeiboSettings
from gongkai_output_weibo_post.spread import Post, Sentence, spread
from gongkai_output_weibo_post.text import length, plain, shortened

#: Between the posts of a thread; every post begins otherwise.
SEPARATOR = "────────────"
#: How much of a post a title, the name of a chart, a label and a figure may take: together less
#: than the shortest post has room for.
_TITLE, _CHART, _LABEL, _FIGURE = 40, 20, 30, 30
#: What the brackets of the title and a number take beside it.
_BESIDE = 10


def render(report: Report, settings: WeiboSettings) -> bytes:
    """Write the post, or the posts of a thread one below the other."""
    return (f"\n{SEPARATOR}\n".join(thread(report, settings)) + "\n").encode()


def thread(report: Report, settings: WeiboSettings) -> tuple[str, ...]:
    """Spread the key figures over as few posts as hold them, numbered if there are several."""
    sentences = tuple(_sentences(report))
    first, further = _first(report, settings), _further(report, settings)
    tried = (spread(sentences, first, further, settings.limit, digits) for digits in count())
    return next(posts for posts in tried if posts)


def _first(report: Report, settings: WeiboSettings) -> Post:
    front = _front(report, settings)
    end = f"全文：{settings.url}" if settings.url else ""
    room = settings.limit - length(front + end) - _BESIDE
    title = shortened(plain(report.title), min(_TITLE, room))
    return Post(front=front + (f"【{title}】" if title else ""), end=end)


def _further(report: Report, settings: WeiboSettings) -> Post:
    return Post(front=_front(report, settings), lead=f"{report.year}年")


def _front(report: Report, settings: WeiboSettings) -> str:
    mark = "" if report.status is Status.APPROVED else f"【{DRAFT_MARK}】"
    return f"{mark}#{settings.topic}#"


def _sentences(report: Report) -> Iterator[Sentence]:
    """Tell every chart in one sentence."""
    for chart in key_charts(report):
        title = shortened(plain(chart.title), _CHART)
        yield Sentence(opening=f"{title}：" if title else "", clauses=_clauses(chart, report))


def _clauses(chart: Chart, report: Report) -> tuple[str, ...]:
    """Name each figure; one so long that it would have to be torn is left out."""
    figures = bar_figures(chart, report.figures)
    said = [shortened(plain(told(figure, chart.unit)), _FIGURE) for figure in figures]
    return tuple(
        f"{shortened(plain(bar.label), _LABEL)}{text}"
        for bar, text in zip(chart.bars, said, strict=True)
        if text
    )
