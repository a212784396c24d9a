"""What the rules found, for those who mend it."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai import Finding, Report, Severity, in_chinese
from gongkai_output_xlsx.cells import column_name, text_cell, written_cell
from gongkai_output_xlsx.layout import row_height
from gongkai_output_xlsx.lists import HEAD, List, list_sheet
from gongkai_output_xlsx.sheet import Sheet, row
from gongkai_output_xlsx.strings import Strings

NAME = "检查结果"
_LIST = List(
    title="检查结果",
    columns=(
        ("级别", 7),
        ("规则", 20),
        ("位置", 30),
        ("问题", 46),
        ("应为", 11),
        ("实为", 11),
        ("差额", 9),
        ("改正办法", 36),
        ("依据", 20),
        ("出处", 24),
    ),
)
#: Severities in words, the worst first.
SEVERITY: Mapping[Severity, str] = {
    Severity.ERROR: "错误",
    Severity.WARNING: "警告",
    Severity.INFORMATION: "提示",
}


#: Expected, actual, difference.
_NUMBERS = range(4, 7)
_CLEAN = ("", "", "", "没有发现问题。")
#: What this sheet says in every report.
WORDS = (*_LIST.texts, *SEVERITY.values(), *filter(None, _CLEAN))


def findings_sheet(report: Report, strings: Strings) -> Sheet:
    """Write a row for each finding; clean is said in words."""
    if not report.findings:
        texts = (*_CLEAN, *[""] * (len(_LIST.columns) - len(_CLEAN)))
        return list_sheet(NAME, _LIST, 1, (_row(HEAD + 1, "text", texts, strings),), strings)
    labels = {cell.address: cell.label for cell in report.form.cells()}
    rows = (
        _row(number, finding.severity.value, _texts(finding, labels), strings)
        for number, finding in enumerate(report.findings, HEAD + 1)
    )
    return list_sheet(NAME, _LIST, len(report.findings), rows, strings)


def _texts(finding: Finding, labels: Mapping[str, str]) -> tuple[str, ...]:
    label = labels.get(finding.address, "")
    return (
        SEVERITY[finding.severity],
        finding.code,
        f"{label}\n{finding.address}" if label else finding.address,
        in_chinese(finding.message),
        finding.expected,
        finding.actual,
        finding.difference,
        in_chinese(finding.fix),
        finding.basis,
        str(finding.source) if finding.source else "",
    )


def _row(number: int, look: str, texts: tuple[str, ...], strings: Strings) -> str:
    looks = (look, *["text"] * (len(texts) - 1))
    refs = tuple(f"{column_name(column)}{number}" for column in range(len(texts)))
    cells = (
        written_cell(ref, text, strings)
        if column in _NUMBERS
        else text_cell(ref, look, text, strings)
        for column, (ref, look, text) in enumerate(zip(refs, looks, texts, strict=True))
    )
    widths = (width for _, width in _LIST.columns)
    return row(number, "".join(cells), row_height(zip(texts, widths, strict=True)))
