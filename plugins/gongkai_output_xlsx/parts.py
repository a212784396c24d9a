"""What makes one file of the sheets, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from gongkai import Package, Report, Status, package
from gongkai_output_xlsx.styles import styles_part
from gongkai_output_xlsx.text import cut, xml

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
#: The kind of every property that a user adds.
_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
#: As long as a property may be.
_LONGEST = 255

_RELS = (
    ("officeDocument", f"{_RELATIONS}/officeDocument", "xl/workbook.xml"),
    ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("app", f"{_RELATIONS}/extended-properties", "docProps/app.xml"),
    ("custom", f"{_RELATIONS}/custom-properties", "docProps/custom.xml"),
)
_APP = (
    f'{_DECLARATION}<Properties xmlns="{_PROPERTIES}/extended-properties">'
    "<Application>gongkai</Application></Properties>"
)


@lru_cache(maxsize=64)
def package_of(sheets: tuple[tuple[str, int], ...], strings: bytes) -> Package:
    """Make the package for sheets of these names, with so many rows repeated on each page."""
    numbers = range(1, len(sheets) + 1)
    return package(
        {
            "[Content_Types].xml": _content_types(len(sheets)).encode(),
            "_rels/.rels": _rels(_RELS).encode(),
            "docProps/app.xml": _APP.encode(),
            "docProps/core.xml": None,
            "docProps/custom.xml": None,
            "xl/workbook.xml": _workbook(sheets).encode(),
            "xl/_rels/workbook.xml.rels": _rels(_workbook_rels(len(sheets))).encode(),
            "xl/styles.xml": styles_part(),
            "xl/sharedStrings.xml": strings,
            "xl/theme/theme1.xml": Path(__file__).with_name("theme.xml").read_bytes(),
            **{f"xl/worksheets/sheet{number}.xml": None for number in numbers},
        }
    )


def core_part(report: Report) -> bytes:
    """Title, author, language, and how far the report has come."""
    approved = report.status is Status.APPROVED
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_short(report.title)}</dc:title>"
        f"<dc:creator>{_short(report.agency.name)}</dc:creator>"
        "<dc:language>zh-CN</dc:language>"
        f"<cp:contentStatus>{'已审定' if approved else '草稿'}</cp:contentStatus>"
        "</cp:coreProperties>"
    ).encode()


def custom_part(said: tuple[tuple[str, str], ...]) -> bytes:
    """What the file says of its origin; a name stands once, however it is written."""
    once = {name.casefold(): (name, value) for name, value in said}
    properties = "".join(
        f'<property fmtid="{_CUSTOM}" pid="{number}" name="{_short(name)}">'
        f"<vt:lpwstr>{_short(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(once.values(), 2)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="{_PROPERTIES}/custom-properties"'
        f' xmlns:vt="{_PROPERTIES}/docPropsVTypes">{properties}</Properties>'
    ).encode()


def _short(text: str) -> str:
    return xml(cut(text, _LONGEST).replace("\n", " "))


def _content_types(sheets: int) -> str:
    parts = (
        ("xl/workbook.xml", f"{_SHEET_TYPE}.sheet.main+xml"),
        ("xl/styles.xml", f"{_SHEET_TYPE}.styles+xml"),
        ("xl/sharedStrings.xml", f"{_SHEET_TYPE}.sharedStrings+xml"),
        ("xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        (
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
        (
            "docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        ),
        *(
            (f"xl/worksheets/sheet{number}.xml", f"{_SHEET_TYPE}.worksheet+xml")
            for number in range(1, sheets + 1)
        ),
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _rels(relations: tuple[tuple[str, str, str], ...]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook_rels(sheets: int) -> tuple[tuple[str, str, str], ...]:
    return (
        *(
            (f"sheet{number}", f"{_RELATIONS}/worksheet", f"worksheets/sheet{number}.xml")
            for number in range(1, sheets + 1)
        ),
        ("styles", f"{_RELATIONS}/styles", "styles.xml"),
        ("theme", f"{_RELATIONS}/theme", "theme/theme1.xml"),
        ("strings", f"{_RELATIONS}/sharedStrings", "sharedStrings.xml"),
    )


def _workbook(sheets: tuple[tuple[str, int], ...]) -> str:
    listed = "".join(
        f'<sheet name="{xml(name)}" sheetId="{number}" r:id="sheet{number}"/>'
        for number, (name, _) in enumerate(sheets, 1)
    )
    titles = "".join(_print_titles(sheets))
    defined = f"<definedNames>{titles}</definedNames>" if titles else ""
    return (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets>{defined}</workbook>"
    )


def _print_titles(sheets: tuple[tuple[str, int], ...]) -> Iterator[str]:
    for index, (name, top) in enumerate(sheets):
        if top:
            quoted = xml(name.replace("'", "''"))
            yield (
                f'<definedName name="_xlnm.Print_Titles" localSheetId="{index}">'
                f"'{quoted}'!$1:${top}</definedName>"
            )
