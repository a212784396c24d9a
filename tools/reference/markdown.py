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


def file_block(path: str, text: str) -> Iterator[str]:
    """A file with its content, under the comment that tells where it lies."""
    kind = {"md": "markdown", "py": "python"}.get(path.rpartition(".")[2], path.rpartition(".")[2])
    yield from (f"<!-- file: {path} -->", f"```{kind}", *text.strip("\n").splitlines(), "```", "")
