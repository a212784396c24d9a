"""What of a register may not be shown: one function per class of personal data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai import hidden, mask_id_numbers, mask_text

Mask = Callable[[str], str]

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
