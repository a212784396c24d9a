"""What stands around the figures: the title above, and below where they are from."""

from __future__ import annotations

from gongkai import DRAFT_MARK, Report, Status, contact_lines
from gongkai_output_infographic.colour import DRAFT_GROUND, DRAFT_INK, INK, SOFT, WHITE, mixed
from gongkai_output_infographic.drawing import (
    EDGE,
    INSIDE,
    WIDTH,
    Part,
    Style,
    at,
    below,
    box,
    number,
    text,
)
from gongkai_output_infographic.settings import PosterSettings

_CODE = 210


def head(report: Report, settings: PosterSettings) -> Part:
    """The band on top: what this is, whose report of which year, and that it is a draft."""
    pale = mixed(WHITE, settings.accent, 0.82)
    middle = Style(0, WHITE, bold=True, anchor="middle")
    before, year, after = _title(report, settings)
    inside = below(
        (
            Part(_tag(settings.accent), 56),
            text(before, _sized(middle, 60), WIDTH - 2 * EDGE),
            text(f"{year}{after}", _sized(middle, 52), WIDTH - 2 * EDGE),
            text(period(report), Style(30, pale, anchor="middle"), WIDTH - 2 * EDGE),
        ),
        14,
    )
    height = inside.height + 64 + 56
    band = f'<rect width="{WIDTH}" height="{number(height)}" fill="url(#poster-band)"/>'
    top = Part(band + _rings() + at(WIDTH / 2, 64, inside.markup), height)
    return below((top, _draft_strip())) if report.status is not Status.APPROVED else top


def foot(report: Report, settings: PosterSettings) -> Part:
    """Where the figures are from, whom to ask, and a code that leads to the page."""
    room = INSIDE - (_CODE + 40 if settings.url else 0)
    told = [f"来源：{report.title}", f"依据：{report.form.regulation} {report.form.number}".strip()]
    told += [f"{label}：{content}" for label, content in contact_lines(report.agency)]
    if report.published:
        told.append(f"发布日期：{report.published.isoformat()}")
    words = below((text(line, Style(26, SOFT), room) for line in told), 6)
    height = max(words.height, _CODE + 44 if settings.url else 0)
    code = at(INSIDE - _CODE, 0, _code(settings.url)) if settings.url else ""
    return Part(at(EDGE + 36, 0, words.markup + code), height)


def period(report: Report) -> str:
    """The days that the report tells of."""
    return f"数据统计期限：{report.year}年1月1日至{report.year}年12月31日"


def watermark(height: float, report: Report) -> str:
    """Say all over the poster that it is a draft, so faintly that all can be read."""
    if report.status is Status.APPROVED:
        return ""
    return "".join(
        f'<text x="{WIDTH / 2:.0f}" y="{top}" transform="rotate(-30 {WIDTH / 2:.0f} {top})"'
        f' font-size="96" font-weight="700" text-anchor="middle" fill="{INK}"'
        f' fill-opacity="0.07" aria-hidden="true">{DRAFT_MARK}</text>'
        for top in range(700, max(701, round(height) - 400), 800)
    )


def _title(report: Report, settings: PosterSettings) -> tuple[str, str, str]:
    title = settings.title or report.title
    before, year, after = title.partition(f"{report.year}年")
    return before, year, after


def _sized(style: Style, size: float) -> Style:
    return Style(size, style.colour, style.bold, style.anchor)


def _tag(accent: str) -> str:
    words = text("一图读懂", Style(30, accent, bold=True, anchor="middle"), WIDTH, lines=1)
    return at(-100, 0, box(200, 52, WHITE, 26)) + at(0, 5, words.markup)


def _rings() -> str:
    return "".join(
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="none" stroke="{WHITE}"'
        f' stroke-opacity="0.13" stroke-width="{width}"/>'
        for x, y, radius, width in ((70, 60, 150, 34), (1010, 330, 210, 46), (930, 20, 70, 18))
    )


def _draft_strip() -> Part:
    words = text(DRAFT_MARK, Style(30, DRAFT_INK, bold=True, anchor="middle"), WIDTH, lines=1)
    return Part(box(WIDTH, 60, DRAFT_GROUND) + at(WIDTH / 2, 9, words.markup), 60)


def _code(url: str) -> str:
    """The address of the page as a QR code on white, with what it is for under it."""
    # The library is only needed where a bureau states the address of its page.
    import segno  # noqa: PLC0415

    rows = tuple(segno.make(url, error="m", micro=False).matrix_iter(border=3))
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module
    )
    square = f'<g transform="scale({_CODE / len(rows):.3f})"><path d="{dark}" fill="#000"/></g>'
    words = text("扫码看全文", Style(26, INK, anchor="middle"), _CODE, lines=1)
    return box(_CODE, _CODE, WHITE, 12) + square + at(_CODE / 2, _CODE + 6, words.markup)
