import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import gongkai_forms_cn
from gongkai import Form, Operator, Relation, Severity, Sighting, Table, Term, make_grid

ROOT = Path(__file__).parents[2]
FORMS = {form.id: form for form in gongkai_forms_cn.gongkai_register_forms()}
NATIONAL = ("cn-2014", "cn-2019", "cn-2021")
CASES = ("huaian/2024", "pingtan/2021", "pingtan/2022", "suqian/2023", "suqian/2024")
REQUESTS = "收到和处理政府信息公开申请情况"

Cells = dict[str, Decimal]


def facts(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "tests" / "facts" / f"{name}.toml").read_text(encoding="utf-8"))


def published(name: str) -> Cells:
    text = (ROOT / "agencies" / name / "report.toml").read_text(encoding="utf-8")
    figures = tomllib.loads(text, parse_float=Decimal)["figures"]
    return {
        address: Decimal(value)
        for table in FORMS["cn-2021"].tables
        for address, value in printed(table, figures[table.key])
    }


def printed(table: Table, rows: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, values in rows.items():
        in_order = values if isinstance(values, list) else [values]
        for column, value in zip(table.columns, in_order, strict=True):
            yield table.address(key, column.key), value


def places(form: Form, relation: Relation) -> Iterator[dict[str, str]]:
    if relation.each == "column":
        table = form.table(relation.table)
        for column in table.columns:
            yield {row.key: table.address(row.key, column.key) for row in table.rows}
    elif relation.each == "row":
        table = form.table(relation.table)
        for row in table.rows:
            yield {column.key: table.address(row.key, column.key) for column in table.columns}
    else:
        yield {}


def sums(terms: tuple[Term, ...], names: dict[str, str], years: dict[int, Cells]) -> Decimal:
    return sum(
        (
            term.times * years[term.year][names.get(term.cell, term.cell)]
            for term in terms
            if not term.optional
        ),
        Decimal(0),
    )


def broken(form: Form, years: dict[int, Cells]) -> list[str]:
    return [
        relation.code
        for relation in form.relations
        if {term.year for term in (*relation.left, *relation.right)} <= set(years)
        for names in places(form, relation)
        if not holds(
            relation.operator,
            sums(relation.left, names, years),
            sums(relation.right, names, years),
        )
    ]


def holds(operator: Operator, left: Decimal, right: Decimal) -> bool:
    return {
        Operator.EQUAL: left == right,
        Operator.AT_MOST: left <= right,
        Operator.AT_LEAST: left >= right,
    }[operator]


def test_every_file_of_the_folder_is_a_form() -> None:
    assert [(form.id, form.default, form.complete) for form in FORMS.values()] == [
        ("cn-2014", True, False),
        ("cn-2019", True, True),
        ("cn-2021", True, True),
        ("fujian-2014", False, False),
    ]


def test_no_two_default_forms_are_for_the_same_year() -> None:
    years = [
        year
        for form in FORMS.values()
        if form.default
        for year in range(form.years_from, form.years_to + 1)
    ]

    assert years == list(range(2014, 2101))


@pytest.mark.parametrize(
    ("form", "rows", "headings", "cells"),
    [
        ("cn-2014", 65, 7, 58),
        ("cn-2019", 32, 0, 198),
        ("cn-2021", 32, 0, 200),
        ("fujian-2014", 16, 0, 32),
    ],
)
def test_a_form_has_as_many_rows_and_cells_as_it_prints(
    form: str, rows: int, headings: int, cells: int
) -> None:
    found = [row for table in FORMS[form].tables for row in table.rows]

    assert len(found) == rows
    assert sum(row.heading for row in found) == headings
    assert sum(1 for _ in FORMS[form].cells()) == cells


def test_labels_that_were_not_read_keep_their_mark() -> None:
    marks = [row.sighting for row in FORMS["cn-2014"].table("statistics").rows]

    assert marks.count(Sighting.RECALLED) == 42
    assert marks.count(Sighting.VARIANT) == 11
    assert marks.count(Sighting.RETRIEVED) == 12


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_code_has_words_for_clerks(form: Form) -> None:
    codes = {relation.code for relation in form.relations}
    codes |= {phrase.code for phrase in form.phrases}

    assert {rule.code for rule in form.rules} == codes
    assert all(rule.title and rule.why.endswith("。") for rule in form.rules)
    assert all(rule.fix.endswith("。") for rule in form.rules)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_an_opening_names_the_agency_the_year_and_the_contact(form: Form) -> None:
    assert "{{ agency.name }}" in form.opening
    assert "{{ year }}年" in form.opening
    assert "{{ contact }}" in form.opening


def test_what_the_form_prints_is_statutory() -> None:
    statutory = {
        form.id: {r.code for r in form.relations if r.statutory} for form in FORMS.values()
    }

    printed_in_the_form = {"requests.balance"}
    assert statutory["cn-2019"] == statutory["cn-2021"] == printed_in_the_form
    assert statutory["cn-2014"] == statutory["fujian-2014"] == set()


def test_the_total_lies_between_the_largest_channel_and_their_sum() -> None:
    (bounds,) = [r for r in FORMS["cn-2014"].relations if r.code == "channels.bounds"]

    assert [term.cell for term in bounds.left] == ["statistics.proactive_total"]
    assert len(bounds.right) == 5
    assert bounds.operator is Operator.WITHIN
    assert (bounds.severity, bounds.undetermined, bounds.lower) == (
        Severity.ERROR,
        Severity.WARNING,
        Severity.WARNING,
    )


def test_what_was_carried_over_is_an_error_in_the_total_alone() -> None:
    severities = [
        (relation.left[0].cell, relation.severity.value)
        for relation in FORMS["cn-2021"].relations
        if relation.code == "requests.carry-over"
    ]

    assert severities[0] == ("requests.carried_in.total", "error")
    assert len(severities) == 7
    assert {severity for _, severity in severities[1:]} == {"warning"}


def test_cells_that_a_register_counts_say_how() -> None:
    counts = {
        row.key: (row.count.channels, row.count.rest, row.count.normative)
        for row in FORMS["cn-2014"].table("statistics").rows
        if row.count and row.count.register == "disclosures"
    }

    assert counts == {
        "proactive_total": ((), False, None),
        "proactive_normative": ((), False, True),
        "channel_gazette": (("bulletin",), False, None),
        "channel_website": (("website",), False, None),
        "channel_weibo": (("weibo",), False, None),
        "channel_wechat": (("wechat",), False, None),
        "channel_other": ((), True, None),
    }


@pytest.mark.parametrize("name", NATIONAL)
def test_the_head_of_a_form_is_as_in_the_notice(name: str) -> None:
    form, said = FORMS[name], facts(name)

    assert (form.title, form.number) == (said["title"], said["form_number"])
    assert (form.years_from, form.years_to) == (said["years_from"], said.get("years_to", 2100))


def test_the_rows_of_2014_are_those_of_the_statistics_table() -> None:
    (table,) = FORMS["cn-2014"].tables
    (said,) = facts("cn-2014")["table"]

    assert [
        (row.key, row.marker, row.label, row.unit, row.parent, row.level, row.sighting.value)
        for row in table.rows
    ] == [
        tuple(row[key] for key in ("key", "marker", "label", "unit", "parent", "level", "evidence"))
        for row in said["row"]
    ]
    assert [row.heading for row in table.rows] == [row["kind"] == "heading" for row in said["row"]]


def test_the_frame_of_2014_is_that_of_the_statistics_table() -> None:
    (table,) = FORMS["cn-2014"].tables
    (said,) = facts("cn-2014")["table"]

    assert (table.key, table.title) == (said["id"], said["title"])
    assert [table.label_header, table.unit_header, table.columns[0].label] == [
        column["label"] for column in said["columns"]
    ]
    assert list(table.foot_fields) == said["foot_fields"]
    assert table.heading_mark == said["heading_unit_mark"]


def test_money_of_2014_is_decimal() -> None:
    said = [row for row in facts("cn-2014")["table"][0]["row"] if row["kind"] == "value"]

    assert [cell.value_type.value for cell in FORMS["cn-2014"].cells()] == [
        row["value_type"] for row in said
    ]


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_sections_have_their_official_headings(name: str) -> None:
    assert [(section.key, section.heading, section.text) for section in FORMS[name].sections] == [
        (said["key"], said["heading"], said["form"] == "text") for said in facts(name)["section"]
    ]


def test_the_notice_of_2021_says_what_sections_must_hold() -> None:
    sections = {section.key: section for section in FORMS["cn-2021"].sections}
    overview = facts("cn-2021")["section"][0]

    assert list(sections["overview"].topics) == overview["subsections"]
    assert sections["overview"].max_chars == overview["max_chars"]
    assert sections["other"].must_mention == ("信息处理费",)
    assert [key for key, section in sections.items() if section.areas] == ["overview"]


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_tables_stand_where_the_notice_puts_them(name: str) -> None:
    assert [
        (table.key, table.section, table.title, table.label_header, table.label_columns)
        for table in FORMS[name].tables
    ] == [
        (
            said["id"],
            said["section"],
            said["title"],
            said.get("corner_text", said.get("label_column", "")),
            said.get("label_columns", 1),
        )
        for said in facts(name)["table"]
    ]


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_columns_have_their_official_headings(name: str) -> None:
    types = {"money": "decimal"}

    assert [
        (column.key, column.label, list(column.path), column.unit, column.value_type.value)
        for table in FORMS[name].tables
        for column in table.columns
    ] == [
        (
            column["key"],
            column["label"],
            column.get("path", [column["label"]]),
            column["unit"],
            types.get(column["value_type"], column["value_type"]),
        )
        for table in facts(name)["table"]
        for column in table["column"]
    ]


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_rows_have_their_official_labels(name: str) -> None:
    assert [
        (row.key, row.label, list(row.path)) for table in FORMS[name].tables for row in table.rows
    ] == [
        (row["key"], row["label"], row.get("path", [row["label"]]))
        for table in facts(name)["table"]
        for row in table["row"]
    ]


@pytest.mark.parametrize("name", ["cn-2019", "cn-2021"])
def test_labels_merge_as_in_the_notice(name: str) -> None:
    (said,) = [table for table in facts(name)["table"] if table["id"] == "requests"]

    grid = make_grid(FORMS[name].table("requests"), {})

    merged = [(cell.text, cell.rowspan) for row in grid.body for cell in row if cell.rowspan > 1]
    assert merged == [(group["label"], group["rowspan"]) for group in said["group"]]
    assert (len(grid.head), len(grid.body)) == (said["header_rows"], said["rows_count"])


def test_the_header_of_the_requests_table_merges() -> None:
    grid = make_grid(FORMS["cn-2021"].table("requests"), {})

    assert [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in grid.head[1:]] == [
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [
            ("商业企业", 1, 1),
            ("科研机构", 1, 1),
            ("社会公益组织", 1, 1),
            ("法律服务机构", 1, 1),
            ("其他", 1, 1),
        ],
    ]
    assert FORMS["cn-2021"].table("requests").title == REQUESTS


def test_the_table_of_fujian_has_its_own_sixteen_rows() -> None:
    (table,) = FORMS["fujian-2014"].tables
    (said,) = facts("cn-2014")["local_variant"]
    labels = {row.key: row.marker + row.label for row in table.rows} | {"": ""}

    assert [
        (labels[row.key], row.unit, labels[row.parent].split(".")[-1]) for row in table.rows
    ] == [(row["label"], row["unit"], row["parent"]) for row in said["row"]]
    assert [table.label_header, table.unit_header] == said["columns"][:2]
    assert [column.label for column in table.columns] == said["columns"][2:]


def test_rows_of_fujian_have_the_keys_of_what_they_mean() -> None:
    (table,) = FORMS["fujian-2014"].tables
    (said,) = facts("cn-2014")["local_variant"]
    national = {row.key for row in FORMS["cn-2014"].table("statistics").rows}

    assert [row.key for row in table.rows if row.key in national] == [
        row["maps_to"] for row in said["row"] if row["maps_to"] in national
    ]


@pytest.mark.parametrize("name", NATIONAL)
def test_no_rule_of_the_collected_facts_is_left_out(name: str) -> None:
    said = facts(name)
    codes = {rule["code"] for part in ("relation", "cross_year") for rule in said.get(part, ())}
    added = {"cn-2021": {"documents.bound"}}

    assert {relation.code for relation in FORMS[name].relations} == (
        codes - {"cells.negative"} | added.get(name, set())
    )


def test_phrases_of_2021_speak_of_the_cells_that_they_mean() -> None:
    said = [check for check in facts("cn-2021")["text_check"] if check["id"] != "t.percent"]
    meant = {word: phrase.sums for phrase in FORMS["cn-2021"].phrases for word in phrase.phrases}

    assert {word for check in said for word in check["phrases"]} <= set(meant)
    assert meant["共收到"] == (
        ("requests.new_received.total",),
        ("requests.new_received.total", "requests.carried_in.total"),
    )
    assert [len(cells) for cells in meant["不予公开"]] == [8]


@pytest.mark.parametrize("name", CASES)
def test_published_reports_keep_the_arithmetic_of_2021(name: str) -> None:
    figures = published(name)

    assert len(figures) == 200
    assert broken(FORMS["cn-2021"], {0: figures}) == []


@pytest.mark.parametrize(
    ("this", "last"), [("pingtan/2022", "pingtan/2021"), ("suqian/2024", "suqian/2023")]
)
def test_published_reports_agree_with_those_of_the_year_before(this: str, last: str) -> None:
    assert broken(FORMS["cn-2021"], {0: published(this), -1: published(last)}) == []


def test_a_changed_figure_breaks_the_arithmetic() -> None:
    figures = published("huaian/2024")
    figures["requests.granted.total"] += 1

    assert broken(FORMS["cn-2021"], {0: figures}) == [
        "requests.handled-total",
        "requests.row-total",
    ]
