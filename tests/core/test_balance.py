"""Every figure of real reports is held by the form's arithmetic: one that is one off is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from gongkai.arithmetic import Breach, Instance, judge
from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.figures import Figure, Figures, State
from gongkai.model.form import Operator
from gongkai.prepare import Options, Prepared, prepare

AGENCIES = Tree(Path(__file__).parents[2] / "agencies")
REPORTS = [ReportId("suqian", 2023), ReportId("huaian", 2024), ReportId("pingtan", 2022)]
HELD = ("requests", "review_litigation")


def exact(prepared: Prepared) -> tuple[Instance, ...]:
    return tuple(
        instance
        for instance in prepared.plan.instances
        if instance.relation.operator is Operator.EQUAL
        and instance.relation.code.startswith(("requests.", "remedies."))
    )


def one_more(figures: Figures, address: str) -> dict[str, Figure]:
    figure = figures[address]
    assert figure.value is not None
    return {**figures, address: evolve(figure, state=State.NUMBER, value=figure.value + 1)}


def broken(instances: tuple[Instance, ...], figures: Figures) -> list[Instance]:
    return [one for one in instances if isinstance(judge(one, figures), Breach)]


@pytest.mark.parametrize("report", REPORTS, ids=str)
def test_every_cell_of_a_published_report_that_is_one_off_is_found(
    report: ReportId, installed: Plugins
) -> None:
    prepared = prepare(AGENCIES, report, installed, Options())
    figures, instances = prepared.counting.figures, exact(prepared)
    addresses = [cell.address for cell in prepared.plan.form.cells() if cell.table.key in HELD]

    found = {address: broken(instances, one_more(figures, address)) for address in addresses}

    assert broken(instances, figures) == []
    assert len(addresses) == 190
    assert [address for address, breaches in found.items() if not breaches] == []


@pytest.mark.parametrize("report", REPORTS, ids=str)
def test_a_breach_is_one_of_a_relation_that_has_the_cell(
    report: ReportId, installed: Plugins
) -> None:
    prepared = prepare(AGENCIES, report, installed, Options())
    instances = exact(prepared)

    for cell in prepared.plan.form.cells():
        if cell.table.key in HELD:
            for breach in broken(instances, one_more(prepared.counting.figures, cell.address)):
                assert cell.address in {term.cell for term in (*breach.left, *breach.right)}
