"""What a bureau may say of its article."""

from __future__ import annotations

import re

from attrs import field, frozen

_PAGE = re.compile(r"https?://[!-~]{1,500}", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
#: WCAG 2: normal text, and white on the colour, is read by everybody from here on.
_CONTRAST = 4.5
#: Below it, light grows evenly with the value; sRGB.
_EVEN = 0.03928
#: What the platform takes for an author.
_AUTHOR = 16


def _check_url(_self: object, _field: object, url: str) -> None:
    if url and not _PAGE.fullmatch(url):
        raise ValueError(
            "url: expected the address of the page, which begins with http:// or https://,"
            " has no spaces and at most 500 characters"
        )


def _check_accent(_self: object, _field: object, accent: str) -> None:
    if not _COLOUR.fullmatch(accent):
        raise ValueError(f"accent: expected a colour such as #0f4c92, found {accent!r}")
    if 1.05 / (_luminance(accent) + 0.05) < _CONTRAST:
        raise ValueError(f"accent: expected a colour that can be read on white, found {accent}")


def _check_author(_self: object, _field: object, author: str) -> None:
    if len(author) > _AUTHOR:
        raise ValueError(f"author: expected at most {_AUTHOR} characters, found {len(author)}")


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (part / 12.92 if part <= _EVEN else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@frozen(kw_only=True)
class WechatSettings:
    """Whose account it is, who signs, which page the article leads to, and its colour."""

    account: str = ""
    author: str = field(default="", validator=_check_author)
    url: str = field(default="", validator=_check_url)
    accent: str = field(default="#0f4c92", validator=_check_accent)
