"""All that people read in a terminal goes through here: only our own colours are obeyed there."""

from __future__ import annotations

from collections.abc import Iterator

import click
from attrs import frozen

from gongkai.cli.speech import visible


@frozen
class Styled:
    """A text with a look of our own."""

    text: str
    bold: bool | None = None
    dim: bool | None = None
    fg: str | None = None

    def __str__(self) -> str:
        """Draw it; what the text itself would do to a terminal is shown instead."""
        return click.style(visible(self.text), bold=self.bold, dim=self.dim, fg=self.fg)


#: A line is made of plain texts, which are shown as they are, and of styled ones.
Line = tuple[str | Styled, ...]


def tell(*line: str | Styled, err: bool = False) -> None:
    """Print a line for people; a terminal obeys nothing in it but our own style."""
    click.echo("".join(_drawn(line)), err=err)


def _drawn(line: Line) -> Iterator[str]:
    for part in line:
        yield visible(part) if isinstance(part, str) else str(part)
