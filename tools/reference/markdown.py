"""Markdown, line by line."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator


def page(lines: Iterable[str]) -> str:
    """Put a page together, under a note that nobody edits it."""
    note = "<!-- Written from the code by make reference. -->"
    return "\n".join((note, "", *lines)).rstrip() + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Lay rows out; what stands in a cell cannot break it."""
    heads = tuple(heads)
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def code(text: str) -> str:
    """Mark code; nothing stays nothing."""
    return f"`{text}`" if text else ""


def said(thing: object) -> str:
    """A docstring in Markdown."""
    return (inspect.getdoc(thing) or "").replace("``", "`")


def fenced(kind: str, lines: Iterable[str]) -> Iterator[str]:
    """A block of code; its fence is longer than any in the code."""
    lines = tuple(lines)
    longest = max((len(line) - len(line.lstrip("`")) for line in lines), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}{kind}", *lines, fence, "")
