"""The cover: 900 by 383 pixels, the 2.35 to 1 of the head of a subscriber's list."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import islice

from gongkai import DRAFT_MARK, Report, Status, bar_figures, drawn, imprint, key_charts, told
from gongkai_output_wechat_article.lettering import cut, halves, lettering, line, width
from gongkai_output_wechat_article.picture import with_text
from gongkai_output_wechat_article.settings import WechatSettings

_WIDTH, _HEIGHT, _INNER = 900, 383, 800
_FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimHei, sans-serif"
_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
    f' viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" xml:lang="zh-CN" font-family="{_FONTS}"'
    ' text-anchor="middle">'
)
#: So many figures are shown, and none that is longer.
_FIGURES, _LONGEST = 3, 16
#: The largest and the smallest size of the title.
_LARGE, _SMALL = 52, 30
_WHITE = {"fill": "#fff"}


def svg(report: Report, settings: WechatSettings) -> bytes:
    """Draw title, agency, and the key figures."""
    return _drawing(report, settings).encode()


def png(report: Report, settings: WechatSettings) -> bytes:
    """Draw the same in twice as many pixels."""
    return with_text(drawn(_drawing(report, settings)), "\n".join(_imprint(report)))


def _imprint(report: Report) -> list[str]:
    return [line(f"{name}: {value}") for name, value in imprint(report)]


def _drawing(report: Report, settings: WechatSettings) -> str:
    parts = (
        _OPENING,
        f"<title>{escape(line(report.title))}</title>",
        f"<metadata>{escape('; '.join(_imprint(report)))}</metadata>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{settings.accent}"/>',
        '<circle cx="60" cy="360" r="190" fill="#fff" fill-opacity=".06"/>',
        '<circle cx="850" cy="20" r="150" fill="#fff" fill-opacity=".06"/>',
        *_draft(report),
        *_title(report),
        *_figures(report, settings.accent),
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def _draft(report: Report) -> Iterator[str]:
    if report.status is not Status.APPROVED:
        yield '<rect x="346" y="18" width="208" height="34" rx="17" fill="#fff3c9"/>'
        yield lettering(DRAFT_MARK, _WIDTH / 2, 42, 20, fill="#6d4300", font_weight="bold")


def _title(report: Report) -> Iterator[str]:
    """The agency, and the title below it: in one line, or broken after the year."""
    title = line(report.title)
    whole = width(title) * _LARGE <= _INNER
    lines = (title,) if whole else halves(title, f"{report.year}年")
    size = max(_SMALL, min([_LARGE, *(_INNER / (width(part) or 1) for part in lines)]))
    start = 185 if whole else 156
    agency = cut(line(report.agency.name), _INNER / 24)
    yield lettering(agency, _WIDTH / 2, 90, 24, fill_opacity=".85", **_WHITE)
    for place, part in enumerate(lines):
        words = cut(part, _INNER / size)
        yield lettering(words, _WIDTH / 2, start + 62 * place, size, font_weight="bold", **_WHITE)


def _figures(report: Report, accent: str) -> Iterator[str]:
    """A box for each of the first figures that are more than nothing."""
    shown = list(islice(_known(report), _FIGURES))
    step = _INNER / max(len(shown), 2)
    left = (_WIDTH - step * len(shown)) / 2
    for place, (label, figure) in enumerate(shown):
        x = left + step * place
        yield f'<rect x="{x + 8:g}" y="262" width="{step - 16:g}" height="94" rx="8" fill="#fff"/>'
        size = min(38, (step - 40) / width(figure))
        yield lettering(figure, x + step / 2, 310, size, fill=accent, font_weight="bold")
        yield lettering(cut(label, (step - 32) / 17), x + step / 2, 340, 17, fill="#444")


def _known(report: Report) -> Iterator[tuple[str, str]]:
    """What is told, under the name of its chart: 本年新收 alone says nothing."""
    for chart in key_charts(report):
        front = f"{line(chart.title)}：" if chart.title else ""
        for bar, figure in zip(chart.bars, bar_figures(chart, report.figures), strict=True):
            words = line(told(figure, chart.unit))
            if figure.value and width(words) <= _LONGEST:
                yield front + line(bar.label), words
