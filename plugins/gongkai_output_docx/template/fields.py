"""Fields that a template may have: numbers of pages, the day; none that fetches or starts a thing.

A field's name is what its instruction begins with. Fields may stand inside others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai import GongkaiError, words
from gongkai_output_docx.links import address_of
from gongkai_output_docx.template.spans import Element

_HARMLESS = re.compile(
    r"\s*(?:=|(?:ADVANCE|AUTHOR|AUTONUM|BIBLIOGRAPHY|CITATION|COMMENTS|CREATEDATE|DATE|DOCPROPERTY"
    r"|EDITTIME|EQ|FILENAME|FILESIZE|FORMCHECKBOX|FORMDROPDOWN|FORMTEXT|HYPERLINK|IF|INDEX|INFO"
    r"|KEYWORDS|LASTSAVEDBY|LISTNUM|NOTEREF|NUMCHARS|NUMPAGES|NUMWORDS|PAGE|PAGEREF|PRINTDATE|QUOTE"
    r"|REF|REVNUM|SAVEDATE|SECTION|SECTIONPAGES|SEQ|SET|STYLEREF|SUBJECT|SYMBOL|TC|TIME|TITLE|TOC"
    r"|XE)\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?!\\)"?([^"\s]*)', re.IGNORECASE)


def check_fields(elements: Iterable[Element], part: str, file: str) -> None:
    """`GongkaiError` for a field that could do anything but show a text."""
    for instruction in _instructions(elements):
        address = _ADDRESS.match(instruction)
        if not _HARMLESS.match(instruction) or (address and not address_of(address[1])):
            raise GongkaiError(
                words(
                    "{file}: {part} has a field that may not be in a template: {field}",
                    file=file,
                    part=part,
                    field=instruction.strip(),
                )
            )


def _instructions(elements: Iterable[Element]) -> Iterator[str]:
    """What each field is told to do; its result is no longer part of it."""
    open_fields: list[list[str]] = []
    for element in elements:
        match element.tag, element.attributes.get("w:fldCharType"):
            case "w:fldSimple", _:
                yield element.attributes.get("w:instr", "")
            case "w:fldChar", "begin":
                open_fields.append([])
            case "w:fldChar", "end" if open_fields:
                yield "".join(open_fields.pop())
            case "w:instrText", _ if open_fields:
                open_fields[-1].append(element.text)
    yield from map("".join, open_fields)
