"""What the table is, for machines: CSV on the Web, as the W3C recommends it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from gongkai import DRAFT_MARK, Form, NoSettings, Report, Status, imprint, printable
from gongkai_output_csv.table import COLUMNS, KINDS

Json = str | bool | list["Json"] | dict[str, "Json"]

#: Where the table stands, seen from here.
_TABLE = "report.csv"
_CONTEXT: Json = ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}]
_JOINT = " · "
_DIALECT: Json = {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True}
#: By column: its name in Chinese and in English, and what stands in it.
_MEANING: Mapping[str, tuple[str, str, Json]] = {
    "agency": ("单位标识", "Bureau", "string"),
    "year": ("年度", "Year", "gYear"),
    "table": ("表", "Table", "string"),
    "row": ("行", "Row", "string"),
    "column": ("列", "Column", "string"),
    "value": ("数值", "Value", "decimal"),
    "kind": ("数值类型", "Kind of value", {"base": "string", "format": "|".join(KINDS)}),
    "unit": ("单位", "Unit", "string"),
}
#: What each kind means, in the order of `KINDS`.
_KINDS = (
    "数字",
    "零",
    "不适用",
    "空白：原表此格没有填数",
    "缺失：没有填报，也推算不出",
    "填了不是数字的内容，数值列为空",
    "概数，不少于数值列的数",
    "概数，大约为数值列的数",
)
_KEY: list[Json] = ["agency", "year", "table", "row", "column"]
#: These may have nothing in them.
_OPTIONAL = ("value", "unit")


def render_metadata(report: Report, _settings: NoSettings) -> bytes:
    """Write the description; it says the labels of every table, row and column."""
    description: Json = {
        "@context": _CONTEXT,
        "@type": "Table",
        "url": _TABLE,
        **dict(_about(report)),
        "dialect": _DIALECT,
        "tableSchema": {
            "columns": [_column(name, report.form) for name in COLUMNS],
            "primaryKey": _KEY,
        },
    }
    text = json.dumps(description, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _about(report: Report) -> Iterator[tuple[str, Json]]:
    form = report.form
    yield "dc:title", printable(report.title)
    yield "dc:creator", printable(report.agency.name)
    yield "dc:language", "zh-CN"
    if report.published:
        yield "dc:issued", {"@value": report.published.isoformat(), "@type": "xsd:date"}
    if report.source:
        yield "dc:source", printable(report.source)
    if report.status is not Status.APPROVED:
        yield "dc:description", DRAFT_MARK
    yield "dc:conformsTo", printable(f"{form.title}（{form.number}）")
    yield "dc:provenance", _pairs(imprint(report))


def _pairs(pairs: Iterable[tuple[str, str]]) -> Json:
    """Names and their values."""
    return [
        {"schema:name": printable(name), "schema:value": printable(value)} for name, value in pairs
    ]


def _column(name: str, form: Form) -> Json:
    chinese, english, datatype = _MEANING[name]
    # A title is also what the table's own heading is compared with.
    titles: Json = {"en": [name, english], "zh-CN": chinese}
    column: dict[str, Json] = {"name": name, "titles": titles, "datatype": datatype}
    if name not in _OPTIONAL:
        column["required"] = True
    labels = dict.fromkeys(_labels(name, form))
    if labels:
        column["schema:valueReference"] = _pairs(labels)
    return column


def _labels(name: str, form: Form) -> Iterator[tuple[str, str]]:
    """What stands in a column, and what it means; rows and columns come after their table."""
    if name == "kind":
        yield from zip(KINDS, _KINDS, strict=True)
    for table in form.tables:
        if name == "table":
            yield table.key, table.title
        elif name == "row":
            yield from ((f"{table.key}.{row.key}", _JOINT.join(row.path)) for row in table.rows)
        elif name == "column":
            for column in table.columns:
                yield f"{table.key}.{column.key}", _JOINT.join(column.path)
