"""The plain script, as a competent developer writes it today, one function for each file.

Whatever a library can keep between reports is kept: the Jinja2 template, the fonts of WeasyPrint.
docxtpl has to open its template anew for each report, and openpyxl builds each workbook.
"""

from __future__ import annotations

import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.outputs.baseline_count import YEAR, Figures, count
from benchmarks.outputs.baseline_word import make_template
from benchmarks.outputs.page import CONTACT, SECTIONS, STYLE, home_of
from benchmarks.outputs.worker import OUTPUTS, PDF
from docxtpl import DocxTemplate
from jinja2 import Environment, FileSystemLoader
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

_HOLE = re.compile(r"\{\{ *([\w.]+) *\}\}")
_SIDE = Side(style="thin")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_BOLD = Font(name="宋体", size=11, bold=True)
_FONT = Font(name="宋体", size=11)


@dataclass
class Report:
    """One bureau's report: who, what it says, and its figures."""

    title: str
    name: str
    published: str
    contact: list[tuple[str, str]]
    opening: str
    narrative: dict[str, list[tuple[str, str]]]
    figures: Figures


class Baseline:
    """What is loaded once, and a function for each file."""

    def __init__(self, constants: Mapping[str, Any], folder: Path) -> None:
        self.constants = constants
        self.agencies = folder / "agencies"
        self.template = folder / "template.docx"
        make_template(self.template, constants)
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.page = environment.get_template("page.html")
        self.fonts = FontConfiguration()

    def known(self) -> tuple[str, ...]:
        """The outputs that there are."""
        return (*OUTPUTS, PDF)

    def whole(self, bureau: int) -> object:
        """Everything from the files to the files."""
        report = self.report(bureau)
        return [getattr(self, name)(report) for name in OUTPUTS]

    def figures(self, bureau: int) -> Mapping[str, str]:
        """The figures as they are printed."""
        return {address: str(figure) for address, figure in self.report(bureau).figures.items()}

    def texts(self, bureau: int) -> list[str]:
        """The title and every paragraph."""
        report = self.report(bureau)
        said = (text for part in report.narrative.values() for _, text in part)
        return [report.title, report.opening, *said]

    def output(self, name: str, bureau: int) -> Callable[[], bytes]:
        """One output of a report that is counted."""
        return partial(getattr(self, name), self.report(bureau))

    def more(self) -> Mapping[str, Callable[[int], Callable[[], object]]]:
        """Reading and counting alone."""
        return {"report": lambda bureau: partial(self.report, bureau)}

    def report(self, bureau: int) -> Report:
        """Read a bureau's files and count its registers."""
        home = self.agencies / home_of(bureau)
        bureau = tomllib.loads((home / "bureau.toml").read_text("utf-8"))["bureau"]
        said = tomllib.loads((home / YEAR / "report.toml").read_text("utf-8"))
        figures = count(home / YEAR, self.constants)
        contact = [(label, bureau["contact"][key]) for key, label in CONTACT]
        facts = {
            "agency.name": bureau["name"],
            "year": YEAR,
            "contact": "；".join(f"{label}：{text}" for label, text in contact),
        }
        return Report(
            title=self.constants["title"].format(name=bureau["name"], year=YEAR),
            name=bureau["name"],
            published=said["published"].isoformat(),
            contact=contact,
            opening=_filled(self.constants["opening"], facts),
            narrative={
                key: list(_narrative(home / YEAR / f"{key}.md", figures)) for key in SECTIONS
            },
            figures=figures,
        )

    def html(self, report: Report) -> bytes:
        """Write the page with Jinja2."""
        return self.page.render(
            title=report.title,
            published=report.published,
            style=STYLE,
            opening=report.opening,
            sections=self.constants["sections"],
            narrative=report.narrative,
            tables=self.constants["tables"],
            figures=report.figures,
            charts=[_chart(chart, report.figures) for chart in self.constants["charts"]],
            contact=report.contact,
        ).encode()

    def docx(self, report: Report) -> bytes:
        """Write the Word file with docxtpl."""
        document = DocxTemplate(self.template)
        document.render(
            {
                "title": report.title,
                "opening": report.opening,
                "narrative": {
                    part["key"]: report.narrative.get(part["key"], [])
                    for part in self.constants["sections"]
                },
                "figures": report.figures,
            },
            autoescape=True,
        )
        return _saved(document.save)

    def xlsx(self, report: Report) -> bytes:
        """Write the workbook with openpyxl: a sheet for each table, and one of evidence."""
        book = Workbook()
        book.remove(book.active)
        for number, table in enumerate(self.constants["tables"].values(), 1):
            sheet = book.create_sheet(f"{number}.{table['title']}"[:31])
            _fill(sheet, table, report.figures)
        _add_evidence(book.create_sheet("依据"), self.constants["cells"], report.figures)
        return _saved(book.save)

    def json(self, report: Report) -> bytes:
        """Write the figures, each with what it was counted from, and the text."""
        said = {
            "agency": report.name,
            "year": int(YEAR),
            "form": self.constants["form"],
            "title": report.title,
            "published": report.published,
            "opening": report.opening,
            "chapters": [
                {
                    "title": part["heading"],
                    "blocks": [
                        {"type": tag, "text": text}
                        for tag, text in report.narrative.get(part["key"], [])
                    ],
                    "tables": part["tables"],
                }
                for part in self.constants["sections"]
            ],
            "figures": {
                address: {
                    "value": figure,
                    "printed": str(figure),
                    "unit": cell["unit"],
                    "label": cell["label"],
                    "evidence": cell["evidence"] and {**cell["evidence"], "items": figure},
                }
                for (address, figure), cell in zip(
                    report.figures.items(), self.constants["cells"].values(), strict=True
                )
            },
        }
        return json.dumps(said, ensure_ascii=False, default=float).encode()

    def markdown(self, report: Report) -> bytes:
        """Write the text for people and version control."""
        parts = ["> **草稿 · 未经审定**", f"# {report.title}", f"发布日期：{report.published}"]
        parts.append(report.opening)
        for section in self.constants["sections"]:
            parts.append(f"## {section['heading']}")
            for tag, text in report.narrative.get(section["key"], []):
                parts.append(f"#### {text}" if tag == "h4" else text)
            parts.extend(
                _markdown_table(self.constants["tables"][key], report.figures)
                for key in section["tables"]
            )
        parts.append("## 联系方式")
        parts.append("\n".join(f"- {label}：{text}" for label, text in report.contact))
        return "\n\n".join(parts).encode()

    def pdf(self, report: Report) -> bytes:
        """Print the page with WeasyPrint."""
        page = HTML(string=self.html(report).decode())
        printed: bytes = page.write_pdf(font_config=self.fonts)
        return printed


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _HOLE.sub(lambda hole: str(values[hole[1]]), text)


def _narrative(path: Path, figures: Figures) -> Iterator[tuple[str, str]]:
    """Headings and paragraphs."""
    for block in _filled(path.read_text("utf-8"), figures).strip().split("\n\n"):
        if block.startswith("### "):
            yield "h4", block[4:]
        else:
            yield "p", block.replace("**", "")


def _chart(chart: Mapping[str, Any], figures: Figures) -> Mapping[str, Any]:
    sums = [sum(figures[cell] for cell in bar["cells"]) for bar in chart["bars"]]
    bars = [
        {"label": bar["label"], "total": total, "percent": f"{total / max(sums) * 100:.2f}"}
        for bar, total in zip(chart["bars"], sums, strict=True)
    ]
    return {"title": chart["title"], "unit": chart["unit"], "bars": bars}


def _saved(save: Callable[[Any], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Mapping[str, Any], figures: Figures) -> None:
    for cell in (cell for row in (*table["head"], *table["body"]) for cell in row):
        row, column = cell["row"] + 1, cell["column"] + 1
        address = cell["address"]
        placed = sheet.cell(row, column, figures[address] if address else cell["text"])
        placed.font = _FONT if address else _BOLD
        placed.border, placed.alignment = _BORDER, _CENTRE
        if cell["rowspan"] > 1 or cell["colspan"] > 1:
            sheet.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + cell["rowspan"] - 1,
                end_column=column + cell["colspan"] - 1,
            )
    for column in range(table["columns"]):
        sheet.column_dimensions[chr(ord("A") + column)].width = 16
    sheet.freeze_panes = f"A{len(table['head']) + 1}"


def _add_evidence(sheet: Worksheet, cells: Mapping[str, Any], figures: Figures) -> None:
    sheet.append(["address", "label", "value", "unit", "evidence"])
    for address, cell in cells.items():
        sheet.append([address, cell["label"], figures[address], cell["unit"], _said(cell)])
    for row in sheet.iter_rows():
        for cell in row:
            cell.font, cell.border, cell.alignment = _FONT, _BORDER, _CENTRE
    sheet.freeze_panes = "A2"


def _said(cell: Mapping[str, Any]) -> str:
    """How a cell is counted, in a few words."""
    if cell["evidence"] is None:
        return ""
    count_ = cell["evidence"]["count"]
    conditions = (f"{where['facet']} = {'/'.join(where['values'])}" for where in count_["where"])
    return f"{count_['register']}: {', '.join(conditions)}"


def _markdown_table(table: Mapping[str, Any], figures: Figures) -> str:
    columns = table["columns"]
    heads: list[list[str]] = [[] for _ in range(columns)]
    for cell in (cell for row in table["head"] for cell in row):
        for column in range(cell["column"], cell["column"] + cell["colspan"]):
            heads[column].append(cell["text"])
    lines = [[" / ".join(head) for head in heads], ["--:"] * columns]
    lines.extend(
        [str(figures[cell["address"]]) if cell["address"] else cell["text"] for cell in row]
        for row in table["body"]
    )
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"表：{table['title']}\n\n{text}"
