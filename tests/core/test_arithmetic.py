from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.arithmetic import Breach, Instance, Unknown, expand, judge
from gongkai.filling import derive, together
from gongkai.model.figures import Derived, Exactness, Figure, State, number
from gongkai.model.findings import Severity
from gongkai.model.relation import Operator, Term
from tests.core.forms import figure, figures, form, instance, relation, values

SUM = instance("total", Operator.EQUAL, "a b c", derives=True)
PARTS = st.lists(st.integers(0, 10**9), min_size=3, max_size=3)
WITHIN = relation(
    "total",
    Operator.WITHIN,
    "website weibo wechat gazette other",
    undetermined=Severity.WARNING,
    lower=Severity.ERROR,
)
CHANNELS = Instance(WITHIN, WITHIN.left, WITHIN.right)


def channels(total: int, gazette: int | None) -> dict[str, Figure]:
    return figures(total=total, website=363, weibo=152, wechat=20, gazette=gazette, other=5)


@given(PARTS)
def test_a_sum_that_is_right_holds(parts: list[int]) -> None:
    a, b, c = parts

    assert judge(SUM, figures(total=a + b + c, a=a, b=b, c=c)) is None


@given(PARTS, st.sampled_from("abc"), st.sampled_from([1, -1]))
def test_one_cell_that_is_one_off_breaks_a_sum_by_one(
    parts: list[int], cell: str, off: int
) -> None:
    a, b, c = parts
    wrong = {"total": a + b + c, "a": a, "b": b, "c": c}
    wrong[cell] += off

    verdict = judge(SUM, figures(**wrong))

    assert isinstance(verdict, Breach)
    assert verdict.difference == str(-off)


@given(PARTS, st.sampled_from("abc"))
def test_what_is_not_applicable_counts_as_nothing(parts: list[int], cell: str) -> None:
    known: dict[str, int | str | None] = dict(zip("abc", parts, strict=True))
    known[cell] = 0
    total = sum(value for value in known.values() if isinstance(value, int))
    known[cell] = "/"

    assert judge(SUM, figures(total=total, **known)) is None


@given(PARTS, st.sampled_from(["total", "a", "b", "c"]), st.sampled_from([None, ""]))
def test_what_is_missing_or_blank_makes_a_sum_unknown(
    parts: list[int], cell: str, nothing: str | None
) -> None:
    known: dict[str, int | str | None] = {"total": 1, **dict(zip("abc", parts, strict=True))}
    known[cell] = nothing

    assert judge(SUM, figures(**known)) == Unknown(missing=(Term(cell=cell),))


@pytest.mark.parametrize(
    ("total", "a", "verdict"),
    [
        (12, "10+", None),
        (11, "10+", Breach(actual="11", expected="≥12", difference="-1", lower=True)),
        (1, "~10", None),
        ("12+", 10, None),
        ("11+", 10, None),
        ("13+", 10, Breach(actual="13", expected="12", difference="1")),
    ],
)
def test_an_approximate_figure_turns_an_equality_into_a_bound(
    total: int | str, a: int | str, verdict: Breach | None
) -> None:
    assert judge(SUM, figures(total=total, a=a, b=1, c=1)) == verdict


def test_a_total_beyond_overlapping_parts_names_the_part_that_is_not_stated() -> None:
    assert judge(CHANNELS, channels(577, None)) == Breach(
        actual="577", expected="363..540", difference="37", needed=("gazette",)
    )


@pytest.mark.parametrize(
    ("total", "gazette", "verdict"),
    [
        (577, 37, None),
        (577, 10, Breach(actual="577", expected="363..550", difference="27")),
        (363, None, None),
        (360, None, Breach(actual="360", expected="363..540", difference="-3", lower=True)),
    ],
)
def test_a_total_of_overlapping_parts_lies_between_the_largest_and_the_sum(
    total: int, gazette: int | None, verdict: Breach | None
) -> None:
    assert judge(CHANNELS, channels(total, gazette)) == verdict


def test_a_bound_is_unknown_without_any_part_or_without_its_total() -> None:
    nothing = figures(total=5, website=None, weibo=None, wechat=None, gazette=None, other=None)
    no_total = channels(577, 1) | figures(total=None)

    assert isinstance(judge(CHANNELS, nothing), Unknown)
    assert judge(CHANNELS, no_total) == Unknown(missing=(Term(cell="total"),))


@pytest.mark.parametrize(
    ("operator", "left", "verdict"),
    [
        (Operator.AT_MOST, 3, None),
        (Operator.AT_MOST, 4, Breach(actual="4", expected="≤3", difference="1")),
        (Operator.AT_LEAST, 3, None),
        (Operator.AT_LEAST, 2, Breach(actual="2", expected="≥3", difference="-1", lower=True)),
    ],
)
def test_bounds_hold_up_to_their_end(operator: Operator, left: int, verdict: Breach | None) -> None:
    assert judge(instance("a", operator, "b c"), figures(a=left, b=1, c=2)) == verdict


def test_a_term_may_be_taken_away() -> None:
    difference = instance("a", Operator.EQUAL, "b -c")

    assert judge(difference, figures(a=3, b=5, c=2)) is None
    assert judge(difference, figures(a=4, b=5, c="2+")) == Breach(
        actual="4", expected="≤3", difference="1"
    )


def test_a_term_of_last_year_is_looked_up_there() -> None:
    carried = instance("carried_in", Operator.EQUAL, "carried_out@-1")
    this_year = figures(carried_in=7, carried_out=1)

    assert judge(carried, this_year, figures(carried_out=7)) is None
    assert judge(carried, this_year, None) == Unknown(missing=(Term(cell="carried_out", year=-1),))


@given(st.decimals(0, 10**12, places=4), st.decimals(0, 10**12, places=4))
def test_money_is_added_exactly(one: Decimal, other: Decimal) -> None:
    money = instance("a", Operator.EQUAL, "b c")

    assert judge(money, figures(a=one + other, b=one, c=other)) is None


def test_a_hair_of_money_is_a_difference() -> None:
    money = instance("a", Operator.EQUAL, "b c")

    verdict = judge(money, figures(a=Decimal("0.3001"), b=Decimal("0.1"), c=Decimal("0.2")))

    assert verdict == Breach(actual="0.3001", expected="0.3", difference="0.0001")


def test_a_relation_for_each_row_or_column_leaves_headings_out() -> None:
    rows = relation("a", Operator.EQUAL, "b c", table="t", each="row")
    columns = relation("x", Operator.EQUAL, "y", table="t", each="column")

    assert [one.address for one in expand(form(rows))] == ["t.x.a", "t.y.a"]
    assert [(one.left[0].cell, one.right[0].cell) for one in expand(form(columns))] == [
        ("t.x.a", "t.y.a"),
        ("t.x.b", "t.y.b"),
        ("t.x.c", "t.y.c"),
    ]


def test_a_relation_for_listed_cells_puts_each_in_turn() -> None:
    listed = relation("*", Operator.AT_MOST, "t.x.a", each=("t.x.b", "t.y.b"))

    assert [one.left[0].cell for one in expand(form(listed))] == ["t.x.b", "t.y.b"]


def test_a_relation_of_whole_addresses_stands_once() -> None:
    assert len(expand(form(relation("t.x.a", Operator.EQUAL, "t.y.a")))) == 1


@pytest.mark.parametrize(
    ("left", "right", "address"),
    [("a", "b c", "a"), ("a b", "c", "c"), ("a b", "c d", "a"), ("a", "b", "a")],
)
def test_a_breach_is_blamed_on_the_side_of_one_cell(left: str, right: str, address: str) -> None:
    assert instance(left, Operator.EQUAL, right).address == address


@given(PARTS)
def test_a_total_left_out_is_the_sum_of_its_parts(parts: list[int]) -> None:
    a, b, c = parts

    total = derive(figures(total=None, a=a, b=b, c=c), [SUM])["total"]

    assert total.value == a + b + c
    assert total.evidence == Derived(code="t.rule", operands=("a", "b", "c"))


@given(st.lists(st.sampled_from([None, "", "/", 0, 7, "200+", "~50"]), min_size=4, max_size=4))
def test_deriving_twice_changes_nothing_and_what_is_given_stands(
    written: list[int | str | None],
) -> None:
    given_figures = figures(**dict(zip(("total", "a", "b", "c"), written, strict=True)))

    once = derive(given_figures, [SUM])

    assert derive(once, [SUM]) == once
    kept = {"a", "b", "c"} | ({"total"} if written[0] is not None else set())
    assert all(once[address] == given_figures[address] for address in kept)


def test_a_total_of_totals_is_derived_in_any_order() -> None:
    upper = instance("sum", Operator.EQUAL, "total d", derives=True)

    found = derive(figures(sum=None, total=None, a=1, b=2, c=3, d=4), [upper, SUM])

    assert values(found) == {"sum": 10, "total": 6, "a": 1, "b": 2, "c": 3, "d": 4}


def test_a_total_of_parts_of_which_one_is_missing_stays_missing() -> None:
    assert derive(figures(total=None, a=1, b=None, c=3), [SUM])["total"].state is State.MISSING


def test_a_total_with_a_part_that_is_about_something_stays_missing() -> None:
    assert derive(figures(total=None, a=1, b="~2", c=3), [SUM])["total"].state is State.MISSING


def test_a_total_with_a_part_that_is_at_least_something_is_at_least_that() -> None:
    total = derive(figures(total=None, a=1, b="200+", c=3), [SUM])["total"]

    assert (total.value, total.exactness, total.text) == (204, Exactness.AT_LEAST, "204余")


def test_a_total_of_nothing_applicable_is_not_applicable_for_the_same_reason() -> None:
    total = derive(figures(total=None, a="/", b="/", c="/"), [SUM])["total"]

    assert (total.state, total.text, total.value) == (State.NOT_APPLICABLE, "不涉及", None)


def test_a_total_of_zeros_is_zero() -> None:
    assert derive(figures(total=None, a=0, b=0, c="/"), [SUM])["total"].state is State.ZERO


def test_a_total_of_nothing_at_least_is_a_number() -> None:
    total = derive(figures(total=None, a="0+", b=0, c=0), [SUM])["total"]

    assert (total.state, total.text) == (State.NUMBER, "0余")


def test_a_sum_with_a_figure_of_last_year_is_never_derived() -> None:
    stock = instance("a", Operator.EQUAL, "a@-1 b", derives=True)

    assert derive(figures(a=None, b=1), [stock])["a"] == figure("a", None)


def test_a_relation_that_does_not_derive_fills_nothing() -> None:
    checked = instance("total", Operator.EQUAL, "a")

    assert derive(figures(total=None, a=1), [checked])["total"].state is State.MISSING


def test_figures_of_several_reports_are_added_where_all_know_them() -> None:
    one = {"t.a": number("t.a", 1), "t.b": number("t.b", 2), "t.c": number("t.c", 3)}
    other = {
        "t.a": number("t.a", 4),
        "t.b": Figure(address="t.b", state=State.MISSING),
        "t.d": number("t.d", 9),
        "t.c": number("t.c", 5, exactness=Exactness.AT_LEAST, text="5余"),
    }

    found = together((one, other))

    assert {address: (f.value, f.text) for address, f in found.items()} == {
        "t.a": (5, ""),
        "t.c": (8, "8余"),
    }
    assert together((one,)) is one


def test_what_is_about_a_number_is_not_added() -> None:
    about = {"t.a": number("t.a", 4, exactness=Exactness.ABOUT, text="约4")}

    assert together((about, about)) == {}
