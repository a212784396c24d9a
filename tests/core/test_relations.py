from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from gongkai.arithmetic import expand
from gongkai.host import Plugins
from gongkai.kinds import Checking
from gongkai.model.agency import Agency, AgencyKind, Contact
from gongkai.model.figures import Figure, Figures, number
from gongkai.model.findings import NotAssessable, Operand, Problem, Severity
from gongkai.model.form import Form
from gongkai.model.relation import Operator, Relation
from gongkai.model.report import Report
from gongkai.relations import relation_checks, relation_problems
from gongkai.wording import words
from tests.core.forms import STATED, figures, form, relation

BOUND = relation(
    "t.x.a",
    Operator.WITHIN,
    "t.x.b t.x.c",
    undetermined=Severity.WARNING,
    lower=Severity.INFORMATION,
)


def checking(said: Form, known: Figures, previous: Figures | None = None) -> Checking:
    agency = Agency(id="a", name="甲", short_name="甲", kind=AgencyKind.OFFICE, contact=Contact())
    report = Report(agency=agency, year=2023, form=said, title="", figures=known)
    return Checking(
        report=report,
        previous=previous,
        channels=(),
        enabled=(),
        chosen=(),
        today=date(2024, 1, 1),
        settings=None,
    )


def found(
    one: Relation, known: Mapping[str, Figure], previous: Figures | None = None
) -> list[Problem | NotAssessable]:
    said = form(one)
    missing = figures(**{cell.address: None for cell in said.cells()})
    return list(relation_problems(expand(said), checking(said, {**missing, **known}, previous)))


def problem(one: Relation, **known: Any) -> Problem:  # noqa: ANN401 - see figures()
    (first, *_) = found(one, figures(**{f"t.x.{key}": value for key, value in known.items()}))
    assert isinstance(first, Problem)
    return first


def test_a_short_sum_is_written_out_with_its_zeros() -> None:
    terms = relation("t.x.a", Operator.EQUAL, "t.x.b t.x.c t.y.b")
    zero = figures(**{"t.y.b": 0})

    (told,) = found(terms, figures(**{"t.x.a": 3, "t.x.b": 0, "t.x.c": 2}) | zero)

    assert isinstance(told, Problem)
    assert str(told.message) == "x: a is 3, but b 0 + c 2 + y · b 0 = 2; the difference is 1"


def test_a_broken_sum_tells_both_sides_and_the_difference() -> None:
    told = problem(relation("t.x.a", Operator.EQUAL, "t.x.b t.x.c"), a=7, b=4, c=2)

    assert str(told.message) == "x: a is 7, but b 4 + c 2 = 6; the difference is 1"
    assert (told.address, told.expected, told.actual, told.difference) == ("t.x.a", "6", "7", "1")
    assert told.operands[1] == Operand(label="x · b", address="t.x.b", value="4")
    assert told.severity is Severity.ERROR


def test_a_sum_with_something_taken_away_is_written_so() -> None:
    told = problem(relation("t.x.a", Operator.EQUAL, "t.x.b -t.x.c"), a=7, b=4, c=2)

    assert str(told.message) == "x: a is 7, but b 4 - c 2 = 2; the difference is 5"


def test_a_sum_of_zeros_is_written_out_and_a_single_cell_is_named() -> None:
    sum_of_two = problem(relation("t.x.a", Operator.EQUAL, "t.x.b t.x.c"), a=7, b=0, c=0)
    single = problem(relation("t.x.a", Operator.EQUAL, "t.x.b"), a=7, b="/")

    assert str(sum_of_two.message) == "x: a is 7, but b 0 + c 0 = 0; the difference is 7"
    assert str(single.message) == "x · a is 7, but x · b = /; the difference is 7"


def test_a_long_sum_is_cut() -> None:
    said = form(
        relation("t.x.a", Operator.EQUAL, " ".join(f"t.x.{k}" for k in "bcdefghij")),
        columns="a b c d e f g h i j",
    )
    known = figures(**{cell.address: 1 for cell in said.cells()})

    (told,) = relation_problems(expand(said), checking(said, known))

    assert isinstance(told, Problem)
    assert "1 + 1 + 1 + 1 + 1 + 1 + 1 + … = 9" in str(told.message)


def test_a_bound_tells_its_bound() -> None:
    told = problem(relation("t.x.a", Operator.AT_MOST, "t.x.b"), a=7, b=4)

    assert str(told.message) == "x · a is 7, out of the bound x · b = 4, by 3"


def test_what_is_not_stated_and_could_mend_it_is_named_and_weighs_less() -> None:
    told = problem(BOUND, a=7, b=4)

    assert str(told.message) == (
        "x: a is 7, but b 4 = 4; c is not stated and would have to be at least 3"
    )
    assert told.severity is Severity.WARNING


def test_a_total_below_one_of_its_parts_weighs_as_the_form_says() -> None:
    told = problem(BOUND, a=3, b=4, c=2)

    assert str(told.message) == "x: a is 3, less than one of its parts alone: b 4 + c 2 = 6"
    assert told.severity is Severity.INFORMATION


def test_what_cannot_be_judged_is_told_once_with_the_number_of_cells() -> None:
    (told,) = found(relation("a", Operator.EQUAL, "b", table="t", each="row"), {})

    assert isinstance(told, NotAssessable)
    assert str(told.why) == "cells that it needs and nobody states: 4, the first is t.x.a"


def test_without_a_report_of_last_year_it_is_said_so() -> None:
    (told,) = found(relation("t.x.a", Operator.EQUAL, "t.x.b@-1"), figures(**{"t.x.a": 1}))

    assert isinstance(told, NotAssessable)
    assert str(told.why) == "there is no report of 2022"


def test_a_figure_of_last_year_is_told_with_its_year_and_its_place() -> None:
    carried = relation("t.x.a", Operator.EQUAL, "t.x.b@-1")
    stated = evolve(number("t.x.b", 3), evidence=STATED)

    (told,) = found(carried, figures(**{"t.x.a": 1}), {"t.x.b": stated})

    assert isinstance(told, Problem)
    assert str(told.message) == (
        "x · a is 1; last year's report (2022, a.toml:1:1) has 3 in x · b; the difference is -2"
    )
    assert told.operands[1] == Operand(label="x · b（2022）", address="t.x.b", value="3")


def test_a_figure_of_last_year_that_nobody_wrote_is_told_without_a_place() -> None:
    carried = relation("t.x.a", Operator.EQUAL, "t.x.b@-1")

    (told,) = found(carried, figures(**{"t.x.a": 1}), figures(**{"t.x.b": "/"}))

    assert isinstance(told, Problem)
    assert str(told.message) == (
        "x · a is 1; last year's report (2022) has / in x · b; the difference is 1"
    )


def test_a_sum_says_which_of_its_parts_is_of_last_year_and_where_it_stands() -> None:
    stock = relation("t.x.a", Operator.EQUAL, "t.x.a@-1 t.x.b -t.x.c")
    stated = evolve(number("t.x.a", 45), evidence=STATED)

    (told,) = found(stock, figures(**{"t.x.a": 50, "t.x.b": 8, "t.x.c": 2}), {"t.x.a": stated})
    (bare,) = found(
        stock, figures(**{"t.x.a": 50, "t.x.b": 8, "t.x.c": 2}), figures(**{"t.x.a": 45})
    )

    assert isinstance(told, Problem)
    assert isinstance(bare, Problem)
    assert str(told.message) == (
        "x: a is 50, but a（2022） 45 + b 8 - c 2 = 51; the difference is -1. "
        "a（2022） stands at a.toml:1:1"
    )
    assert str(bare.message) == (
        "x: a is 50, but a（2022） 45 + b 8 - c 2 = 51; the difference is -1"
    )


def test_both_sides_of_a_balance_are_written_out() -> None:
    balance = relation("x y", Operator.EQUAL, "z w", table="t", each="column")
    said = form(balance, rows="x y z w", columns="a b")
    known = figures(**{cell.address: 0 for cell in said.cells()})
    known |= figures(**{"t.x.a": 3, "t.z.a": 2})

    (told,) = relation_problems(expand(said), checking(said, known))

    assert isinstance(told, Problem)
    assert str(told.message) == "a: x 3 + y 0 = 3, but z 2 + w 0 = 2; the difference is 1"


def test_a_long_sum_leaves_its_zeros_out_and_says_so() -> None:
    said = form(
        relation("t.x.a", Operator.EQUAL, "t.x.b t.x.c t.x.d t.x.e t.x.f"), columns="a b c d e f"
    )
    zeros = figures(**{cell.address: 0 for cell in said.cells()})
    instances = expand(said)

    (some,) = relation_problems(
        instances, checking(said, zeros | figures(**{"t.x.a": 4, "t.x.c": 3}))
    )
    (none,) = relation_problems(instances, checking(said, zeros | figures(**{"t.x.a": 4})))

    assert isinstance(some, Problem)
    assert isinstance(none, Problem)
    assert str(some.message) == ("x: a is 4, but c 3 (all others are 0) = 3; the difference is 1")
    assert str(none.message) == "x: a is 4, but all of its 5 parts are 0; the difference is 4"


def test_terms_of_different_rows_and_columns_are_named_in_full() -> None:
    crossed = relation("t.x.a", Operator.EQUAL, "t.y.b t.y.c")

    (told,) = found(crossed, figures(**{"t.x.a": 3, "t.y.b": 1, "t.y.c": 1}))

    assert isinstance(told, Problem)
    assert str(told.message) == ("x · a is 3, but y · b 1 + y · c 1 = 2; the difference is 1")


def test_in_a_table_of_one_column_rows_are_the_names() -> None:
    said = form(relation("t.x", Operator.EQUAL, "t.y t.z"), rows="x y z", columns="a")

    (told,) = relation_problems(
        expand(said), checking(said, figures(**{"t.x": 3, "t.y": 1, "t.z": 1}))
    )

    assert isinstance(told, Problem)
    assert str(told.message) == "x is 3, but y 1 + z 1 = 2; the difference is 1"


def test_a_sum_without_terms_is_zero() -> None:
    said = form(relation("t.x.a", Operator.EQUAL, ""))
    known = figures(**{cell.address: 3 for cell in said.cells()})

    (told,) = relation_problems(expand(said), checking(said, known))

    assert isinstance(told, Problem)
    assert str(told.message) == "x · a is 3, but 0 = 0; the difference is 3"


def test_what_is_stated_against_its_register_is_named_as_the_thing_to_mend_first() -> None:
    total = relation("t.x.a", Operator.EQUAL, "t.x.b t.x.c")
    stated = {
        "t.x.a": evolve(number("t.x.a", 2), evidence=STATED, counted=2),
        "t.x.b": evolve(number("t.x.b", 4), evidence=STATED, counted=1),
        "t.x.c": number("t.x.c", 1, counted=0),
    }

    (told,) = found(total, stated)

    assert isinstance(told, Problem)
    assert str(told.message) == (
        "x: a is 2, but b 4 + c 1 = 5; the difference is -3. "
        "Of these, b 4 is stated while the register counts 1; mend that first"
    )


@pytest.mark.parametrize(("basis", "shown"), [("", "号"), ("第二十条", "第二十条")])
def test_a_relation_is_a_rule_with_its_forms_words(basis: str, shown: str) -> None:
    said = form(evolve(relation("t.x.a", Operator.EQUAL, "t.x.b"), basis=basis, statutory=True))

    (rule,) = relation_checks(said, expand(said))

    assert (rule.code, str(rule.title), rule.basis, rule.statutory) == (
        "t.rule",
        "规则",
        shown,
        True,
    )


def test_a_relation_of_many_rows_is_one_rule(installed: Plugins) -> None:
    said = installed.offers().forms["cn-2021"].thing

    rules = relation_checks(said, expand(said))

    assert len(rules) == len(said.relations)


def test_a_report_of_last_year_that_cannot_be_read_is_told_as_the_reason() -> None:
    said = form(relation("t.x.a", Operator.EQUAL, "t.x.b@-1"))
    looking = evolve(checking(said, figures(**{"t.x.a": 1})), unread=words("a.toml:1: wrong"))

    (told,) = relation_problems(expand(said), looking)

    assert isinstance(told, NotAssessable)
    assert str(told.why) == "the report of 2022 cannot be read: a.toml:1: wrong"
