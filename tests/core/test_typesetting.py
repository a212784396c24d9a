from __future__ import annotations

import io
import struct
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gongkai.errors import GongkaiError
from gongkai.typesetting import drawn, typeset
from gongkai.typesetting.coverage import characters
from gongkai.typesetting.fonts import _of_the_system, chosen, folders

TEXT = """#let data = json("data.json")
#let fonts = json("fonts.json")
#set document(title: "题", date: datetime(year: 2019, month: 2, day: 12))
#set text(lang: "zh", font: fonts.fangsong, cjk-latin-spacing: none)
#data.text
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><text>年</text></svg>'
#: Two segments of the first plane: A to C, and the one that ends every such table.
BASIC = struct.pack(">7H2HH2H2H2H", 4, 32, 0, 4, 0, 0, 0, 67, 65535, 0, 65, 65535, 0, 1, 0, 0)


def read_back(pdf: bytes) -> str:
    return PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def font_with(*tables: tuple[int, bytes]) -> bytes:
    """A font file that has nothing but a character map with these tables."""
    head = struct.pack(">HH", 0, len(tables))
    offset = 4 + 8 * len(tables)
    records = b""
    for _, table in tables:
        records += struct.pack(">HHL", 3, 1, offset)
        offset += len(table)
    directory = struct.pack(">4s4H4s3L", b"\0\1\0\0", 1, 0, 0, 0, b"cmap", 0, 28, 0)
    return directory + head + records + b"".join(table for _, table in tables)


def test_what_is_set_can_be_read_back() -> None:
    assert read_back(typeset(TEXT, data={"text": "公开〔2014〕78号①"})) == "公开〔2014〕78号①"


def test_the_same_source_gives_the_same_bytes() -> None:
    assert typeset(TEXT, data={"text": "一"}) == typeset(TEXT, data={"text": "一"})


def test_a_character_that_no_font_has_is_seen() -> None:
    assert (
        read_back(typeset(TEXT, data={"text": "一\x01\ud800\ue000\\u0001二"}))
        == "一〓〓〓\\u0001二"
    )


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
@example("\\\x08\\b\x0c\n\t\ufeff\u2028\u202e\ufe0f\u200d")
def test_any_text_can_be_set(text: str) -> None:
    assert typeset(TEXT, data={"text": text})


def test_files_are_read_by_their_names_and_nothing_else_is() -> None:
    source = '#set page(width: auto, height: auto)\n#image("a.svg")\n#json("data.json")'
    assert typeset(source, files={"a.svg": SQUARE.encode()}, kind="png").startswith(b"\x89PNG")
    with pytest.raises(RuntimeError, match="file not found"):
        typeset(source, kind="png")
    with pytest.raises(RuntimeError, match="file not found"):
        typeset('#read("/etc/hostname")', kind="png")


def test_a_picture_is_of_the_first_page() -> None:
    source = "#set page(width: 10pt, height: 5pt, margin: 0pt)\n#pagebreak()"
    picture = typeset(source, kind="png", pixels_per_inch=144)
    assert struct.unpack(">LL", picture[16:24]) == (20, 10)


def test_an_svg_is_drawn_pixel_by_pixel() -> None:
    assert struct.unpack(">LL", drawn(SQUARE, scale=3)[16:24]) == (90, 60)


def test_the_best_font_that_is_there_comes_first_and_the_others_follow() -> None:
    families = chosen(["Noto Serif CJK SC", "SimHei", "simsun", "FandolFang R", "Times New Roman"])
    assert families == {
        "song": ("simsun", "Noto Serif CJK SC", "SimHei"),
        "fangsong": ("FandolFang R", "simsun", "Noto Serif CJK SC", "SimHei"),
        "hei": ("SimHei", "simsun", "Noto Serif CJK SC"),
        "kai": ("FandolFang R", "simsun", "Noto Serif CJK SC", "SimHei"),
        "title": ("simsun", "Noto Serif CJK SC", "SimHei"),
        "latin": ("Times New Roman",),
    }


def test_what_is_lacking_is_named_with_the_package_that_has_it() -> None:
    with pytest.raises(GongkaiError, match=r"no font for Noto Sans CJK SC: .* fonts-noto-cjk"):
        chosen(["SimSun"])
    with pytest.raises(GongkaiError, match="Noto Serif CJK SC, Noto Sans CJK SC"):
        chosen([])


def test_without_typst_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setenv("GONGKAI_FONTS", str(tmp_path))
    with pytest.raises(GongkaiError, match=r"pip install 'gongkai\[pdf\]'"):
        typeset("")


def test_folders_that_are_named_come_first_and_whole(tmp_path: Path) -> None:
    found = folders(f"{tmp_path}:{tmp_path / 'none'}:")
    assert found[0] == str(tmp_path)
    assert str(tmp_path / "none") not in found


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("win32", "Fonts"),
        ("darwin", "/System/Library/Fonts"),
        ("linux", "/usr/share/fonts"),
    ],
)
def test_every_system_keeps_fonts_somewhere(platform: str, folder: str) -> None:
    assert any(str(place).endswith(folder) for place in _of_the_system(platform))


def test_a_font_of_the_first_plane_is_understood(tmp_path: Path) -> None:
    font = tmp_path / "a.ttf"
    font.write_bytes(font_with((4, BASIC)))
    assert characters(str(font), 0) == {65, 66, 67}


def test_the_map_of_all_planes_is_preferred(tmp_path: Path) -> None:
    full = struct.pack(
        ">HHLLL9L", 12, 0, 52, 0, 3, 65, 66, 1, 0xE000, 0xE001, 3, 0xF0000, 0xF0001, 5
    )
    font = tmp_path / "a.ttf"
    font.write_bytes(font_with((4, BASIC), (12, full)))
    assert characters(str(font), 0) == {65, 66}


def test_a_map_of_another_kind_says_nothing(tmp_path: Path) -> None:
    font = tmp_path / "a.ttf"
    font.write_bytes(font_with((6, struct.pack(">HH", 6, 4))))
    assert characters(str(font), 0) == frozenset()
