"""What the file says of itself: title, agency, day, and where everything in it comes from."""

from __future__ import annotations

from itertools import chain, count

from gongkai import Report, Status, imprint, printable
from gongkai_output_docx.escaping import escape, escaped, quoted

#: What Word keeps of the name or of the value of a property.
_LONGEST = 255
_STATUS = {Status.DRAFT: "草稿", Status.APPROVED: "定稿"}


def core(report: Report) -> bytes:
    """The properties that every office file has."""
    created = _CREATED.format(day=report.published.isoformat()) if report.published else ""
    return _CORE.format(
        title=escape(report.title),
        creator=escape(report.agency.name),
        created=created,
        status=_STATUS[report.status],
    ).encode()


def custom(report: Report) -> bytes:
    """The imprint, each name once."""
    kept: dict[str, str] = {}
    for name, value in imprint(report):
        kept.setdefault(printable(name)[:_LONGEST], value[:_LONGEST])
    names = [quoted(name) for name in kept]
    values = escaped(list(kept.values()))
    entries = chain.from_iterable(zip(count(2), names, values, strict=False))
    return f"{_CUSTOM}{_PROPERTY * len(kept) % tuple(entries)}</Properties>".encode()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CREATED = '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
_CORE = (
    _XML + "<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
    "<dc:language>zh-CN</dc:language>{created}<cp:contentStatus>{status}</cp:contentStatus>"
    "</cp:coreProperties>"
)
_CUSTOM = (
    _XML + "<Properties"
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
)
_PROPERTY = (
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="%d" name="%s">'
    "<vt:lpwstr>%s</vt:lpwstr></property>"
)
