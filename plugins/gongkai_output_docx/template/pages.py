"""How wide the text of a template is where the report's body will stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai_output_docx.template.spans import Element, children

#: That of our own pages, 156 mm in twentieths of a point; and less than that of a narrow column.
_USUAL, _LEAST = 8844, 2000
_NUMBER = re.compile(r"[0-9]{1,6}")


def text_width(elements: Sequence[Element], after: int) -> int:
    """The width in the section that ends first ``after`` a byte; the usual one if none is said."""
    for number, element in enumerate(elements):
        if element.tag == "w:sectPr" and element.start >= after:
            said = {one.tag: one.attributes for one in children(elements, number)}
            page, margins = said.get("w:pgSz", {}), said.get("w:pgMar", {})
            sides = sum(_number(margins.get(f"w:{side}")) for side in ("left", "right", "gutter"))
            width = _number(page.get("w:w")) - sides
            return width if width >= _LEAST else _USUAL
    return _USUAL


def _number(written: str | None) -> int:
    return int(written) if written and _NUMBER.fullmatch(written) else 0
