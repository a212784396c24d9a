from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.config.forms import read_form
from gongkai.errors import ConfigError
from gongkai.model.adding import SUM, Adding, Rollup

FORM = """
id = "own"
title = "表式"
number = "号"
regulation = ""
years_from = 2023
years_to = 2023
[[table]]
key = "t"
title = "表"
{table}
[[table.column]]
key = "first"
label = "甲"
{column}
[[table.column]]
key = "second"
label = "乙"
[[table.row]]
key = "a"
label = "一"
{row}
[[table.row]]
key = "b"
label = "二"
"""
RATIO = 'rollup = { ratio = ["t.b.first", "t.b.second"] }'


def rollups(folder: Path, table: str = "", column: str = "", row: str = "") -> dict[str, Rollup]:
    path = folder / "own.toml"
    path.write_text(FORM.format(table=table, column=column, row=row), "utf-8")
    return {cell.address: cell.rollup for cell in read_form(path).cells()}


def test_cells_add_up_unless_the_form_says_otherwise(tmp_path: Path) -> None:
    assert set(rollups(tmp_path).values()) == {SUM}


def test_a_row_goes_before_a_column_and_a_column_before_the_table(tmp_path: Path) -> None:
    found = rollups(tmp_path, 'rollup = "none"', 'rollup = "sum"', RATIO)

    ratio = Rollup(adding=Adding.RATIO, above="t.b.first", below="t.b.second")
    assert found == {
        "t.a.first": ratio,
        "t.a.second": ratio,
        "t.b.first": SUM,
        "t.b.second": Rollup(adding=Adding.NONE),
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("rollup = 'average'", 'own.toml:11:10: rollup: expected "sum", "none" or { ratio'),
        ("rollup = 3", "found 3"),
        ("rollup = { ratio = ['t.a.first'] }", "found { ratio = ['t.a.first'] }"),
        ("rollup = { ratio = ['t.a.first', 3] }", "found { ratio = ['t.a.first', 3] }"),
        ("rollup = { ratio = 't.a' }", "found { ratio = 't.a' }"),
        ("rollup = { share = ['t.a.first', 't.b.first'] }", "found { share = "),
        (
            "rollup = { ratio = ['t.a.first', 't.b.frist'] }",
            "own.toml:11:34: there is no cell 't.b.frist'; did you mean 't.b.first'?",
        ),
    ],
)
def test_what_makes_no_sense_is_told_with_its_place(
    tmp_path: Path, written: str, expected: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        rollups(tmp_path, table=written)

    assert expected in str(caught.value)
