from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from gongkai.testing import MODEL
from tests.core.cli.command import Command
from tests.core.rollup.city import CITY, REGION, bureau, report, suqian

SCHEMA = Path(__file__).parents[3] / "plugins/gongkai_output_json/report.schema.json"
TOTAL = "requests.new_received.total"


def files() -> dict[str, str]:
    """A city in which everything that may happen to a member has happened."""
    city = suqian("published = 2024-01-31\n")
    city["suqian/region.toml"] = REGION + "[outputs.json]\n[outputs.markdown]\n"
    city["suqian/bureau.toml"] = 'extends = "region.toml"\n' + CITY
    city["suqian/bgs/2023/report.toml"] = report(340, 9, head="published = 2024-01-20\n")
    city["suqian/ju/2023/report.toml"] = report(
        900,
        33,
        head="published = 2024-01-30\n"
        'returned = { on = 2024-02-12, by = "市政务公开办", reason = "表3合计有误" }\n',
    )
    city["suqian/sh/2023/report.toml"] = report(470, 7, head="published = 2024-03-01\n")
    city["suqian/ss/2023/report.toml"] = "form = 3\n"
    del city["suqian/yh/2023/report.toml"]
    city["suqian/tax/bureau.toml"] = bureau(
        "国家税务总局宿迁市税务局", "department", 'member = false\nreason = "垂直管理"'
    )
    city["suqian/old/bureau.toml"] = bureau(
        "宿迁市地方志办公室", "office", 'until = 2023-05-31\nsuccessor = "suqian/bgs"'
    )
    return city


@pytest.fixture
def region(gongkai: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line, with the city; 80 columns wide."""
    monkeypatch.setenv("COLUMNS", "80")
    return gongkai.write(files())


def test_the_matrix_says_who_has_reported_and_who_has_not(region: Command) -> None:
    said = region("rollup", "suqian", "--year", "2023")

    assert said.status == 1
    assert said.err.splitlines()[:23] == [
        "member                 state             published   limit       late     E/W/R",
        "───────────────────────────────────────────────────────────────────────────────",
        "洋河新区管理委员会     no report                     2024-03-10",
        "苏州宿迁工业园区管理   cannot be made                2024-03-10",
        "委员会",
        "宿迁市各部门           returned          2024-01-30  2024-01-31           0/0/0",
        "沭阳县人民政府         late              2024-03-01  2024-02-20    10     0/1/0",
        "宿迁市人民政府办公室   reported          2024-01-20  2024-01-31           0/0/0",
        "湖滨新区管理委员会     reported          2024-01-31  2024-03-10           0/0/0",
        "宿迁经济技术开发区管   reported          2024-01-31  2024-03-10           0/0/0",
        "理委员会",
        "宿豫区人民政府         reported          2024-01-31  2024-02-20           0/0/0",
        "宿城区人民政府         reported          2024-01-31  2024-02-20           0/0/0",
        "泗洪县人民政府         reported          2024-01-31  2024-02-20           0/0/0",
        "泗阳县人民政府         reported          2024-01-31  2024-02-20           0/0/0",
        "宿迁市地方志办公室     reported by                   2024-01-31",
        "                       宿迁市人民政府办",
        "                       公室",
        "国家税务总局宿迁市税   no member:",
        "务局                   垂直管理",
        "late: days after the limit; E/W/R: errors, warnings, remarks",
        (
            "bureaus: 13 (reported in time: 7, late: 1, returned: 1, cannot be made: 1, "
            "no report: 1, reported by a successor: 1, not members: 1)"
        ),
        "gongkai check suqian/sh --year 2023 shows what was found",
    ]


def test_where_nothing_was_found_nothing_is_to_be_done(gongkai: Command) -> None:
    said = gongkai.write(suqian())("rollup", "suqian", "--year", "2023")

    assert "bureaus: 11 (reported in time: 11)" in said.err
    assert "shows what was found" not in said.err


def test_each_sum_goes_to_a_folder_of_its_own(region: Command) -> None:
    said = region("rollup", "suqian", "--year", "2023", "--out", "out", "--fail-on", "never")

    assert said.status == 0
    assert sorted(path.as_posix() for path in Path("out").rglob("*.*")) == [
        "out/suqian/rollup/2023/own/report.json",
        "out/suqian/rollup/2023/own/report.md",
        "out/suqian/rollup/2023/region/report.json",
        "out/suqian/rollup/2023/region/report.md",
    ]
    schema = json.loads(SCHEMA.read_text("utf-8"))
    for path in Path("out").rglob("*.json"):
        jsonschema.validate(json.loads(path.read_text("utf-8")), schema)
    assert "宿迁市（汇总） 2023  → out/suqian/rollup/2023/region/  report.json" in said.err
    assert "宿迁市（本级汇总） 2023" in said.err


def test_an_output_may_be_named(region: Command) -> None:
    region("rollup", "suqian", "--year", "2023", "--output", "html")

    assert sorted(path.name for path in Path("build").rglob("*.*")) == ["report.html"] * 2


def test_without_an_output_that_is_said(gongkai: Command) -> None:
    said = gongkai.write(suqian())("rollup", "suqian", "--year", "2023")

    assert (said.status, Path("build").exists()) == (0, False)
    assert said.err.splitlines()[-1] == (
        "reports that name no output: 2; add [outputs.html], or use --output html"
    )


def test_the_regions_outputs_are_taken_though_its_government_does_not_extend_them(
    gongkai: Command,
) -> None:
    gongkai.write(
        {
            "shi/region.toml": '[region]\nname = "示范市"\nlevel = "county"\n[outputs.json]\n',
            "shi/bureau.toml": '[bureau]\nname = "示范市人民政府"\nkind = "government"\n',
            "shi/ju/bureau.toml": '[bureau]\nname = "示范局"\nkind = "department"\n',
            "shi/ju/2024/report.toml": "published = 2025-01-20\nnarrative.omitted = '数据'\n",
        }
    )

    gongkai("rollup", "shi", "--year", "2024")

    assert (gongkai.folder / "build/shi/rollup/2024/region/report.json").is_file()


def test_the_results_are_data_too(region: Command) -> None:
    said = region("rollup", "suqian", "--year", "2023", "--json").json

    assert said["region"] == {"id": "suqian", "name": "宿迁市", "level": "prefecture"}
    assert said["totals"] == {
        "members": 12,
        "missing": 1,
        "cannot-be-made": 1,
        "returned": 1,
        "late": 1,
        "reported": 7,
        "reported-by-successor": 1,
        "not-a-member": 1,
    }
    rows = {row["agency"]: row for row in said["members"]}
    assert rows["suqian/ju"] == {
        "agency": "suqian/ju",
        "name": "宿迁市各部门",
        "kind": "department",
        "state": "returned",
        "why": None,
        "successor": None,
        "published": "2024-01-30",
        "limit": "2024-01-31",
        "days_late": 0,
        "returned": {"on": "2024-02-12", "by": "市政务公开办", "reason": "表3合计有误"},
        "findings": {"error": 0, "warning": 0, "information": 0},
    }
    assert rows["suqian/tax"]["why"] == "垂直管理"
    assert [sum_["scope"] for sum_ in said["sums"]] == ["region", "own"]
    assert said["sums"][0]["figures"][TOTAL] == {
        "value": 3486,
        "state": "number",
        "approximate": "at-least",
        "printed": "≥3486",
    }
    assert {found["code"] for found in said["findings"]} == {"rollup.member"}
    assert said["coverage"]["ran"] > 0


def test_members_are_checked_by_rules_that_look_at_all_reports_too(gongkai: Command) -> None:
    copies = {
        f"shi/{key}/{name.removeprefix('ju/')}": text
        for key in "ab"
        for name, text in MODEL.items()
    }
    gongkai.write({"shi/region.toml": REGION, **copies})

    said = gongkai("rollup", "shi", "--year", "2024", "--json").json
    checked = gongkai("check", "--json").json

    found = [f for f in checked["findings"] if f["severity"] == "warning"]
    assert {f["code"] for f in found} == {"duplicates.sibling"}
    assert sum(row["findings"]["warning"] for row in said["members"]) == len(found)


def test_a_cell_is_explained_down_to_the_members(region: Command) -> None:
    said = region("rollup", "suqian", "--year", "2023", "--explain", TOTAL)

    lines = said.out.splitlines()
    assert (said.status, Path("build").exists()) == (0, False)
    assert lines[:4] == [
        f"{TOTAL}  一、本年新收政府信息公开申请数量 · 总计",
        "  ≥3486 件",
        "  added up from 11 members:",
        "         900  宿迁市各部门 (suqian/ju): stated in suqian/ju/2023/report.toml:16:37",
    ]
    assert lines[-3:] == [
        "           —  苏州宿迁工业园区管理委员会 (suqian/ss): no report with such a cell",
        "           —  洋河新区管理委员会 (suqian/yh): no report with such a cell",
        f"  further down: gongkai explain MEMBER 2023 {TOTAL}",
    ]


def test_the_own_level_is_explained_too(region: Command) -> None:
    said = region(
        "rollup", "suqian", "--year", "2023", "--explain", TOTAL, "--scope", "own", "--json"
    ).json

    assert (said["scope"], said["value"], said["words"]) == (
        "own",
        1240,
        "added up from 2 members:",
    )
    assert said["evidence"]["joint"] == []
    assert said["evidence"]["contributions"][0] == {
        "agency": "suqian/bgs",
        "name": "宿迁市人民政府办公室",
        "value": 340,
        "state": "number",
        "approximate": "exact",
        "evidence": {
            "kind": "stated",
            "source": {"file": "suqian/bgs/2023/report.toml", "line": 15, "column": 37},
        },
    }


def test_what_does_not_apply_and_what_is_joint_is_explained(gongkai: Command) -> None:
    city = {"suqian/region.toml": REGION}
    for key in "ab":
        city[f"suqian/{key}/bureau.toml"] = (
            bureau(key, "department") + '[registers.documents]\nexport = "d.csv"\n'
        )
        city[f"suqian/{key}/2023/report.toml"] = report(a20_1="", a20_8="fees = { na = '不收' }")
        city[f"suqian/{key}/2023/d.csv"] = (
            "标题,文号,类别,制定日期\n关于人才的意见,宿科发〔2023〕1号,规范性文件,2023-03-01\n"
        )
    gongkai.write(city)

    joint = gongkai("rollup", "suqian", "--year", "2023", "--explain", "a20_1.normative.made")
    nothing = gongkai("rollup", "suqian", "--year", "2023", "--explain", "a20_8.fees")
    data = gongkai(
        "rollup", "suqian", "--year", "2023", "--explain", "a20_1.normative.made", "--json"
    ).json

    assert joint.out.splitlines()[-2] == (
        "          -1  issued jointly, counts once: 宿科发〔2023〕1号 关于人才的意见 "
        "(suqian/a, suqian/b)"
    )
    assert nothing.out.splitlines()[-3] == "           /  a (suqian/a): not applicable: 不收"
    assert data["evidence"]["joint"] == [
        {
            "document_number": "宿科发〔2023〕1号",
            "title": "关于人才的意见",
            "agencies": ["suqian/a", "suqian/b"],
            "surplus": 1,
        }
    ]


def test_a_ratio_is_explained_by_its_sums(gongkai: Command) -> None:
    form = (
        'id = "own"\ntitle = "表式"\nnumber = "号"\nregulation = ""\nyears_from = 2023\n'
        'years_to = 2023\ndefault = false\n[[table]]\nkey = "t"\ntitle = "表"\n'
        '[[table.column]]\nkey = "v"\nlabel = "数"\n'
        '[[table.row]]\nkey = "all"\nlabel = "全部"\n'
        '[[table.row]]\nkey = "part"\nlabel = "其中"\n'
        '[[table.row]]\nkey = "share"\nlabel = "占比"\nvalue_type = "decimal"\n'
        'rollup = { ratio = ["t.part", "t.all"] }\n'
    )
    head = 'form = "own"\nnarrative.omitted = "仅数据"\n'
    gongkai.write(
        {
            "suqian/region.toml": 'forms = ["own.toml"]\n' + REGION,
            "suqian/own.toml": form,
            "suqian/bureau.toml": 'extends = "region.toml"\n' + CITY,
            "suqian/2023/report.toml": head,
            "suqian/a/bureau.toml": 'extends = "../region.toml"\n' + bureau("a", "department"),
            "suqian/a/2023/report.toml": head + "[figures.t]\nall = 4\n",
        }
    )

    said = gongkai("rollup", "suqian", "--year", "2023", "--explain", "t.share")

    assert said.out.splitlines()[2:] == [
        "  derived by the rule rollup.sum from:",
        "           —  t.part",
        "           4  t.all",
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("suqain", "--year", "2023"), "there is no region 'suqain'; did you mean 'suqian'?"),
        (("suqian", "--year", "2023", "--output", "htlm"), "there is no output 'htlm'"),
        (("suqian", "--year", "2023", "--explain", "a.b"), "the form cn-2021 has no cell 'a.b'"),
        (("suqian/sh", "--year", "2023"), "the region suqian/sh has no members in 2023"),
        (("suqian",), "Missing option '--year'"),
    ],
)
def test_what_cannot_be_is_told(region: Command, arguments: tuple[str, ...], expected: str) -> None:
    said = region("rollup", *arguments)

    assert said.status == 2
    assert expected in said.err


def test_a_region_without_a_level_of_its_own_cannot_explain_it(gongkai: Command) -> None:
    city = suqian()
    for key in ("bgs", "ju"):
        del city[f"suqian/{key}/bureau.toml"]

    said = gongkai.write(city)(
        "rollup", "suqian", "--year", "2023", "--explain", TOTAL, "--scope", "own"
    )

    assert (said.status, said.err) == (2, "gongkai: the region's own level has no members\n")


def test_a_bug_in_a_members_plugin_is_shown_and_ends_with_3(region: Command) -> None:
    region.write(
        {
            "suqian/ju/plugin.py": "from gongkai import hookimpl\nGONGKAI_API = 1\n@hookimpl\n"
            "def gongkai_report_checked(report, findings):\n    raise ValueError('oops')\n"
        }
    )

    said = region("rollup", "suqian", "--year", "2023")

    assert said.status == 3
    assert "ValueError: oops" in said.err
    assert region("--no-agency-code", "rollup", "suqian", "--year", "2023").status == 1


def test_a_terminal_shows_that_it_is_busy(region: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    assert region("rollup", "suqian", "--year", "2023").status == 1
