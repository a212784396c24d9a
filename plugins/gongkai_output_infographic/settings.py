"""What a bureau may choose for its poster."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from gongkai_output_infographic.colour import luminance

_PAGE = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,500}", re.IGNORECASE)
_HEX = re.compile("#[0-9a-fA-F]{6}")
#: White letters on a darker colour than this have the contrast that WCAG asks for: 4.5 to 1.
_DARK = 1.05 / 4.5 - 0.05


def _check_colour(_self: object, _field: Any, accent: str) -> None:  # noqa: ANN401 - attrs' own
    if not _HEX.fullmatch(accent):
        raise ValueError("accent: expected a colour like #0f4c92")
    if luminance(accent) > _DARK:
        raise ValueError("accent: expected a darker colour: white letters must be read on it")


def _check_page(_self: object, _field: Any, url: str) -> None:  # noqa: ANN401 - attrs' own
    if url and not _PAGE.fullmatch(url):
        raise ValueError(
            "url: expected the address of a page, which begins with http:// or https://,"
            " has no spaces and at most 500 characters"
        )


@frozen(kw_only=True)
class PosterSettings:
    """Colour, page for the QR code, another title, and figures to show large: label → cell."""

    accent: str = field(default="#0f4c92", validator=_check_colour)
    url: str = field(default="", validator=_check_page)
    title: str = ""
    cards: Mapping[str, str] = field(factory=dict)
