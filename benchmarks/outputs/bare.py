"""The floor: the same content with nothing around it, as fast as plain Python goes.

Rows are counted as they are read, tables are strings with holes, and what never changes in a
Word or Excel file is compressed before the first report. Nothing is checked.
"""

from __future__ import annotations

import gc
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.outputs.bare_count import YEAR, Figures, count
from benchmarks.outputs.bare_excel import evidence_sheet, table_sheet, workbook
from benchmarks.outputs.bare_word import paragraph, word_file, word_table
from benchmarks.outputs.page import CONTACT, SECTIONS, STYLE, home_of
from benchmarks.outputs.worker import OUTPUTS

_HOLE = re.compile(r"\{\{ *([\w.]+) *\}\}")
_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="ColumnName" content="政府信息公开年报">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{published}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<p class="banner">草稿 · 未经审定</p>
<h1>{title}</h1>
<p class="facts">发布日期：{published}</p>
{body}
<h2>联系方式</h2>
<dl>{contact}</dl>
</body>
</html>
"""

#: Text and figures by turns: what stands at an odd place is the address of a figure.
Spans = list[str]

#: Gives the texts of the holes of a table.
Holes = Callable[[Mapping[str, str]], tuple[str, ...]]


@dataclass
class Report:
    """One bureau's report: who, what it says, and its figures as they are printed."""

    title: str
    name: str
    published: str
    contact: list[tuple[str, str]]
    opening: str
    sections: Mapping[str, list[tuple[str, Spans]]]
    figures: Figures
    printed: Mapping[str, str]

    def said(self, spans: Spans) -> str:
        """A paragraph with its figures."""
        return "".join(self.printed[part] if odd % 2 else part for odd, part in enumerate(spans))


class Bare:
    """Everything that is ready before the first report."""

    def __init__(self, constants: Mapping[str, Any], folder: Path) -> None:
        gc.set_threshold(10_000)
        self.constants = constants
        self.agencies = folder / "agencies"
        tables, cells = constants["tables"], constants["cells"]
        self.holes = {key: _holes(table) for key, table in tables.items()}
        self.page_tables = {key: _page_table(table) for key, table in tables.items()}
        self.lines = {key: _markdown_table(table) for key, table in tables.items()}
        self.word_tables = {key: word_table(table) for key, table in tables.items()}
        self.book = workbook(tables)
        self.sheets = {key: table_sheet(table) for key, table in tables.items()}
        self.evidence = evidence_sheet(cells)
        self.all_cells: Holes = itemgetter(*cells)
        self.json_figures = ",".join(_json_figure(at, cell) for at, cell in cells.items())

    def known(self) -> tuple[str, ...]:
        """The outputs that there are."""
        return OUTPUTS

    def whole(self, bureau: int) -> object:
        """Everything from the files to the files."""
        report = self.report(bureau)
        return [getattr(self, name)(report) for name in OUTPUTS]

    def figures(self, bureau: int) -> Mapping[str, str]:
        """The figures as they are printed."""
        return self.report(bureau).printed

    def texts(self, bureau: int) -> list[str]:
        """The title and every paragraph."""
        report = self.report(bureau)
        said = (report.said(spans) for part in report.sections.values() for _, spans in part)
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
        with (home / "bureau.toml").open("rb") as file:
            bureau = tomllib.load(file)["bureau"]
        with (home / YEAR / "report.toml").open("rb") as file:
            said = tomllib.load(file)
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
            opening=_HOLE.sub(lambda hole: facts[hole[1]], self.constants["opening"]),
            sections={key: list(_narrative(home / YEAR / f"{key}.md")) for key in SECTIONS},
            figures=figures,
            printed={address: str(value) for address, value in figures.items()},
        )

    def html(self, report: Report) -> bytes:
        """Write the page."""
        parts = [f"<p>{escape(report.opening)}</p>"]
        for section in self.constants["sections"]:
            parts.append(f"<h2>{section['heading']}</h2>")
            for tag, spans in report.sections.get(section["key"], ()):
                parts.append(f"<{tag}>{_page_spans(spans, report)}</{tag}>")
            parts.extend(
                self.page_tables[key] % self.holes[key](report.printed) for key in section["tables"]
            )
        parts.extend(_page_chart(chart, report.figures) for chart in self.constants["charts"])
        return _PAGE.format(
            title=escape(report.title),
            published=report.published,
            style=STYLE,
            body="\n".join(parts),
            contact="".join(
                f"<div><dt>{label}</dt><dd>{escape(text)}</dd></div>"
                for label, text in report.contact
            ),
        ).encode()

    def markdown(self, report: Report) -> bytes:
        """Write the text for people and version control."""
        parts = ["> **草稿 · 未经审定**", f"# {report.title}", f"发布日期：{report.published}"]
        parts.append(report.opening)
        for section in self.constants["sections"]:
            parts.append(f"## {section['heading']}")
            for tag, spans in report.sections.get(section["key"], ()):
                parts.append(f"{'#### ' if tag == 'h4' else ''}{report.said(spans)}")
            parts.extend(
                self.lines[key] % self.holes[key](report.printed) for key in section["tables"]
            )
        parts.append("## 联系方式")
        parts.append("\n".join(f"- {label}：{text}" for label, text in report.contact))
        return "\n\n".join(parts).encode()

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
                    "title": section["heading"],
                    "blocks": [
                        {"type": tag, "spans": _json_spans(spans, report)}
                        for tag, spans in report.sections.get(section["key"], ())
                    ],
                    "tables": section["tables"],
                }
                for section in self.constants["sections"]
            ],
        }
        text = json.dumps(said, ensure_ascii=False)
        values = self.all_cells(report.printed)
        figures = self.json_figures % tuple(value for value in values for _ in range(3))
        return f'{text[:-1]},"figures":{{{figures}}}}}\n'.encode()

    def docx(self, report: Report) -> bytes:
        """Write the Word file."""
        parts = [paragraph("title", report.title), paragraph("body", report.opening)]
        for section in self.constants["sections"]:
            parts.append(paragraph("head1", section["heading"]))
            for tag, spans in report.sections.get(section["key"], ()):
                parts.append(paragraph("head2" if tag == "h4" else "body", report.said(spans)))
            parts.extend(
                self.word_tables[key] % self.holes[key](report.printed) for key in section["tables"]
            )
        return word_file("".join(parts))

    def xlsx(self, report: Report) -> bytes:
        """Write the Excel file."""
        sheets = [sheet % self.holes[key](report.printed) for key, sheet in self.sheets.items()]
        sheets.append(self.evidence % self.all_cells(report.printed))
        return self.book.filled(
            {f"xl/worksheets/sheet{n}.xml": sheet.encode() for n, sheet in enumerate(sheets, 1)}
        )


def _holes(table: Mapping[str, Any]) -> Holes:
    """What fills a table; a single hole still needs a tuple."""
    addresses = [cell["address"] for row in table["body"] for cell in row if cell["address"]]
    if len(addresses) == 1:
        return lambda printed: (printed[addresses[0]],)
    return itemgetter(*addresses)


def _narrative(path: Path) -> Iterator[tuple[str, Spans]]:
    """Headings and paragraphs, each with the addresses of its figures."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        if block.startswith("### "):
            yield "h4", [block[4:]]
        else:
            yield "p", _HOLE.split(block.replace("**", ""))


def _page_spans(spans: Spans, report: Report) -> str:
    return "".join(
        f'<data value="{report.printed[part]}" data-address="{part}">{report.printed[part]}</data>'
        if odd % 2
        else escape(part)
        for odd, part in enumerate(spans)
    )


def _page_table(table: Mapping[str, Any]) -> str:
    head = "".join(f"<tr>{''.join(map(_page_cell, row))}</tr>" for row in table["head"])
    body = "".join(f"<tr>{''.join(map(_page_cell, row))}</tr>" for row in table["body"])
    return (
        f"<table><caption>{table['title']}</caption><thead>{head}</thead><tbody>{body}</tbody>"
        "</table>"
    )


def _page_cell(cell: Mapping[str, Any]) -> str:
    if cell["address"]:
        return f'<td data-address="{cell["address"]}">%s</td>'
    spans = f' rowspan="{cell["rowspan"]}" colspan="{cell["colspan"]}"'
    return f"<th{spans}>{escape(cell['text']).replace('%', '%%')}</th>"


def _page_chart(chart: Mapping[str, Any], figures: Figures) -> str:
    sums = [sum(figures[cell] for cell in bar["cells"]) for bar in chart["bars"]]
    longest = max(sums)
    bars = "".join(
        f'<text y="{46 * n + 17}">{bar["label"]} {total}</text><rect class="bar" '
        f'y="{46 * n + 25}" height="12" width="{total / longest * 100:.2f}%"/>'
        for n, (bar, total) in enumerate(zip(chart["bars"], sums, strict=True))
    )
    return (
        f"<figure><figcaption>{chart['title']}（单位：{chart['unit']}）</figcaption>"
        f'<svg role="img" width="100%" height="{46 * len(sums)}">{bars}</svg></figure>'
    )


def _markdown_table(table: Mapping[str, Any]) -> str:
    """The last line of headings alone, and the labels of each line joined."""
    columns = table["columns"]
    heads: list[list[str]] = [[] for _ in range(columns)]
    for cell in (cell for row in table["head"] for cell in row):
        for column in range(cell["column"], cell["column"] + cell["colspan"]):
            heads[column].append(cell["text"])
    lines = [[" / ".join(head) for head in heads], ["--:"] * columns]
    for row in table["body"]:
        labels = [cell["text"] for cell in row if not cell["address"]]
        lines.append([*labels, *("%s" for cell in row if cell["address"])])
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"表：{table['title']}\n\n{text}"


def _json_spans(spans: Spans, report: Report) -> list[dict[str, str]]:
    return [
        {"text": report.printed[part], "address": part} if odd % 2 else {"text": part}
        for odd, part in enumerate(spans)
    ]


def _json_figure(address: str, cell: Mapping[str, Any]) -> str:
    """A figure with three holes: its value, as it is printed, and how many were counted."""
    evidence = cell["evidence"] and {**cell["evidence"], "items": "HOLE"}
    said = {
        "value": "HOLE",
        "printed": "TEXT",
        "unit": cell["unit"],
        "label": cell["label"],
        "evidence": evidence,
    }
    text = json.dumps({address: said}, ensure_ascii=False)[1:-1].replace("%", "%%")
    return text.replace('"HOLE"', "%s").replace("TEXT", "%s")
