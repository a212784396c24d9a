"""A form's relations as checks: what a breach is called, and how much it weighs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from gongkai.arithmetic import Breach, Instance, Unknown, judge
from gongkai.kinds import Check, Checking
from gongkai.model.findings import NotAssessable, Operand, Problem, Severity
from gongkai.model.form import Form
from gongkai.model.relation import Relation, RuleText
from gongkai.relation_words import Broken, broken_words
from gongkai.wording import words


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
            yield _problem(Broken.of(instance, verdict, checking))
    if unknown:
        yield _not_assessable(unknown, checking)


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


def _problem(broken: Broken) -> Problem:
    instance, breach = broken.instance, broken.breach
    return Problem(
        address=instance.address,
        message=broken_words(broken),
        severity=_severity(instance.relation, breach),
        operands=tuple(
            Operand(
                label=broken.full_label(term),
                address=term.cell,
                value=broken.figure(term).printed,
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
