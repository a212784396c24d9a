"""Documents that ended by themselves: the members know of them, a government states them."""

from __future__ import annotations

from gongkai.config.agency import ReportId
from gongkai.host import Plugins
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY
from tests.core.rollup.city import CITY, REGION, City, bureau, report

#: What the bureau made before, of which one document ended in June; it keeps a register.
CATALOGUE = """文件名称,文号,文件类型,成文日期,有效期至
甲,示规〔2018〕1号,规范性文件,2018-01-01,2024-06-30
乙,示规〔2019〕2号,规范性文件,2019-01-01,
"""
IN_FORCE = "rules = [0, 0, 0]\nnormative = [0, 0, {number}]"
KEPT = '[registers.documents]\nexport = "documents.csv"\n'
FILES = {
    "suqian/region.toml": REGION,
    "suqian/bureau.toml": CITY,
    "suqian/2023/report.toml": report(a20_1=IN_FORCE.format(number=2)),
    "suqian/2024/report.toml": report(a20_1=IN_FORCE.format(number=1)),
    "suqian/ju/bureau.toml": bureau("宿迁市甲局", "department"),
    "suqian/ju/2023/report.toml": report(a20_1=IN_FORCE.format(number=2)),
    "suqian/ju/2024/report.toml": report(head=KEPT, a20_1=""),
    "suqian/ju/2024/documents.csv": CATALOGUE,
}


def test_the_sum_of_a_region_knows_what_ended_by_itself(city: City) -> None:
    whole, _ = city.roll_up(FILES, year=2024)

    assert whole.outcome.report.figures["expired.normative"].value == 1
    assert "documents.stock" not in {finding.code for finding in whole.outcome.findings}


def test_a_government_without_a_register_may_state_what_ended_by_itself(
    city: City, installed: Plugins
) -> None:
    stated = report(a20_1=IN_FORCE.format(number=1), expired="normative = 1")

    def codes(files: dict[str, str]) -> set[str]:
        options = Options(today=TODAY, render=False)
        outcome = run(city.write(files), ReportId("suqian", 2024), installed, options)
        return {finding.code for finding in outcome.findings}

    assert "documents.stock" in codes(FILES)
    assert "documents.stock" not in codes({**FILES, "suqian/2024/report.toml": stated})
