from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gongkai.host import Plugins
from tests.core.rollup.city import REGION, City, bureau, report

PENALTY = "a20_6.penalty"


@pytest.fixture
def city(tmp_path: Path, installed: Plugins) -> City:
    return City(tmp_path, installed)


def bureaus(*penalties: str, kind: str = "department") -> dict[str, str]:
    """A city whose members of one kind state these numbers of penalties."""
    files = {"suqian/region.toml": REGION}
    for index, penalty in enumerate(penalties):
        files[f"suqian/{kind}{index}/bureau.toml"] = bureau(f"第{index}家", kind)
        files[f"suqian/{kind}{index}/2023/report.toml"] = report(
            a20_6=f"penalty = {penalty}\ncoercion = 0"
        )
    return files


def told(city: City, files: Mapping[str, str]) -> list[tuple[str, str, str, str, str]]:
    return [
        (f.severity.value, f.address, str(f.message), f.expected, f.actual)
        for f in city.whole(files).outcome.findings
        if f.code == "plausibility.peers"
    ]


def test_plausibility_peers_is_broken_by_a_zero_among_hundreds(city: City) -> None:
    assert told(city, bureaus("0", "101", "101", "101", "101", "101")) == [
        (
            "information",
            "member:suqian/department0",
            "第0家 has nothing for 行政处罚; its peers have 101 on average",
            "≈101",
            "0",
        )
    ]


def test_plausibility_peers_is_broken_by_a_blank_among_hundreds(city: City) -> None:
    files = bureaus("''", "101", "101", "101", "101", "101")

    assert [found[4] for found in told(city, files)] == [""]


def test_plausibility_peers_is_broken_by_a_row_total_that_is_zero(city: City) -> None:
    files = {"suqian/region.toml": REGION}
    for index, new in enumerate((0, 300, 300, 300, 300, 300)):
        files[f"suqian/a{index}/bureau.toml"] = bureau(f"第{index}家", "department")
        files[f"suqian/a{index}/2023/report.toml"] = report(new)

    assert [found[2] for found in told(city, files)] == [
        (
            "第0家 has nothing for 一、本年新收政府信息公开申请数量 · 总计; "
            "its peers have 300 on average"
        ),
        "第0家 has nothing for （一）予以公开 · 总计; its peers have 300 on average",
        "第0家 has nothing for （七）总计 · 总计; its peers have 300 on average",
    ]


@pytest.mark.parametrize(
    "penalties",
    [
        ("1", "101", "101", "101", "101", "101"),
        ("0", "100", "100", "100", "100", "100"),
        ("0", "101", "101", "101", "101"),
        ("{ na = '无处罚权' }", "101", "101", "101", "101", "101"),
        ("0", "0", "0", "0", "0", "99999"),
    ],
)
def test_plausibility_peers_is_kept_by_what_is_like_its_peers_or_has_a_reason(
    city: City, penalties: tuple[str, ...]
) -> None:
    assert told(city, bureaus(*penalties)) == []


def test_other_kinds_are_no_peers(city: City) -> None:
    files = bureaus("101", "101", "101", "101", "101")

    assert told(city, {**files, **bureaus("0", kind="township")}) == []


def test_members_without_a_report_or_on_another_form_are_no_peers(city: City) -> None:
    files = bureaus("0", "101", "101", "101", "101", "101")
    del files["suqian/department5/2023/report.toml"]

    assert told(city, files) == []


def test_what_is_much_may_be_set(city: City) -> None:
    files = bureaus("0", "20", "20")
    files["suqian/region.toml"] = (
        REGION + '[checks."plausibility.peers"]\naverage = 10\npeers = 2\n'
    )

    assert [found[3] for found in told(city, files)] == ["≈20"]
