"""Colours that go with one that a bureau chose."""

from __future__ import annotations

INK, SOFT, PAPER, WHITE = "#1c2430", "#56606e", "#f2f5f9", "#ffffff"
#: What is said of a draft: letters on their ground.
DRAFT_INK, DRAFT_GROUND = "#6d4300", "#fff3c9"
_SHARES = (0.2126, 0.7152, 0.0722)


def luminance(colour: str) -> float:
    """How light ``#rrggbb`` is, from 0 to 1, as WCAG measures it."""
    return sum(
        share * _linear(part / 255) for share, part in zip(_SHARES, _parts(colour), strict=True)
    )


def mixed(colour: str, ground: str, share: float) -> str:
    """So much of a colour on a ground of another."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
