from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.config.layers import Layers, Tree, lay, unknown_keys
from gongkai.errors import ConfigError, GongkaiError, Position
from gongkai.testing import write_tree

PLACE = Position("a.toml", 1, 1)


def layers(folder: Path, *contents: str) -> Layers:
    files = {f"{number}.toml": content for number, content in enumerate(contents)}
    tree = write_tree(folder, files)
    return lay(tuple(tree.read(tree.root / name) for name in files))


def chain(folder: Path, files: dict[str, str | bytes], start: str = "a/bureau.toml") -> list[str]:
    tree = write_tree(folder, files)
    return [source.name for source in tree.chain(tree.root / start)]


def refused(folder: Path, files: dict[str, str | bytes]) -> str:
    with pytest.raises(ConfigError) as caught:
        chain(folder, files)
    return str(caught.value)


def test_tables_merge_and_everything_else_replaces(tmp_path: Path) -> None:
    laid = layers(tmp_path, "l = [1, 2]\n[t]\na = 1\nb = 1", "l = [3]\n[t]\nb = 2\nc = 2")

    assert laid.table == {"l": [3], "t": {"a": 1, "b": 2, "c": 2}}


def test_a_table_takes_the_place_of_a_value_and_back(tmp_path: Path) -> None:
    assert layers(tmp_path, "a = 1\n[b]\nc = 1", "b = 2\n[a]\nd = 2").table == {
        "a": {"d": 2},
        "b": 2,
    }


def test_the_files_themselves_stay_as_they_were(tmp_path: Path) -> None:
    laid = layers(tmp_path, "[t]\na = 1", "[t]\na = 2")

    assert [source.table for source in laid.files] == [{"t": {"a": 1}}, {"t": {"a": 2}}]


def test_every_value_remembers_its_file(tmp_path: Path) -> None:
    laid = layers(tmp_path, "l = [1, 2]\n[t]\na = 1\nb = 1", "l = [3]\n[t]\nb = 2")

    assert str(laid.position(("t", "a"))) == "0.toml:3:5"
    assert str(laid.position(("t", "b"))) == "1.toml:3:5"
    assert str(laid.position(("l", 0))) == "1.toml:1:6"
    assert str(laid.position(("t", "b"), key=True)) == "1.toml:3:1"
    assert laid.value(("t", "b")) == 2


def test_what_no_file_says_belongs_to_the_topmost(tmp_path: Path) -> None:
    assert str(layers(tmp_path, "a = 1", "b = 1").position(("c",))) == "1.toml"


def test_unknown_keys_are_told_with_what_is_near(tmp_path: Path) -> None:
    source = layers(tmp_path, "chanels = 1\nform = 2").files[0]

    (mistake,) = unknown_keys(source, ("channels", "form"))

    assert str(mistake.position) == "0.toml:1:1"
    assert str(mistake.message) == "unknown key 'chanels'; did you mean 'channels'?"


def test_a_chain_is_read_from_the_furthest_on(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "province.toml": "",
        "city/region.toml": 'extends = "../province.toml"',
        "city/a/bureau.toml": 'extends = "../region.toml"',
    }

    assert chain(tmp_path, files, "city/a/bureau.toml") == [
        "province.toml",
        "city/region.toml",
        "city/a/bureau.toml",
    ]


@pytest.mark.parametrize(
    "circle",
    [
        {"a/bureau.toml": 'extends = "bureau.toml"'},
        {"a/bureau.toml": 'extends = "../r.toml"', "r.toml": 'extends = "a/bureau.toml"'},
    ],
)
def test_a_circle_is_refused(tmp_path: Path, circle: dict[str, str | bytes]) -> None:
    assert refused(tmp_path, circle).endswith("extends itself in a circle")


def test_extends_must_be_a_text(tmp_path: Path) -> None:
    assert refused(tmp_path, {"a/bureau.toml": "extends = ['x']"}) == (
        "a/bureau.toml:1:11: extends: expected a text in quotes, found ['x']"
    )


def test_a_file_that_is_not_there_is_told_with_what_is(tmp_path: Path) -> None:
    assert refused(tmp_path, {"a/bureau.toml": 'extends = "bureua.toml"'}) == (
        "a/bureau.toml:1:11: there is no file 'bureua.toml' in a; did you mean 'bureau.toml'?"
    )


@pytest.mark.parametrize(
    "written",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "x/../../../outside.toml",
        "..",
        "nul\0byte",
        "..\\r.toml",
        "C:/r.toml",
        "C:r.toml",
        "//host/share/r.toml",
        "out",
        "out/r.toml",
        "round",
    ],
)
def test_no_path_leads_out(tmp_path: Path, written: str) -> None:
    tree = write_tree(tmp_path / "tree", {"a.toml": ""})
    (tmp_path / "r.toml").write_text("")
    (tree.root / "out").symlink_to(tmp_path)
    (tree.root / "round").symlink_to("round")

    with pytest.raises(ConfigError, match=r"^a\.toml:1:1: the path .* leads out of the agencies"):
        tree.inside(tree.root, written, PLACE)


def test_a_path_of_any_script_stays_inside(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {"宿迁/政府 公报\u3000一.csv": ""})

    found = tree.existing(tree.root / "宿迁", "./../宿迁/政府 公报\u3000一.csv", PLACE)

    assert tree.name(found) == "宿迁/政府 公报\u3000一.csv"


def test_a_link_inside_the_tree_is_followed(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {"a/x.csv": ""})
    (tree.root / "b").symlink_to("a")

    assert tree.name(tree.existing(tree.root / "b", "x.csv", PLACE)) == "a/x.csv"


def test_a_name_too_long_for_any_disk_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {"a.toml": ""})

    with pytest.raises(ConfigError, match="there is no file"):
        tree.existing(tree.root, "x" * 5000, PLACE)


def test_a_toml_file_that_is_a_link_out_of_the_tree_is_not_read(tmp_path: Path) -> None:
    tree = write_tree(tmp_path / "tree", {"a/x": ""})
    (tmp_path / "secret.toml").write_text("secret = 1")
    (tree.root / "a/bureau.toml").symlink_to(tmp_path / "secret.toml")

    with pytest.raises(GongkaiError, match=r"^a/bureau\.toml: the link leads out of the agencies"):
        tree.chain(tree.root / "a/bureau.toml")


def test_links_that_go_round_in_a_circle_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("a.toml")
    tree = Tree(tmp_path)

    with pytest.raises(GongkaiError):
        tree.read(tree.root / "a.toml")


def test_the_folder_of_all_agencies_may_itself_be_a_link(tmp_path: Path) -> None:
    write_tree(tmp_path / "real", {"a/bureau.toml": ""})
    (tmp_path / "link").symlink_to("real")
    tree = Tree(tmp_path / "link")

    assert [source.name for source in tree.chain(tree.root / "a/bureau.toml")] == ["a/bureau.toml"]
