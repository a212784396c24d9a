from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from gongkai.config.source import Keys, Source, read_source
from gongkai.errors import ConfigError, GongkaiError, Position


def source(folder: Path, content: str | bytes) -> Source:
    path = folder / "a.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_source(path, "a.toml")


def refused(folder: Path, content: str | bytes) -> str:
    with pytest.raises(ConfigError) as caught:
        source(folder, content)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("a = 1", ("a",), "a.toml:1:5"),
        ("# 注\n\na = 1", ("a",), "a.toml:3:5"),
        ('a = "中文" # 注\nb = 2', ("b",), "a.toml:2:5"),
        ('"中 文" = 1', ("中 文",), "a.toml:1:9"),
        ('"\\u4e2d" = 1', ("中",), "a.toml:1:12"),
        ("'c.d' = 1", ("c.d",), "a.toml:1:9"),
        ("a.b.c = 1", ("a", "b", "c"), "a.toml:1:9"),
        ('a."b c".d = 1', ("a", "b c", "d"), "a.toml:1:13"),
        ("a = { b = 1, c.d = 2 }", ("a", "c", "d"), "a.toml:1:20"),
        ("a = [1, # 一\n  [2, 3]]", ("a", 1, 1), "a.toml:2:7"),
        ('a = ["中", 2]', ("a", 1), "a.toml:1:11"),
        ("[t]\nk = 1", ("t", "k"), "a.toml:2:5"),
        ("[t.u]\nk = 1", ("t", "u", "k"), "a.toml:2:5"),
        ("[[t]]\nk = 1\n[[t]]\nk = 2", ("t", 1, "k"), "a.toml:4:5"),
        ("[[t]]\n[[t.u]]\nk = 1\n[t.v]\nk = 2", ("t", 0, "v", "k"), "a.toml:5:5"),
        ("[[t]]\n[[t.u]]\nk = 1\n[[t.u]]\nk = 2", ("t", 0, "u", 1, "k"), "a.toml:5:5"),
        ("a = 1\r\nb = 2\r\n", ("b",), "a.toml:2:5"),
        ("\ufeffa = 1", ("a",), "a.toml:1:5"),
        ("a = '''\n多\n行'''\nb = 1", ("b",), "a.toml:4:5"),
    ],
)
def test_a_value_is_found_where_it_is_written(
    tmp_path: Path, text: str, keys: Keys, expected: str
) -> None:
    assert str(source(tmp_path, text).position(keys)) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("t", "missing"), "a.toml:3:2"),
        (("t",), "a.toml:3:2"),
        (("t", "u"), "a.toml:1:2"),
        (("list",), "a.toml:5:3"),
        (("nowhere",), "a.toml"),
        ((), "a.toml"),
    ],
)
def test_what_is_not_written_is_where_its_table_is(
    tmp_path: Path, keys: Keys, expected: str
) -> None:
    text = "[t.u]\nk = 1\n[t]\nv = 1\n[[list]]\n"

    assert str(source(tmp_path, text).position(keys)) == expected


def test_a_key_is_found_before_its_value(tmp_path: Path) -> None:
    found = source(tmp_path, '[t]\n  "钥匙".b = 1\n')

    assert found.position(("t", "钥匙"), key=True) == Position("a.toml", 2, 3)
    assert found.position(("t", "钥匙", "b"), key=True) == Position("a.toml", 2, 8)
    assert found.position(("t", "钥匙", "b")) == Position("a.toml", 2, 12)


_NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=5)
_VALUES = st.recursive(
    st.integers(-99, 99) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=8,
)


def written(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{quoted(name)} = {written(content)}" for name, content in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value).lower()


def quoted(name: str) -> str:
    return '"' + "".join(f"\\U{ord(character):08x}" for character in name) + '"'


def leaves(value: object, keys: Keys = ()) -> dict[Keys, object]:
    if isinstance(value, dict | list) and value:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return {at: leaf for key, item in items for at, leaf in leaves(item, (*keys, key)).items()}
    return {keys: value}


@given(st.dictionaries(_NAMES, _VALUES, min_size=1, max_size=4))
def test_every_position_points_at_the_text_of_the_value(table: dict[str, object]) -> None:
    lines = [f"{quoted(name)} = {written(value)}" for name, value in table.items()]
    found = Source(Path("a.toml"), "a.toml", "\n".join(lines), table)

    for keys, leaf in leaves(table).items():
        place = found.position(keys)
        assert lines[place.line - 1][place.column - 1 :].startswith(written(leaf))


@given(st.text(max_size=200))
def test_any_text_is_toml_or_a_mistake_with_the_files_name(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("source")
    content = text.encode("utf-8", "surrogatepass")
    try:
        table = tomli.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except ValueError:
        assert refused(folder, content).startswith("a.toml")
    else:
        assert source(folder, content).table == table


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert source(tmp_path, "").table == {}


def test_decimals_are_exact(tmp_path: Path) -> None:
    assert source(tmp_path, "a = 96171.60").table == {"a": Decimal("96171.60")}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a = 1\na = 2", "a.toml:2:6: not valid TOML: Cannot overwrite a value"),
        ("a = 'x\n", 'a.toml:2:1: not valid TOML: Expected "\'"'),
        ("年 = 1", "a.toml:1:1: not valid TOML: Invalid statement"),
        ("a = “x”", 'a.toml:1:5: not valid TOML: a full-width “ stands here; type " in half width'),
        (
            'b = 1\r\na = "x”\r\n',
            'a.toml:2:8: not valid TOML: a full-width ” stands here; type " in half width',
        ),
        (
            'a = "x"，',
            "a.toml:1:8: not valid TOML: a full-width ， stands here; type , in half width",
        ),
        (
            "a = １２６",
            "a.toml:1:5: not valid TOML: a full-width １ stands here; type 1 in half width",
        ),
        (
            "a =\u30001",
            (
                "a.toml:1:4: not valid TOML: "
                "a full-width space stands here; type a space in half width"
            ),
        ),
        ('a = "年、', "a.toml:1:8: not valid TOML: Unterminated string"),
        (b"a = '\xd0\xc2'", "a.toml: not UTF-8 text (byte 5); save the file as UTF-8"),
        ("a = " + "9" * 5000, "a.toml: not valid TOML: a number with too many digits"),
        ("a = 1e" + "9" * 30, "a.toml: not valid TOML: a number with too many digits"),
        ("a = " + "[" * 9999, "a.toml: not valid TOML: nested too deeply"),
        ("a = " + "[" * 99 + "]" * 99, "a.toml: not valid TOML: nested too deeply"),
        ("a." * 5000 + "a = 1", "a.toml: not valid TOML: nested too deeply"),
    ],
)
def test_what_is_not_toml_is_said(tmp_path: Path, content: str | bytes, expected: str) -> None:
    assert refused(tmp_path, content) == expected


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match=r"^b/a\.toml: there is no such file$"):
        read_source(tmp_path / "a.toml", "b/a.toml")


def test_a_folder_in_the_place_of_a_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match=r"^a\.toml: cannot be read: Is a directory$"):
        read_source(tmp_path, "a.toml")


def test_one_line_of_many_values_is_searched_in_one_pass(tmp_path: Path) -> None:
    found = source(tmp_path, "a = [" + "'中'," * 50_000 + "]")

    assert found.position(("a", 49_999)) == Position("a.toml", 1, 200_002)
