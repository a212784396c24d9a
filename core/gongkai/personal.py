"""Personal numbers in text: what tells them, and what hides them; masks and rules agree here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

_APART = "[ -]?"
_MONTH_DAY = (
    rf"(?:0{_APART}[1-9]|1{_APART}[0-2]){_APART}"
    rf"(?:0{_APART}[1-9]|[12]{_APART}\d|3{_APART}[01])"
)
_SHORT_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_REGION = rf"[1-9](?:{_APART}\d){{5}}"
_CENTURY = rf"(?:1{_APART}[89]|2{_APART}0)"

#: What looks like a resident's ID number, spaced out or not: 18 places since 1999, 15 before.
#: Permanent residents' cards begin with 9. A credit code hardly ever fits: a day of birth would
#: have to stand in it.
ID_NUMBER = re.compile(
    rf"(?<!\d)(?:"
    rf"{_REGION}{_APART}{_CENTURY}(?:{_APART}\d){{2}}{_APART}{_MONTH_DAY}(?:{_APART}\d){{3}}"
    rf"{_APART}[\dXx]"
    rf"|[1-9]\d{{5}}{_APART}\d\d{_SHORT_MONTH_DAY}\d{{3}}(?![A-Za-z])"
    r")(?!\d)",
    re.ASCII,
)
#: What looks like a mobile telephone: ``country`` before, then ``number``.
MOBILE = re.compile(
    r"(?<!\d)(?P<country>(?:(?:\+|00)?86[ -]?)?)(?P<number>1[3-9]\d(?:[ -]?\d){8})(?!\d)",
    re.ASCII,
)
#: What looks like the number of a bank card.
CARD = re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)", re.ASCII)

#: The first two places of a region: provinces, Hong Kong, Macau and Taiwan, and 9 for foreigners.
_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-9]")
_LONG, _SHORT = 18, 15
#: No number that is hidden has fewer places: a mobile telephone's.
_SHORTEST = 11
#: Full-width digits, X, hyphen and space, as input methods leave them, to the plain ones.
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
_CHECK_DIGITS = "10X98765432"
#: GB 11643: the weights of ISO 7064 MOD 11-2, from the left.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def bare(number: str) -> str:
    """A number without the spaces and hyphens that people put in it."""
    return number.replace(" ", "").replace("-", "")


def is_id_number(number: str) -> bool:
    """Whether a bare number of 18 or 15 places is somebody's: region, birthday, check digit."""
    if not _PROVINCE.match(number):
        return False
    if len(number) == _SHORT:
        return _is_day("19" + number[6:12])
    return len(number) == _LONG and _is_day(number[6:14]) and number[-1:].upper() == _check(number)


def passes_luhn(digits: str) -> bool:
    """Tell by the check digit of cards (Luhn): every second from the right counts twice."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def hidden(text: str, first: int, last: int) -> str:
    """Leave the first and the last places of a text, and hide those between."""
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]


def mask_id_numbers(text: str) -> str:
    """Leave the first four and the last two places of every resident's ID number."""
    return _until_nothing_changes(_hide_id_numbers, text)


def mask_text(text: str) -> str:
    """Hide every ID number, bank card and mobile telephone that stands in a text.

    Fields of free text leak most; landlines are offices' and stay.
    """
    if len(text) < _SHORTEST:
        return text
    return _until_nothing_changes(_hide_all, text)


def _until_nothing_changes(hide: Callable[[str], str], text: str) -> str:
    """Hide again and again: a hidden number may let its neighbour appear as one."""
    plain = text.translate(_PLAIN)
    shown = hide(plain)
    if shown == plain:
        return text
    while (again := hide(shown)) != shown:
        shown = again
    return shown


def _hide_all(text: str) -> str:
    return MOBILE.sub(_hide_mobile, CARD.sub(_hide_card, _hide_id_numbers(text)))


def _hide_id_numbers(text: str) -> str:
    return ID_NUMBER.sub(lambda match: hidden(bare(match.group()), 4, 2), text)


def _hide_mobile(match: re.Match[str]) -> str:
    return match["country"] + hidden(bare(match["number"]), 3, 4)


def _hide_card(match: re.Match[str]) -> str:
    number = bare(match.group())
    return hidden(number, 0, 4) if passes_luhn(number) else match.group()


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _check(number: str) -> str:
    places = zip(number, _WEIGHTS, strict=False)
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in places) % 11]
