from __future__ import annotations

import json
from decimal import Decimal
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given, settings

from gongkai import NoSettings
from gongkai.model.figures import number
from gongkai.model.report import Report
from gongkai_output_json import gongkai_register_outputs
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, REPORT

(OUTPUT,) = gongkai_register_outputs()
SCHEMA = json.loads(files("gongkai_output_json").joinpath("report.schema.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def written(report: Report) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(OUTPUT.render(report, NoSettings()))
    return document


def figure(address: str) -> dict[str, Any]:
    found: dict[str, Any] = written(REPORT)["figures"][address]
    return found


def faults(document: object) -> list[str]:
    return [fault.message for fault in VALIDATOR.iter_errors(document)]


def test_the_output_is_called_json() -> None:
    assert (OUTPUT.name, OUTPUT.suffix) == ("json", ".json")
    assert OUTPUT.media_type == "application/json"


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", [REPORT, BARE_REPORT])
def test_a_report_keeps_its_schema(report: Report) -> None:
    assert faults(written(report)) == []


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("agency",),
        ("agency", "region"),
        ("agency", "contact"),
        ("form",),
        ("provenance",),
        ("chapters", 0),
        ("chapters", 0, "blocks", 0),
        ("chapters", 0, "blocks", 0, "spans", 0),
        ("chapters", 0, "blocks", 1, "bars", 0),
        ("chapters", 2, "blocks", 0),
        ("figures", "statistics.total"),
        ("figures", "statistics.total", "evidence"),
        ("figures", "statistics.website", "evidence", "count"),
    ],
)
def test_the_schema_refuses_a_key_too_many_and_one_too_few(path: tuple[str | int, ...]) -> None:
    more, less = written(REPORT), written(REPORT)
    below_more: Any = more
    below_less: Any = less
    for step in path:
        below_more, below_less = below_more[step], below_less[step]
    below_more["extra"] = 1
    del below_less[next(iter(below_less))]
    assert faults(more)
    assert faults(less)


@pytest.mark.parametrize(
    ("key", "value"),
    [("schema", "gongkai-report/2"), ("year", "2018"), ("status", "done"), ("published", "2019")],
)
def test_the_schema_refuses_other_values(key: str, value: str) -> None:
    assert faults({**written(REPORT), key: value})


def test_the_schema_refuses_a_value_where_there_is_no_number() -> None:
    document = written(REPORT)
    document["figures"]["statistics.gazette"]["value"] = 0
    assert faults(document)


def test_the_head_says_what_the_report_is() -> None:
    document = written(REPORT)
    for part in ("opening", "chapters", "charts", "figures", "previous"):
        del document[part]
    assert document == {
        "schema": "gongkai-report/1",
        "agency": {
            "id": "shifan/kjj",
            "name": "示范市科学技术局",
            "short_name": "市科技局",
            "kind": "department",
            "region": {"id": "shifan", "name": "示范市", "level": "prefecture"},
            "site": "",
            "contact": {
                "office": "局办公室",
                "address": "示范市人民大道1号",
                "phone": "0000-12345678",
                "fax": "0000-12345679",
                "postcode": "000000",
                "email": "bgs@kjj.example",
            },
        },
        "year": 2018,
        "form": {"id": "cn-sample", "title": "样表", "number": "国办发〔2014〕32号"},
        "title": "示范市科学技术局2018年政府信息公开工作年度报告",
        "status": "draft",
        "published": "2019-02-12",
        "source": "市科技局",
        "omitted": "",
        "provenance": {
            "versions": {"gongkai": "0.1.0", "cn-sample": "1"},
            "inputs": {"shifan/kjj/2018/report.toml": "sha256:00"},
            "registers": [],
            "findings": {"error": 0, "warning": 0, "information": 0},
        },
    }


def test_a_figure_is_told_whole() -> None:
    assert figure("statistics.website") == {
        "value": 363,
        "state": "number",
        "approximate": "exact",
        "printed": "363",
        "text": "",
        "unit": "条",
        "label": "2.政府网站公开政府信息数",
        "evidence": {
            "kind": "counted",
            "count": {
                "register": "disclosures",
                "channels": ["website"],
                "rest": False,
                "normative": None,
                "where": [],
                "divide": 1,
            },
            "channels": ["website"],
            "items": 363,
        },
    }


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("statistics.weibo", (200, "number", "at-least", "200余", "200余")),
        ("statistics.wechat", (0, "zero", "exact", "0", "")),
        ("statistics.gazette", (None, "missing", "exact", "", "")),
        ("statistics.staff", (None, "blank", "exact", "", "")),
        ("statistics.other", (None, "not-applicable", "exact", "/", "本机关未设其他渠道")),
        ("requests.granted.natural", (None, "not-a-number", "exact", "若干", "若干")),
        ("requests.granted.business", (30, "number", "about", "约30", "约30")),
    ],
)
def test_the_states_of_a_figure_stay_apart(address: str, expected: tuple[object, ...]) -> None:
    found = figure(address)
    keys = ("value", "state", "approximate", "printed", "text")
    assert tuple(found[key] for key in keys) == expected


PLACE = {"file": "shifan/2018/report.toml", "line": 4, "column": 19}


@pytest.mark.parametrize(
    ("address", "evidence"),
    [
        ("statistics.gazette", None),
        ("statistics.total", {"kind": "stated", "position": PLACE}),
        (
            "statistics.fees",
            {
                "kind": "overridden",
                "position": PLACE,
                "by": "张三",
                "reason": "票据复核",
                "replaced": 1.4,
            },
        ),
        (
            "requests.received.total",
            {
                "kind": "derived",
                "code": "requests.row",
                "operands": ["requests.received.natural", "requests.received.business"],
            },
        ),
        (
            "requests.carried.natural",
            {
                "kind": "carried",
                "agency": "shifan/kjj",
                "year": 2017,
                "address": "requests.carried.natural",
                "code": "",
                "operands": [],
            },
        ),
    ],
)
def test_each_kind_of_evidence_is_told(address: str, evidence: object) -> None:
    assert figure(address)["evidence"] == evidence


def test_a_figure_outside_the_form_has_no_label() -> None:
    more = evolve(BARE_REPORT, figures={"channels.total": number("channels.total", 5)})
    assert written(more)["figures"]["channels.total"]["label"] == ""


@pytest.mark.parametrize("digits", ["1.50", "0.1", "12345678901234567890.12", "9" * 40])
def test_numbers_are_exact(digits: str) -> None:
    figures = {"a.b": number("a.b", Decimal(digits))}
    raw = OUTPUT.render(evolve(REPORT, figures=figures), NoSettings()).decode()
    assert f'"value": {digits},\n' in raw


def test_the_text_is_told_block_by_block() -> None:
    work = written(REPORT)["chapters"][1]
    assert (work["name"], work["title"]) == ("work", "二、主要工作")
    plain = {"address": "", "strong": False, "url": ""}
    assert work["blocks"] == [
        {"type": "heading", "level": 1, "text": "（一）重点领域信息公开"},
        {
            "type": "list",
            "ordered": False,
            "items": [
                [{"text": "公开年度预算和决算；", **plain}],
                [{"text": "公布权责清单。", **plain}],
            ],
        },
        {"type": "heading", "level": 2, "text": "1.信用名单"},
        {"type": "list", "ordered": True, "items": [[{"text": "按季公布。", **plain}]]},
        {
            "type": "records",
            "title": "科技创新券兑现名单",
            "columns": ["企业名称", "金额（万元）"],
            "rows": [["示范市甲科技有限公司", "3.20"], ["示范市乙机械有限公司", "1.50"]],
        },
        {"type": "note", "text": "注：名单中的个人信息已作隐去处理。"},
    ]


def test_a_number_in_the_text_says_which_figure_it_is() -> None:
    spans = written(REPORT)["chapters"][0]["blocks"][0]["spans"]
    assert spans[1] == {"text": "577", "address": "statistics.total", "strong": True, "url": ""}


def test_a_table_names_its_figures_and_a_chart_its_bars() -> None:
    chart = written(REPORT)["chapters"][0]["blocks"][1]
    table = written(REPORT)["chapters"][2]["blocks"][0]
    assert chart["bars"][0] == {"label": "政府网站", "cells": ["statistics.website"]}
    assert (table["key"], table["title"]) == ("statistics", "政府信息公开情况统计表")
    assert table["addresses"][:2] == ["statistics.total", "statistics.gazette"]
    assert table["notes"] == ["“/”表示不适用：本机关未设其他渠道。"]


def test_the_file_is_indented_utf8_that_ends_with_a_newline() -> None:
    raw = OUTPUT.render(REPORT, NoSettings())
    assert raw.startswith(b'{\n  "schema": "gongkai-report/1",\n  "agency": {\n    "id"')
    assert raw.endswith(b"\n}\n")
    assert "示范市科学技术局".encode() in raw


def test_the_same_report_gives_the_same_bytes() -> None:
    assert OUTPUT.render(REPORT, NoSettings()) == OUTPUT.render(evolve(REPORT), NoSettings())


def test_what_utf8_cannot_carry_is_replaced_and_the_rest_kept() -> None:
    assert written(evolve(REPORT, title="甲\ud800\x00乙"))["title"] == "甲\ufffd\x00乙"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_keep_the_schema(text: str) -> None:
    assert faults(written(report_of(text))) == []


@settings(deadline=None)
@given(anything)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    title = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    document = written(report_of(title))
    assert document["title"] == document["chapters"][0]["title"] == title
    assert faults(document) == []
