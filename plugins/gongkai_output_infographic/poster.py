"""The poster: one picture that can be read aloud, and the same as PNG."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import Report, drawn, imprint
from gongkai_output_infographic.bars import chart_part, heading_of
from gongkai_output_infographic.colour import PAPER, mixed
from gongkai_output_infographic.drawing import WIDTH, Part, below, box, number, said
from gongkai_output_infographic.figures import cards_of, charts_of, small_tables
from gongkai_output_infographic.frame import foot, head, watermark
from gongkai_output_infographic.panels import cards, lines, panel
from gongkai_output_infographic.png import with_text
from gongkai_output_infographic.settings import PosterSettings
from gongkai_output_infographic.spoken import in_words

_FONTS = (
    "'Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','SimHei',sans-serif"
)
_GAP = 32


def render(report: Report, settings: PosterSettings) -> bytes:
    """Draw the poster as SVG, with letters as letters, and nothing that is fetched or run."""
    return _svg(report, settings).encode()


def render_png(report: Report, settings: PosterSettings) -> bytes:
    """Draw the same as PNG, and say in it where it comes from."""
    picture = drawn(_svg(report, settings), scale=1)
    return with_text(picture, {"Title": report.title, "Description": _origin(report)})


def _svg(report: Report, settings: PosterSettings) -> str:
    panels = [panel(heading, part, settings.accent) for heading, part in _panels(report, settings)]
    body = below((head(report, settings), *panels, foot(report, settings)), _GAP)
    height = body.height + 2 * _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{number(height)}"'
        f' viewBox="0 0 {WIDTH} {number(height)}" role="img" lang="zh-CN"'
        f' aria-labelledby="poster-title poster-desc" font-family="{_FONTS}">\n'
        f'<title id="poster-title">{said(settings.title or report.title)}</title>\n'
        f'<desc id="poster-desc">{said(in_words(report, settings))}</desc>\n'
        f"<metadata>{_entries(report)}</metadata>\n"
        f"<defs>{_band(settings.accent)}</defs>\n"
        f"{box(WIDTH, height, PAPER)}{body.markup}{watermark(height, report)}\n</svg>\n"
    )


def _panels(report: Report, settings: PosterSettings) -> Iterator[tuple[str, Part]]:
    facts = cards_of(report, settings.cards)
    if facts:
        yield "年度数据", cards(facts, settings.accent)
    for heading, told_lines in small_tables(report):
        yield heading, lines(told_lines, settings.accent)
    for chart in charts_of(report):
        yield heading_of(chart), chart_part(chart, report, settings.accent)


def _band(accent: str) -> str:
    dark = mixed(accent, "#000000", 0.72)
    return (
        '<linearGradient id="poster-band" x1="0" y1="0" x2="1" y2="1">'
        f'<stop offset="0" stop-color="{accent}"/><stop offset="1" stop-color="{dark}"/>'
        "</linearGradient>"
    )


def _entries(report: Report) -> str:
    entries = "".join(
        f'<entry name="{said(name)}">{said(value)}</entry>\n' for name, value in imprint(report)
    )
    return f'<imprint xmlns="urn:gongkai:imprint">\n{entries}</imprint>'


def _origin(report: Report) -> str:
    return "\n".join(f"{name}: {value}" for name, value in imprint(report))
