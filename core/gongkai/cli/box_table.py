"""Tables with merged cells, drawn with box characters; a Han character takes two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from attrs import frozen

from gongkai.model.grid import Grid, GridCell

#: The narrowest that a column may get: one Han character.
_NARROWEST = 2
#: The narrowest that a column of figures, and one of labels, gets while another can still give.
_FIGURES, _LABELS = 6, 12
#: What may not begin a line.
_CLOSING = "，。、；：）》”！？※△"
#: Lines that meet in a point, as up, down, left, right.
_JOINTS: Mapping[tuple[bool, bool, bool, bool], str] = {
    (False, True, False, True): "┌",
    (False, True, True, False): "┐",
    (True, False, False, True): "└",
    (True, False, True, False): "┘",
    (True, True, False, True): "├",
    (True, True, True, False): "┤",
    (False, True, True, True): "┬",
    (True, False, True, True): "┴",
    (True, True, True, True): "┼",
    (True, True, False, False): "│",
    (False, False, True, True): "─",
}


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Break a text anywhere, if possible not before closing punctuation; empty text is one line."""
    lines = [""]
    for character in text:
        line, last = lines[-1], lines[-1][-1:]
        if not line or width_of(line + character) <= width:
            lines[-1] += character
        elif character in _CLOSING and len(line) > 1 and _may_move(last, character, width):
            lines[-1:] = [line[:-1], last + character]
        else:
            lines.append(character)
    return tuple(lines)


def _may_move(last: str, closing: str, width: int) -> bool:
    """Whether the last character of a full line may begin the next one, before ``closing``."""
    return last not in _CLOSING and width_of(last + closing) <= width


def balanced(text: str, width: int) -> tuple[str, ...]:
    """Break a text into no more lines than needed, of about the same length."""
    lines = wrapped(text, width)
    while width > _NARROWEST and len(wrapped(text, width - 1)) == len(lines):
        width -= 1
    return wrapped(text, width)


def centred(text: str, width: int) -> str:
    """A text with half of the free space in front of it and half behind."""
    free = max(width - width_of(text), 0)
    return " " * (free // 2) + text + " " * (free - free // 2)


def box_table(grid: Grid, width: int) -> tuple[str, ...]:
    """Draw a table in at most ``width`` columns, unless its columns are too many for that."""
    return tuple(_Drawing(grid=grid, widths=tuple(_widths(grid, width))).lines())


def _widths(grid: Grid, width: int) -> list[int]:
    """Columns as wide as their cells; if that is too wide, headings break before labels do."""
    natural = [_NARROWEST] * grid.columns
    for cell in _cells(grid):
        if cell.colspan == 1:
            natural[cell.column] = max(natural[cell.column], _needed(cell))
    labels, figures = grid.label_columns, grid.columns - grid.label_columns
    room = width - grid.columns - 1
    for floors in (
        natural[:labels] + [max(wide // 2, _FIGURES) for wide in natural[labels:]],
        [_LABELS] * labels + [_FIGURES] * figures,
        [_NARROWEST] * grid.columns,
    ):
        natural = _shrunk(natural, floors, room)
    return natural


def _needed(cell: GridCell) -> int:
    return width_of(cell.text) + 2 * cell.indent


def _shrunk(widths: list[int], floors: list[int], room: int) -> list[int]:
    """Take from the widest column first, until all fit or none may give."""
    widths = list(widths)
    for _ in range(max(sum(widths) - room, 0)):
        giving = [column for column, wide in enumerate(widths) if wide > floors[column]]
        if giving:
            widths[max(giving, key=widths.__getitem__)] -= 1
    return widths


def _cells(grid: Grid) -> Iterator[GridCell]:
    for row in (*grid.head, *grid.body):
        yield from row


@frozen(kw_only=True, slots=False)
class _Drawing:
    """A grid with the widths of its columns, and what follows from the two."""

    grid: Grid
    widths: tuple[int, ...]

    @cached_property
    def owners(self) -> dict[tuple[int, int], GridCell]:
        """The cell that covers each place of the grid."""
        return {
            (row, column): cell
            for cell in _cells(self.grid)
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        }

    @cached_property
    def rows(self) -> int:
        return len(self.grid.head) + len(self.grid.body)

    @cached_property
    def heights(self) -> list[int]:
        """Lines of each row; a cell over several rows stretches the last of them."""
        heights = [1] * self.rows
        for cell in sorted(_cells(self.grid), key=lambda cell: cell.rowspan):
            last = cell.row + cell.rowspan - 1
            missing = len(self.text(cell)) - self.height(cell, heights)
            heights[last] += max(missing, 0)
        return heights

    @staticmethod
    def height(cell: GridCell, heights: list[int]) -> int:
        """Lines of a cell, with the borders that it covers."""
        return sum(heights[cell.row : cell.row + cell.rowspan]) + cell.rowspan - 1

    def width(self, cell: GridCell) -> int:
        """Columns of a cell, with the borders that it covers."""
        covered = self.widths[cell.column : cell.column + cell.colspan]
        return sum(covered) + cell.colspan - 1

    def text(self, cell: GridCell) -> tuple[str, ...]:
        """The lines of a cell, without the space around them."""
        indent = ("  " * cell.indent)[: self.width(cell) - _NARROWEST]
        width = self.width(cell) - len(indent)
        wrap = balanced if cell.row < len(self.grid.head) else wrapped
        return tuple(indent + line for line in wrap(cell.text, width))

    def lines(self) -> Iterator[str]:
        """The whole drawing, line by line."""
        for row in range(self.rows):
            yield self.line(row, 0, border=True)
            for offset in range(1, self.heights[row] + 1):
                yield self.line(row, offset, border=False)
        yield self.line(self.rows, 0, border=True)

    def line(self, row: int, offset: int, *, border: bool) -> str:
        """One line: the border above a row, or the row's line ``offset``."""
        parts: list[str] = []
        column = 0
        while column < self.grid.columns:
            parts.append(self.joint(row, column) if border else "│")
            cell = self.owners.get((row, column))
            if (border and self.divided(row, column)) or cell is None:
                parts.append("─" * self.widths[column])
                column += 1
            else:
                parts.append(self.inside(cell, row, offset))
                column += cell.colspan
        parts.append(self.joint(row, column) if border else "│")
        return "".join(parts)

    def inside(self, cell: GridCell, row: int, offset: int) -> str:
        """What a cell shows on a line; its text stands in the middle of its height."""
        text = self.text(cell)
        above = sum(self.heights[cell.row : row]) + row - cell.row + offset - 1
        index = above - (self.height(cell, self.heights) - len(text)) // 2
        shown = text[index] if 0 <= index < len(text) else ""
        width = self.width(cell)
        if cell.row < len(self.grid.head) or cell.column >= self.grid.label_columns:
            return centred(shown, width)
        return shown + " " * (width - width_of(shown))

    def divided(self, row: int, column: int) -> bool:
        """Whether a line runs above this place."""
        here = self.owners.get((row, column))
        return 0 <= column < self.grid.columns and (
            here is None or self.owners.get((row - 1, column)) is not here
        )

    def upright(self, row: int, column: int) -> bool:
        """Whether a line runs to the left of this place."""
        here = self.owners.get((row, column))
        return 0 <= row < self.rows and (
            here is None or self.owners.get((row, column - 1)) is not here
        )

    def joint(self, row: int, column: int) -> str:
        """The character where four places meet."""
        arms = (
            self.upright(row - 1, column),
            self.upright(row, column),
            self.divided(row, column - 1),
            self.divided(row, column),
        )
        return _JOINTS[arms]
