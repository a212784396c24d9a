"""What every table has: its frame, its columns, its rows, and the air around it."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from gongkai_output_docx.escaping import quoted
from gongkai_output_docx.look import Look
from gongkai_output_docx.prose import line
from gongkai_output_docx.widths import Demand, breadth, fitted

#: The styles of cells; that of a smaller type has its size at the end of its name.
HEAD, LABEL, FIGURE, TEXT, MISSING = "TH", "TL", "TF", "TT", "TM"
ROW_END = "</w:tr>"
CELL_END = "</w:t></w:r></w:p></w:tc>"
TABLE_END = "</w:tbl>"
#: So much may be missing in a width, in twentieths of a point, and a line still holds its text.
_SLACK = 20


@frozen(eq=False)
class Size:
    """A size of type in tables: how its styles' names end, and measures in twentieths of a point.

    ``margin`` is the space between a text and the lines beside it. ``row`` is how a row begins,
    which is not broken over two pages; ``head`` one that is printed again on every page.
    """

    ending: str
    type: int
    margin: int
    row: str
    head: str


def _size(ending: str, type_: int, margin: int, height: int) -> Size:
    row = f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}"/>'
    return Size(ending, type_, margin, f"{row}</w:trPr>", f"{row}<w:tblHeader/></w:trPr>")


MEDIUM = _size("", 210, 80, 400)
SMALL = _size("9", 180, 30, 340)
TINY = _size("7", 150, 30, 300)


@frozen(eq=False)
class Frame:
    """The outline of a table: how wide its columns are, and the size of its type.

    A cell does not repeat its width: with a fixed layout the grid rules.
    """

    look: Look
    widths: tuple[int, ...]
    size: Size

    def started(self, title: str) -> str:
        """How the table begins; the title is for those who hear it."""
        start = _START.format(
            style=self.look.styles["ReportTable"], width=self.look.width, margin=self.size.margin
        )
        said = f'<w:tblCaption w:val="{quoted(title)}"/>' if title else ""
        grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in self.widths])
        return f"{start}{said}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"

    def opened(self, style: str, span: int = 1, more: str = "", indent: str = "") -> str:
        """How a cell begins; ``more`` are its properties beside the columns that it spans."""
        paragraph = self.look.opened[style + self.size.ending]
        if indent:
            paragraph = paragraph.replace("</w:pPr>", f"{indent}</w:pPr>")
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        properties = f"<w:tcPr>{spanned}{more}</w:tcPr>" if spanned or more else ""
        return f"<w:tc>{properties}{paragraph}<w:r><w:t>"

    def spare(self, text: str, column: int, span: int) -> int:
        """The room on either side of a text of several lines when all of them are alike."""
        width = sum(self.widths[column : column + span]) - 2 * self.size.margin
        length, room = breadth(text), max(2 * width // self.size.type, 1)
        lines = -(-length // room)
        longest = -(-length // (2 * lines)) * self.size.type if lines > 1 else width
        return max((width - longest) // 2 - _SLACK, 0)


@lru_cache(maxsize=256)
def framed(demands: tuple[Demand, ...], size: Size, look: Look) -> Frame:
    """Outline a table of columns that want so much room."""
    return Frame(look, fitted(demands, look.width, size.type, size.margin), size)


def in_pattern(text: str) -> str:
    """What is to stand as it is in a pattern that ``%`` fills."""
    return text.replace("%", "%%")


def caption(title: str, look: Look) -> str:
    """Write what stands above a table; a little space, if it has no title."""
    if title:
        return line(title, "Caption", look)
    return f"{look.opened['TableGap'].replace('</w:pPr>', '<w:keepNext/></w:pPr>')}</w:p>"


def gap(look: Look) -> str:
    """Write the space below a table; two tables without it would be read as one."""
    return f"{look.opened['TableGap']}</w:p>"


_START = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
    '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
    '<w:top w:w="20" w:type="dxa"/><w:left w:w="{margin}" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="0" w:noVBand="0"/>'
)
