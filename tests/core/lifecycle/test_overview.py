"""How far everybody is: read from the log's list, and from no report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.lifecycle.limits_calendar import calendar_of
from gongkai.lifecycle.overview import Line, overview
from gongkai.lifecycle.store import Standing
from gongkai.testing import write_tree

REGION = '[region]\nname = "示范市"\nlevel = "prefecture"\n'
BUREAU = '[bureau]\nname = "{name}"\nkind = "{kind}"\n'
PUBLISHED = Standing(
    agency="s/a",
    year=2024,
    step=5,
    state="corrected",
    revision=2,
    hash="h",
    since="2025-01-20T00:00:00Z",
    content="c",
    errors=0,
    warnings=3,
    released_on="2025-02-03",
    remarks=1,
)
FILES = {
    "s/region.toml": REGION,
    "s/bureau.toml": BUREAU.format(name="示范市人民政府", kind="government"),
    "s/a/bureau.toml": BUREAU.format(name="甲局", kind="department"),
    "s/a/2024/report.toml": "published = 2025-03-01",
    "s/b/bureau.toml": BUREAU.format(name="乙局", kind="department"),
    "s/b/2024/report.toml": "published = 2025-01-10",
    "s/c/bureau.toml": BUREAU.format(name="丙局", kind="department"),
    "s/c/2024/report.toml": "",
    "s/d/bureau.toml": BUREAU.format(name="丁局", kind="department"),
}
TODAY = date(2025, 1, 24)


def lines(folder: Path, *standings: Standing, region: str = "", **more: str) -> dict[str, Line]:
    tree = write_tree(folder, {**FILES, **more})
    found = overview(tree, standings, 2024, TODAY, region)
    return {line.agency: line for line in found}


def test_what_is_released_is_late_by_the_day_of_its_release(tmp_path: Path) -> None:
    line = lines(tmp_path, PUBLISHED)["s/a"]

    assert (line.name, line.state, line.revision, line.warnings) == ("甲局", "corrected", 2, 3)
    assert (line.limit, line.released_on, line.days, line.late) == (
        date(2025, 1, 31),
        "2025-02-03",
        None,
        3,
    )


def test_a_day_in_report_toml_counts_where_the_log_knows_nothing(tmp_path: Path) -> None:
    line = lines(tmp_path)["s/b"]
    assert (line.state, line.released_on, line.late) == ("draft", "2025-01-10", 0)


def test_a_draft_has_so_many_days_left(tmp_path: Path) -> None:
    line = lines(tmp_path)["s/c"]
    assert (line.state, line.days, line.late) == ("draft", 7, 0)


def test_who_has_no_report_is_there_too(tmp_path: Path) -> None:
    assert lines(tmp_path)["s/d"].state == "missing"


def test_a_government_has_the_limit_of_its_level(tmp_path: Path) -> None:
    assert lines(tmp_path)["s"].limit == date(2025, 3, 10)


def test_a_part_of_the_tree_may_be_looked_at(tmp_path: Path) -> None:
    assert list(lines(tmp_path, region="s/a/")) == ["s/a"]


def test_a_folder_that_is_not_there_has_no_bureaus(tmp_path: Path) -> None:
    assert lines(tmp_path, region="none") == {}


@pytest.mark.parametrize(
    "text", ["published = 3", "published =", "published = 2025-01-10T01:00:00"]
)
def test_what_cannot_be_read_is_no_day(tmp_path: Path, text: str) -> None:
    assert lines(tmp_path, **{"s/c/2024/report.toml": text})["s/c"].released_on == ""


def test_a_bureau_may_have_its_name_from_a_file_that_it_extends(tmp_path: Path) -> None:
    named = {"s/e/bureau.toml": 'extends = "../a/bureau.toml"\n[bureau]\nname = "戊局"\n'}
    assert lines(tmp_path, **named)["s/e"].name == "戊局"


def test_a_bureau_that_cannot_be_read_goes_by_its_id(tmp_path: Path) -> None:
    assert lines(tmp_path, **{"s/e/bureau.toml": "["})["s/e"].name == "s/e"


def test_only_what_is_still_ahead_stands_in_the_calendar(tmp_path: Path) -> None:
    found = lines(tmp_path, PUBLISHED)

    written = calendar_of(tuple(found.values())).decode()

    assert written.count("BEGIN:VEVENT") == 3
    assert "UID:s.c.2024@gongkai" in written
    assert written == calendar_of(tuple(found.values())).decode()
