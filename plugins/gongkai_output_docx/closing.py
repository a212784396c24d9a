"""What stands around the text: the title, whom to ask, and by whom and when it was issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai import Report, contact_lines
from gongkai_output_docx.escaping import escape, run
from gongkai_output_docx.look import Look
from gongkai_output_docx.prose import heading, line
from gongkai_output_docx.widths import breadth

#: A line holds so many characters of the title's size, in half characters.
_TITLE_LINE = 40
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
#: Two characters, and so far from the right that a day still has room, in half characters.
_MARGIN, _FARTHEST = 4, 40
#: Half a character of the body, in hundredths of one and in twentieths of a point.
_HUNDREDTHS, _TWENTIETHS = 50, 160


def title(report: Report) -> str:
    """The title for a text; too long for a line, it is broken before the year."""
    year = f"{report.year}年"
    name, found, rest = report.title.partition(year)
    if breadth(report.title) <= _TITLE_LINE or not found or not name:
        return escape(report.title)
    return f"{escape(name)}{_BREAK}{escape(found + rest)}"


def day(published: date | None) -> str:
    """A day as official documents write it: no zeros in front; empty if it is not known."""
    return f"{published.year}年{published.month}月{published.day}日" if published else ""


def contact(report: Report, look: Look) -> Iterator[str]:
    """Write whom to ask, if anything is known of it."""
    lines = contact_lines(report.agency)
    if lines:
        yield heading("联系方式", 1, look)
        for label, text in (("单位名称", report.agency.name), *lines):
            yield line(f"{label}：{text}", "Body", look)


def signature(report: Report, look: Look) -> Iterator[str]:
    """Write the issuing agency and the day, once the day is known.

    GB/T 9704-2012, 7.3.5: the name stands two characters from the right, and the day below it
    begins two characters after the name; a day that is the longer stands two from the right itself.
    """
    if report.published:
        name, when = report.agency.name, day(report.published)
        longer = breadth(when) - breadth(name)
        right = (_MARGIN + _MARGIN + longer, _MARGIN) if longer > 0 else (_MARGIN, -longer)
        yield _right(name, "Signature", right[0], look)
        yield _right(when, "Date", right[1], look)


def _right(text: str, style: str, halves: int, look: Look) -> str:
    halves = min(halves, _FARTHEST)
    indent = (
        f'<w:ind w:rightChars="{_HUNDREDTHS * halves}" w:right="{_TWENTIETHS * halves}"/></w:pPr>'
    )
    return f"{look.opened[style].replace('</w:pPr>', indent)}{run(text)}</w:p>"
