"""Cells: numbers as numbers, everything else as text that nothing takes for a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from gongkai import Exactness, Figure, State, printed, shown
from gongkai_output_xlsx.strings import Strings, text_element
from gongkai_output_xlsx.styles import MOST_DECIMALS, QUOTED, STYLE

Number = int | Decimal

_EXACT = Exactness.EXACT
#: Excel keeps fifteen digits of a number.
_DIGITS = 15
#: The first whole number that has more.
TOO_LONG: int = 10**_DIGITS
#: As a number is written; what begins with a zero is a code.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
#: What Excel takes for the beginning of a formula when somebody types it.
_ACTIVE = "=+-@\t\r"
_LOOKS: Mapping[State, str] = {
    State.NOT_APPLICABLE: "not-applicable",
    State.BLANK: "blank",
    State.MISSING: "missing",
    State.NOT_A_NUMBER: "not-a-number",
}


def before_number(ref: str, look: str, formula: str = "") -> str:
    """What stands before the digits of a number, and how it is computed."""
    function = f"<f>{formula}</f>" if formula else ""
    return f'<c r="{ref}" s="{STYLE[look]}">{function}<v>'


def column_name(column: int) -> str:
    """A column, counted from 0, as Excel calls it: A, …, Z, AA."""
    name = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        name = chr(ord("A") + letter) + name
        column -= 1
    return name


def text_cell(ref: str, look: str, text: str, strings: Strings) -> str:
    """A cell that holds a text, whatever it begins with; an empty one where there is none."""
    if not text:
        return f'<c r="{ref}" s="{STYLE[look]}"/>'
    style = STYLE[look] + (QUOTED if text[0] in _ACTIVE else 0)
    number = strings.numbers.get(text)
    if number is None:
        return f'<c r="{ref}" s="{style}" t="inlineStr"><is>{text_element(text)}</is></c>'
    return f'<c r="{ref}" s="{style}" t="s"><v>{number}</v></c>'


def decimals_of(text: str) -> int | None:
    """How many decimals a printed number has; None for one that Excel would round."""
    whole, _, decimals = text.lstrip("-").partition(".")
    digits = (whole + decimals).lstrip("0")
    if len(digits) > _DIGITS or len(decimals) > MOST_DECIMALS:
        return None
    return len(decimals) if (whole + decimals).isdecimal() else None


def can_be_kept(value: Number) -> bool:
    """Whether Excel keeps a number as it is."""
    if type(value) is int:
        return -TOO_LONG < value < TOO_LONG
    return decimals_of(printed(value)) is not None


def number_cell(
    ref: str, value: Number, strings: Strings, look: str = "number", formula: str = ""
) -> str:
    """A cell that holds a number with the decimals it came with, and how it is computed."""
    text = printed(value)
    decimals = decimals_of(text)
    if decimals is None:
        return text_cell(ref, f"{look}0", text, strings)
    computed = f"ROUND({formula},{decimals})" if formula and decimals else formula
    return f"{before_number(ref, f'{look}{decimals}', computed)}{text}</v></c>"


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return _NUMBER.fullmatch(text) is not None


def written_cell(ref: str, text: str, strings: Strings) -> str:
    """A cell for a text that may be a number."""
    if is_number(text):
        return number_cell(ref, Decimal(text), strings)
    return text_cell(ref, "middle", text, strings)


def figure_cell(ref: str, figure: Figure | None, strings: Strings) -> str:
    """A cell that shows a figure: what is no exact number is text, and looks otherwise."""
    if figure is None:
        return text_cell(ref, "missing", shown(None), strings)
    if figure.exactness is _EXACT and figure.value is not None:
        return number_cell(ref, figure.value, strings)
    look = _LOOKS.get(figure.state, "approximate")
    return text_cell(ref, look, "" if look == "blank" else shown(figure), strings)
