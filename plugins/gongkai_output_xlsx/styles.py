"""How cells look: the styles part of every workbook, and the number of each look in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

#: More decimals than this, or more digits, and Excel would round: such a number is text.
MOST_DECIMALS = 15
#: The deepest label that is still indented further.
DEEPEST = 8

_SONG = '<name val="宋体"/><charset val="134"/>'
_FONTS = (
    f'<font><sz val="11"/>{_SONG}</font>',
    f'<font><b/><sz val="11"/>{_SONG}</font>',
    '<font><b/><sz val="16"/><name val="黑体"/><charset val="134"/></font>',
    f'<font><b/><sz val="11"/><color rgb="FFC00000"/>{_SONG}</font>',
    f'<font><sz val="10"/><color rgb="FF404040"/>{_SONG}</font>',
)
_BODY, _BOLD, _TITLE, _RED, _SMALL = range(5)


def _fill(kind: str, color: str = "") -> str:
    inner = f'<fgColor rgb="FF{color}"/><bgColor rgb="FFFFFFFF"/>' if color else ""
    return f'<fill><patternFill patternType="{kind}">{inner}</patternFill></fill>'


#: The first two are the same in every workbook. Printed in grey, they still differ in their text.
_FILLS = (
    _fill("none"),
    _fill("gray125"),
    _fill("solid", "EDF2F9"),
    _fill("solid", "FFF2CC"),
    _fill("lightUp", "A6A6A6"),
    _fill("solid", "DDEBF7"),
    _fill("solid", "F8CBAD"),
)
_NONE, _, _HEAD, _YELLOW, _HATCHED, _BLUE, _ORANGE = range(7)

_SIDES = ("left", "right", "top", "bottom")
_LINES = "".join(f'<{side} style="thin"><color rgb="FF808080"/></{side}>' for side in _SIDES)
_BORDERS = (
    "<border><left/><right/><top/><bottom/><diagonal/></border>",
    f"<border>{_LINES}<diagonal/></border>",
)
_FIRST_FORMAT = 164
_MIDDLE, _LEFT = "center", "left"


def _format(decimals: int) -> str:
    return "0." + "0" * decimals if decimals else "0"


_FORMATS = tuple(
    f'<numFmt numFmtId="{_FIRST_FORMAT + decimals}" formatCode="{_format(decimals)}"/>'
    for decimals in range(MOST_DECIMALS + 1)
)


def _look(font: int, fill: int = _NONE, align: str = _MIDDLE, more: str = "") -> str:
    """A look with lines around it; ``{}`` is where what only some have of it stands."""
    return (
        f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="1" xfId="0" applyFont="1"'
        f' applyFill="1" applyBorder="1" applyAlignment="1"{{}}>'
        f'<alignment horizontal="{align}" vertical="center" wrapText="1"{more}/></xf>'
    )


def _bare(look: str) -> str:
    return look.replace('borderId="1"', 'borderId="0"')


def _number(look: str, decimals: int) -> str:
    number = f'numFmtId="{_FIRST_FORMAT + decimals}" applyNumberFormat="1"'
    return look.replace('numFmtId="0"', number)


def _looks() -> Iterator[tuple[str, str]]:
    yield "plain", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"{}/>'
    yield "title", _bare(_look(_TITLE))
    yield "mark", _bare(_look(_RED))
    yield "note", _bare(_look(_SMALL, align=_LEFT))
    yield "section", _look(_BOLD, _HEAD, _LEFT)
    yield "head", _look(_BOLD, _HEAD)
    yield "middle", _look(_BODY)
    yield "text", _look(_BODY, align=_LEFT)
    for indent in range(DEEPEST + 1):
        yield f"label{indent}", _look(_BODY, align=_LEFT, more=f' indent="{indent}"')
    for decimals in range(MOST_DECIMALS + 1):
        yield f"number{decimals}", _number(_look(_BODY), decimals)
    for decimals in range(MOST_DECIMALS + 1):
        yield f"unbalanced{decimals}", _number(_look(_RED, _ORANGE), decimals)
    yield "not-applicable", _look(_SMALL)
    yield "blank", _look(_BODY, _HATCHED)
    yield "missing", _look(_BODY, _YELLOW)
    yield "approximate", _look(_BODY, _BLUE)
    yield "not-a-number", _look(_RED, _YELLOW)
    yield "error", _look(_BOLD, _ORANGE)
    yield "warning", _look(_BOLD, _YELLOW)
    yield "information", _look(_BOLD, _BLUE)


_LOOKS = tuple(_looks())
#: The number of each look.
STYLE = {name: number for number, (name, _) in enumerate(_LOOKS)}
#: Each look once more, for a text that Excel would take for a formula when somebody edits it.
QUOTED = len(_LOOKS)


def _part(name: str, items: tuple[str, ...]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>'


@cache
def styles_part() -> bytes:
    """Write ``xl/styles.xml``."""
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    looks = tuple(look.format("") for _, look in _LOOKS)
    quoted = tuple(look.format(' quotePrefix="1"') for _, look in _LOOKS)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{_part('numFmts', _FORMATS)}{_part('fonts', _FONTS)}{_part('fills', _FILLS)}"
        f"{_part('borders', _BORDERS)}{_part('cellStyleXfs', (plain,))}"
        f"{_part('cellXfs', (*looks, *quoted))}"
        '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ).encode()
