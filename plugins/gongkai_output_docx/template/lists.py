"""The numbering of lists: bullets, and a definition for each ordered list, which counts anew."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gongkai_output_docx.template.parts import Parts
from gongkai_output_docx.template.relations import XML
from gongkai_output_docx.template.spans import Cut, Element, W, children, last_inside, spliced

_NUMBER = re.compile(r"[0-9]{1,9}")
_LEVEL = (
    '<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:suff w:val="{after}"/>'
    '<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr></w:lvl></w:abstractNum>'
)
_BULLETS = '<w:num w:numId="{number}"><w:abstractNumId w:val="{id}"/></w:num>'
_ORDERED = (
    '<w:num w:numId="{number}"><w:abstractNumId w:val="{id}"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def with_lists(parts: Parts, lists: int) -> tuple[Parts, int]:
    """The document with the numbering of a report, and the definition of lists with bullets."""
    found = parts.related("numbering")
    if not found:
        text = f'{XML}<w:numbering xmlns:w="{W}">{_levels(0)}{_lists(0, 1, lists)}</w:numbering>'
        more, _ = parts.with_part("numbering", text.encode())
        return more, 1
    content, elements = parts.contents[found[0]], parts.elements(found[0])
    level = _free(elements, "w:abstractNum", "w:abstractNumId")
    number = _free(elements, "w:num", "w:numId")
    cuts = _cuts(content, elements, _levels(level), _lists(level, number, lists))
    return parts.with_content(found[0], spliced(content, cuts)), number


def _levels(first: int) -> str:
    bullets = _LEVEL.format(id=first, format="bullet", after="space", text="•")
    return bullets + _LEVEL.format(id=first + 1, format="decimal", after="nothing", text="%1.")


def _lists(level: int, number: int, lists: int) -> str:
    ordered = [_ORDERED.format(id=level + 1, number=number + 1 + index) for index in range(lists)]
    return _BULLETS.format(id=level, number=number) + "".join(ordered)


def _free(elements: Iterable[Element], tag: str, attribute: str) -> int:
    """A number above all those that the template uses."""
    used = [element.attributes.get(attribute, "") for element in elements if element.tag == tag]
    return max((int(number) for number in used if _NUMBER.fullmatch(number)), default=0) + 1


def _cuts(content: bytes, elements: list[Element], levels: str, lists: str) -> tuple[Cut, ...]:
    """Word wants all levels before all lists, and a mark of its own, if there is one, last."""
    inside = tuple(children(elements, 0))
    end = next((one for one in inside if one.tag == "w:numIdMacAtCleanup"), None)
    first = next((one for one in inside if one.tag == "w:num"), end)
    if first is None:
        return (last_inside(content, elements[0], levels + lists),)
    added = Cut(end.start, end.start, lists) if end else last_inside(content, elements[0], lists)
    return (Cut(first.start, first.start, levels), added)
