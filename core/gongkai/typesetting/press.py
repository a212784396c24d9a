"""The compiler: one for the process, with its fonts."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any, Literal

from attrs import frozen

from gongkai.errors import GongkaiError
from gongkai.typesetting.coverage import INVISIBLE, characters
from gongkai.typesetting.fonts import VARIABLE, chosen, folders
from gongkai.wording import words

#: Archives ask for PDF/A (level A: tagged), readers with assistive technology for PDF/UA.
STANDARDS = ("a-2a", "ua-1")
#: The mark of printers for a character that is not in the type case.
GETA = "〓"
_REGULAR = 400
#: What a text in JSON hides behind a backslash; of these, control characters cannot be shown.
_ESCAPE = re.compile(r"\\(?:u00[01][0-9a-f]|.)")
_CONTROLS = ("\\u", "\\b", "\\f")
#: A pixel of a picture is one of 96 in an inch.
_PIXELS_PER_INCH = 96
_PICTURE = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("picture.svg")'


def typeset(
    source: str,
    *,
    data: object = None,
    files: Mapping[str, bytes] | None = None,
    kind: Literal["pdf", "png"] = "pdf",
    pixels_per_inch: float = 144,
) -> bytes:
    """Set a page: ``source`` is Typst code that a plugin wrote, everything else is data.

    The source reads ``json("data.json")``, which is ``data``, and ``json("fonts.json")``, which
    gives the font families by typeface (``song``, ``fangsong``, ``hei``, ``kai``, ``title``,
    ``latin``), best first; ``files`` may be read by their names, and no other file. A character
    that no font has comes out as ``〓``.

    A PDF is PDF/A-2a and PDF/UA-1: the source must state the document's title and date. A picture
    is of the first page. The same arguments and fonts give the same bytes.
    """
    press = _press(os.environ.get(VARIABLE, ""))
    given = {
        **(files or {}),
        "main.typ": source.encode(),
        "data.json": press.covered(_written(data)).encode(),
        "fonts.json": press.families,
    }
    with TemporaryDirectory() as nothing:
        made: bytes | list[bytes] = press.compiler.compile(
            given,
            format=kind,
            ppi=pixels_per_inch,
            pdf_standards=list(STANDARDS) if kind == "pdf" else [],
            root=nothing,
            timestamp=0,
        )
    return made if isinstance(made, bytes) else made[0]


def drawn(svg: str, *, scale: float = 2) -> bytes:
    """Draw an SVG as PNG, ``scale`` pixels for each of its own, with the fonts that there are."""
    text = _press(os.environ.get(VARIABLE, "")).covered(svg)
    return typeset(
        _PICTURE,
        files={"picture.svg": text.encode()},
        kind="png",
        pixels_per_inch=_PIXELS_PER_INCH * scale,
    )


def _written(data: object) -> str:
    """Write data as JSON whose texts hold no control characters but line breaks and tabs."""
    text = json.dumps(data, ensure_ascii=False)
    return _ESCAPE.sub(_seen, text) if "\\" in text else text


def _seen(escape: re.Match[str]) -> str:
    return GETA if escape[0].startswith(_CONTROLS) else escape[0]


@frozen
class _Press:
    """A compiler with its fonts, their families by typeface as JSON, and what they can show."""

    compiler: Any
    families: bytes
    shown: frozenset[int]

    def covered(self, text: str) -> str:
        """Replace each character that no font has by one that is seen."""
        lacking = set(map(ord, set(text))) - self.shown
        return text.translate(dict.fromkeys(lacking, GETA)) if lacking else text


@lru_cache(maxsize=1)
def _press(stated: str) -> _Press:
    typst = _typst()
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(folders(stated)),
    )
    families = chosen(fonts.families())
    return _Press(
        compiler=typst.Compiler(font_paths=fonts),
        families=json.dumps(families).encode(),
        shown=_shown(fonts, {name for names in families.values() for name in names}),
    )


def _typst() -> Any:  # noqa: ANN401 - a compiler that takes files by name is more than its stubs say
    try:
        return import_module("typst")
    except ImportError as error:
        raise GongkaiError(
            words("typesetting needs Typst, which is not installed: pip install 'gongkai[pdf]'")
        ) from error


def _shown(fonts: Any, families: set[str]) -> frozenset[int]:  # noqa: ANN401 - see `_typst`
    """What the families can show together, each in its usual weight, and what needs no glyph."""
    usual: dict[str, Any] = {}
    for face in sorted(fonts.fonts(), key=lambda face: abs(face.weight - _REGULAR)):
        usual.setdefault(face.family, face)
    faces = [face for family, face in usual.items() if family in families]
    return INVISIBLE.union({0x0A}, *(characters(face.path, face.index) for face in faces))
