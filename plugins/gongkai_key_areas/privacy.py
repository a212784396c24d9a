"""What of a register may not be shown: one function per class of personal data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from gongkai import CARD, ID_NUMBER, MOBILE, bare, hidden, passes_luhn

Mask = Callable[[str], str]

#: Full-width digits, X, hyphen and space, as input methods leave them, to the plain ones.
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")

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
    return hidden(text, 4, 2)


def mask_account(text: str) -> str:
    """Leave the last four places of a bank account."""
    return hidden(text, 0, 4)


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
