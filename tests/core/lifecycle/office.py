"""A bureau with a clean report and five people, and the moves that take the report on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk, Done, perform
from gongkai.lifecycle.case import Asked
from gongkai.lifecycle.store import Store
from gongkai.testing import MODEL, lay_toml, write_tree

#: The day on which waivers and limits are judged.
TODAY = date(2025, 1, 31)
#: The bureau, the year of its report, and the day that the report says it was published on.
BUREAU, YEAR, ON = "ju", 2024, date(2025, 1, 20)
PLACE = "https://kjj.example.gov.cn/2024.html"

PEOPLE = """\
[people.zhang]
name = "张起草"
roles = ["drafter"]

[people.li]
name = "李审核"
roles = ["reviewer", "secrecy-reviewer"]

[people.wang]
name = "王审定"
roles = ["approver"]

[people.zhao]
name = "赵发布"
roles = ["publisher"]

[people.sun]
name = "孙审计"
roles = ["auditor"]
"""
OUTPUTS = "[outputs.html]\n[outputs.json]\n[outputs.markdown]\n"

#: Who makes which move on the way to the public.
WAY = (
    ("mark-checked", "zhang"),
    ("submit", "zhang"),
    ("secrecy-review", "li"),
    ("approve", "wang"),
    ("publish", "zhao"),
)

#: What some moves need besides.
NEEDED: Mapping[str, Mapping[str, object]] = {
    "correct": {"reason": "更正一处数字"},
    "return": {"reasons": {"report": "请核对"}},
}


def write_office(folder: Path, bureaus: Iterable[str] = (BUREAU,)) -> Tree:
    """Write bureaus with the same clean report; the people stand above all of them."""
    files = {"people.toml": PEOPLE}
    for bureau in bureaus:
        for name, text in MODEL.items():
            files[name.replace("ju/", f"{bureau}/", 1)] = text
        report = f"{bureau}/{YEAR}/report.toml"
        files[report] = lay_toml(files[report], OUTPUTS)
    return write_tree(folder, files)


def desk_of(tree: Tree, store: Store, plugins: Plugins) -> Desk:
    """Where moves are made, on a day that does not pass."""
    return Desk(store=store, tree=tree, plugins=plugins, today=TODAY)


def asked(move: str, user: str, agency: str = BUREAU, **more: object) -> Asked:
    """What somebody asks for; a publication says its day and place unless told otherwise."""
    said = {"on": ON, "place": PLACE, **more} if move == "publish" else more
    return Asked(agency=agency, year=YEAR, move=move, user=user, **said)  # type: ignore[arg-type]


def make(desk: Desk, *moves: tuple[str, str], agency: str = BUREAU) -> tuple[Done, ...]:
    """Make moves, each by its user and with what it needs."""
    return tuple(
        perform(desk, asked(move, user, agency, **NEEDED.get(move, {}))) for move, user in moves
    )
