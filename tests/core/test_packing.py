from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from gongkai.packing import package

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": None, "附/表.xml": b"x" * 9_000}


def test_a_filled_package_is_a_whole_archive() -> None:
    content = package(WORD).filled({"word/document.xml": "正文".encode()})

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": "正文".encode(),
            "附/表.xml": b"x" * 9_000,
        }
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}


def test_a_picture_is_packed_as_it_is() -> None:
    picture = b"".join(hashlib.sha256(bytes([index % 256])).digest() for index in range(3_000))
    content = package({"word/media/image1.png": picture}).filled({})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("word/media/image1.png") == picture


def test_the_same_parts_give_the_same_bytes() -> None:
    parts = {"word/document.xml": b"a" * 100_000}
    assert package(WORD).filled(parts) == package(WORD).filled(parts)


def test_an_empty_package_is_an_archive_too() -> None:
    assert zipfile.ZipFile(io.BytesIO(package({}).filled({}))).namelist() == []


def test_a_part_that_is_not_given_is_no_file() -> None:
    with pytest.raises(KeyError, match=r"word/document\.xml"):
        package(WORD).filled({})
