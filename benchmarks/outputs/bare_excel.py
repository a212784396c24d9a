"""An Excel file as strings with holes: a sheet for each table, and one of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from benchmarks.outputs.bare_word import HEAD, RELATIONS, Table, relations, types

from gongkai.packing import Package, package

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BORDER = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
_STYLES = (
    f'{HEAD}<styleSheet xmlns="{_SHEET}"><fonts count="2"><font><sz val="11"/><name val="宋体"/>'
    '</font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill>'
    '<patternFill patternType="none"/></fill></fills><borders count="2"><border/><border>'
    f'{_BORDER}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf/><xf fontId="1" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment '
    'horizontal="center" vertical="center" wrapText="1"/></xf><xf fontId="0" borderId="1" '
    'applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>'
    "</cellXfs></styleSheet>"
)
_WORKSHEET = (
    f'{HEAD}<worksheet xmlns="{_SHEET}"><sheetViews><sheetView workbookViewId="0"><pane '
    'ySplit="{frozen}" topLeftCell="A{below}" state="frozen"/></sheetView></sheetViews><cols><col '
    'min="1" max="{columns}" width="16" customWidth="1"/></cols><sheetData>{rows}</sheetData>'
    "{merges}</worksheet>"
)
_TEXT = '<c r="{at}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'
_EVIDENCE = ("address", "label", "value", "unit", "evidence")


def workbook(tables: Mapping[str, Table]) -> Package:
    """The file without its sheets."""
    names = [*(f"{n}.{table['title']}"[:31] for n, table in enumerate(tables.values(), 1)), "依据"]
    parts = [f"xl/worksheets/sheet{n}.xml" for n in range(1, len(names) + 1)]
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    members: dict[str, bytes | None] = {
        "[Content_Types].xml": types(
            [
                ("xl/workbook.xml", "spreadsheetml.sheet.main"),
                ("xl/styles.xml", "spreadsheetml.styles"),
                *((part, "spreadsheetml.worksheet") for part in parts),
            ]
        ),
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": relations(
            [*(("worksheet", part.removeprefix("xl/")) for part in parts), ("styles", "styles.xml")]
        ),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets>'
            "</workbook>"
        ).encode(),
        "xl/styles.xml": _STYLES.encode(),
    }
    return package({**members, **dict.fromkeys(parts)})


def table_sheet(table: Table) -> str:
    """A sheet with a hole for each figure."""
    cells = [cell for row in (*table["head"], *table["body"]) for cell in row]
    merged = [_span(cell) for cell in cells if cell["rowspan"] > 1 or cell["colspan"] > 1]
    refs = "".join(f'<mergeCell ref="{span}"/>' for span in merged)
    return _WORKSHEET.format(
        frozen=len(table["head"]),
        below=len(table["head"]) + 1,
        columns=table["columns"],
        rows="".join(_line(row) for row in (*table["head"], *table["body"])),
        merges=f'<mergeCells count="{len(merged)}">{refs}</mergeCells>' if merged else "",
    )


def _line(row: Sequence[Table]) -> str:
    return f'<row r="{row[0]["row"] + 1}">{"".join(map(_cell, row))}</row>' if row else ""


def _cell(cell: Table) -> str:
    at = _at(cell["row"], cell["column"])
    if cell["address"]:
        return f'<c r="{at}" s="2"><v>%s</v></c>'
    return _TEXT.format(at=at, style=1, text=escape(cell["text"]).replace("%", "%%"))


def _span(cell: Table) -> str:
    last = _at(cell["row"] + cell["rowspan"] - 1, cell["column"] + cell["colspan"] - 1)
    return f"{_at(cell['row'], cell['column'])}:{last}"


def _at(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"


def evidence_sheet(cells: Mapping[str, Table]) -> str:
    """The sheet of evidence, with a hole for each figure."""
    rows = [_texts(1, _EVIDENCE)]
    for line, (address, cell) in enumerate(cells.items(), 2):
        texts = (address, cell["label"], "%s", cell["unit"], said(cell))
        rows.append(_texts(line, texts))
    return _WORKSHEET.format(
        frozen=1, below=2, columns=len(_EVIDENCE), rows="".join(rows), merges=""
    )


def _texts(line: int, texts: Sequence[str]) -> str:
    cells = (
        f'<c r="{_at(line - 1, column)}" s="2"><v>%s</v></c>'
        if text == "%s"
        else _TEXT.format(at=_at(line - 1, column), style=1, text=escape(text))
        for column, text in enumerate(texts)
    )
    return f'<row r="{line}">{"".join(cells)}</row>'


def said(cell: Table) -> str:
    """How a cell is counted, in a few words."""
    if cell["evidence"] is None:
        return ""
    count = cell["evidence"]["count"]
    conditions = (f"{where['facet']} = {'/'.join(where['values'])}" for where in count["where"])
    return f"{count['register']}: {', '.join(conditions)}"
