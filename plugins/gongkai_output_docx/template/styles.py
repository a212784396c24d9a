"""The styles that a report is written in: the template's own where it has them, else ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from attrs import frozen

from gongkai_output_docx.template.parts import Parts, unused
from gongkai_output_docx.template.spans import (
    Element,
    children,
    last_inside,
    spliced,
    word_elements_of,
)

_OURS = Path(__file__).parents[1] / "parts" / "word" / "styles.xml"
_REFERENCE = re.compile(r'(?<=<w:basedOn w:val=")[^"]+|(?<=<w:next w:val=")[^"]+')
_IDENTIFIER = re.compile(r'(?<= w:styleId=")[^"]+')


@frozen
class Style:
    """A style: its kind, how parts refer to it, its name, and how it is written.

    ``usual`` is the style of its kind for what names none.
    """

    kind: str
    identifier: str
    name: str
    usual: bool
    text: str


def with_styles(parts: Parts) -> tuple[Parts, Mapping[str, str]]:
    """The document with every style that a report needs, and how each of ours is called there."""
    found = parts.related("styles")
    if not found:
        more, _ = parts.with_part("styles", _OURS.read_bytes())
        return more, {style.identifier: style.identifier for style in _ours()}
    content, elements = parts.contents[found[0]], parts.elements(found[0])
    theirs = tuple(_styles(content, elements))
    there = {style.identifier: _same(style, theirs) for style in _ours()}
    taken = {style.identifier for style in theirs}
    names = {ours: same or unused(ours, taken) for ours, same in there.items()}
    lacking = [_renamed(style, names) for style in _ours() if not there[style.identifier]]
    added = last_inside(content, elements[0], "".join(lacking))
    return parts.with_content(found[0], spliced(content, [added])), names


@cache
def _ours() -> tuple[Style, ...]:
    content = _OURS.read_bytes()
    return tuple(_styles(content, word_elements_of(content)))


def _styles(content: bytes, elements: Sequence[Element]) -> Iterator[Style]:
    for number, element in enumerate(elements):
        if element.tag == "w:style":
            names = [one for one in children(elements, number) if one.tag == "w:name"]
            yield Style(
                kind=element.attributes.get("w:type", "paragraph"),
                identifier=element.attributes.get("w:styleId", ""),
                name=names[0].attributes.get("w:val", "") if names else "",
                usual=element.attributes.get("w:default", "0") in {"1", "true", "on"},
                text=content[element.start : element.end].decode(),
            )


def _same(ours: Style, theirs: Iterable[Style]) -> str:
    """The template's style of the same use: the usual one of its kind, or one of that name."""
    for style in theirs:
        alike = style.usual if ours.usual else style.name.casefold() == ours.name.casefold()
        if alike and style.kind == ours.kind:
            return style.identifier
    return ""


def _renamed(style: Style, names: Mapping[str, str]) -> str:
    """One of our styles, with the names that it and those it refers to have in the template."""
    text = _REFERENCE.sub(lambda found: names[found[0]], style.text)
    return _IDENTIFIER.sub(names[style.identifier], text)
