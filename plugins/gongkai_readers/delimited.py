"""Delimited text: comma, tab or semicolon, in UTF-8 or GB18030, read in one flat pass."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from attrs import define, field

from gongkai import Cell, Unreadable, Words, words
from gongkai_readers.encodings import encoding_of

#: What may stand between two cells; where a heading line holds as many of two, the first wins.
DELIMITERS = ("\t", ",", ";")

#: No heading line is longer; a file without line ends is not read whole to find its delimiter.
LONGEST_HEADING = 65_536

_QUOTED = re.compile('"[^"]*"?')


@define
class _Lines:
    """The lines of a file; those of the row that is being read can be read again."""

    lines: Iterator[str]
    taken: list[str] = field(factory=list)
    again: deque[str] = field(factory=deque)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else next(self.lines)
        self.taken.append(line)
        return line

    def give_back(self) -> str:
        """Take the row's first line out, and read those behind it again."""
        first, *behind = self.taken
        self.again.extendleft(reversed(behind))
        self.taken = [first]
        return first


def read_delimited(path: Path) -> Iterator[tuple[int, list[Cell] | Unreadable]]:
    """Yield each row that holds something, with the line of the file on which it starts.

    A quoted cell may run over several lines, so the number is that of a line, not of a row. A
    line that cannot be split is unreadable, and the next one is tried: a quotation mark that is
    not closed takes no other row with it.

    Raises:
        GongkaiError: The file cannot be opened or decoded.
    """
    encoding = encoding_of(path)
    delimiter = _delimiter(path, encoding)
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file)
        start = 1
        for row in _rows(lines, delimiter):
            if isinstance(row, Unreadable) or any(map(str.strip, row)):
                yield start, cast("list[Cell] | Unreadable", row)
            start += len(lines.taken)
            lines.taken.clear()


def _rows(lines: _Lines, delimiter: str) -> Iterator[list[str] | Unreadable]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            yield from reader
        except csv.Error as error:
            yield Unreadable(lines.give_back().rstrip("\r\n"), _unsplittable(error))
        else:
            return


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding) as lines:
        heading = next(filter(str.strip, iter(lambda: lines.readline(LONGEST_HEADING), "")), "")
    bare = _QUOTED.sub("", heading)
    found = max(DELIMITERS, key=bare.count)
    return found if found in bare else ","


def _unsplittable(error: csv.Error) -> Words:
    return words(
        "the line cannot be split into cells ({reason}); look for a quotation mark that is not "
        "closed or not doubled, or save the file again as CSV UTF-8",
        reason=error,
    )
