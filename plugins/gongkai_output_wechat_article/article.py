"""The article: a page to open in a browser, select and paste into the editor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from attrs import frozen

from gongkai import (
    DRAFT_MARK,
    Block,
    Bullets,
    Chart,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Report,
    Status,
    StatutoryTable,
    contact_lines,
    imprint,
    printable,
)
from gongkai_output_wechat_article.charts import bars, key_figures
from gongkai_output_wechat_article.markup import LINE, PALE, SMALL, tag, text
from gongkai_output_wechat_article.prose import (
    Links,
    bullets,
    chapter_title,
    heading,
    link_notes,
    links_of,
    prose,
)
from gongkai_output_wechat_article.settings import WechatSettings
from gongkai_output_wechat_article.tables import records, statutory

#: The widest column of an article.
_PAGE = "max-width:677px;margin:0 auto;background-color:#fff;word-wrap:break-word"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_DRAFT = (
    "margin:0 0 16px;padding:6px 0;border:1px solid #d9ae43;background-color:#fff3c9;color:#6d4300;"
    "font-size:15px;font-weight:bold;line-height:1.6;text-align:center"
)
_BOX = f"margin:24px 0 16px;padding:14px 16px 2px;background-color:{PALE}"


@frozen
class _Context:
    """What blocks are written with."""

    report: Report
    links: Links
    accent: str


def render(report: Report, settings: WechatSettings) -> bytes:
    """Write a page whose body is the article; the head is not pasted, and says where it is from."""
    body = tag("section", _PAGE, "\n".join(("", *_body(report, settings), "")))
    parts = (
        "<!doctype html>",
        '<html lang="zh-CN">',
        "<head>",
        *_head(report, settings),
        "</head>",
        f'<body style="margin:16px">\n{body}\n</body>',
        "</html>\n",
    )
    return "\n".join(parts).encode()


def _head(report: Report, settings: WechatSettings) -> Iterator[str]:
    """The title is the article's: the editor has a field of its own for it, as for the author."""
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    stated = (("author", settings.author), ("gongkai:url", settings.url))
    made = ((f"gongkai:{name}", value) for name, value in imprint(report))
    for name, value in (*stated, *made):
        if value:
            yield f'<meta name="{_attribute(name)}" content="{_attribute(value)}">'
    yield f"<title>{text(report.title)}</title>"


def _attribute(value: str) -> str:
    return escape(printable(value))


def _body(report: Report, settings: WechatSettings) -> Iterator[str]:
    context = _Context(report, links_of(report), settings.accent)
    yield from _front(report)
    yield from key_figures(report, settings.accent)
    yield from _blocks(report.opening, context)
    for chapter in report.chapters:
        yield chapter_title(chapter.title, settings.accent)
        yield from _blocks(chapter.blocks, context)
        if report.omitted and not chapter.blocks:
            yield tag("p", SMALL, "（略）")
    yield from link_notes(context.links)
    yield from _contact(report)
    yield from _end(settings)


def _front(report: Report) -> Iterator[str]:
    if report.status is not Status.APPROVED:
        yield tag("p", _DRAFT, DRAFT_MARK)
    published = f"发布日期：{report.published.isoformat()}" if report.published else ""
    source = f"来源：{text(report.source)}" if report.source else ""
    if published or source:
        words = "　".join(filter(None, (published, source)))
        yield tag("p", f"{SMALL};text-align:center", words)
    if report.omitted:
        yield tag("p", SMALL, f"本文只载统计数据，正文从略。原因：{text(report.omitted)}")


def _blocks(blocks: Iterable[Block], context: _Context) -> Iterator[str]:
    return (_block(block, context) for block in blocks)


def _block(block: Block, context: _Context) -> str:
    match block:
        case Chart():
            return bars(block, context.report.figures, context.accent)
        case StatutoryTable():
            return statutory(block)
        case RecordTable():
            return records(block)
        case _:
            return _words(block, context.links)


def _words(block: Paragraph | Bullets | Heading | Note, links: Links) -> str:
    match block:
        case Paragraph():
            return prose(block, links)
        case Bullets():
            return bullets(block, links)
        case Heading():
            return heading(block)
        case _:
            return tag("p", SMALL, text(block.text))


def _contact(report: Report) -> Iterator[str]:
    lines = contact_lines(report.agency)
    if lines:
        known = (("单位名称", report.agency.name), *lines)
        style = f"margin:0 0 12px;padding:0 0 8px;border-bottom:1px solid {LINE};color:#222"
        front = tag("p", f"{style};font-size:15px;font-weight:bold", "联系方式")
        rows = (
            tag("p", f"{SMALL};margin:0 0 8px", f"{label}：{text(value)}") for label, value in known
        )
        yield tag("section", _BOX, (front, *rows))


def _end(settings: WechatSettings) -> Iterator[str]:
    """The page of the report: an article leads to it by 阅读原文 alone."""
    if settings.url:
        words = f"点击文末“阅读原文”，查看年度报告全文：<br>{text(settings.url)}"
        yield tag("p", f"{SMALL};word-break:break-all", words)
    stated = (("公众号", settings.account), ("作者", settings.author))
    words = "　".join(f"{label}：{text(value)}" for label, value in stated if value)
    if words:
        yield tag("p", f"{SMALL};text-align:center", words)
