from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongkai.errors import Position
from gongkai.host import Plugins
from gongkai.model.counting import Count
from gongkai.model.figures import (
    Counted,
    Exactness,
    Figure,
    Number,
    Overridden,
    State,
    Stated,
    number,
    printed,
)
from gongkai.model.findings import Severity
from gongkai.model.form import Column, FormCell, Row, Table, ValueType
from gongkai.model.records import DISCLOSURE_FIELDS, Disclosure, crash_of
from gongkai.model.report import Paragraph, Span
from tests.core.forms import form

HERE = Position("r.toml", 2, 5)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (number("a", 12), "12"),
        (number("a", 0), "0"),
        (number("a", Decimal("12.50")), "12.50"),
        (number("a", 200, exactness=Exactness.AT_LEAST, text="200余"), "200余"),
        (Figure(address="a", state=State.NOT_APPLICABLE, text="不涉及"), "/"),
        (Figure(address="a", state=State.BLANK), ""),
        (Figure(address="a", state=State.MISSING), ""),
        (Figure(address="a", state=State.NOT_A_NUMBER, text="若干"), "若干"),
    ],
)
def test_a_figure_is_printed_as_its_state_says(figure: Figure, text: str) -> None:
    assert figure.printed == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(10**20, "100000000000000000000"), (Decimal("1E+3"), "1000"), (Decimal("0.10"), "0.10")],
)
def test_a_number_is_printed_without_exponent_or_separator(value: Number, text: str) -> None:
    assert printed(value) == text


def test_zero_is_a_state_of_its_own() -> None:
    assert [number("a", value).state for value in (0, Decimal("0.00"), 1)] == [
        State.ZERO,
        State.ZERO,
        State.NUMBER,
    ]


def test_a_figure_knows_who_wrote_it_and_whether_a_register_counts_it() -> None:
    counted = Counted(count=Count(register="disclosures"), channels=(), items=1)
    put = Overridden(position=HERE, by="", reason="", replaced=1)

    assert number("a", 1, evidence=counted).position is None
    assert number("a", 1, evidence=counted).has_count
    assert number("a", 1, evidence=put, counted=0).has_count
    assert number("a", 1, evidence=put).position == HERE
    assert not number("a", 1, evidence=Stated(position=HERE)).has_count


def test_the_worst_severity_ranks_highest() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == [
        Severity.INFORMATION,
        Severity.WARNING,
        Severity.ERROR,
    ]


def table(*columns: str) -> Table:
    return Table(
        key="t",
        title="",
        columns=tuple(
            Column(key=key, label=key, path=("申请人", key), unit="件") for key in columns
        ),
        rows=(
            Row(key="head", label="头", path=("头",), heading=True),
            Row(key="x", label="收入", path=("头", "收入"), unit="元"),
            Row(key="y", label="", path=(), value_type=ValueType.DECIMAL),
        ),
    )


def cells(*columns: str) -> list[FormCell]:
    return list(table(*columns).cells())


def test_a_table_of_one_column_drops_it_from_addresses_and_labels() -> None:
    assert [(cell.address, cell.label) for cell in cells("a")] == [("t.x", "收入"), ("t.y", "a")]


def test_a_cell_of_several_columns_names_row_and_column_but_no_heading_of_all_columns() -> None:
    assert [(cell.address, cell.label) for cell in cells("a", "b")][:3] == [
        ("t.x.a", "收入 · a"),
        ("t.x.b", "收入 · b"),
        ("t.y.a", "a"),
    ]


def test_headings_that_tell_columns_apart_are_named(installed: Plugins) -> None:
    form = installed.offers().forms["cn-2021"].thing
    labels = {cell.address: cell.label for cell in form.cells()}

    assert labels["requests.granted.natural_person"] == "（一）予以公开 · 自然人"
    assert labels["requests.granted.other"] == "（一）予以公开 · 法人或其他组织 · 其他"
    assert labels["requests.granted.total"] == "（一）予以公开 · 总计"


def test_the_unit_and_type_of_a_row_go_before_those_of_its_column() -> None:
    assert [(cell.unit, cell.value_type) for cell in cells("a")] == [
        ("元", ValueType.INTEGER),
        ("件", ValueType.DECIMAL),
    ]


def test_a_form_finds_its_tables_by_key() -> None:
    assert form().table("t").title == "表"
    with pytest.raises(KeyError):
        form().table("u")


def test_a_disclosure_knows_its_place_and_its_columns() -> None:
    row = Disclosure("通知", date(2018, 5, 3), "website", file="a.csv", row=7)

    assert str(row.position) == "a.csv:7"
    assert DISCLOSURE_FIELDS == (
        "title", "published", "channel", "url", "document_number", "category", "normative",
        "entered",
    )  # fmt: skip


def test_a_crash_keeps_what_was_raised_and_where() -> None:
    try:
        raise RuntimeError("out of order")  # noqa: TRY301 - for its traceback
    except RuntimeError as error:
        crash = crash_of("rule", "a.rule", "p", error)

    assert crash.error == "RuntimeError: out of order"
    assert "test_values.py" in crash.traceback


def test_the_text_of_a_paragraph_is_that_of_its_spans() -> None:
    assert Paragraph(spans=(Span(text="共"), Span(text="5", address="a"))).text == "共5"
