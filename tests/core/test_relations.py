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
from gongkai.model.figures import Figure, Figures
from gongkai.model.findings import NotAssessable, Operand, Problem, Severity
from gongkai.model.form import Form, Operator, Relation
from gongkai.model.report import Report
from gongkai.relations import relation_checks, relation_problems
from gongkai.wording import words
from tests.core.forms import figures, form, relation

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


def test_a_sum_of_which_one_term_is_not_zero_names_it() -> None:
    terms = relation("t.x.a", Operator.EQUAL, "t.x.b t.x.c t.y.b")
    zero = figures(**{"t.y.b": 0})

    (told,) = found(terms, figures(**{"t.x.a": 3, "t.x.b": 0, "t.x.c": 2}) | zero)

    assert isinstance(told, Problem)
    assert str(told.message) == "x · a is 3, but x · c = 2; the difference is 1"


def test_a_broken_sum_tells_both_sides_and_the_difference() -> None:
    told = problem(relation("t.x.a", Operator.EQUAL, "t.x.b t.x.c"), a=7, b=4, c=2)

    assert str(told.message) == "x · a is 7, but x · b 4 + x · c 2 = 6; the difference is 1"
    assert (told.address, told.expected, told.actual, told.difference) == ("t.x.a", "6", "7", "1")
    assert told.operands[1] == Operand(label="x · b", address="t.x.b", value="4")
    assert told.severity is Severity.ERROR


def test_a_sum_with_something_taken_away_is_written_so() -> None:
    told = problem(relation("t.x.a", Operator.EQUAL, "t.x.b -t.x.c"), a=7, b=4, c=2)

    assert str(told.message) == "x · a is 7, but x · b 4 - x · c 2 = 2; the difference is 5"


def test_a_sum_of_zeros_is_zero_and_a_single_cell_is_named() -> None:
    sum_of_two = problem(relation("t.x.a", Operator.EQUAL, "t.x.b t.x.c"), a=7, b=0, c=0)
    single = problem(relation("t.x.a", Operator.EQUAL, "t.x.b"), a=7, b="/")

    assert str(sum_of_two.message) == "x · a is 7, but 0 = 0; the difference is 7"
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
        "x · a is 7, but x · b 4 = 4; x · c is not stated and would have to be at least 3"
    )
    assert told.severity is Severity.WARNING


def test_a_total_below_one_of_its_parts_weighs_as_the_form_says() -> None:
    told = problem(BOUND, a=3, b=4, c=2)

    assert (
        str(told.message) == "x · a is 3, less than one of its parts alone: x · b 4 + x · c 2 = 6"
    )
    assert told.severity is Severity.INFORMATION


def test_what_cannot_be_judged_is_told_once_with_the_number_of_cells() -> None:
    (told,) = found(relation("a", Operator.EQUAL, "b", table="t", each="row"), {})

    assert isinstance(told, NotAssessable)
    assert str(told.why) == "cells that it needs and nobody states: 4, the first is t.x.a"


def test_without_a_report_of_last_year_it_is_said_so() -> None:
    (told,) = found(relation("t.x.a", Operator.EQUAL, "t.x.b@-1"), figures(**{"t.x.a": 1}))

    assert isinstance(told, NotAssessable)
    assert str(told.why) == "there is no report of 2022"


def test_a_figure_of_last_year_is_an_operand() -> None:
    carried = relation("t.x.a", Operator.EQUAL, "t.x.b@-1")

    (told,) = found(carried, figures(**{"t.x.a": 1}), figures(**{"t.x.b": 3}))

    assert isinstance(told, Problem)
    assert told.operands[1].value == "3"


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
