"""A template made ready: what does not change is compressed, what does is cut at its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from attrs import frozen

from gongkai import InputFile, Package, package
from gongkai_output_docx.links import Links
from gongkai_output_docx.look import Look, look_of
from gongkai_output_docx.template.draft import with_draft_mark
from gongkai_output_docx.template.fields import check_fields
from gongkai_output_docx.template.lists import with_lists
from gongkai_output_docx.template.pages import text_width
from gongkai_output_docx.template.parts import Parts, parts_of, taken_apart, types_of
from gongkai_output_docx.template.places import Cloth, cut_at_places, position_of
from gongkai_output_docx.template.relations import (
    OFFICE,
    RELATIONS,
    Relation,
    around,
    line_of,
    relations_part,
    written,
)
from gongkai_output_docx.template.settings import with_settings
from gongkai_output_docx.template.styles import with_styles

_OURS = Path(__file__).parents[1] / "parts"
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_PROPERTIES = {
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_TEXTS = ("header", "footer", "footnotes", "endnotes")


@frozen(kw_only=True, eq=False)
class Template:
    """A document of which a report fills the rest.

    ``cloths`` are the parts that have places, the ``main`` one among them. ``plain`` is the archive
    of a report without links, ``linked`` of one that has some.
    """

    main: str
    cloths: Mapping[str, Cloth]
    look: Look
    link_prefix: str
    relations: tuple[str, str]
    plain: Package
    linked: Package

    def filled(self, parts: Mapping[str, bytes], links: Links) -> bytes:
        """Write the document with these parts, and with relations for the links in them."""
        if not links.addresses:
            return self.plain.filled(parts)
        start, end = self.relations
        more = [
            line_of(Relation(identifier, f"{OFFICE}hyperlink", address, outside=True))
            for address, identifier in links.addresses.items()
        ]
        relations = f"{start}{''.join(more)}{end}".encode()
        return self.linked.filled({**parts, relations_part(self.main): relations})


@lru_cache(maxsize=8)
def template_of(file: InputFile, *, draft: bool, lists: int) -> Template:
    """The bureau's template, or ours if it has none, with room for so many ordered lists."""
    parts = parts_of(file) if file.name else _ours()
    texts = (parts.main, *dict.fromkeys(parts.related(*_TEXTS)))
    for part in texts:
        check_fields(parts.elements(part), part, parts.file)
    parts, styles = with_styles(with_settings(parts))
    parts, bullets = with_lists(parts, lists)
    if draft:
        parts = with_draft_mark(parts)
    cloths = {part: cut_at_places(parts, part) for part in texts}
    body = position_of("body", parts)
    width = text_width(parts.elements(parts.main), body)
    return _made(parts, cloths, look_of(styles, width=width, bullets=bullets))


def _ours() -> Parts:
    files = sorted(path for path in _OURS.rglob("*") if path.is_file())
    members = {path.relative_to(_OURS).as_posix(): path.read_bytes() for path in files}
    return taken_apart(members, "gongkai")


def _made(parts: Parts, cloths: Mapping[str, Cloth], look: Look) -> Template:
    changing = {part: cloth for part, cloth in cloths.items() if cloth.changes}
    relations = relations_part(parts.main)
    members = _members(parts, changing)
    place = tuple(members).index(relations)
    plain = package(members)
    linked = Package((*plain.members[:place], relations, *plain.members[place + 1 :]))
    return Template(
        main=parts.main,
        cloths=changing,
        look=look,
        link_prefix=_unlike(one.identifier for one in parts.relations[parts.main]),
        relations=around(parts.relations[parts.main]),
        plain=plain,
        linked=linked,
    )


def _members(parts: Parts, changing: Iterable[str]) -> dict[str, bytes | None]:
    """The archive in the order that Word writes; what is filled in later is not there yet."""
    members: dict[str, bytes | None] = {
        "[Content_Types].xml": types_of({**_PROPERTIES, **parts.types}),
        relations_part(""): written(_root(parts.main)),
        **dict.fromkeys(_PROPERTIES),
    }
    for part, content in parts.contents.items():
        members[part] = None if part in changing else content
        if parts.relations[part] or part == parts.main:
            members[relations_part(part)] = written(parts.relations[part])
    return members


def _root(main: str) -> tuple[Relation, ...]:
    kinds = (
        (f"{OFFICE}officeDocument", main),
        (f"{RELATIONS}/metadata/core-properties", CORE),
        (f"{OFFICE}custom-properties", CUSTOM),
    )
    return tuple(
        Relation(f"rId{number}", kind, target, outside=False)
        for number, (kind, target) in enumerate(kinds, 1)
    )


def _unlike(identifiers: Iterable[str]) -> str:
    """How the names of links begin, so that none is the name of another relation."""
    known, prefix = tuple(identifiers), "link"
    while any(name.startswith(prefix) for name in known):
        prefix += "_"
    return prefix
