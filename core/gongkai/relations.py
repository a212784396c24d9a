"""A form's relations as checks: what a breach is called, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from gongkai.arithmetic import Breach, Instance, Unknown, judge
from gongkai.kinds import Check, Checking
from gongkai.model.figures import Figure, Figures
from gongkai.model.findings import NotAssessable, Operand, Problem, Severity
from gongkai.model.form import Form, Operator, Relation, RuleText, Term
from gongkai.wording import Words, words

#: A sum of more terms than this is told by their number.
_TERMS_SHOWN = 8
#: The terms of a sum of more than these are told without their labels.
_TERMS_LABELLED = 2


def relation_checks(form: Form, instances: Iterable[Instance]) -> tuple[Check, ...]:
    """One check for each relation of a form."""
    texts = {rule.code: rule for rule in form.rules}
    return tuple(
        _check(relation, tuple(group), texts[relation.code], form)
        for relation, group in groupby(instances, key=lambda instance: instance.relation)
    )


def _check(
    relation: Relation, instances: tuple[Instance, ...], text: RuleText, form: Form
) -> Check:
    title, why, fix = text.words
    return Check(
        code=relation.code,
        severity=relation.severity,
        title=title,
        why=why,
        fix=fix,
        basis=relation.basis or form.number,
        statutory=relation.statutory,
        run=partial(relation_problems, instances),
    )


def relation_problems(
    instances: Iterable[Instance], checking: Checking
) -> Iterator[Problem | NotAssessable]:
    """Judge a relation everywhere it applies; one remark tells where it could not be judged."""
    unknown: list[Unknown] = []
    for instance in instances:
        verdict = judge(instance, checking.report.figures, checking.previous)
        if isinstance(verdict, Unknown):
            unknown.append(verdict)
        elif verdict is not None:
            yield _problem(instance, verdict, checking, _labels(checking.report.form))
    if unknown:
        yield _not_assessable(unknown, checking)


def _labels(form: Form) -> Callable[[str], str]:
    """What each cell is called; asked for only where something is wrong."""
    return {cell.address: cell.label for cell in form.cells()}.__getitem__


def _not_assessable(unknown: list[Unknown], checking: Checking) -> NotAssessable:
    first = unknown[0].missing[0]
    if first.year and first.cell in checking.breaks:
        return NotAssessable(
            address=first.cell,
            why=words(
                "the series does not go on from last year's form: {why}",
                why=checking.breaks[first.cell],
            ),
        )
    if first.year and checking.unread is not None:
        return NotAssessable(
            address=first.cell,
            why=words(
                "the report of {year} cannot be read: {why}",
                year=checking.report.year + first.year,
                why=checking.unread,
            ),
        )
    if first.year and checking.previous is None:
        return NotAssessable(
            address=first.cell,
            why=words("there is no report of {year}", year=checking.report.year + first.year),
        )
    return NotAssessable(
        address=first.cell,
        why=words(
            "cells that it needs and nobody states: {number}, the first is {address}",
            number=len({term for found in unknown for term in found.missing}),
            address=first.cell,
        ),
    )


def _problem(
    instance: Instance, breach: Breach, checking: Checking, label: Callable[[str], str]
) -> Problem:
    figures = checking.report.figures
    return Problem(
        address=instance.address,
        message=_message(instance, breach, checking, label),
        severity=_severity(instance.relation, breach),
        operands=tuple(
            Operand(
                label=label(term.cell),
                address=term.cell,
                value=_figure(term, figures, checking.previous).printed,
            )
            for term in (*instance.left, *instance.right)
        ),
        expected=breach.expected,
        actual=breach.actual,
        difference=breach.difference,
    )


def _severity(relation: Relation, breach: Breach) -> Severity:
    if breach.needed and relation.undetermined:
        return relation.undetermined
    return relation.lower if breach.lower and relation.lower else relation.severity


def _figure(term: Term, figures: Figures, previous: Figures | None) -> Figure:
    return (figures if term.year == 0 else previous or {})[term.cell]


def _message(
    instance: Instance, breach: Breach, checking: Checking, label: Callable[[str], str]
) -> Words:
    left = " + ".join(label(term.cell) for term in instance.left)
    facts = {
        "left": left,
        "actual": breach.actual,
        "sum": _sum(instance.right, checking, label),
        "difference": breach.difference,
    }
    if breach.needed:
        return words(
            "{left} is {actual}, but {sum}; {needed} is not stated and would have to be "
            "at least {difference}",
            needed="、".join(label(address) for address in breach.needed),
            **facts,
        )
    if breach.lower and instance.relation.operator is Operator.WITHIN:
        return words("{left} is {actual}, less than one of its parts alone: {sum}", **facts)
    if instance.relation.operator is Operator.EQUAL:
        return words("{left} is {actual}, but {sum}; the difference is {difference}", **facts)
    return words("{left} is {actual}, out of the bound {sum}, by {difference}", **facts)


def _sum(terms: tuple[Term, ...], checking: Checking, label: Callable[[str], str]) -> str:
    """Write a side out: with labels where it is short, else ``363 + 152 + 20 + 5 = 540``."""
    figures = [(term, _figure(term, checking.report.figures, checking.previous)) for term in terms]
    if len(terms) == 1:
        return f"{label(terms[0].cell)} = {figures[0][1].printed or 0}"
    total = sum((term.times * (figure.value or 0) for term, figure in figures), start=0)
    parts = [
        f"{'-' if term.times < 0 else '+'} "
        + (f"{label(term.cell)} " if len(terms) <= _TERMS_LABELLED else "")
        + figure.printed
        for term, figure in figures
        if figure.value
    ]
    if len(parts) == 1 and len(terms) > _TERMS_LABELLED:
        (only,) = [(term, figure) for term, figure in figures if figure.value]
        return f"{label(only[0].cell)} = {only[1].printed}"
    if len(parts) > _TERMS_SHOWN:
        parts = [*parts[: _TERMS_SHOWN - 1], "+ …"]
    return f"{' '.join(parts).removeprefix('+ ') or '0'} = {total}"
