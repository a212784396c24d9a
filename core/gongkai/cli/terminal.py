"""All that people read in a terminal goes through here: only our own colours are obeyed there."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator

import click
from attrs import frozen

from gongkai.cli.speech import visible
from gongkai.cli.wrap import NO_EDGE, wrap


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


def tell_all(lines: Iterable[Line]) -> None:
    """Print many lines for people at once; one by one, ten thousand of them take their time."""
    click.echo("".join(f"{''.join(_drawn(line))}\n" for line in lines), nl=False)


def in_one_line(text: str) -> str:
    """A text whose line ends are seen, so that it cannot look like lines of ours."""
    return " ⏎ ".join(text.splitlines())


def edge(*, err: bool = False) -> int:
    """The columns of a terminal; what goes elsewhere is not broken into lines."""
    stream = sys.stderr if err else sys.stdout
    return shutil.get_terminal_size().columns if stream.isatty() else NO_EDGE


def tell_prose(text: str, indent: str = "", *, err: bool = False) -> None:
    """Print a text for people; on a terminal it is broken into lines, the later ones indented."""
    for line in wrap(visible(text), edge(err=err), indent):
        tell(line, err=err)


def _drawn(line: Line) -> Iterator[str]:
    for part in line:
        yield visible(part) if isinstance(part, str) else str(part)
