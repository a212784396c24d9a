"""Files that are no templates, or none that may be trusted: each is refused by name."""

from __future__ import annotations

import io
import zipfile

import pytest

from gongkai import GongkaiError, InputFile
from tests.plugins.docx_files import members, spoilt, template, with_part, written, zipped
from tests.plugins.output_sample import REPORT

PLAIN = template("{{body}}")
PARTS = members(PLAIN.content)
NAME = "shifan/letterhead.docx"
DOCUMENT, TYPES = "word/document.xml", "[Content_Types].xml"
RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def mistake(file: InputFile) -> str:
    with pytest.raises(GongkaiError) as caught:
        written(REPORT, file)
    message = str(caught.value)
    assert message.startswith(f"{NAME}: ")
    return message.removeprefix(f"{NAME}: ")


def of(content: bytes) -> InputFile:
    return InputFile(NAME, content)


def related(kind: str, target: str, *, outside: bool = False) -> InputFile:
    """A template with one relation more."""
    mode = ' TargetMode="External"' if outside else ""
    relation = f'<Relationship Id="x" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    end = b"</Relationships>"
    return spoilt(PLAIN, {RELS: (end, relation.encode() + end)})


def lying() -> bytes:
    """An archive in which a member says that it is smaller than it is."""
    content = zipped({**PARTS, DOCUMENT: b" " * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    return content.replace(size, (1_000).to_bytes(4, "little"))


def fields(*instructions: str) -> InputFile:
    """A template with a field, its instruction split over runs."""
    runs = "".join(
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>" for instruction in instructions
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    field = f"<w:p>{begin}{runs}{end}</w:p><w:sectPr"
    return spoilt(PLAIN, {DOCUMENT: (b"<w:sectPr", field.encode())})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Dear all,",
        PLAIN.content[:-30],
        zipped({"a.txt": b"a"}),
        zipped({TYPES: PARTS[TYPES]}),
        zipped({**PARTS, TYPES: PARTS[TYPES].replace(b"wordprocessingml", b"spreadsheetml")}),
        zipped({name: part for name, part in PARTS.items() if name != DOCUMENT}),
        zipped({**PARTS, "../a.xml": b"a"}),
        zipped({**PARTS, "word\\a.xml": b"a"}),
        zipped(PARTS, zipfile.ZIP_BZIP2),
        lying(),
    ],
    ids=[
        "empty",
        "text",
        "cut off",
        "zip",
        "no parts",
        "excel",
        "no document",
        "climbing",
        "backslash",
        "bzip2",
        "lying",
    ],
)
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    assert mistake(of(content)) == "this is no Word document (.docx)"


def encrypted() -> bytes:
    """An archive whose first member says that it is encrypted."""
    content = bytearray(zipped(PARTS))
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    "content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, encrypted()]
)
def test_an_encrypted_or_an_old_file_is_refused(content: bytes) -> None:
    assert mistake(of(content)) == (
        "it is encrypted, or in the old format .doc; save it as a Word document (.docx)"
        " without a password"
    )


def test_a_bomb_is_not_unpacked() -> None:
    file = with_part(PLAIN, "word/a.bin", b"\0" * (101 * 1024 * 1024))
    assert len(file.content) < 1_000_000
    assert mistake(file) == "unpacked, it is larger than 100 MB"


def test_a_crowd_of_members_is_not_unpacked() -> None:
    crowd = {f"a{number}": b"" for number in range(2_001)}
    assert mistake(of(zipped({**PARTS, **crowd}))) == "it has more than 2000 parts"


def test_a_part_of_endless_text_is_not_read() -> None:
    spaces = {DOCUMENT: PARTS[DOCUMENT] + b" " * (9 * 1024 * 1024)}
    assert mistake(of(zipped({**PARTS, **spaces}))) == "word/document.xml is larger than 8 MB"


@pytest.mark.parametrize("kind", ["vbaProject", "oleObject", "control", "aFChunk", "package"])
def test_active_or_embedded_things_are_refused(kind: str) -> None:
    assert mistake(with_part(related(kind, "a.bin"), "word/a.bin", b"a")) == (
        f"word/document.xml holds something active or embedded ({kind});"
        " take it out of the template"
    )


def test_a_file_that_may_hold_macros_is_refused() -> None:
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert mistake(spoilt(PLAIN, {TYPES: (usual, macro)})) == (
        "it may hold macros (.docm, .dotm); save it as .docx without them"
    )


@pytest.mark.parametrize(
    ("kind", "target"),
    [("image", "http://a.cn/a.png"), ("hyperlink", "file://a/b"), ("header", "//a/h.xml")],
)
def test_what_comes_from_outside_is_refused(kind: str, target: str) -> None:
    assert mistake(related(kind, target, outside=True)) == (
        f"word/document.xml refers to {target} outside the template;"
        " put it into the template itself"
    )


@pytest.mark.parametrize(
    "instructions",
    [
        (' DDEAUTO c:\\\\a "b"',),
        (" D", "DE a"),
        ('INCLUDEPICTURE "http://a.cn/a.png"',),
        ('HYPERLINK "file://a/b"',),
        ("",),
    ],
    ids=["dde", "split", "picture", "link", "none"],
)
def test_fields_that_fetch_or_start_something_are_refused(instructions: tuple[str, ...]) -> None:
    said = "".join(instructions).strip()
    assert mistake(fields(*instructions)) == (
        f"word/document.xml has a field that may not be in a template: {said}"
    )


def test_a_field_without_an_end_is_looked_at_too() -> None:
    whole = fields("LINK a")
    end = b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert mistake(spoilt(whole, {DOCUMENT: (end, end.replace(b"end", b"separate"))})).endswith(
        "template: LINK a"
    )


@pytest.mark.parametrize(
    "instruction", ["PAGE", " page \\* MERGEFORMAT", "= 1 + 1", 'HYPERLINK "https://a.cn"']
)
def test_harmless_fields_stay(instruction: str) -> None:
    assert instruction.encode() in members(written(REPORT, fields(instruction)))[DOCUMENT]


def test_a_simple_field_is_looked_at_too() -> None:
    simple = b'<w:p><w:fldSimple w:instr="IMPORT a"/></w:p><w:sectPr'
    file = spoilt(PLAIN, {DOCUMENT: (b"<w:sectPr", simple)})
    assert mistake(file).endswith("template: IMPORT a")


def test_stray_ends_of_fields_do_no_harm() -> None:
    stray = b'<w:p><w:r><w:fldChar w:fldCharType="end"/><w:instrText>a</w:instrText></w:r></w:p>'
    file = spoilt(PLAIN, {DOCUMENT: (b"<w:sectPr", stray + b"<w:sectPr")})
    assert stray in members(written(REPORT, file))[DOCUMENT]


_START = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (DOCUMENT, _START, _START + b'<!DOCTYPE a [<!ENTITY b "c">]>'),
        (DOCUMENT, b"UTF-8", b"UTF-16"),
        (DOCUMENT, b"</w:body>", b""),
        (DOCUMENT, b"{{body}}", b"{{body}}\xff"),
        (DOCUMENT, b"wordprocessingml/2006/main", b"wordprocessingml/2007/main"),
        (RELS, b"</Relationships>", b""),
        (TYPES, b"</Types>", b""),
        ("word/styles.xml", b"</w:styles>", b""),
    ],
    ids=["doctype", "utf-16", "open", "bytes", "namespace", "relations", "types", "styles"],
)
def test_a_part_that_word_did_not_write_is_named(part: str, old: bytes, new: bytes) -> None:
    file = spoilt(PLAIN, {part: (old, new)})
    assert mistake(file) == f"{part} is not written as Word writes it"


def test_a_part_with_another_prefix_is_named() -> None:
    other = PARTS[DOCUMENT].replace(b"<w:", b"<x:").replace(b"</w:", b"</x:")
    other = other.replace(b" w:", b" x:").replace(b"xmlns:w=", b"xmlns:x=")
    assert mistake(of(zipped({**PARTS, DOCUMENT: other}))) == (
        "word/document.xml is not written as Word writes it"
    )


def test_a_document_without_a_body_lacks_the_place() -> None:
    parts = {**PARTS, DOCUMENT: PARTS[DOCUMENT].replace(b"w:body>", b"w:other>")}
    nothing = (
        parts[DOCUMENT].split(b"<w:sectPr")[0].replace(b"{{body}}", b"")
        + b"</w:other></w:document>"
    )
    assert mistake(of(zipped({**parts, DOCUMENT: nothing}))) == "the place {{body}} is missing"


def test_a_template_that_is_refused_does_not_stop_what_comes_after() -> None:
    assert zipfile.is_zipfile(io.BytesIO(written(REPORT, PLAIN)))
