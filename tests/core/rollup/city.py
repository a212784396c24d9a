"""A made-up city with members as 宿迁 had them in 2023, for tests of its sum."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.figures import Figure
from gongkai.model.outcome import RolledUp
from gongkai.model.report import Paragraph, Report
from gongkai.pipeline import Options, roll_up
from gongkai.testing import TODAY, write_tree

REGION = '[region]\nname = "宿迁市"\nlevel = "prefecture"\n'
CITY = '[bureau]\nname = "宿迁市人民政府"\nkind = "government"\n'

#: Every row of the cn-2021 table of requests that this city leaves at zero.
_ROWS = (
    "partial", "refused_state_secret", "refused_law_forbids", "refused_security_stability",
    "refused_third_party", "refused_internal", "refused_process", "refused_enforcement_file",
    "refused_admin_query", "unable_not_held", "unable_needs_making", "unable_unclear",
    "not_processed_petition", "not_processed_repeat", "not_processed_publication",
    "not_processed_excessive", "not_processed_confirm", "other_no_correction",
    "other_fee_unpaid", "other_else", "carried_out",
)  # fmt: skip


def figures(new: int = 0, carried_in: int = 0, **more: str) -> str:
    """``[figures]`` of a cn-2021 report in which natural persons asked and all was granted."""
    cells = {
        "a20_1": "rules = [0, 0, 0]\nnormative = [0, 0, 0]",
        "a20_5": "licence = 0",
        "a20_6": "penalty = 0\ncoercion = 0",
        "a20_8": "fees = 0",
        "requests": "\n".join(
            [
                f"new_received = [{new}, 0, 0, 0, 0, 0, {new}]",
                f"carried_in = [{carried_in}, 0, 0, 0, 0, 0, {carried_in}]",
                f"granted = [{new + carried_in}, 0, 0, 0, 0, 0, {new + carried_in}]",
                f"handled_total = [{new + carried_in}, 0, 0, 0, 0, 0, {new + carried_in}]",
                *(f"{row} = [0, 0, 0, 0, 0, 0, 0]" for row in _ROWS),
            ]
        ),
        "review_litigation": f"count = {[0] * 15}",
    }
    return "".join(f"[figures.{key}]\n{text}\n" for key, text in {**cells, **more}.items())


def report(new: int = 0, carried_in: int = 0, head: str = "", **more: str) -> str:
    """A whole ``report.toml`` of figures only."""
    omitted = '[narrative]\nomitted = "仅转录数据"\n'
    return head + omitted + figures(new, carried_in, **more)


def bureau(name: str, kind: str, rollup: str = "") -> str:
    """A ``bureau.toml``."""
    table = f"[bureau.rollup]\n{rollup}\n" if rollup else ""
    return f'[bureau]\nname = "{name}"\nkind = "{kind}"\n{table}'


def county(name: str) -> str:
    """A ``region.toml``."""
    return f'[region]\nname = "{name}"\nlevel = "county"\n'


#: New requests and those carried in, as each published them for 2023.
MEMBERS: Mapping[str, tuple[str, str, int, int]] = {
    "bgs": ("宿迁市人民政府办公室", "office", 340, 9),
    "ju": ("宿迁市各部门", "department", 900, 33),
    "sh": ("沭阳县人民政府", "government", 470, 7),
    "sy": ("泗阳县人民政府", "government", 296, 5),
    "si": ("泗洪县人民政府", "government", 860, 14),
    "sc": ("宿城区人民政府", "government", 208, 8),
    "sb": ("宿豫区人民政府", "government", 338, 10),
    "jk": ("宿迁经济技术开发区管理委员会", "government", 50, 5),
    "hb": ("湖滨新区管理委员会", "government", 24, 2),
    "yh": ("洋河新区管理委员会", "government", 11, 1),
    "ss": ("苏州宿迁工业园区管理委员会", "government", 14, 2),
}
COUNTIES = ("sh", "sy", "si", "sc", "sb")


def suqian(head: str = "") -> dict[str, str]:
    """The files of the city and its members; their sums are what the city published.

    ``head`` stands at the top of each member's report.
    """
    files = {
        "suqian/region.toml": REGION,
        "suqian/bureau.toml": CITY,
        "suqian/2023/report.toml": report(3511, 96),
    }
    for key, (name, kind, new, carried_in) in MEMBERS.items():
        files[f"suqian/{key}/bureau.toml"] = bureau(name, kind)
        files[f"suqian/{key}/2023/report.toml"] = report(new, carried_in, head)
    for key in COUNTIES:
        files[f"suqian/{key}/region.toml"] = county(MEMBERS[key][0].removesuffix("人民政府"))
    return files


def sentences(report: Report) -> list[str]:
    """What the opening of a report says, paragraph by paragraph."""
    return [block.text for block in report.opening if isinstance(block, Paragraph)]


class City:
    """Writes files and adds them up."""

    def __init__(self, folder: Path, plugins: Plugins) -> None:
        self.folder = folder
        self.plugins = plugins

    def write(self, files: Mapping[str, str | bytes]) -> Tree:
        """The tree of these files."""
        return write_tree(self.folder, files)

    def roll_up(
        self, files: Mapping[str, str | bytes], region: str = "suqian", year: int = 2023
    ) -> tuple[RolledUp, ...]:
        """The sums of a region: the whole, and its own level."""
        tree = self.write(files)
        return roll_up(tree, region, year, self.plugins, Options(today=TODAY))

    def whole(self, files: Mapping[str, str | bytes]) -> RolledUp:
        """The sum of the whole region."""
        return self.roll_up(files)[0]

    def figure(self, files: Mapping[str, str | bytes], address: str) -> Figure:
        """One figure of the whole region's sum."""
        return self.whole(files).outcome.report.figures[address]
