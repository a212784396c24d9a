from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.core.cli.command import Command

TEXT = "第一行\n　　全年收到申请件，均已办结。\n联系电话13912345678\n"
PAGE = (
    "<title>电话13912345678</title>\n<p>第一段</p>\n"
    "<p>联系<b>电话139</b>12345678</p><div hidden>电话13912345678</div>"
)


@pytest.fixture
def folder(gongkai: Command) -> Path:
    return gongkai.folder


def places(command: Command, *arguments: str) -> list[tuple[str, str, str, int, int]]:
    found = command("check", *arguments, "--json").json["findings"]
    return [
        (f["code"], f["address"], *(f["source"][key] for key in ("file", "line", "column")))
        for f in found
        if f["code"] in {"narrative.placeholder", "privacy.phone"}
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_checked_without_a_bureau(encoding: str, folder: Path, gongkai: Command) -> None:
    (folder / "t.txt").write_bytes(TEXT.encode(encoding))

    assert ("privacy.phone", "text", "t.txt", 3, 5) in places(gongkai, "--text", "t.txt")
    assert not (folder / "agencies").exists()


def test_a_page_is_checked_with_what_readers_do_not_see(folder: Path, gongkai: Command) -> None:
    (folder / "p.html").write_text(PAGE, "utf-8")

    assert places(gongkai, "--text", "p.html") == [
        ("privacy.phone", "page:hidden", "p.html", 3, 44),
        ("privacy.phone", "page:text", "p.html", 3, 11),
        ("privacy.phone", "page:title", "p.html", 1, 10),
    ]


def test_findings_are_told_as_check_tells_them(folder: Path, gongkai: Command) -> None:
    (folder / "t.txt").write_text(TEXT, "utf-8")

    said = gongkai("check", "--text", "t.txt")

    assert said.status == 1
    assert said.out.startswith("t.txt\n")
    assert "  error privacy.phone  text  t.txt:3:5\n" in said.out
    assert "rules that ran: " in said.out
    assert gongkai("check", "--text", "t.txt", "--fail-on", "never").status == 0


def test_a_clean_text_ends_with_0(folder: Path, gongkai: Command) -> None:
    (folder / "t.txt").write_text("示范局依法公开政府信息。\n", "utf-8")

    said = gongkai("check", "--text", "t.txt", "--name", "示范局")

    assert said.status == 0
    assert said.out.startswith("示范局  (t.txt)\n")


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b" \n\t\n", b"<html><body></body></html>"]
)
@pytest.mark.parametrize("name", [(), ("--name", "示范局")])
def test_a_file_without_text_is_no_clean_text(
    content: bytes, name: tuple[str, ...], folder: Path, gongkai: Command
) -> None:
    (folder / "t.txt").write_bytes(content)

    said = gongkai("check", "--text", "t.txt", *name)

    assert (said.status, said.out, said.err) == (2, "", "gongkai: t.txt: the file holds no text\n")


def test_the_standard_input_is_a_text_too(
    gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))

    assert ("privacy.phone", "text", "stdin", 3, 5) in places(gongkai, "--text", "-")


def test_a_closed_standard_input_is_told(gongkai: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)

    said = gongkai("check", "--text", "-")

    assert (said.status, said.err) == (
        2,
        "gongkai: the standard input is closed; name a file instead of -\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--text", "t.txt", "suqian/kjj", "--year", "2018"),
            "a text without a bureau, and no reports; leave out suqian/kjj --year 2018",
        ),
        (("--name", "示范局"), "--name says whose text it is; it needs --text FILE"),
        (("--text", "t.txt"), "t.txt: cannot be opened: No such file or directory"),
        (("--text", os.devnull + "/x"), "cannot be opened: Not a directory"),
    ],
)
def test_what_cannot_be_checked_ends_with_2(
    arguments: tuple[str, ...], message: str, gongkai: Command
) -> None:
    said = gongkai("check", *arguments)

    assert said.status == 2
    assert message in said.err


def test_text_in_no_encoding_is_refused_with_its_byte(folder: Path, gongkai: Command) -> None:
    (folder / "t.txt").write_bytes("公开".encode() + b"\xff\xff")

    said = gongkai("check", "--text", "t.txt")

    assert said.status == 2
    assert "t.txt: byte 6 belongs to neither UTF-8 nor GB18030 text" in said.err
