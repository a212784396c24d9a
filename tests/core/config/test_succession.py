from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.config.layers import Tree
from gongkai.config.succession import predecessors, successors
from gongkai.errors import ConfigError
from gongkai.testing import write_tree

BUREAU = "[bureau]\nname = '局'\nkind = 'department'\n"


def ended(successor: str, until: str = "2024-05-31") -> str:
    return BUREAU + f"[bureau.rollup]\nuntil = {until}\nsuccessor = '{successor}'\n"


def merged(folder: Path, **files: str) -> Tree:
    """``old`` ended in May 2024 and ``new`` took over; both reported as their work asked for."""
    usual = {
        "shi/old/bureau.toml": ended("shi/new"),
        "shi/old/2023/report.toml": "",
        "shi/new/bureau.toml": BUREAU,
        "shi/new/2023/report.toml": "",
        "shi/new/2024/report.toml": "",
    }
    return write_tree(folder, {**usual, **{name.strip(): text for name, text in files.items()}})


def wrong(tree: Tree, agency: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        successors(tree, agency)
    return str(caught.value).splitlines()


def test_a_bureau_that_was_merged_in_the_year_hands_its_last_report_on(tmp_path: Path) -> None:
    assert predecessors(merged(tmp_path), "shi/new", 2024) == ("shi/old",)


def test_it_does_so_once(tmp_path: Path) -> None:
    tree = merged(tmp_path)

    assert predecessors(tree, "shi/new", 2023) == ()
    assert predecessors(tree, "shi/new", 2025) == ()
    assert predecessors(tree, "shi/old", 2024) == ()


def test_a_bureau_that_still_reported_hands_over_a_year_later(tmp_path: Path) -> None:
    tree = merged(tmp_path, **{"shi/old/2024/report.toml": ""})

    assert predecessors(tree, "shi/new", 2024) == ()
    assert predecessors(tree, "shi/new", 2025) == ("shi/old",)


def test_a_bureau_that_goes_on_until_later_hands_nothing_over_yet(tmp_path: Path) -> None:
    tree = merged(tmp_path, **{"shi/old/bureau.toml": ended("shi/new", "2025")})

    assert predecessors(tree, "shi/new", 2024) == ()


def test_what_was_handed_over_twice_arrives(tmp_path: Path) -> None:
    tree = merged(
        tmp_path,
        **{
            "shi/first/bureau.toml": ended("shi/old"),
            "shi/first/2023/report.toml": "",
            "shi/between/bureau.toml": ended("shi/new"),
            "shi/before/bureau.toml": ended("shi/between"),
            "shi/before/2023/report.toml": "",
        },
    )

    assert predecessors(tree, "shi/new", 2024) == ("shi/before", "shi/first", "shi/old")


def test_bureaus_that_succeed_each_other_in_a_circle_end_the_search(tmp_path: Path) -> None:
    tree = merged(tmp_path, **{"shi/new/bureau.toml": ended("shi/old")})

    assert predecessors(tree, "shi/new", 2024) == ("shi/old",)
    assert wrong(tree, "shi/old") == [
        "shi/new/bureau.toml:6:13: bureau.rollup.successor: 'shi/old' succeeds itself in a circle"
    ]


def test_files_that_cannot_be_read_succeed_nobody(tmp_path: Path) -> None:
    tree = merged(
        tmp_path,
        **{
            "shi/a/bureau.toml": "successor = ",
            "shi/b/bureau.toml": BUREAU + "# no successor yet",
            "shi/c/bureau.toml": ended("shi/nobody"),
            ".hidden/bureau.toml": ended("shi/new"),
        },
    )

    assert predecessors(tree, "shi/new", 2024) == ("shi/old",)


def test_what_is_wrong_with_a_bureau_is_told_before_its_successor(tmp_path: Path) -> None:
    tree = merged(tmp_path, **{"shi/x/bureau.toml": ended("shi/new").replace("'局'", "' '")})

    assert wrong(tree, "shi/x") == ["shi/x/bureau.toml:2:8: bureau.name: must not be empty"]


def test_successors_are_followed_to_the_last(tmp_path: Path) -> None:
    tree = merged(tmp_path, **{"shi/first/bureau.toml": ended("/shi/old/")})

    assert [agency for agency, _ in successors(tree, "shi/first")] == ["shi/old", "shi/new"]


@pytest.mark.parametrize(
    ("successor", "expected"),
    [
        ("shi/nwe", "there is no agency 'shi/nwe'; did you mean 'shi/new'?"),
        ("x" * 5000, "known: shi/new, shi/old, shi/x"),
        ("../x", "leads out of the agencies folder"),
    ],
)
def test_a_successor_must_be_there(tmp_path: Path, successor: str, expected: str) -> None:
    tree = merged(tmp_path, **{"shi/x/bureau.toml": ended(successor)})

    (message,) = wrong(tree, "shi/x")

    assert message.startswith("shi/x/bureau.toml:6:13: ")
    assert expected in message
