"""How many wrong figures the rules find: each cell of real reports, one up and one down.

Every published report of ``agencies/`` that keeps the arithmetic of its form is taken as it is,
and one cell after the other is changed by one. A mutation is found if every exact relation (sum,
balance, equality; with last year's report, too) that holds the cell yields a finding with its
code, at its address, with the right difference, and no other relation yields any.

    python benchmarks/mutations.py
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from gongkai.arithmetic import Instance
from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.figures import Figure, State
from gongkai.model.relation import Operator
from gongkai.model.report import Report
from gongkai.pipeline import task_of
from gongkai.plan import BoundCheck
from gongkai.prepare import Options
from gongkai.stages.check import Context, check

AGENCIES = Tree(Path(__file__).parents[1] / "agencies")
REPORTS = (
    ReportId("suqian", 2023),
    ReportId("suqian", 2024),
    ReportId("huaian", 2024),
    ReportId("pingtan", 2021),
    ReportId("pingtan", 2022),
)
OPTIONS = Options(today=date(2025, 4, 1), render=False)

#: A finding by its rule, its place, and by how much the figure is off.
Told = tuple[str, str, str]


@frozen(kw_only=True)
class Mutation:
    """A cell that was changed by one: what must be found, and what was."""

    address: str
    change: int
    expected: frozenset[Told]
    found: frozenset[Told]

    @property
    def detected(self) -> bool:
        """Whether just what is wrong was found."""
        return self.found == self.expected


@frozen(kw_only=True)
class Subject:
    """A report, the rules that its form's relations are, and those of them that are exact."""

    report: Report
    context: Context
    rules: tuple[BoundCheck, ...]
    exact: tuple[Instance, ...]


def subject(report_id: ReportId, plugins: Plugins) -> Subject:
    """A report of the tree, ready to be checked again and again."""
    task = task_of(AGENCIES, report_id, plugins, OPTIONS)
    instances = task.plan.instances
    codes = {instance.relation.code for instance in instances}
    return Subject(
        report=task.report,
        context=task.context,
        rules=tuple(bound for bound in task.plan.checks if bound.check.code in codes),
        exact=tuple(
            instance
            for instance in instances
            if instance.relation.operator is Operator.EQUAL and _judgeable(instance, task.context)
        ),
    )


def _judgeable(instance: Instance, context: Context) -> bool:
    """Without last year's report a relation over years says nothing."""
    return context.previous is not None or not any(term.year for term in instance.right)


def mutations(of: Subject) -> Iterator[Mutation]:
    """Every cell that an exact relation holds, one up, and one down where it is not zero."""
    held = {term.cell for one in of.exact for term in (*one.left, *one.right) if term.year == 0}
    for address in sorted(held):
        figure = of.report.figures[address]
        for change in (1, -1) if figure.value else (1,):
            yield Mutation(
                address=address,
                change=change,
                expected=frozenset(_expected(of, address, change)),
                found=frozenset(_found(of, figure, change)),
            )


def _expected(of: Subject, address: str, change: int) -> Iterator[Told]:
    """What each relation that holds the cell must say: left side up, or right side down."""
    for one in of.exact:
        off = sum(term.times for term in one.left if _is(term.cell, term.year, address))
        off -= sum(term.times for term in one.right if _is(term.cell, term.year, address))
        if off:
            yield one.relation.code, one.address, str(off * change)


def _is(cell: str, year: int, address: str) -> bool:
    return cell == address and year == 0


def _found(of: Subject, figure: Figure, change: int) -> Iterator[Told]:
    value = (figure.value or 0) + change
    changed = evolve(figure, value=value, state=State.NUMBER if value else State.ZERO)
    report = evolve(of.report, figures={**of.report.figures, figure.address: changed})
    exact = {one.relation.code for one in of.exact}
    for finding in check(report, of.rules, (), of.context).findings:
        if finding.code in exact:
            yield finding.code, finding.address, finding.difference


def main() -> None:
    """Print the rate of each report, and of all."""
    plugins = Plugins.installed()
    all_found = all_made = 0
    for report_id in REPORTS:
        made = tuple(mutations(subject(report_id, plugins)))
        found = sum(mutation.detected for mutation in made)
        all_found, all_made = all_found + found, all_made + len(made)
        print(f"{report_id!s:<14} {found} of {len(made)} mutations found")
    print(f"{'all':<14} {all_found} of {all_made}: {100 * all_found / all_made:.2f} %")


if __name__ == "__main__":
    main()
