"""Word documents for the tests: read back with python-docx, made with it, and spoilt by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.document import Document as Read
from docx.table import Table
from openxml_audit import OpenXmlValidator

from gongkai import InputFile
from gongkai.model.report import Report
from gongkai_output_docx import gongkai_register_outputs
from gongkai_output_docx.document import DocxSettings

(OUTPUT,) = gongkai_register_outputs()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VALIDATOR = OpenXmlValidator()


def written(report: Report, template: InputFile | None = None) -> bytes:
    """The report as a Word document."""
    return OUTPUT.render(report, DocxSettings(template=template or InputFile()))


def read(content: bytes) -> Read:
    return Document(io.BytesIO(content))


def texts(document: Read, style: str) -> list[str]:
    """What stands in the paragraphs of a style."""
    return [one.text for one in document.paragraphs if one.style and one.style.name == style]


def lines(document: Read) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def cells(table: Table) -> list[list[str]]:
    """The text of each place in a table; a merged cell is in every place that it takes."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def faults(content: bytes, path: Path) -> list[str]:
    """What an Office validator says against the document."""
    path.write_bytes(content)
    return [f"{error.part_uri}: {error.description}" for error in _VALIDATOR.validate(path).errors]


def template(*paragraphs: str, change: Callable[[Read], None] | None = None) -> InputFile:
    """A template that a bureau made in Word, with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if change:
        change(document)
    file = io.BytesIO()
    document.save(file)
    return InputFile("shifan/letterhead.docx", file.getvalue())


def spoilt(file: InputFile, changes: dict[str, tuple[bytes, bytes]]) -> InputFile:
    """The same file with something else in some of its parts: what, and instead of what."""
    parts = members(file.content)
    for name, (old, new) in changes.items():
        assert old in parts[name], f"{name} has no {old!r}"
        parts[name] = parts[name].replace(old, new, 1)
    return InputFile(file.name, zipped(parts))


def with_part(file: InputFile, name: str, content: bytes) -> InputFile:
    """The same file with a part more, to which nothing refers yet."""
    return InputFile(file.name, zipped({**members(file.content), name: content}))
