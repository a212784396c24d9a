from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.core.cli.command import Command
from tests.core.cli.conftest import BUREAU

REPORT = "shi/ju/2018/report.toml"


def test_build_writes_every_output_and_ends_with_1_for_errors(bureau: Command) -> None:
    said = bureau("build")

    assert (said.status, said.out) == (1, "")
    assert (
        "示范市科学技术局 2018  → build/shi/ju/2018/  report.html  report.json  report.md"
        in said.err
    )
    assert "reports: 1, files: 3; errors: 2, warnings: 0, remarks: 0; waived: 0" in said.err
    written = bureau.folder / "build/shi/ju/2018"
    assert sorted(path.name for path in written.iterdir()) == [
        "report.html",
        "report.json",
        "report.md",
    ]


@pytest.mark.parametrize(
    ("fail_on", "mended", "status"),
    [("error", False, 1), ("never", False, 0), ("error", True, 0), ("warning", True, 1)],
)
def test_fail_on_says_from_which_severity_on_the_status_is_1(
    fail_on: str,
    mended: bool,  # noqa: FBT001 - a case
    status: int,
    bureau: Command,
) -> None:
    if mended:
        bureau.change(REPORT, 'reviews = ""\nsuits = "若干"\n', "channel_weibo = 1\n")

    assert bureau("check", "--fail-on", fail_on).status == status


def test_build_says_why_a_report_without_outputs_gives_no_file(bureau: Command) -> None:
    bureau.write({"a/bureau.toml": BUREAU, "a/2018/report.toml": ""})

    said = bureau("build", "a")

    assert said.err.endswith(
        "reports that name no output: 1; add [outputs.html], or use --output html\n"
    )


def test_build_takes_the_agencies_years_and_outputs_that_are_named(bureau: Command) -> None:
    bureau.write({"shi/other/bureau.toml": BUREAU, "shi/other/2018/report.toml": ""})

    said = bureau("build", "shi/ju/", "--year", "2018", "--output", "json", "--out", "to")

    assert said.status == 1
    assert [path.name for path in (bureau.folder / "to").rglob("*.*")] == ["report.json"]


def test_build_as_json_names_files_findings_and_coverage(bureau: Command) -> None:
    data = bureau("build", "--json").json

    assert sorted(data) == ["coverage", "findings", "reports"]
    assert data["reports"] == [
        {
            "agency": "shi/ju",
            "year": 2018,
            "title": "示范市科学技术局2018年政府信息公开工作年度报告",
            "files": [f"build/shi/ju/2018/report.{kind}" for kind in ("html", "json", "md")],
            "error": None,
            "bug": None,
        }
    ]


def test_check_as_json_has_the_documented_shape(bureau: Command) -> None:
    said = bureau("check", "--format", "json")

    assert said.status == 1
    assert said.json["findings"][0] == {
        "code": "cells.blank",
        "severity": "error",
        "agency": "shi/ju",
        "year": 2018,
        "address": "statistics.reviews",
        "message": "行政复议数量 is printed blank",
        "fix": 'Write 0 for none, or { na = "reason" } where it does not concern the organ.',
        "basis": "国办公开办函〔2021〕30号",
        "operands": [],
        "expected": "",
        "actual": "",
        "difference": "",
        "source": {"file": REPORT, "line": 14, "column": 11},
        "plugin": "check-cells",
        "fingerprint": said.json["findings"][0]["fingerprint"],
    }
    assert sorted(said.json["coverage"]) == [
        "crashed",
        "not_applicable",
        "not_assessable",
        "ran",
        "waived",
    ]
    assert not (bureau.folder / "build").exists()


def test_check_as_text_says_what_could_not_be_judged(bureau: Command) -> None:
    said = bureau("check", "shi/ju")

    assert said.err == ""
    assert "  error cells.blank  statistics.reviews  shi/ju/2018/report.toml:14:11" in said.out
    assert "rules that ran: " in said.out
    assert bureau("check", "--json").out == bureau("check", "--format", "json").out


def test_more_findings_of_a_rule_than_fit_are_told_by_their_number(bureau: Command) -> None:
    keys = ("staff_full_time", "staff_part_time", "complaints", "requests_closed", "replies")
    bureau.change(REPORT, 'reviews = ""', "\n".join(f'{key} = ""' for key in (*keys, "reviews")))

    assert "… and 1 more of cells.blank; --all shows them" in bureau("check").out
    assert "more of cells.blank" not in bureau("check", "--all").out


def test_one_report_that_cannot_be_made_does_not_stop_the_others(bureau: Command) -> None:
    bureau.write({"a/bureau.toml": "[bureau", "a/2018/report.toml": ""})

    said = bureau("build")

    assert said.status == 2
    assert "a 2018\n  cannot be made\n    a/bureau.toml:1:8: not valid TOML: " in said.err
    assert (
        "reports: 1, files: 3; errors: 2, warnings: 0, remarks: 0; waived: 0; 1 could not be made"
        in (said.err)
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("build shi/j", "there is no agency 'shi/j'; did you mean 'shi/ju'?"),
        ("check shi/ju --year 2017", "no report of the year 2017; there are: 2018"),
        ("--agencies nowhere build", "there is no agencies folder nowhere; "),
        ("build --output htm", "there is no output 'htm'; did you mean 'html'?"),
        ("explain shi/j 2018 x", "there is no agency 'shi/j'; did you mean 'shi/ju'?"),
        ("explain shi/ju 2017 x", "no report of the year 2017; there are: 2018"),
        (
            "explain shi/ju 2018 statistics.suit",
            "the form cn-2014 has no cell 'statistics.suit'; did you mean 'statistics.suits'?",
        ),
        ("config explain shi/ju bureau.nam", "nothing sets 'bureau.nam'; did you mean"),
        ("--without readers,x build", "there is no plugin 'readers,x'; did you mean 'readers'?"),
    ],
)
def test_a_name_that_is_not_there_ends_with_2(
    arguments: str, message: str, bureau: Command
) -> None:
    said = bureau(*arguments.split())

    assert said.status == 2
    assert message in said.err


def test_agencies_may_stand_elsewhere(bureau: Command) -> None:
    (bureau.folder / "agencies").rename(bureau.folder / "单位")

    assert bureau("--agencies", "单位", "check", "--fail-on", "never").status == 0


def test_without_leaves_a_plugin_out(bureau: Command) -> None:
    said = bureau("--without", "check-cells", "check", "--json")

    assert (said.status, said.json["findings"]) == (0, [])


def test_no_agency_code_leaves_the_bureaus_own_plugin_out(bureau: Command) -> None:
    bureau.write({"shi/ju/plugin.py": "raise SystemError\n"})

    assert bureau("check").status == 3
    assert bureau("--no-agency-code", "check").status == 1


def test_two_processes_write_the_same_as_one(bureau: Command) -> None:
    bureau.write({"a/bureau.toml": BUREAU, "a/2018/report.toml": "[outputs.json]"})

    one = bureau("build", "--out", "one", "--json").out
    two = bureau("build", "--out", "two", "--json", "--jobs", "2").out

    assert two == one.replace('"one/', '"two/')
    written = sorted(path for path in Path("one").rglob("*") if path.is_file())
    assert len(written) == 4
    for path in written:
        assert (Path("two") / path.relative_to("one")).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_forms_are_listed_and_shown_as_they_are_printed(language: str, gongkai: Command) -> None:
    listed = gongkai("--lang", language, "forms")
    shown = gongkai("--lang", language, "forms", "cn-2021")

    assert [line.split()[0] for line in listed.out.splitlines()] == [
        "cn-2014",
        "cn-2019",
        "cn-2021",
        "fujian-2014",
    ]
    assert "一、本年新收政府信息公开申请数量" in shown.out


def test_forms_as_json_hold_every_cell(gongkai: Command) -> None:
    forms = {form["id"]: form for form in gongkai("forms", "--json").json["forms"]}

    assert {name: len(form["cells"]) for name, form in forms.items()} == {
        "cn-2014": 58,
        "cn-2019": 198,
        "cn-2021": 200,
        "fujian-2014": 32,
    }
    assert forms["cn-2021"]["sections"][0] == {"key": "overview", "heading": "一、总体情况"}
    assert gongkai("forms", "cn-2019", "--json").json == {"forms": [forms["cn-2019"]]}


def test_checks_list_plugins_rules_and_those_of_forms(gongkai: Command) -> None:
    lines = gongkai("checks").out.splitlines()

    assert any(line.startswith("cells.blank ") for line in lines)
    assert any(line.startswith("requests.balance ") for line in lines)
    assert lines[:-1] == sorted(lines[:-1])
    assert lines[-1] == "E: error, W: warning, I: information"


def test_checks_explain_a_statutory_rule_of_a_form(gongkai: Command) -> None:
    said = gongkai("checks", "requests.balance").out

    assert said.startswith(
        "requests.balance  What came in is what was handled or carried on\n  severity: error\n"
    )
    assert "  basis: 国办公开办函〔2019〕60号；国办公开办函〔2021〕30号\n" in said
    assert "  waiver: none: the rule is statutory\n" in said


def test_checks_explain_a_rule_without_a_legal_basis(gongkai: Command) -> None:
    said = gongkai("checks", "cells.negative").out

    assert "basis:" not in said
    assert "  forms: all\n  waiver: possible\n  plugin: check-cells\n" in said


def test_a_terminal_is_shown_progress(bureau: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    bureau.write({"a/bureau.toml": BUREAU, "a/2018/report.toml": ""})
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")

    said = bureau("check", "--fail-on", "never")

    assert "100%" in said.err
    assert "reports: 2, files: 0" in said.out


def test_checks_as_json_hold_every_rule(gongkai: Command) -> None:
    rules = gongkai("checks", "--json").json["rules"]
    (one,) = gongkai("checks", "requests.balance", "--json").json["rules"]

    assert one in rules
    assert sorted(one) == [
        "bad",
        "basis",
        "code",
        "fix",
        "forms",
        "good",
        "kinds",
        "plugin",
        "settings",
        "severities",
        "statutory",
        "title",
        "when",
        "why",
        "years_from",
    ]
    assert (one["forms"], one["statutory"]) == (["cn-2019", "cn-2021"], True)


def test_plugins_say_where_they_are_from_and_what_they_offer(gongkai: Command) -> None:
    said = gongkai("plugins")

    assert "output-html  0.1.0  gongkai_output_html (gongkai)\n    outputs: html\n" in said.out


def test_plugins_as_json(gongkai: Command) -> None:
    data = gongkai("plugins", "--json").json

    assert data["api"] == 1
    assert {
        "name": "output-html",
        "version": "0.1.0",
        "module": "gongkai_output_html",
        "origin": "gongkai",
        "offers": {"outputs": ["html"]},
    } in data["plugins"]


def test_config_explain_names_the_file_and_what_it_overlays(bureau: Command) -> None:
    bureau.write({"shi/region.toml": '[region]\nname = "示"\nlevel = "county"\n[outputs.html]\n'})
    bureau.change("shi/ju/bureau.toml", "[bureau]", 'extends = "../region.toml"\n[bureau]')
    bureau.change("shi/region.toml", "[outputs.html]", '[outputs.html]\nurl = "http://a.example"')
    bureau.change(REPORT, "[outputs.html]", '[outputs.html]\nurl = "http://b.example"')

    said = bureau("config", "explain", "shi/ju", "outputs.html.url", "--year", "2018")
    data = bureau("config", "explain", "shi/ju", "outputs.html.url", "--json").json

    assert said.out == (
        "outputs.html.url = 'http://b.example'  shi/ju/2018/report.toml:17:7\n"
        "    over shi/region.toml:5:7\n"
    )
    assert data == [
        {
            "key": "outputs.html.url",
            "value": "http://b.example",
            "file": "shi/ju/2018/report.toml",
            "line": 17,
            "column": 7,
            "over": ["shi/region.toml:5:7"],
        }
    ]


def test_config_explain_without_a_key_shows_every_setting(bureau: Command) -> None:
    lines = bureau("config", "explain", "shi/ju").out.splitlines()

    assert lines[0] == "bureau.name = '示范市科学技术局'  shi/ju/bureau.toml:2:8"
    assert "sections.include = ['overview']  shi/ju/2018/report.toml:5:11" in lines


LONG = "借调人员" * 20
LISTS = (
    f'[[checks.ignore]]\ncode = "cells.blank"\nreason = "{LONG}"\n'
    'by = "甲"\nuntil = 2030-01-01\n[outputs.html]'
)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("sections.include", "sections.include = ['overview']  shi/ju/2018/report.toml:5:11\n"),
        (
            "sections.include.0",
            "sections.include.0 = 'overview'  shi/ju/2018/report.toml:5:12\n",
        ),
        (
            "checks.ignore.0.code",
            "checks.ignore.0.code = 'cells.blank'  shi/ju/2018/report.toml:17:8\n",
        ),
        (
            "checks.ignore.0.reason",
            f"checks.ignore.0.reason = '{LONG}'  shi/ju/2018/report.toml:18:10\n",
        ),
    ],
)
def test_config_explain_finds_the_items_of_lists(key: str, shown: str, bureau: Command) -> None:
    bureau.change(REPORT, "[outputs.html]", LISTS)

    assert bureau("config", "explain", "shi/ju", key).out == shown


def test_config_explain_shows_a_long_value_whole_where_its_key_is_named(bureau: Command) -> None:
    bureau.change(REPORT, "[outputs.html]", f'[outputs.html]\nurl = "http://a.example/{"x" * 99}"')

    named = bureau("config", "explain", "shi/ju", "outputs.html.url").out
    listed = bureau("config", "explain", "shi/ju").out

    assert "x" * 99 in named
    assert "x" * 99 not in listed


def test_the_year_0_is_a_year_that_there_is_not(bureau: Command) -> None:
    assert bureau("config", "explain", "shi/ju", "--year", "0").status == 2


@pytest.mark.parametrize("file", ["region", "bureau", "report"])
def test_config_schema_is_a_json_schema(file: str, gongkai: Command) -> None:
    schema = gongkai("config", "schema", file).json

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
