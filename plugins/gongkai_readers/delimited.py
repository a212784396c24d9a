"""Delimited text: comma, tab or semicolon, in UTF-8 or GB18030, read in one flat pass."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from gongkai import Cell, GongkaiError, words
from gongkai_readers.encodings import encoding_of

#: What may stand between two cells; where a heading line holds as many of two, the first wins.
DELIMITERS = ("\t", ",", ";")

#: No heading line is longer; a file without line ends is not read whole to find its delimiter.
LONGEST_HEADING = 65_536

_QUOTED = re.compile('"[^"]*"?')


def read_delimited(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    """Yield each row that holds something, with the line of the file on which it starts.

    A quoted cell may run over several lines, so the number is that of a line, not of a row.

    Raises:
        GongkaiError: The file cannot be opened, decoded or split into cells.
    """
    encoding = encoding_of(path)
    delimiter = _delimiter(path, encoding)
    with path.open(encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        start = 1
        try:
            for row in reader:
                if any(map(str.strip, row)):
                    yield start, cast("list[Cell]", row)
                start = reader.line_num + 1
        except csv.Error as error:
            raise _unsplittable(path, start, error) from error


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding) as lines:
        heading = next(filter(str.strip, iter(lambda: lines.readline(LONGEST_HEADING), "")), "")
    bare = _QUOTED.sub("", heading)
    found = max(DELIMITERS, key=bare.count)
    return found if found in bare else ","


def _unsplittable(path: Path, line: int, error: csv.Error) -> GongkaiError:
    return GongkaiError(
        words(
            "{file}:{line}: the row that starts here cannot be split into cells ({reason}); "
            "look for a quotation mark that is not closed, or save the file again as CSV UTF-8",
            file=path,
            line=line,
            reason=error,
        )
    )
