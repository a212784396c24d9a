from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from gongkai.model.figures import Exactness, Figure, State, number
from gongkai.model.relation import Operator, Relation, Term
from gongkai.model.report import Report
from tests.plugins.xlsx_books import (
    COLUMN_TOTAL,
    ROW_TOTAL,
    computed,
    fill_of,
    opened,
    relation,
    summed,
    terms,
)

#: A row that adds up.
AGREES: dict[str, Figure | int] = {"x_a": 5, "x_b": 2, "x_total": 7}


def formulas(report: Report) -> dict[str, str]:
    sheet = opened(report)["合计表"]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {cell.coordinate: cell.value for cell in cells if cell.data_type == "f"}


def test_totals_are_computed_and_have_their_values_beside() -> None:
    report = summed(ROW_TOTAL, **AGREES)
    assert formulas(report) == {
        "E3": "=SUM(B3:D3)",
        "E4": "=SUM(B4:D4)",
        "E5": "=SUM(B5:D5)",
        "E6": "=SUM(B6:D6)",
    }
    assert computed(report)["合计表"]["E3"].value == 7


def test_a_total_of_two_directions_is_computed_in_one() -> None:
    found = formulas(summed(ROW_TOTAL, COLUMN_TOTAL))
    assert found["E6"] == "=SUM(B6:D6)"
    assert found["B6"] == "=SUM(B3:B5)"


def test_a_total_that_does_not_agree_stands_as_it_was_written() -> None:
    report = summed(ROW_TOTAL, COLUMN_TOTAL, **{**AGREES, "x_total": 8})
    sheet = opened(report)["合计表"]
    assert (sheet["E3"].value, sheet["E3"].data_type, fill_of(sheet["E3"])) == (8, "n", "F8CBAD")
    assert "E3" not in formulas(report)
    assert sheet["A7"].value == ("注：E3、B6、C6、E6 与按勾稽关系相加的结果不符，照填报的数写。")


def test_a_total_that_agrees_in_one_direction_alone_does_not_agree() -> None:
    report = summed(ROW_TOTAL, COLUMN_TOTAL, sum_a=3, sum_total=3)
    sheet = opened(report)["合计表"]
    assert [fill_of(sheet[ref]) for ref in ("B6", "E6")] == ["F8CBAD", "F8CBAD"]


@pytest.mark.parametrize(
    "part",
    [
        number("t.x.a", 5, exactness=Exactness.AT_LEAST, text="5余"),
        Figure(address="t.x.a", state=State.NOT_APPLICABLE, text="无此项"),
        Figure(address="t.x.a", state=State.MISSING),
        number("t.x.a", 10**15),
    ],
)
def test_a_total_of_what_is_not_known_exactly_is_just_a_number(part: Figure) -> None:
    report = summed(ROW_TOTAL, x_a=part, x_b=2, x_total=7)
    sheet = opened(report)["合计表"]
    assert "E3" not in formulas(report)
    assert (sheet["E3"].value, fill_of(sheet["E3"])) == (7, "None")


def test_a_total_that_is_no_exact_number_is_not_computed() -> None:
    about = number("t.x.total", 7, exactness=Exactness.ABOUT, text="约7")
    report = summed(ROW_TOTAL, **{**AGREES, "x_total": about})
    assert opened(report)["合计表"]["E3"].value == "约7"
    assert "E3" not in formulas(report)


def test_a_total_with_decimals_is_rounded_to_those_that_are_printed() -> None:
    values = {"a": "0.10", "b": "0.20", "total": "0.30"}
    report = summed(
        ROW_TOTAL,
        **{f"x_{key}": number(f"t.x.{key}", Decimal(text)) for key, text in values.items()},
    )
    assert formulas(report)["E3"] == "=ROUND(SUM(B3:D3),2)"
    assert computed(report)["合计表"]["E3"].value == 0.3


@pytest.mark.parametrize(
    ("terms", "formula"),
    [
        (terms("t.x.a", "t.x.b"), "=SUM(B3:C3)"),
        (terms("t.x.a", "t.x.c"), "=SUM(B3,D3)"),
        (terms("t.x.a", "t.y.a", "t.y.b"), "=SUM(B3:B4,C4)"),
        (terms("t.x.a", "t.x.b", "t.y.b"), "=SUM(B3:C3,C4)"),
        (terms("t.x.a"), "=SUM(B3)"),
        ((*terms("t.x.a"), Term(cell="t.x.b", times=-1)), "=SUM(B3)-C3"),
        ((*terms("t.x.a"), Term(cell="t.x.b", times=-11)), "=SUM(B3)-11*C3"),
        ((*terms("t.x.a"), Term(cell="t.x.b", times=2)), "=SUM(B3)+2*C3"),
    ],
)
def test_a_formula_is_written_as_a_person_would(terms: tuple[Term, ...], formula: str) -> None:
    assert formulas(summed(relation("t.sum.c", *terms))) == {"D6": formula}


def test_a_sum_of_nothing_but_what_is_taken_off_is_checked_and_not_computed() -> None:
    difference = relation("t.sum.c", Term(cell="t.x.b", times=-1))
    assert formulas(summed(difference)) == {}
    assert fill_of(opened(summed(difference, x_b=1))["合计表"]["D6"]) == "F8CBAD"


def test_a_sum_of_too_many_parts_for_excel_is_not_computed() -> None:
    many = relation("t.sum.c", *terms(*["t.x.a", "t.x.c"] * 128))
    assert formulas(summed(many)) == {}


def test_no_formula_leads_back_to_its_own_cell() -> None:
    report = summed(
        relation("t.x.a", *terms("t.x.b")),
        relation("t.x.b", *terms("t.x.c", "t.x.total")),
        relation("t.x.c", *terms("t.y.a", "t.x.a")),
        relation("t.x.total", *terms("t.y.a", "t.x.b")),
        relation("t.y.a", *terms("t.y.a")),
    )
    assert formulas(report) == {"B3": "=SUM(C3)", "C3": "=SUM(D3:E3)"}


def test_what_a_formula_needs_in_two_ways_leads_back_to_nothing() -> None:
    report = summed(
        relation("t.x.a", *terms("t.x.b", "t.x.c")),
        relation("t.x.b", *terms("t.x.total")),
        relation("t.x.c", *terms("t.x.total")),
        relation("t.y.a", *terms("t.x.a", "t.x.b")),
    )
    assert set(formulas(report)) == {"B3", "C3", "D3", "B4"}


@pytest.mark.parametrize(
    "rule",
    [
        evolve(relation("t.x.a", *terms("t.x.b")), operator=Operator.AT_MOST),
        evolve(relation("t.x.a", *terms("t.x.b")), left=terms("t.x.a", "t.x.c")),
        evolve(relation("t.x.a", *terms("t.x.b")), left=(Term(cell="t.x.a", times=2),)),
        relation("t.x.a", Term(cell="t.x.b", year=-1)),
        relation("t.x.a", Term(cell="t.x.b", optional=True)),
        relation("t.x.a", *terms("elsewhere.x")),
        relation("elsewhere.x", *terms("t.x.a")),
    ],
    ids=["at most", "two cells", "twice", "last year", "optional", "from afar", "afar"],
)
def test_only_what_says_what_one_cell_of_the_table_is_gives_a_formula(rule: Relation) -> None:
    assert formulas(summed(rule)) == {}


def test_other_relations_of_a_form_of_the_same_name_give_other_formulas() -> None:
    report = summed(ROW_TOTAL)
    assert len(formulas(report)) == 4
    assert formulas(evolve(report, form=evolve(report.form, relations=()))) == {}
