"""A Word file as a string with holes; what never changes in it is compressed beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from gongkai.packing import package

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
RELATIONS = f"{_SCHEMAS}/officeDocument/2006/relationships"
_WORD = f"{_SCHEMAS}/wordprocessingml/2006/main"

#: A printed table, or a cell of it, as the constants have it.
Table = Mapping[str, Any]

_PARAGRAPH = (
    '<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>'
)
_CELL = (
    '<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
    "{paragraph}</w:tc>"
)
_TABLE = (
    '{title}<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{borders}'
    "</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
)
_STYLE = (
    '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:pPr><w:spacing '
    'w:line="560" w:lineRule="exact"/>{3}</w:pPr><w:rPr><w:rFonts w:ascii="{1}" w:eastAsia="{1}" '
    'w:hAnsi="{1}"/><w:sz w:val="{2}"/></w:rPr></w:style>'
)
_INDENT = '<w:ind w:firstLine="640"/>'
_CENTRE = '<w:jc w:val="center"/>'
_STYLES = "".join(
    _STYLE.format(*style)
    for style in (
        ("title", "方正小标宋简体", 44, _CENTRE),
        ("body", "仿宋", 32, _INDENT),
        ("head1", "黑体", 32, f'{_INDENT}<w:outlineLvl w:val="0"/>'),
        ("head2", "楷体", 32, f'{_INDENT}<w:outlineLvl w:val="1"/>'),
        ("cell", "仿宋", 18, _CENTRE),
    )
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" '
    'w:bottom="1985" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)


def types(parts: Iterable[tuple[str, str]]) -> bytes:
    """The list of what an office file holds."""
    kind = "application/vnd.openxmlformats-"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}officedocument.{part}+xml"/>'
        for name, part in parts
    )
    return (
        f'{HEAD}<Types xmlns="{_SCHEMAS}/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="{kind}package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def relations(parts: Iterable[tuple[str, str]]) -> bytes:
    """Which part of an office file goes with which."""
    links = "".join(
        f'<Relationship Id="rId{order}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for order, (kind, target) in enumerate(parts, 1)
    )
    namespace = f"{_SCHEMAS}/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{namespace}">{links}</Relationships>'.encode()


_PACKAGE = package(
    {
        "[Content_Types].xml": types(
            (
                ("word/document.xml", "wordprocessingml.document.main"),
                ("word/styles.xml", "wordprocessingml.styles"),
            )
        ),
        "_rels/.rels": relations((("officeDocument", "word/document.xml"),)),
        "word/_rels/document.xml.rels": relations((("styles", "styles.xml"),)),
        "word/styles.xml": f'{HEAD}<w:styles xmlns:w="{_WORD}">{_STYLES}</w:styles>'.encode(),
        "word/document.xml": None,
    }
)


def paragraph(style: str, text: str) -> str:
    """A paragraph of one run."""
    return _PARAGRAPH % (style, escape(text, quote=False))


def word_file(body: str) -> bytes:
    """The document around its body."""
    document = f'{HEAD}<w:document xmlns:w="{_WORD}"><w:body>{body}{_PAGE}</w:body></w:document>'
    return _PACKAGE.filled({"word/document.xml": document.encode()})


def word_table(table: Table) -> str:
    """A table with a hole for each figure."""
    head, lines = len(table["head"]), len(table["head"]) + len(table["body"])
    covering = _covering(table)
    return _TABLE.format(
        title=paragraph("cell", table["title"]),
        borders=_BORDERS,
        columns="<w:gridCol/>" * table["columns"],
        rows="".join(
            f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if line < head else ''}</w:trPr>"
            f"{''.join(_cells(line, table['columns'], covering))}</w:tr>"
            for line in range(lines)
        ),
    )


def _covering(table: Table) -> Mapping[tuple[int, int], Table]:
    """Which cell covers each line of the first column that it spans."""
    return {
        (cell["row"] + down, cell["column"]): cell
        for row in (*table["head"], *table["body"])
        for cell in row
        for down in range(cell["rowspan"])
    }


def _cells(line: int, columns: int, covering: Mapping[tuple[int, int], Table]) -> Iterator[str]:
    for column in range(columns):
        cell = covering.get((line, column))
        if cell is not None:
            first = cell["row"] == line
            goes_on = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
            text = cell["text"].replace("%", "%%") if first else ""
            yield _CELL.format(
                span=cell["colspan"],
                merge=goes_on if cell["rowspan"] > 1 else "",
                paragraph=paragraph("cell", "%s" if cell["address"] else text),
            )
