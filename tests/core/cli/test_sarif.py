from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from gongkai.cli.sarif import way_to
from gongkai.testing import MODEL
from tests.core.cli.command import Command

SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA)

#: A rule that raises, and one that finds something.
PLUGIN = """\
from gongkai import Check, Problem, Severity, hookimpl, words

GONGKAI_API = 1


def broken(checking):
    raise RuntimeError("out of order")


def found(checking):
    yield Problem(address="section:other", message=words("see [here](http://example.org)"))


@hookimpl
def gongkai_register_checks():
    texts = dict.fromkeys(("title", "why", "fix"), words("text"))
    return (
        Check(code="ju.broken", severity=Severity.WARNING, run=broken, **texts),
        Check(code="ju.found", severity=Severity.INFORMATION, run=found, **texts),
    )
"""


@pytest.fixture
def model(gongkai: Command) -> Command:
    """The command line, with the model report."""
    return gongkai.write(MODEL)


def run_of(gongkai: Command, *arguments: str, status: int) -> Any:  # noqa: ANN401 - JSON
    """The one run of a log that fits the schema."""
    said = gongkai(*arguments, "--format", "sarif")
    assert [error.message for error in VALIDATOR.iter_errors(said.json)] == []
    assert (said.status, said.err) == (status, "")
    (run,) = said.json["runs"]
    return run


def test_a_clean_report_gives_no_result(model: Command) -> None:
    run = run_of(model, "check", status=0)

    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert (run["language"], run["columnKind"]) == ("en", "unicodeCodePoints")
    assert run["properties"]["coverage"]["crashed"] == 0


def test_a_finding_is_a_result_at_its_place(model: Command) -> None:
    model.change("ju/2024/report.toml", "licence = 12", "licence = -12")

    run = run_of(model, "check", status=1)

    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result.pop("ruleIndex")]["id"] == "cells.negative"
    assert result == {
        "ruleId": "cells.negative",
        "level": "error",
        "message": {"text": "行政许可 is -12"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "agencies/ju/2024/report.toml",
                        "uriBaseId": "SRCROOT",
                    },
                    "region": {"startLine": 8, "startColumn": 11},
                },
                "logicalLocations": [
                    {
                        "name": "a20_5.licence",
                        "fullyQualifiedName": "ju/2024/a20_5.licence",
                    }
                ],
            }
        ],
        "partialFingerprints": {"gongkai/v1": result["partialFingerprints"]["gongkai/v1"]},
        "properties": {
            "agency": "ju",
            "year": 2024,
            "fix": "Look for a typing mistake, or a correction that was booked as a figure.",
            "expected": "≥0",
            "actual": "-12",
            "difference": "-12",
        },
    }


def test_the_fingerprint_is_that_of_the_json(model: Command) -> None:
    model.change("ju/2024/report.toml", "licence = 12", "licence = -12")

    (finding,) = model("check", "--json").json["findings"]
    (result,) = run_of(model, "check", status=1)["results"]

    assert result["partialFingerprints"] == {"gongkai/v1": finding["fingerprint"]}


def test_every_rule_is_described(model: Command) -> None:
    driver = run_of(model, "check", status=0)["tool"]["driver"]

    assert driver["name"] == "gongkai"
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert rules["requests.balance"] == {
        "id": "requests.balance",
        "shortDescription": {"text": "What came in is what was handled or carried on"},
        "fullDescription": {
            "text": "The form says it itself: items one and two together equal items three and "
            "four together."
        },
        "help": {
            "text": "Look at the two carried rows first, then for an outcome that the total leaves "
            "out."
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "basis": ["国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"],
            "forms": ["cn-2019", "cn-2021"],
            "statutory": True,
            "plugin": "forms-cn",
        },
    }
    assert rules["channels.remainder"]["defaultConfiguration"] == {"level": "note"}
    assert list(rules) == sorted(rules)


def test_the_words_are_in_the_readers_language(model: Command) -> None:
    model.change("ju/2024/report.toml", "licence = 12", "licence = -12")

    run = run_of(model, "--lang", "zh", "check", status=1)

    (result,) = run["results"]
    assert (run["language"], result["message"]["text"]) == ("zh-CN", "行政许可为 -12")
    assert run["originalUriBaseIds"]["SRCROOT"]["description"]["text"] == "运行命令时所在的文件夹"


def test_a_finding_without_a_place_is_at_its_report(model: Command) -> None:
    model.change("ju/2024/other.md", "信息处理费", "费用")

    (result,) = run_of(model, "check", status=1)["results"]

    assert result["ruleId"] == "sections.fee"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "agencies/ju/2024/report.toml", "uriBaseId": "SRCROOT"}
    }


def test_a_name_with_blanks_percent_signs_and_han_characters_is_spelt_as_a_uri(
    gongkai: Command,
) -> None:
    files = {name.replace("ju/", "科技 局/50%#?a:b/"): text for name, text in MODEL.items()}
    gongkai.write(files).change("科技 局/50%#?a:b/2024/report.toml", "licence = 12", "licence = -1")

    (result,) = run_of(gongkai, "check", status=1)["results"]

    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == ("agencies/%E7%A7%91%E6%8A%80%20%E5%B1%80/50%25%23%3Fa%3Ab/2024/report.toml")
    assert unquote(uri) == "agencies/科技 局/50%#?a:b/2024/report.toml"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_spelt_byte_by_byte(gongkai: Command) -> None:
    name = os.fsdecode(b"\xe9ju")
    files = {path.replace("ju/", f"{name}/"): text for path, text in MODEL.items()}
    gongkai.write(files).change(f"{name}/2024/report.toml", "licence = 12", "licens = 12")

    run = run_of(gongkai, "check", status=2)

    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "agencies/%E9ju/2024/report.toml"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_json_spells_out_a_name_that_is_no_text(gongkai: Command) -> None:
    gongkai.write(
        {os.fsdecode(b"\xe9ju/2024/report.toml"): "", os.fsdecode(b"\xe9ju/bureau.toml"): ""}
    )

    (report,) = gongkai("check", "--json").json["reports"]

    assert (report["agency"], report["year"]) == (r"\udce9ju", 2024)


def test_a_report_that_cannot_be_made_is_told_with_every_mistake(model: Command) -> None:
    model.change("ju/2024/report.toml", "licence = 12", "licens = 12")
    model.change("ju/bureau.toml", "short_name", "shrt_name")

    run = run_of(model, "check", status=2)

    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [
        (told["message"]["text"], told["locations"][0]["physicalLocation"]["region"]["startLine"])
        for told in invocation["toolExecutionNotifications"]
    ] == [
        (
            "unknown key 'licens'; did you mean 'licence'?",
            8,
        ),
        ("unknown key 'shrt_name'; did you mean 'short_name'?", 4),
    ]


def test_a_report_that_cannot_be_made_for_another_reason_is_told_at_its_file(
    model: Command,
) -> None:
    model.change("ju/2024/report.toml", 'form = "cn-2021"\n', "")
    (model.folder / "agencies/ju/2024").rename(model.folder / "agencies/ju/1999")

    run = run_of(model, "check", status=2)

    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == ("ju/1999: reports are made for the years 2008 to 2100")
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "agencies/ju/1999/report.toml"
    )


def test_a_rule_that_raises_is_told_and_a_bureaus_own_rules_are_described(model: Command) -> None:
    model.write({"ju/plugin.py": PLUGIN})

    run = run_of(model, "check", status=3)

    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == (
        "the rule 'ju.broken' of the plugin 'agency:ju' raised RuntimeError: out of order"
    )
    assert "out of order" in told["properties"]["traceback"]
    assert [result["ruleId"] for result in run["results"]] == ["system.crashed", "ju.found"]
    assert run["tool"]["driver"]["rules"][-1] == {
        "id": "ju.found",
        "help": {"text": "text"},
        "defaultConfiguration": {"level": "note"},
        "properties": {"basis": [], "plugin": "agency:ju"},
    }


def test_a_text_never_becomes_a_link(model: Command) -> None:
    model.write({"ju/plugin.py": PLUGIN})

    results = run_of(model, "check", status=3)["results"]

    assert results[-1]["message"] == {"text": "see [here] (http://example.org)"}


def test_a_bug_is_told_with_its_traceback(model: Command) -> None:
    model.write({"ju/plugin.py": "raise RuntimeError('no plugin')"})

    (told,) = run_of(model, "check", status=3)["invocations"][0]["toolExecutionNotifications"]

    assert told["message"]["text"] == "while loading the plugin 'agency:ju'"
    assert "RuntimeError: no plugin" in told["properties"]["traceback"]


@pytest.mark.parametrize(
    ("agencies", "here", "way"),
    [
        ("/srv/agencies", "/srv", "agencies/"),
        ("/srv/a/b", "/srv", "a/b/"),
        ("/srv", "/srv", ""),
        ("/data", "/srv", ""),
    ],
)
def test_files_are_named_from_where_the_command_was_called(
    agencies: str, here: str, way: str
) -> None:
    assert way_to(Path(agencies), Path(here)) == way


def test_files_elsewhere_are_named_from_the_agencies_folder(
    model: Command, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    model.change("ju/2024/report.toml", "licence = 12", "licence = -12")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

    run = run_of(model, "--agencies", str(model.folder / "agencies"), "check", status=1)

    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "ju/2024/report.toml"
    )
    assert run["originalUriBaseIds"] == {
        "SRCROOT": {"description": {"text": "the agencies folder"}}
    }


def places(run: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - JSON
    physical = [found["locations"][0]["physicalLocation"] for found in run["results"]]
    return [(place["artifactLocation"], place.get("region")) for place in physical]


def test_a_text_without_a_bureau_is_named_from_where_the_command_was_called(
    gongkai: Command,
) -> None:
    Path("正 文.md").write_text("科技局于201811日印发通知。", "utf-8")

    run = run_of(gongkai, "check", "--text", "正 文.md", status=1)

    assert places(run) == [
        (
            {"uri": "%E6%AD%A3%20%E6%96%87.md", "uriBaseId": "SRCROOT"},
            {"startLine": 1, "startColumn": 5},
        )
    ]
    assert run["originalUriBaseIds"]["SRCROOT"]["description"]["text"] == (
        "the folder that the command was called in"
    )


def test_a_text_that_is_named_from_the_top_is_a_file_uri(gongkai: Command) -> None:
    path = gongkai.folder / "a b.md"
    path.write_text("科技局于201811日印发通知。", "utf-8")

    run = run_of(gongkai, "check", "--text", str(path), status=1)

    assert places(run) == [({"uri": path.as_uri()}, {"startLine": 1, "startColumn": 5})]


def test_only_what_is_new_against_a_baseline_is_a_result(model: Command) -> None:
    model.change("ju/2024/report.toml", "licence = 12", "licence = -12")
    Path("old.json").write_text(model("check", "--json").out, "utf-8")
    model.change("ju/2024/report.toml", "penalty = 0", "penalty = -1")

    (result,) = run_of(model, "check", "--baseline", "old.json", status=1)["results"]

    assert result["message"]["text"] == "行政处罚 is -1"
    assert result["baselineState"] == "new"
