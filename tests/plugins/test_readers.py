from __future__ import annotations

import codecs
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gongkai import Cell, GongkaiError, Unreadable
from gongkai_readers import encodings, gongkai_register_readers, limits
from gongkai_readers.delimited import read_delimited
from gongkai_readers.encodings import encoding_of
from gongkai_readers.workbook import _cell, read_workbook

Rows = list[tuple[int, list[Cell] | Unreadable]]


def text_rows(folder: Path, content: bytes) -> Rows:
    path = folder / "a.csv"
    path.write_bytes(content)
    return list(read_delimited(path))


def message(path: Path) -> str:
    read = read_workbook if path.suffix.startswith(".xls") else read_delimited
    with pytest.raises(GongkaiError) as caught:
        list(read(path))
    return str(caught.value)


def saved(folder: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_two_readers_are_offered_with_their_suffixes() -> None:
    offered = {reader.name: reader.suffixes for reader in gongkai_register_readers()}
    assert offered == {"csv": (".csv", ".tsv", ".txt"), "xlsx": (".xlsx", ".xlsm", ".xls")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_in_the_encodings_of_platforms(tmp_path: Path, encoding: str) -> None:
    content = "标题,文号\r\n㐀字办法,示数发〔2024〕1号\r\n".encode(encoding)
    assert text_rows(tmp_path, content) == [
        (1, ["标题", "文号"]),
        (2, ["㐀字办法", "示数发〔2024〕1号"]),
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_heading_line_tells_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    content = f'\n"题,;\t名"{delimiter}日期\n甲{delimiter}2024-01-02\n'.encode()
    assert text_rows(tmp_path, content) == [(2, ["题,;\t名", "日期"]), (3, ["甲", "2024-01-02"])]


def test_a_single_column_needs_no_delimiter(tmp_path: Path) -> None:
    assert text_rows(tmp_path, "标题\n甲\n".encode()) == [(1, ["标题"]), (2, ["甲"])]


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert text_rows(tmp_path, b"") == []


def test_a_row_is_numbered_by_the_line_on_which_it_starts(tmp_path: Path) -> None:
    content = b'a,b\n"x\ny",1\n\n , \nz,2'
    assert text_rows(tmp_path, content) == [
        (1, ["a", "b"]),
        (2, ["x\ny", "1"]),
        (6, ["z", "2"]),
    ]


def unread(rows: Rows) -> list[tuple[int, str]]:
    return [(number, row.text) for number, row in rows if isinstance(row, Unreadable)]


@pytest.mark.parametrize(
    ("content", "lines", "read"),
    [
        ('a,b\nx,1\n"y,2\nz,3\n', [(3, '"y,2')], [1, 2, 4]),
        ('a,b\n"双随机"检查结果,1\nx,2\n', [(2, '"双随机"检查结果,1')], [1, 3]),
        ('a,b\n"x,1\n"y"z,2\n"u\nv",3\n', [(2, '"x,1'), (3, '"y"z,2')], [1, 4]),
        ('a,b\nx,1\n"', [(3, '"')], [1, 2]),
    ],
)
def test_a_quotation_mark_that_is_not_closed_takes_no_other_row_with_it(
    tmp_path: Path, content: str, lines: list[tuple[int, str]], read: list[int]
) -> None:
    rows = text_rows(tmp_path, content.encode())
    assert unread(rows) == lines
    assert [number for number, row in rows if not isinstance(row, Unreadable)] == read


def test_a_line_that_cannot_be_split_says_why(tmp_path: Path) -> None:
    (_, (_, row)) = text_rows(tmp_path, b'a,b\n"x"y,1\n')
    assert isinstance(row, Unreadable)
    assert str(row.reason).startswith("the line cannot be split into cells (',' expected after")


def test_a_cell_larger_than_any_text_is_told_with_its_line(tmp_path: Path) -> None:
    rows = text_rows(tmp_path, b"a,b\n" + b"x" * 200_000 + b"\ny,1\n")
    assert [number for number, _ in unread(rows)] == [2]
    assert rows[-1] == (3, ["y", "1"])


@given(st.text(alphabet='a",\n', max_size=30))
def test_every_line_that_holds_something_is_in_a_row(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    rows = text_rows(tmp_path_factory.mktemp("lines"), text.encode())
    starts = [number for number, _ in rows]
    assert starts == sorted(set(starts))
    assert all(1 <= start <= text.count("\n") + 1 for start in starts)


def test_bytes_of_no_encoding_are_told_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("标题\n".encode() + b"\xff\xff\n")
    assert message(path).startswith("byte 7 belongs to neither UTF-8 nor GB18030")


def test_a_file_marked_as_utf_8_is_not_taken_for_another(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(codecs.BOM_UTF8 + "标题".encode("gb18030"))
    assert message(path).startswith("byte 3 belongs to neither")


def test_a_character_cut_at_the_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("标题,日期".encode("gb18030") + b"\xb1")
    assert message(path).startswith("byte 9 belongs to neither")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_is_refused_with_the_way_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("标题,a".encode(encoding))
    assert "UTF-16" in message(path)
    assert "另存为 CSV UTF-8" in message(path)


@pytest.mark.parametrize("name", ["missing.csv", "missing.xlsx"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert message(path) == "cannot be opened: No such file or directory"


@given(st.binary(max_size=40).filter(lambda content: b"\0" not in content))
def test_chunks_are_judged_as_the_whole(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("chunks") / "a.csv"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "_CHUNK", 3)
        assert encodings._first_fault(path, "utf-8") == whole_fault(content, "utf-8")
        assert encodings._first_fault(path, "gb18030") == whole_fault(content, "gb18030")


def whole_fault(content: bytes, encoding: str) -> int | None:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return None


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_text_is_never_taken_for_another_encoding(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("text") / "a.csv"
    path.write_bytes(text.encode())
    assert encoding_of(path) == "utf-8"


def test_a_workbook_gives_its_first_visible_sheet_that_holds_rows(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("隐藏").append(["不读"])
    book["隐藏"].sheet_state = "hidden"
    book.create_sheet("数据").append(["标题"])
    book.create_sheet("第二").append(["不读"])
    book.save(tmp_path / "a.xlsx")
    assert list(read_workbook(tmp_path / "a.xlsx")) == [(1, ["标题"])]


def test_a_workbook_without_rows_gives_none(tmp_path: Path) -> None:
    assert list(read_workbook(saved(tmp_path))) == []


def test_rows_of_a_workbook_keep_their_numbers(tmp_path: Path) -> None:
    path = saved(tmp_path, [], ["标题", "日期"], [" ", None], ["甲", date(2024, 3, 5)])
    assert list(read_workbook(path)) == [(2, ["标题", "日期"]), (4, ["甲", date(2024, 3, 5)])]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("文", "文"),
        (True, "TRUE"),
        (3.0, 3),
        (0.1 + 0.2, Decimal("0.3")),
        (float("inf"), "inf"),
        (date(2024, 3, 5), date(2024, 3, 5)),
        (time(9, 30), "09:30:00"),
    ],
)
def test_cells_of_a_workbook_become_plain_values(
    value: str | float | bool | date | time,  # noqa: FBT001 - a cell
    cell: Cell,
) -> None:
    assert repr(_cell(value)) == repr(cell)


def test_a_time_of_day_is_left_out_of_a_date() -> None:
    assert repr(_cell(datetime(2024, 3, 5, 9, 30))) == "datetime.date(2024, 3, 5)"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", b"<html><table>"),
        ("a.xlsx", b""),
        ("a.xlsx", b"PK\x05\x06" + b"\xff" * 16 + b"\0\0"),
    ],
)
def test_a_damaged_workbook_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert message(path).startswith("cannot be read as a workbook (")


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(limits.LARGEST + 1))
    assert "unpacks to 209715201 bytes" in message(path)


def test_a_workbook_that_reaches_to_its_last_cell_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, ["标题"])
    book = Workbook()
    book.active["A1"] = "标题"
    book.active["XFD1048576"] = "远"
    book.save(path)
    assert message(path).startswith("a sheet reaches to cell XFD1048576; delete")


def test_a_workbook_as_wide_as_people_make_them_is_read(tmp_path: Path) -> None:
    assert list(read_workbook(saved(tmp_path, ["甲", "乙"], ["一", 2]))) == [
        (1, ["甲", "乙"]),
        (2, ["一", 2]),
    ]
