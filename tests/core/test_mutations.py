"""Every figure of real reports is held by the form's arithmetic: one that is one off is found."""

from __future__ import annotations

import pytest
from benchmarks.mutations import REPORTS, mutations, subject

from gongkai.config.agency import ReportId
from gongkai.host import Plugins

#: How many cells of each report an exact relation holds, each up and down where it is not zero.
MADE = {
    ReportId("suqian", 2023): 274,
    ReportId("suqian", 2024): 288,
    ReportId("huaian", 2024): 270,
    ReportId("pingtan", 2021): 222,
    ReportId("pingtan", 2022): 229,
}


@pytest.mark.parametrize("report", REPORTS, ids=str)
def test_every_cell_that_is_one_off_is_found_by_its_rule_at_its_place(
    report: ReportId, installed: Plugins
) -> None:
    made = tuple(mutations(subject(report, installed)))

    assert len(made) == MADE[report]
    assert all(mutation.expected for mutation in made)
    assert [mutation for mutation in made if not mutation.detected] == []
