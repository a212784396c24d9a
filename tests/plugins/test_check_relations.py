"""Every relation that a form brings: figures that keep it, and the same with one piece too many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from attrs import evolve, frozen

from gongkai.arithmetic import Instance, expand
from gongkai.host import Plugins
from gongkai.kinds import Check, Checking
from gongkai.model.agency import Agency, AgencyKind, Contact
from gongkai.model.figures import Figures, number
from gongkai.model.findings import NotAssessable, Problem
from gongkai.model.form import Form
from gongkai.model.relation import Operator, Term
from gongkai.model.report import Report
from gongkai.relations import relation_checks

FORMS = {name: offer.thing for name, offer in Plugins.installed().offers().forms.items()}
AGENCY = Agency(id="ju", name="局", short_name="局", kind=AgencyKind.DEPARTMENT, contact=Contact())


@frozen
class Case:
    """One relation of a form at one place of it."""

    form: Form
    check: Check
    instance: Instance

    def __str__(self) -> str:
        return f"{self.form.id}-{self.check.code}-{self.instance.address}"


def cases() -> Iterator[Case]:
    for form in FORMS.values():
        instances = expand(form)
        for instance in instances:
            (check,) = relation_checks(form, (instance,))
            yield Case(form, check, instance)


CASES = tuple(cases())


def year_of(terms: dict[Term, int], form: Form, year: int) -> Figures:
    """All cells of a form: what the terms say, else zero."""
    said = {term.cell: value for term, value in terms.items() if term.year == year}
    return {cell.address: number(cell.address, said.get(cell.address, 0)) for cell in form.cells()}


def found(case: Case, off: int) -> list[Problem | NotAssessable]:
    """What the rule says of parts 3, 4, 5 … whose total is ``off`` too much."""
    right = {term: value for value, term in enumerate(case.instance.right, 3)}
    total = sum(term.times * value for term, value in right.items()) + off
    first, *others = case.instance.left
    left = {first: total - len(others), **dict.fromkeys(others, 1)}
    report = Report(
        agency=AGENCY,
        year=2024,
        form=case.form,
        title="",
        figures=year_of({**right, **left}, case.form, 0),
    )
    previous = year_of({**right, **left}, case.form, -1)
    return list(case.check.run(checking_of(report, previous)))


def checking_of(report: Report, previous: Figures) -> Checking:
    return Checking(
        report=report,
        previous=previous,
        channels=(),
        enabled=(),
        chosen=(),
        today=date(2025, 1, 31),
        settings=None,
    )


def too_much(case: Case) -> int:
    return -1 if case.instance.relation.operator is Operator.AT_LEAST else 1


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_relation_is_kept_by_figures_for_which_it_holds(case: Case) -> None:
    assert found(case, 0) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_relation_is_broken_by_one_piece_too_many(case: Case) -> None:
    (problem,) = found(case, too_much(case))

    assert isinstance(problem, Problem)
    assert problem.address == case.instance.address
    assert problem.difference == str(too_much(case))


def test_a_relation_to_a_year_whose_form_counted_otherwise_cannot_be_judged() -> None:
    form = FORMS["cn-2021"]
    stocks = (case for case in CASES if case.form is form and case.check.code == "documents.stock")
    case = next(stocks)
    figures = {cell.address: number(cell.address, 1) for cell in form.cells()}
    report = Report(agency=AGENCY, year=2021, form=form, title="", figures=figures)
    why = "2019年格式统计的是新制作"
    checking = evolve(checking_of(report, {}), breaks={"a20_1.rules.valid": why})

    found = [found for found in case.check.run(checking) if isinstance(found, NotAssessable)]

    assert [(item.address, str(item.why)) for item in found] == [
        (
            "a20_1.rules.valid",
            f"the series does not go on from last year's form: {why}",
        )
    ]


def test_every_rule_of_every_form_is_among_them_or_is_a_plugins(installed: Plugins) -> None:
    offered = set(installed.offers().checks)
    brought = {rule.code for form in FORMS.values() for rule in form.rules}

    assert brought - {case.check.code for case in CASES} == {"narrative.number-mismatch"}
    assert brought & offered == {"channels.bounds", "narrative.number-mismatch"}


def test_every_relation_of_every_form_has_its_words() -> None:
    for form in FORMS.values():
        codes = {relation.code for relation in form.relations}
        assert codes <= {rule.code for rule in form.rules}, form.id
