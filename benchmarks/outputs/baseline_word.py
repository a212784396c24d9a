"""The template of the Word file, made once with python-docx; docxtpl fills it for each report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

_FONTS = {
    "Title": ("方正小标宋简体", 22),
    "Heading 1": ("黑体", 16),
    "Heading 2": ("楷体", 16),
    "Normal": ("仿宋", 16),
}


def make_template(path: Path, constants: Mapping[str, Any]) -> None:
    """Write the template: the form's tables as they are printed, with a place for each figure."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for name, (font, size) in _FONTS.items():
        _set_font(document.styles[name], font, size)
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ opening }}")
    for part in constants["sections"]:
        document.add_heading(part["heading"], level=1)
        _add_loop(document, part["key"])
        for key in part["tables"]:
            _add_table(document, constants["tables"][key])
    document.save(str(path))


def _set_font(style: ParagraphStyle, font: str, size: int) -> None:
    style.font.name, style.font.size = font, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    style.paragraph_format.line_spacing = Pt(28)


def _add_loop(document: Any, key: str) -> None:  # noqa: ANN401 - python-docx names no type
    """A section's narrative, paragraph by paragraph."""
    document.add_paragraph(f"{{%p for tag, text in narrative['{key}'] %}}")
    document.add_paragraph("{%p if tag == 'h4' %}")
    document.add_heading("{{ text }}", level=2)
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ text }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _add_table(document: Any, table: Mapping[str, Any]) -> None:  # noqa: ANN401 - same
    rows = [*table["head"], *table["body"]]
    document.add_paragraph(table["title"])
    made = document.add_table(len(rows), table["columns"], style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell in (cell for row in rows for cell in row):
        place = made.cell(cell["row"], cell["column"])
        last = (cell["row"] + cell["rowspan"] - 1, cell["column"] + cell["colspan"] - 1)
        if last != (cell["row"], cell["column"]):
            place = place.merge(made.cell(*last))
        address = cell["address"]
        place.text = f"{{{{ figures['{address}'] }}}}" if address else cell["text"]
        place.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        place.paragraphs[0].runs[0].font.size = Pt(9)
