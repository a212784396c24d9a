from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError
from gongkai.model.agency import Level, Region
from gongkai.rollup.membership import Candidate, candidates, region_of
from gongkai.testing import write_tree
from tests.core.rollup.city import CITY, REGION, bureau, county

FILES = {"suqian/region.toml": REGION, "suqian/bureau.toml": CITY}


def found(folder: Path, files: dict[str, str], year: int = 2024) -> dict[str, Candidate]:
    tree = write_tree(folder, {**FILES, **files})
    return {each.agency.id: each for each in candidates(tree, region_of(tree, "suqian"), year)}


def test_members_are_the_agencies_below_and_the_governments_of_the_regions_below(
    tmp_path: Path,
) -> None:
    members = found(
        tmp_path,
        {
            "suqian/ju/bureau.toml": bureau("局", "department"),
            "suqian/ju/2024/report.toml": "",
            "suqian/xian/region.toml": county("沭阳县"),
            "suqian/xian/bureau.toml": bureau("沭阳县人民政府", "government"),
            "suqian/xian/ju/bureau.toml": bureau("沭阳县局", "department"),
            "suqian/.hidden/bureau.toml": bureau("藏", "department"),
            "other/bureau.toml": bureau("外", "department"),
        },
    )

    assert list(members) == ["suqian/ju", "suqian/xian"]
    assert [each.expected for each in members.values()] == [True, True]
    assert members["suqian/xian"].agency.region == Region(
        id="suqian/xian", name="沭阳县", level=Level.COUNTY
    )


def test_the_agencies_folder_itself_may_be_a_region(tmp_path: Path) -> None:
    tree = write_tree(
        tmp_path, {"region.toml": REGION, "ju/bureau.toml": bureau("局", "department")}
    )

    assert [each.agency.id for each in candidates(tree, region_of(tree, "."), 2024)] == ["ju"]


def test_a_region_without_a_government_is_a_member_all_the_same(tmp_path: Path) -> None:
    members = found(tmp_path, {"suqian/xian/region.toml": county("沭阳县")})

    assert members["suqian/xian"].expected
    assert members["suqian/xian"].agency.name == "沭阳县"
    assert members["suqian/xian"].agency.kind.value == "government"


def test_a_vertical_system_stays_out_with_its_reason(tmp_path: Path) -> None:
    tax = bureau("税务局", "department", 'member = false\nreason = "垂直管理"')
    members = found(tmp_path, {"suqian/tax/bureau.toml": tax})

    assert str(members["suqian/tax"].outside) == "垂直管理"


@pytest.mark.parametrize(
    ("rollup", "expected"),
    [
        ("from = 2024-12-31", "None"),
        ("from = 2025", "founded on 2025-01-01"),
        ("until = 2024-01-01", "None"),
        ("until = 2024", "None"),
        ("until = 2023", "ended on 2023-12-31"),
    ],
)
def test_a_bureau_is_a_member_in_every_year_that_it_lived_in(
    tmp_path: Path, rollup: str, expected: str
) -> None:
    members = found(tmp_path, {"suqian/ju/bureau.toml": bureau("局", "department", rollup)})

    assert str(members["suqian/ju"].outside) == expected


def test_a_bureau_further_down_is_no_member_and_told(tmp_path: Path) -> None:
    members = found(
        tmp_path,
        {
            "suqian/group/ju/bureau.toml": bureau("局", "department"),
            "suqian/group/empty/readme.md": "",
            "suqian/group/broken/bureau.toml": "[bureau",
            "suqian/group/xian/region.toml": county("县"),
            "suqian/group/xian/bureau.toml": bureau("县政府", "government"),
        },
    )

    why = "its folder is not directly below that of the region"
    assert {agency: str(each.outside) for agency, each in members.items()} == {
        "suqian/group/broken": why,
        "suqian/group/ju": why,
    }
    assert members["suqian/group/ju"].agency.name == "局"


def test_a_bureau_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    members = found(
        tmp_path,
        {
            "suqian/a/bureau.toml": "[bureau]\nname = 3",
            "suqian/b/region.toml": "[region]\nname = ''\nlevel = 'county'",
            "suqian/b/bureau.toml": bureau("县政府", "government"),
            "suqian/c/bureau.toml": bureau("局", "office", "until = 2024\nsuccessor = 'x'"),
        },
    )

    errors = {agency: str(each.error.first) for agency, each in members.items() if each.error}
    assert errors == {
        "suqian/a": "suqian/a/bureau.toml:1:2: the key 'bureau.kind' is missing",
        "suqian/b": "suqian/b/region.toml:2:8: region.name: must not be empty",
        "suqian/c": "suqian/c/bureau.toml:6:13: bureau.rollup.successor: there is no agency 'x'; "
        "known: suqian, suqian/a, suqian/b, suqian/c",
    }


def test_a_successor_that_reported_stands_for_a_bureau_that_did_not(tmp_path: Path) -> None:
    old = bureau("旧局", "department", 'until = 2024-03-31\nsuccessor = "suqian/new"')
    files = {
        "suqian/old/bureau.toml": old,
        "suqian/new/bureau.toml": bureau("新局", "department"),
    }

    assert found(tmp_path, files)["suqian/old"].expected
    files["suqian/new/2024/report.toml"] = ""
    assert found(tmp_path, files)["suqian/old"].successor == "suqian/new"
    files["suqian/old/2024/report.toml"] = ""
    assert found(tmp_path, files)["suqian/old"].expected


def test_a_successor_that_was_not_there_yet_stands_for_nobody(tmp_path: Path) -> None:
    old = bureau("旧局", "department", 'until = 2024-12-31\nsuccessor = "suqian/new"')
    members = found(
        tmp_path,
        {
            "suqian/old/bureau.toml": old,
            "suqian/new/bureau.toml": bureau("新局", "department", "from = 2025"),
            "suqian/new/2024/report.toml": "",
        },
    )

    assert members["suqian/old"].expected


@pytest.mark.parametrize("name", ["suqain", "suqian/ju", "../suqian"])
def test_a_region_must_be_there(tmp_path: Path, name: str) -> None:
    tree = write_tree(tmp_path, {**FILES, "suqian/ju/bureau.toml": bureau("局", "department")})

    with pytest.raises(GongkaiError, match=f"there is no region {name!r}; did you mean 'suqian'"):
        region_of(tree, name)


def test_links_are_no_folders_of_the_tree(tmp_path: Path) -> None:
    tree = write_tree(
        tmp_path / "agencies", {**FILES, "suqian/ju/bureau.toml": bureau("局", "department")}
    )
    (tmp_path / "agencies/suqian/link").symlink_to(tmp_path / "agencies/suqian/ju")

    assert len(candidates(Tree(tmp_path / "agencies"), region_of(tree, "suqian"), 2024)) == 1
