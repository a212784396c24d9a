"""What of a register may not be shown: one function per class of personal data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Mask = Callable[[str], str]

#: Full-width digits, X, hyphen and space, as input methods leave them, to the plain ones.
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")

_MONTH_DAY = r"(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])"

#: 18 places since 1999, 15 before; permanent residents' cards begin with 9. A credit code hardly
#: ever fits: a day of birth would have to stand in it.
_ID_NUMBER = re.compile(
    rf"(?<!\d)[1-9]\d{{5}}[ -]?"
    rf"(?:(?:18|19|20)\d\d[ -]?{_MONTH_DAY}[ -]?\d{{3}}[\dXx]|\d\d{_MONTH_DAY}\d{{3}}(?![A-Za-z]))"
    r"(?!\d)",
    re.ASCII,
)
_MOBILE = re.compile(
    r"(?<!\d)((?:\+?86[ -]?)?)(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)",
    re.ASCII,
)
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)", re.ASCII)

_LONG_CODE = 12
_NUMBERS = ("date", "integer", "decimal", "money")
_IDENTIFIERS = ("code", "url")


def mask_for(kind: str, pii: str) -> Mask:
    """Choose the mask of a field by its type and its class of personal data.

    A document number or a link must not be broken because it looks like a card or a telephone:
    there, only ID numbers are hidden. A number or a day is read from the cell itself; its mask
    is for what stands there instead of one.
    """
    if kind in _NUMBERS:
        return mask_text
    if kind in _IDENTIFIERS and pii in ("none", "org"):
        return mask_id_numbers
    return MASKS[pii]


def mask_id_numbers(text: str) -> str:
    """Leave the first four and the last two places of every resident's ID number."""
    return _until_nothing_changes(_hide_id_numbers, text)


def mask_text(text: str) -> str:
    """Hide every ID number, bank card and mobile telephone that stands in a text.

    Fields of free text leak most; landlines are offices' and stay.
    """
    return _until_nothing_changes(_hide_all, text)


def mask_code(text: str) -> str:
    """Hide a code that may be anybody's: every long one, an organisation's too."""
    if sum(character.isdigit() for character in text) < _LONG_CODE:
        return mask_text(text)
    return _ends(text, 4, 2)


def mask_account(text: str) -> str:
    """Leave the last four places of a bank account."""
    return _ends(text, 0, 4)


def mask_address(text: str) -> str:
    """Say that there is an address, and that it is not made public."""
    return "（不公开）" if text else text


MASKS: Mapping[str, Mask] = {
    "none": mask_text,
    "org": mask_text,
    "person_name": mask_text,
    "phone": mask_text,
    "office_phone": mask_id_numbers,
    "id_number": mask_code,
    "id_number_if_person": mask_id_numbers,
    "bank_account": mask_account,
    "address": mask_address,
}


def _until_nothing_changes(hide: Mask, text: str) -> str:
    """Hide again and again: a hidden number may let its neighbour appear as one."""
    plain = text.translate(_PLAIN)
    hidden = hide(plain)
    if hidden == plain:
        return text
    while (again := hide(hidden)) != hidden:
        hidden = again
    return hidden


def _hide_all(text: str) -> str:
    return _MOBILE.sub(r"\1\2****\3", _CARD.sub(_hide_card, _hide_id_numbers(text)))


def _hide_id_numbers(text: str) -> str:
    return _ID_NUMBER.sub(lambda match: _ends(_bare(match), 4, 2), text)


def _hide_card(match: re.Match[str]) -> str:
    number = _bare(match)
    return _ends(number, 0, 4) if _is_card(number) else match.group()


def _bare(match: re.Match[str]) -> str:
    return match.group().replace(" ", "").replace("-", "")


def _ends(text: str, first: int, last: int) -> str:
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]


def _is_card(digits: str) -> bool:
    """Tell by the check digit (Luhn): every second digit from the right counts twice."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
