"""Delimited text: comma, tab or semicolon, in UTF-8 or GB18030, read in one flat pass."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import tee
from pathlib import Path
from typing import Any, TextIO

from gongkai import Cell, Unreadable, Words, words
from gongkai_readers.encodings import open_text

#: What may stand between two cells; where a heading line holds as many of two, the first wins.
DELIMITERS = ("\t", ",", ";")

#: No heading line is longer; a file without line ends is not read whole to find its delimiter.
LONGEST_HEADING = 65_536

_QUOTED = re.compile('"[^"]*"?')


def read_delimited(path: Path) -> Iterator[tuple[int, list[Cell] | Unreadable]]:
    """Yield each row that holds something, with the line of the file on which it starts.

    A quoted cell may run over several lines, so the number is that of a line, not of a row. A
    line that cannot be split is unreadable, and the next one is tried: a quotation mark that is
    not closed takes no other row with it.

    Raises:
        GongkaiError: The file cannot be opened or decoded.
    """
    with open_text(path) as file:
        delimiter = _delimiter(file)
        file.seek(0)
        yield from _rows(file, delimiter)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[Any] | Unreadable]]:
    """Split lines into rows; ``lines`` follows behind, to where the last whole row ended."""
    start = 1
    while True:
        ahead, lines = tee(lines)
        reader = csv.reader(ahead, delimiter=delimiter, strict=True)
        taken = 0
        try:
            for row in reader:
                if any(map(str.strip, row)):
                    yield start + taken, row
                for _ in range(taken, reader.line_num):
                    next(lines)
                taken = reader.line_num
        except csv.Error as error:
            start += taken
            yield start, Unreadable(next(lines).rstrip("\r\n"), _unsplittable(error))
            start += 1
        else:
            return


def _delimiter(file: TextIO) -> str:
    heading = next(filter(str.strip, iter(lambda: file.readline(LONGEST_HEADING), "")), "")
    bare = _QUOTED.sub("", heading)
    found = max(DELIMITERS, key=bare.count)
    return found if found in bare else ","


def _unsplittable(error: csv.Error) -> Words:
    return words(
        "the line cannot be split into cells ({reason}); look for a quotation mark that is not "
        "closed or not doubled, or save the file again as CSV UTF-8",
        reason=error,
    )
