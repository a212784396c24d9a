"""What cells are worth together, to be held against a number of the text."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gongkai import Exactness, Figures
from gongkai_check_narrative.numerals import Kind, Number

#: How many yuan one unit of a cell is, if it is money.
_YUAN = {"万元": 10_000, "元": 1}
_PEOPLE = {"人", "人次", "名"}
_ABOUT = Decimal("0.1")
_NO_LIMIT = Decimal("Infinity")


def amount(cells: Sequence[str], figures: Figures) -> tuple[Decimal, Decimal] | None:
    """The least and the most that the cells may be together; None where one has no number.

    Money is in yuan.
    """
    low = high = Decimal(0)
    for cell in cells:
        figure = figures.get(cell)
        if figure is None or figure.value is None:
            return None
        value = Decimal(figure.value) * _YUAN.get(figure.unit, 1)
        least, most = {
            Exactness.EXACT: (value, value),
            Exactness.AT_LEAST: (value, _NO_LIMIT),
            Exactness.ABOUT: (value * (1 - _ABOUT), value * (1 + _ABOUT)),
        }[figure.exactness]
        low, high = low + least, high + most
    return low, high


def counts_alike(number: Number, cells: Sequence[str], figures: Figures) -> bool:
    """Whether number and cells count things that can be compared: money with money, and so on."""
    units = {figures[cell].unit for cell in cells}
    if (number.kind is Kind.MONEY) != bool(units & set(_YUAN)):
        return False
    return number.unit == "" or (number.kind is Kind.PEOPLE) <= bool(units & _PEOPLE)


def shown(cells: Sequence[str], figures: Figures) -> str:
    """The cells added up, in their own unit, as a message prints it."""
    total = sum((Decimal(figures[cell].value or 0) for cell in cells), Decimal(0))
    return format(total, "f")
