"""A report from its title to its contact data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai import (
    CHARTS_TITLE,
    DRAFT_MARK,
    Block,
    Bullets,
    Chart,
    Heading,
    NoSettings,
    Note,
    Paragraph,
    RecordTable,
    Report,
    Status,
    StatutoryTable,
    contact_lines,
    printable,
)
from gongkai_output_markdown.escape import inline, opening, prose
from gongkai_output_markdown.front import front_matter
from gongkai_output_markdown.tables import chart, records, statutory

_DEEPEST = 6


def render(report: Report, _settings: NoSettings) -> bytes:
    """Write the report as Markdown in which no text of the report is read as markup."""
    parts = (front_matter(report), *_front(report), *_body(report), *_contact(report))
    return printable("\n\n".join(filter(None, parts)) + "\n").encode()


def _front(report: Report) -> Iterator[str]:
    if report.status is not Status.APPROVED:
        yield f"> **{DRAFT_MARK}**"
    yield f"# {inline(report.title)}"
    published = f"发布日期：{report.published.isoformat()}" if report.published else ""
    source = f"来源：{inline(report.source)}" if report.source else ""
    yield "　".join(filter(None, (published, source)))
    if report.omitted:
        yield f"> 本文只载统计数据，正文从略。原因：{inline(report.omitted)}"


def _body(report: Report) -> Iterator[str]:
    yield from _blocks(report.opening, report, 1)
    for chapter in report.chapters:
        yield f"## {inline(chapter.title)}"
        yield from _blocks(chapter.blocks, report, 2)
    if report.charts:
        yield f"## {CHARTS_TITLE}"
    for picture in report.charts:
        yield from chart(picture, report)


def _blocks(blocks: Iterable[Block], report: Report, above: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{'#' * min(above + max(block.level, 1), _DEEPEST)} {inline(block.text)}"
            case StatutoryTable():
                yield from statutory(block)
            case RecordTable():
                yield from records(block)
            case Chart():
                yield from chart(block, report)
            case _:
                yield _words(block)


def _words(block: Paragraph | Bullets | Note) -> str:
    match block:
        case Paragraph():
            return prose(block.spans)
        case Bullets():
            mark = "1." if block.ordered else "-"
            return "\n".join(f"{mark} {prose(item.spans)}" for item in block.items)
        case _:
            return f"> {opening(inline(block.text))}"


def _contact(report: Report) -> Iterator[str]:
    lines = [f"- {label}：{inline(text)}" for label, text in contact_lines(report.agency)]
    if lines:
        yield "## 联系方式"
        yield "\n".join([f"- 单位名称：{inline(report.agency.name)}", *lines])
