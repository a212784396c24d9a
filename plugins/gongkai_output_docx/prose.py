"""Headings, paragraphs, lists and remarks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gongkai import Bullets, Paragraph
from gongkai_output_docx.escaping import run
from gongkai_output_docx.links import Links
from gongkai_output_docx.look import Look

_DEEPEST = 6


def heading(text: str, level: int, look: Look) -> str:
    """Write a heading, which the navigation pane shows at its level."""
    return f"{look.opened[f'Heading{min(level, _DEEPEST)}']}{run(text)}</w:p>"


def paragraph(block: Paragraph, look: Look, links: Links) -> str:
    """Write a paragraph of prose."""
    return f"{look.opened['Body']}{_runs(block, look, links)}</w:p>"


def line(text: str, style: str, look: Look) -> str:
    """Write a paragraph without anything in it but its text."""
    return f"{look.opened[style]}{run(text)}</w:p>"


def bullets(block: Bullets, definition: int, look: Look, links: Links) -> Iterator[str]:
    """Write a list; ``definition`` is what it is numbered by."""
    style = look.styles["ListNumber" if block.ordered else "ListBullet"]
    opened = (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{definition}"/></w:numPr></w:pPr>'
    )
    for item in block.items:
        yield f"{opened}{_runs(item, look, links)}</w:p>"


def _runs(block: Paragraph, look: Look, links: Links) -> str:
    if not any(span.strong or span.url for span in block.spans):
        return run(block.text)
    alike = groupby(block.spans, key=lambda span: (span.strong, links.identifier(span.url)))
    return "".join(
        _run("".join(span.text for span in spans), strong, link, look)
        for (strong, link), spans in alike
    )


def _run(text: str, strong: bool, link: str, look: Look) -> str:  # noqa: FBT001 - a span's own
    bold = "<w:b/>" if strong else ""
    if link:
        style = f'<w:rPr><w:rStyle w:val="{look.styles["Hyperlink"]}"/>{bold}</w:rPr>'
        return f'<w:hyperlink r:id="{link}">{run(text, style)}</w:hyperlink>'
    style = f'<w:rPr><w:rStyle w:val="{look.styles["Strong"]}"/></w:rPr>' if strong else ""
    return run(text, style)
