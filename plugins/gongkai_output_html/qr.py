"""The QR code that leads a phone to the page."""

from __future__ import annotations

import re

_PAGE = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,500}", re.IGNORECASE)


def check_address(url: str) -> None:
    """Refuse what is no address of a page, or is too long to be scanned; empty means none."""
    if url and not _PAGE.fullmatch(url):
        raise ValueError(
            "url: expected the address of the page, which begins with http:// or https://,"
            " has no spaces and at most 500 characters"
        )


def qr_code(url: str) -> str:
    """Draw the address of a page as an inline SVG image."""
    # The library is only needed where a bureau states the address of its page.
    import segno  # noqa: PLC0415

    code = segno.make(url, error="m", micro=False)
    svg: str = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, light="#fff")
    return svg
