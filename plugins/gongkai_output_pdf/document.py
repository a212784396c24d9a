"""A report as the data that the template sets."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from gongkai import (
    DRAFT_MARK,
    NoSettings,
    Report,
    Status,
    contact_lines,
    imprint,
    typeset,
)
from gongkai_output_pdf.blocks import blocks_of
from gongkai_output_pdf.texts import broken, clipped

_SUBJECT = "政府信息公开"
#: So many letters of 22 points stand on a line of the title.
_LINE = 20


def render(report: Report, _: NoSettings) -> bytes:
    """Set the report as an official document is set."""
    return typeset(_template(), data=_document(report))


@cache
def _template() -> str:
    return Path(__file__).with_name("report.typ").read_text("utf-8")


def _document(report: Report) -> dict[str, object]:
    return {
        "title": clipped(report.title).strip() or "年度报告",
        "lines": [broken(line) for line in _title_lines(report.title)],
        "author": clipped(report.agency.name),
        "keywords": [_SUBJECT, "年度报告", clipped(report.agency.name), str(report.year)],
        "imprint": clipped("\n".join(f"{name}: {value}" for name, value in imprint(report))),
        "date": _date(report),
        "draft": "" if report.status is Status.APPROVED else DRAFT_MARK,
        "omitted": broken(report.omitted),
        "blocks": blocks_of(report),
        "contact": [[label, broken(text)] for label, text in contact_lines(report.agency)],
        "agency": broken(clipped(report.agency.name)),
        "day": _chinese(report.published) if report.published else "",
    }


def _title_lines(title: str) -> tuple[str, ...]:
    """Break a long title before what it is about, as one would say it."""
    before, subject, rest = title.partition(_SUBJECT)
    return (before, subject + rest) if before and subject and len(title) > _LINE else (title,)


def _date(report: Report) -> tuple[int, int, int]:
    """An archive's PDF must bear a day: of publication, or else the last one that it tells of."""
    day = report.published or date(report.year, 12, 31)
    return day.year, day.month, day.day


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
