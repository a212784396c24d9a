"""A worksheet: its frame around the rows, how it scrolls, and how it is printed on A4."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from gongkai import DRAFT_MARK, Report, Status, printable
from gongkai_output_xlsx.cells import column_name
from gongkai_output_xlsx.text import xml

#: How high a row of one line is, in points.
USUAL = 18
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: What fits on a page at full size: columns of half-width characters, and points.
_UPRIGHT, _LYING = (92, 720), (136, 470)
#: What is wider lies on its side.
_WIDEST_UPRIGHT = 106
#: A table is put on one page if it need not be made smaller than this.
_SMALLEST = 0.6
_PRINT = (
    '<printOptions horizontalCentered="1"/>'
    '<pageMargins left="0.6" right="0.6" top="0.9" bottom="0.8" header="0.4" footer="0.4"/>'
)
#: The head of a page holds 255 characters with all its codes, and an ``&`` counts twice.
_TITLE_IN_HEAD = 80
_FONT = '&amp;9&amp;"宋体,Regular"'.replace('"', "&quot;")
_RED = "&amp;KC00000"


@frozen(kw_only=True)
class Frame:
    """What surrounds the rows of a sheet.

    The first ``top`` rows and ``side`` columns stay while one scrolls; the rows are repeated on
    every printed page. ``filtered`` is the range that may be filtered. ``height`` is that of all
    rows, where it is known that a page should hold them.
    """

    widths: tuple[int, ...]
    height: int = 0
    top: int = 0
    side: int = 0
    filtered: str = ""

    @property
    def opening(self) -> str:
        """Everything before the first row."""
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{_NAMESPACE}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
            f"{self._pane}</sheetView></sheetViews>"
            f'<sheetFormatPr defaultRowHeight="{USUAL}" customHeight="1"/>'
            f"<cols>{self._columns}</cols><sheetData>"
        )

    @property
    def _columns(self) -> str:
        return "".join(
            f'<col min="{number}" max="{number}" width="{width}.7" customWidth="1"/>'
            for number, width in enumerate(self.widths, 1)
        )

    @property
    def _pane(self) -> str:
        if not self.top and not self.side:
            return ""
        across = f' xSplit="{self.side}"' if self.side else ""
        down = f' ySplit="{self.top}"' if self.top else ""
        corner = f"{column_name(self.side)}{self.top + 1}"
        moving = {(1, 1): "bottomRight", (1, 0): "bottomLeft", (0, 1): "topRight"}
        pane = moving[bool(self.top), bool(self.side)]
        return (
            f'<pane{across}{down} topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
            f'<selection pane="{pane}" activeCell="{corner}" sqref="{corner}"/>'
        )

    def closing(self, merged: Iterable[str] = ()) -> str:
        """What follows the last row, but for the head and foot of the printed pages."""
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
        merges = f"<mergeCells>{areas}</mergeCells>" if areas else ""
        choice = f'<autoFilter ref="{self.filtered}"/>' if self.filtered else ""
        return f'</sheetData>{choice}{merges}{_PRINT}<pageSetup paperSize="9" {self._page}/>'

    @property
    def _page(self) -> str:
        """Upright or lying, on one page if it can be read there, else as wide as a page."""
        width = sum(self.widths)
        upright, lying = (
            min(1, columns / width, points / (self.height or points))
            for columns, points in (_UPRIGHT, _LYING)
        )
        if self.height and max(upright, lying) >= _SMALLEST:
            return f'orientation="{"portrait" if upright >= lying else "landscape"}"'
        orientation = "portrait" if width <= _WIDEST_UPRIGHT else "landscape"
        return f'orientation="{orientation}" fitToHeight="0"'


@frozen(kw_only=True)
class Sheet:
    """A sheet without the head and foot of its pages; ``top`` rows are repeated on each."""

    name: str
    body: tuple[str, ...]
    top: int = 0


def head_and_foot(report: Report) -> str:
    """What is printed above and below every page of a report: its title, and that it is a draft."""
    title = xml(printable(report.title)[:_TITLE_IN_HEAD].replace("\n", " ").replace("&", "&&"))
    draft = f"&amp;R{_FONT}{_RED}{DRAFT_MARK}" if report.status is not Status.APPROVED else ""
    return (
        f"<headerFooter><oddHeader>&amp;L{_FONT}{title}{draft}</oddHeader>"
        f"<oddFooter>&amp;L{_FONT}&amp;A&amp;R{_FONT}第 &amp;P 页，共 &amp;N 页</oddFooter>"
        "</headerFooter>"
    )


def row(number: int, cells: str, height: int = USUAL) -> str:
    """A row of cells."""
    return f"{before_cells(number, height)}{cells}</row>"


def before_cells(number: int, height: int) -> str:
    """What stands before the cells of a row."""
    size = f' ht="{height}" customHeight="1"' if height != USUAL else ""
    return f'<row r="{number}"{size}>'
