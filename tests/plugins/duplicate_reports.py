"""Bureaus of one city with texts that are alike or not, and what the rules find in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gongkai.batch import Job, run_many
from gongkai.config.agency import choose_reports
from gongkai.model.findings import Finding
from gongkai.prepare import Options
from gongkai.testing import write_tree

#: A section five of two paragraphs, as one bureau wrote it.
PROBLEMS = (
    "存在的主要问题：一是高新技术企业认定政策的解读以文字为主，企业来电询问申报材料的较多；"
    "二是2个处室在印发文件后才准备解读，解读与文件没有同时发布；"
    "三是局网站旧栏目中仍有2019年以前的失效链接，查找不便。\n"
    "\n"
    "改进情况：一是会同市税务局编写申报材料图解，在局网站和微信公众号同步发布；"
    "二是把解读列入发文审签单，没有解读稿的文件不予编号；"
    "三是8月底前清理失效链接，对保留的旧文件补注效力状态，并指定办公室按季度复查。\n"
)
#: Another bureau's own.
OWN = (
    "存在的主要问题：一是部门预算公开后，绩效目标表的口径与决算不一致，群众来电询问的多；"
    "二是政府采购意向公开得晚，有的项目到招标前一周才发布，供应商来不及准备。\n"
    "\n"
    "改进情况：一是统一预算和决算的绩效表样式，7月起执行；二是采购意向提前六十日公开，"
    "由采购科按月核对，未公开意向的项目不予受理采购计划。\n"
)

Files = Mapping[str, str | bytes]


def bureau(agency: str, name: str, more: str = "") -> dict[str, str | bytes]:
    return {f"{agency}/bureau.toml": f'[bureau]\nname = "{name}"\nkind = "department"\n{more}'}


def report(agency: str, year: int, **texts: str) -> dict[str, str | bytes]:
    """A year's report with these texts, by section."""
    lines = "".join(f'{section} = "{section}.md"\n' for section in texts)
    files = {f"{agency}/{year}/{section}.md": text for section, text in texts.items()}
    return {f"{agency}/{year}/report.toml": f"[narrative]\n{lines}", **files}


def twin(name: str, text: str) -> dict[str, str | bytes]:
    """A bureau of that name, its folder being its name, with a section five."""
    return {**bureau(name, name), **report(name, 2024, problems=text)}


class City:
    """A tree of bureaus, and what a rule finds in a report of it."""

    def __init__(self, folder: Path, *files: Files) -> None:
        self.root = folder
        write_tree(folder, {name: text for part in files for name, text in part.items()})

    def __call__(self, code: str, *agencies: str, year: int = 2024, jobs: int = 1) -> list[Finding]:
        tree = write_tree(self.root, {})
        reports = choose_reports(tree, agencies, (year,))
        job = Job(root=self.root, without=(), options=Options(today=date(2025, 1, 31)))
        done = list(run_many(job, reports, jobs))
        for summary in done:
            if summary.error is not None:
                raise summary.error
        return [found for summary in done for found in summary.findings if found.code == code]

    def unassessed(self, code: str, agency: str, year: int = 2024) -> list[str]:
        """Why a rule could not judge a report."""
        job = Job(root=self.root, without=(), options=Options(today=date(2025, 1, 31)))
        (done,) = run_many(job, choose_reports(write_tree(self.root, {}), (agency,), (year,)))
        assert done.coverage is not None
        return [str(item.why) for item in done.coverage.not_assessable if item.code == code]
