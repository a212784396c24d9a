"""A document taken apart: its parts, their types, and how they refer to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve, frozen

from gongkai import GongkaiError, InputFile, words
from gongkai_output_docx.escaping import quoted
from gongkai_output_docx.template.archive import members_of, no_document
from gongkai_output_docx.template.relations import (
    OFFICE,
    XML,
    Relation,
    admitted,
    relations_in,
    relations_part,
    target_of,
)
from gongkai_output_docx.template.spans import Element, NotXmlError, elements_of, word_elements_of

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT = f"{WORD_TYPE}document.main+xml"
_MAIN_TYPES = {_DOCUMENT, f"{WORD_TYPE}template.main+xml"}
#: A letterhead's text is far smaller; every element in it takes room in memory.
_LARGEST = 8 * 1024 * 1024
_UNKNOWN = "application/octet-stream"
_RELATIONS_TYPE = (
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)


@frozen(kw_only=True)
class Parts:
    """The parts of a document that lead on from ``main``; ``file`` names it in messages."""

    file: str
    main: str
    contents: Mapping[str, bytes]
    types: Mapping[str, str]
    relations: Mapping[str, tuple[Relation, ...]]

    def related(self, *kinds: str) -> tuple[str, ...]:
        """The parts that the main one refers to as one of these kinds."""
        return tuple(
            target_of(relation, self.main)
            for relation in self.relations[self.main]
            if relation.kind in kinds and not relation.outside
        )

    def elements(self, part: str) -> list[Element]:
        """The elements of a part that Word wrote."""
        return _read(word_elements_of, self.contents[part], self.file, part)

    def with_content(self, part: str, content: bytes) -> Parts:
        """The same with something else in one part."""
        return evolve(self, contents={**self.contents, part: content})

    def with_part(self, kind: str, content: bytes, name: str = "") -> tuple[Parts, str]:
        """The same with a part more, to which the main one refers, and the name of the relation."""
        there = self.relations[self.main]
        identifier = unused("gongkai", (one.identifier for one in there))
        stem = posixpath.join(posixpath.dirname(self.main), name or kind)
        part = unused(stem, (name.removesuffix(".xml") for name in self.contents)) + ".xml"
        relation = Relation(identifier, f"{OFFICE}{kind}", f"/{part}", outside=False)
        more = evolve(
            self,
            contents={**self.contents, part: content},
            types={**self.types, part: f"{WORD_TYPE}{kind}+xml"},
            relations={**self.relations, self.main: (*there, relation), part: ()},
        )
        return more, identifier


def unused(name: str, taken: Iterable[str]) -> str:
    """A name that is not taken: this one, or else with a number after it."""
    known = set(taken)
    names = (name, *(f"{name}-{number}" for number in range(2, len(known) + 2)))
    return next(one for one in names if one not in known)


def parts_of(file: InputFile) -> Parts:
    """Take a template apart; what nothing refers to, and what is of no use, is left out."""
    return taken_apart(members_of(file), file.name)


def taken_apart(members: Mapping[str, bytes], file: str) -> Parts:
    """The same from the members of its archive."""
    types = _types(members, file)
    root = _relations(members, "", file)
    main = next((target_of(one, "") for one in root if one.kind == "officeDocument"), "")
    if types.get(main) not in _MAIN_TYPES or main not in members:
        raise _unfit(types.get(main, ""), file)
    relations = dict(_reached(main, members, file))
    return Parts(
        file=file,
        main=main,
        contents={part: members[part] for part in relations},
        types={part: types.get(part, _UNKNOWN) for part in relations} | {main: _DOCUMENT},
        relations=relations,
    )


def types_of(types: Mapping[str, str]) -> bytes:
    """Write the types of all parts."""
    lines = "".join(
        f'<Override PartName="/{quoted(part)}" ContentType="{quoted(type_)}"/>'
        for part, type_ in types.items()
    )
    return f'{XML}<Types xmlns="{_TYPES}">{_RELATIONS_TYPE}{lines}</Types>'.encode()


def _types(members: Mapping[str, bytes], file: str) -> dict[str, str]:
    """The type of each member: its own, or that of its ending."""
    name = "[Content_Types].xml"
    if name not in members:
        raise no_document(file)
    own: dict[str, str] = {}
    usual: dict[str, str] = {}
    for element in _read(elements_of, members[name], file, name):
        type_ = element.attributes.get("ContentType", "")
        own[element.attributes.get("PartName", "").lower()] = type_
        usual[element.attributes.get("Extension", "").lower()] = type_
    return {
        member: own.get(f"/{member.lower()}")
        or usual.get(member.rpartition(".")[2].lower())
        or _UNKNOWN
        for member in members
    }


def _reached(
    main: str, members: Mapping[str, bytes], file: str
) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    """Each part that the main one leads to, itself first, and what it refers to."""
    waiting, seen = [main], {main}
    for part in waiting:
        found = admitted(_relations(members, part, file), part, file)
        yield part, found
        further = [target_of(relation, part) for relation in found if not relation.outside]
        new = dict.fromkeys(name for name in further if name in members and name not in seen)
        waiting += new
        seen.update(new)


def _relations(members: Mapping[str, bytes], part: str, file: str) -> tuple[Relation, ...]:
    name = relations_part(part)
    if name not in members:
        return ()
    return relations_in(_read(elements_of, members[name], file, name))


def _read(
    reader: Callable[[bytes], list[Element]], content: bytes, file: str, part: str
) -> list[Element]:
    if len(content) > _LARGEST:
        place, megabytes = f"{file}: {part}", _LARGEST // 1024 // 1024
        raise GongkaiError(words("{file} is larger than {number} MB", file=place, number=megabytes))
    try:
        return reader(content)
    except NotXmlError as error:
        raise GongkaiError(
            words("{file}: {part} is not written as Word writes it", file=file, part=part)
        ) from error


def _unfit(type_: str, file: str) -> GongkaiError:
    if "macroEnabled" not in type_:
        return no_document(file)
    return GongkaiError(
        words("{file}: it may hold macros (.docm, .dotm); save it as .docx without them", file=file)
    )
