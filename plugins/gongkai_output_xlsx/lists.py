"""A list: a title, headings that can be filtered by, and rows that are as high as their text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from attrs import frozen

from gongkai_output_xlsx.cells import column_name, text_cell
from gongkai_output_xlsx.layout import row_height, title_height
from gongkai_output_xlsx.sheet import Frame, Sheet, row
from gongkai_output_xlsx.strings import Strings

#: The rows above the list: its title, and its headings.
HEAD = 2


@frozen(kw_only=True)
class List:
    """What stands above the rows of a list; each column has a heading and a width."""

    title: str
    columns: tuple[tuple[str, int], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Its title and its headings."""
        return (self.title, *(text for text, _ in self.columns))


def list_sheet(name: str, frame: List, count: int, rows: Iterable[str], strings: Strings) -> Sheet:
    """Put a list of so many rows together; they begin with the number after `HEAD`."""
    last = column_name(len(frame.columns) - 1)
    surrounding = Frame(
        widths=tuple(width for _, width in frame.columns),
        top=HEAD,
        filtered=f"A{HEAD}:{last}{HEAD + count}",
    )
    closing = surrounding.closing((f"A1:{last}1",) if last != "A" else ())
    return Sheet(name=name, body=(_above(frame, strings), *rows, closing), top=HEAD)


@lru_cache(maxsize=32)
def _above(frame: List, strings: Strings) -> str:
    """Everything before the first of the rows."""
    widths = tuple(width for _, width in frame.columns)
    cells = "".join(
        text_cell(f"{column_name(column)}{HEAD}", "head", text, strings)
        for column, (text, _) in enumerate(frame.columns)
    )
    title = text_cell("A1", "title", frame.title, strings)
    high = title_height(frame.title, sum(widths))
    opening = Frame(widths=widths, top=HEAD).opening
    return f"{opening}{row(1, title, high)}{row(HEAD, cells, row_height(frame.columns))}"
