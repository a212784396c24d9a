"""The first sheet: what the report is, whom to ask, what the looks of cells mean, what made it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from gongkai import DRAFT_MARK, Report, Status, contact_lines, imprint
from gongkai_output_xlsx.cells import text_cell
from gongkai_output_xlsx.findings import SEVERITY
from gongkai_output_xlsx.layout import height_of, row_height, title_height
from gongkai_output_xlsx.sheet import Frame, Sheet, row
from gongkai_output_xlsx.strings import Strings

NAME = "概况"
_LABEL, _TEXT = 36, 68
_FRAME = Frame(widths=(_LABEL, _TEXT))
_OPENING = _FRAME.opening
#: These reach over both columns.
_WIDE = ("title", "mark", "section")
_STATUS = {Status.DRAFT: "草稿（未经审定）", Status.APPROVED: "已审定"}
#: A look, what stands in such a cell, and what that means.
_LEGEND = (
    ("number0", "0", "零：有这一项，数量为零"),
    ("not-applicable", "/", "不适用：与本机关无关，理由见“数据来源”"),
    ("blank", "", "空白：原表此格没有填数"),
    ("missing", "未填报", "缺失：没有填报，没有台账可以清点，也推算不出"),
    ("approximate", "200余", "概数：照原文写，不参加相加"),
    ("not-a-number", "若干", "填了不是数字的内容：照原文写"),
    ("unbalanced0", "577", "不平：与按勾稽关系相加的结果不符，照填报的数写"),
)
_SHEETS = "本工作簿的其他工作表"
_LOOKS = "图例"
_ORIGIN = "本文件的由来：程序版本、校核结果、输入文件的 SHA-256"
#: What this sheet says in every report.
WORDS = (_SHEETS, _LOOKS, _ORIGIN, *(text for _, *texts in _LEGEND for text in texts))


@frozen
class _Line:
    """A row of two cells; ``look`` is that of the first."""

    label: str
    text: str = ""
    look: str = "label0"


def cover_sheet(report: Report, names: tuple[str, ...], strings: Strings) -> Sheet:
    """Write the cover; ``names`` are the sheets behind it."""
    lines = tuple(enumerate(_lines(report, names), 1))
    rows = (_row(number, line, strings) for number, line in lines)
    merged = (f"A{number}:B{number}" for number, line in lines if line.look in _WIDE)
    return Sheet(name=NAME, body=(_OPENING, "".join(rows), _FRAME.closing(merged)))


@lru_cache(maxsize=1024)
def _row(number: int, line: _Line, strings: Strings) -> str:
    second = line.look if line.look in _WIDE else "text"
    label = text_cell(f"A{number}", line.look, line.label, strings)
    text = text_cell(f"B{number}", second, line.text, strings)
    return row(number, f"{label}{text}", _height(line))


def _height(line: _Line) -> int:
    if line.look == "title":
        return title_height(line.label, _LABEL + _TEXT)
    if line.look in _WIDE:
        return height_of(line.label, _LABEL + _TEXT)
    return row_height(((line.label, _LABEL), (line.text, _TEXT)))


def _lines(report: Report, names: tuple[str, ...]) -> Iterator[_Line]:
    yield _Line(report.title, look="title")
    if report.status is not Status.APPROVED:
        yield _Line(DRAFT_MARK, look="mark")
    yield from _about(report)
    yield _Line(_SHEETS, look="section")
    yield from (_Line(str(number), name) for number, name in enumerate(names, 1))
    yield _Line(_LOOKS, look="section")
    yield from (_Line(text, meaning, look) for look, text, meaning in _LEGEND)
    yield _Line(_ORIGIN, look="section")
    yield from (_Line(name, value) for name, value in imprint(report))


def _about(report: Report) -> Iterator[_Line]:
    form = report.form
    yield _Line("单位名称", report.agency.name)
    yield _Line("单位标识", report.agency.id)
    yield _Line("年度", str(report.year))
    yield _Line("格式", f"{form.title}（{form.number}，{form.id}）")
    yield _Line("状态", _STATUS[report.status])
    if report.published:
        yield _Line("发布日期", report.published.isoformat())
    if report.source:
        yield _Line("来源", report.source)
    if report.omitted:
        yield _Line("正文从略的原因", report.omitted)
    yield _Line("校核结果", _found(report))
    yield from (_Line(label, text) for label, text in contact_lines(report.agency))


def _found(report: Report) -> str:
    found = [finding.severity for finding in report.findings]
    return "，".join(f"{word}{found.count(severity)}个" for severity, word in SEVERITY.items())
