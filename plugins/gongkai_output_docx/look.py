"""How a document looks: the styles that its parts are written in, and the room for tables."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen(kw_only=True, eq=False)
class Look:
    """The styles of a document by their names in ours, the width of its text, its lists.

    ``width`` is in twentieths of a point. ``bullets`` is the number definition of lists with
    bullets; those of ordered lists follow it.
    """

    styles: Mapping[str, str]
    opened: Mapping[str, str]
    width: int
    bullets: int


def look_of(styles: Mapping[str, str], *, width: int, bullets: int) -> Look:
    """Make ready what is written over and over: how a paragraph of each style begins."""
    opened = {
        name: f'<w:p><w:pPr><w:pStyle w:val="{identifier}"/></w:pPr>'
        for name, identifier in styles.items()
    }
    return Look(styles=styles, opened=opened, width=width, bullets=bullets)
