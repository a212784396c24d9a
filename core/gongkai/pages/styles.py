"""Pages: whether an element is hidden by what is written on it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.pages.page import Hiding

Attributes = Mapping[str, str | None]

_DECLARATION = re.compile(r"\s*([a-zA-Z-]{1,40})\s*:([^;]*)(?:;|$)")
_LENGTH = re.compile(r"(-?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9}))\s*([a-z%]{0,4})")
_COMMENT = re.compile(r"/\*(?s:.*?)(?:\*/|\Z)")
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([0-9.]+%?)\s*)?\)"
)
_COLOURS = {"white": "ffffff", "black": "000000", "red": "ff0000", "blue": "0000ff"}
_CLEAR = "transparent"

#: How clipping begins that leaves nothing, without white space.
_CLIPPED = (
    "rect(0,0,0,0",
    "rect(0000",
    "rect(0px,0px,0px,0px",
    "rect(0px0px0px0px",
    "rect(1px,1px,1px,1px",
    "rect(1px1px1px1px",
    "inset(50%",
    "inset(100%",
    "circle(0",
)
#: What moves a text this far (in pixels, a letter being about ten) moves it off every screen.
_FAR = 500
_UNITS = {"em": 16, "rem": 16, "ex": 8, "ch": 8, "vw": 10, "vh": 10, "%": 5, "cm": 38, "in": 96}
#: At most as many pixels as nobody can read.
_NOTHING = 1
#: Elements whose width and height are given by attributes of that name.
_SIZED = frozenset({"iframe", "marquee", "embed", "object", "table", "td", "div", "span"})


def hidden_by(tag: str, attributes: Attributes, background: str) -> Hiding | None:
    """How an element is hidden, None if it is not; ``background`` is the colour behind it.

    Style sheets are not looked at: they say the same of the menus of every lawful page.
    """
    if tag == "noscript":
        return Hiding.NOSCRIPT
    if "hidden" in attributes:
        return Hiding.ATTRIBUTE
    if tag in _SIZED and any(_is_nothing(attributes.get(side)) for side in ("width", "height")):
        return Hiding.SIZE
    if "style" not in attributes and "color" not in attributes:
        return None
    style = declarations(attributes.get("style"))
    return _hidden_by_style(style) or _by_colour(style, attributes, background)


def background_of(attributes: Attributes) -> str:
    """The colour that an element gives to what stands in it; empty if it gives none."""
    if "style" not in attributes and "bgcolor" not in attributes:
        return ""
    style = declarations(attributes.get("style"))
    written = style.get("background-color") or style.get("background") or attributes.get("bgcolor")
    colour = _colour(written or "")
    return "" if colour == _CLEAR else colour


def declarations(style: str | None) -> Mapping[str, str]:
    """The declarations of a style attribute; the last of a name goes before the others."""
    if not style:
        return {}
    plain = _COMMENT.sub("", style[:20_000])
    return {
        found[1].lower(): found[2].replace("!important", "").strip().lower()
        for found in _DECLARATION.finditer(plain)
    }


def _hidden_by_style(style: Mapping[str, str]) -> Hiding | None:
    judged = (
        (Hiding.DISPLAY, style.get("display") == "none"),
        (Hiding.VISIBILITY, style.get("visibility") in {"hidden", "collapse"}),
        (Hiding.OPACITY, _number(style.get("opacity")) == 0),
        (Hiding.FONT, _is_nothing(style.get("font-size"))),
        (Hiding.INDENT, _is_far(style.get("text-indent"))),
        (Hiding.OFF_SCREEN, _is_off_screen(style)),
        (Hiding.SIZE, _has_no_size(style)),
        (Hiding.CLIP, _is_clipped(style)),
    )
    return next((how for how, hides in judged if hides), None)


def _is_off_screen(style: Mapping[str, str]) -> bool:
    placed = style.get("position") in {"absolute", "fixed", "relative"}
    sides = ("left", "top", "right", "bottom") if placed else ()
    return any(_is_far(style.get(side)) for side in ("margin-left", "margin-top", *sides))


def _has_no_size(style: Mapping[str, str]) -> bool:
    sides = ("width", "height", "max-width", "max-height")
    return any(_is_nothing(style.get(side)) for side in sides)


def _is_clipped(style: Mapping[str, str]) -> bool:
    clip = "".join((style.get("clip", "") + style.get("clip-path", "")).split())
    shrunk = "".join(style.get("transform", "").split())
    return clip.startswith(_CLIPPED) or shrunk.startswith(("scale(0)", "scale(0,"))


def _by_colour(style: Mapping[str, str], attributes: Attributes, background: str) -> Hiding | None:
    colour = _colour(style.get("color") or attributes.get("color") or "")
    behind = background_of(attributes) or background
    return Hiding.COLOUR if colour and colour in {behind, _CLEAR} else None


def _colour(written: str) -> str:
    """A colour as six digits, ``transparent``, or empty where it is not plainly said."""
    text = written.strip().lower()
    first = text.split(maxsplit=1)[0] if text and not text.startswith("rgb") else text
    name = first.removeprefix("#")
    if first == _CLEAR or first in _COLOURS:
        return _COLOURS.get(first, _CLEAR)
    if re.fullmatch("[0-9a-f]{3}", name):
        return "".join(digit * 2 for digit in name)
    if re.fullmatch("[0-9a-f]{6}", name):
        return name
    found = _RGB.match(text)
    if not found:
        return ""
    if found[4] and _number(found[4]) == 0:
        return _CLEAR
    return "".join(f"{min(int(found[part]), 255):02x}" for part in (1, 2, 3))


def _number(written: str | None) -> float | None:
    found = _LENGTH.match((written or "").strip())
    return float(found[1]) if found else None


def _pixels(written: str | None) -> float | None:
    found = _LENGTH.match((written or "").strip().lower())
    return float(found[1]) * _UNITS.get(found[2], 1) if found else None


def _is_nothing(written: str | None) -> bool:
    size = _pixels(written)
    return size is not None and 0 <= size <= _NOTHING


def _is_far(written: str | None) -> bool:
    size = _pixels(written)
    return size is not None and size <= -_FAR
