"""How the parts of a document refer to each other, and what they may refer to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from attrs import frozen

from gongkai import GongkaiError, words
from gongkai_output_docx.escaping import quoted
from gongkai_output_docx.links import address_of
from gongkai_output_docx.template.spans import Element

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
#: What a letterhead is made of. Macros, embedded files, controls, foreign text are not among it.
_KEPT = frozenset(
    (
        "comments",
        "commentsExtended",
        "commentsExtensible",
        "commentsIds",
        "customXml",
        "customXmlProps",
        "endnotes",
        "font",
        "fontTable",
        "footer",
        "footnotes",
        "glossaryDocument",
        "header",
        "hyperlink",
        "image",
        "numbering",
        "officeDocument",
        "people",
        "printerSettings",
        "settings",
        "styles",
        "theme",
        "webSettings",
    )
)
#: What is of no use to a report: its properties are written anew, the template's signature does
#: not hold for it, and the styles of Word 2010 are there a second time.
_DROPPED = frozenset(
    (
        "attachedTemplate",
        "core-properties",
        "custom-properties",
        "extended-properties",
        "origin",
        "stylesWithEffects",
        "thumbnail",
    )
)


@frozen
class Relation:
    """A reference from one part to another, or to an address outside."""

    identifier: str
    type: str
    target: str
    outside: bool

    @property
    def kind(self) -> str:
        """What is referred to: the end of the type's address."""
        return self.type.rpartition("/")[2]


def relations_part(part: str) -> str:
    """The name of the part that holds a part's relations; that of the package for none."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(relation: Relation, part: str) -> str:
    """The name of the part that a relation of ``part`` refers to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.target))[1:]


def relations_in(elements: Iterable[Element]) -> tuple[Relation, ...]:
    """The relations that a part of them holds, in the order in which they are written."""
    return tuple(
        Relation(
            element.attributes.get("Id", ""),
            element.attributes.get("Type", ""),
            element.attributes.get("Target", ""),
            outside=element.attributes.get("TargetMode") == "External",
        )
        for element in elements
        if element.tag == f"{RELATIONS} Relationship"
    )


def admitted(relations: Iterable[Relation], part: str, file: str) -> tuple[Relation, ...]:
    """The relations that a report takes over; `GongkaiError` for one that it must not."""
    wanted = [relation for relation in relations if relation.kind not in _DROPPED]
    for relation in wanted:
        if relation.kind not in _KEPT:
            raise GongkaiError(
                words(
                    "{file}: {part} holds something active or embedded ({kind});"
                    " take it out of the template",
                    file=file,
                    part=part or file,
                    kind=relation.kind,
                )
            )
        if relation.outside and not _followable(relation):
            raise GongkaiError(
                words(
                    "{file}: {part} refers to {target} outside the template;"
                    " put it into the template itself",
                    file=file,
                    part=part,
                    target=relation.target,
                )
            )
    return tuple(wanted)


def written(relations: Iterable[Relation]) -> bytes:
    """Write the relations of a part."""
    start, end = around(relations)
    return f"{start}{end}".encode()


def around(relations: Iterable[Relation]) -> tuple[str, str]:
    """The same in two pieces, between which there is room for more of them."""
    lines = "".join(map(line_of, relations))
    return f'{XML}<Relationships xmlns="{RELATIONS}">{lines}', "</Relationships>"


def line_of(relation: Relation) -> str:
    """Write a relation."""
    mode = ' TargetMode="External"' if relation.outside else ""
    return (
        f'<Relationship Id="{quoted(relation.identifier)}" Type="{quoted(relation.type)}"'
        f' Target="{quoted(relation.target)}"{mode}/>'
    )


def _followable(relation: Relation) -> bool:
    return relation.kind == "hyperlink" and bool(address_of(relation.target))
