"""Pages and pictures by Typst: fonts looked up once, nothing read but what is given, no clock."""

from __future__ import annotations

from gongkai.typesetting.press import drawn, typeset

__all__ = ["drawn", "typeset"]
