from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from gongkai.config.figures import read_figures
from gongkai.config.source import Source
from gongkai.errors import ConfigError, Position
from gongkai.model.figures import Exactness, Figure, Overridden, State, Stated
from gongkai.model.form import Column, Form, Row, Table, ValueType


def _column(key: str, value_type: ValueType = ValueType.INTEGER) -> Column:
    return Column(key=key, label=key, path=(key,), unit="件", value_type=value_type)


def _row(key: str, *, heading: bool = False) -> Row:
    return Row(key=key, label=key, path=(key,), heading=heading)


FORM = Form(
    id="f",
    title="表式",
    number="号",
    regulation="",
    years_from=2008,
    years_to=2100,
    tables=(
        Table(key="one", title="一", columns=(_column("v"),), rows=(_row("n"), _row("m"))),
        Table(
            key="money",
            title="款",
            columns=(_column("v", ValueType.DECIMAL),),
            rows=(_row("n"),),
        ),
        Table(
            key="two",
            title="二",
            columns=(_column("a"), _column("b")),
            rows=(_row("head", heading=True), _row("n")),
        ),
    ),
    relations=(),
)


def read(text: str) -> dict[str, Figure]:
    table = tomli.loads(text, parse_float=Decimal)
    return read_figures(table, FORM, Source(Path("r.toml"), "r.toml", text, table), at=())


def cell(written: str, table: str = "one") -> Figure:
    return read(f"{table}.n = {written}")[f"{table}.n"]


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(text)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("written", "state", "value"),
    [
        ("12", State.NUMBER, 12),
        ("0", State.ZERO, 0),
        ("-3", State.NUMBER, -3),
        ("999_999_999_999_999_999", State.NUMBER, 999_999_999_999_999_999),
        ('""', State.BLANK, None),
        ('"  "', State.BLANK, None),
        ('"/"', State.NOT_APPLICABLE, None),
        ('"／"', State.NOT_APPLICABLE, None),
        ("{ na = '不涉及' }", State.NOT_APPLICABLE, None),
        ('"12"', State.NOT_A_NUMBER, None),
        ('"无"', State.NOT_A_NUMBER, None),
        ('"-"', State.NOT_A_NUMBER, None),
        ("12.5", State.NOT_A_NUMBER, None),
        ("12.0", State.NOT_A_NUMBER, None),
    ],
)
def test_what_is_written_is_a_number_or_one_of_those_that_are_none(
    written: str, state: State, value: int | None
) -> None:
    found = cell(written)

    assert (found.state, found.value, found.exactness) == (state, value, Exactness.EXACT)
    assert (found.unit, found.evidence) == ("件", Stated(position=Position("r.toml", 1, 9)))


@pytest.mark.parametrize(
    ("written", "value", "exactness"),
    [
        ("200余", 200, Exactness.AT_LEAST),
        ("200余件", 200, Exactness.AT_LEAST),
        ("200多", 200, Exactness.AT_LEAST),
        ("100以上", 100, Exactness.AT_LEAST),
        ("超100", 100, Exactness.AT_LEAST),
        ("超过100", 100, Exactness.AT_LEAST),
        ("18万余", 180_000, Exactness.AT_LEAST),
        ("1.5万余", 15_000, Exactness.AT_LEAST),
        ("1,200余", 1200, Exactness.AT_LEAST),
        ("２００余", 200, Exactness.AT_LEAST),
        ("约3亿", 300_000_000, Exactness.ABOUT),
        ("约200", 200, Exactness.ABOUT),
        ("近50", 50, Exactness.ABOUT),
        ("约200余", 200, Exactness.ABOUT),
    ],
)
def test_words_that_make_a_number_inexact(written: str, value: int, exactness: Exactness) -> None:
    found = cell(f'"{written}"')

    assert (found.state, found.value, found.exactness) == (State.NUMBER, value, exactness)
    assert (found.text, type(found.value)) == (written, int)


@pytest.mark.parametrize("written", ["余", "不到100", "约", "9" * 40 + "余", "200余人", "1.2.3余"])
def test_other_words_are_no_number_and_stay_as_they_are(written: str) -> None:
    assert (cell(f'"{written}"').state, cell(f'"{written}"').text) == (State.NOT_A_NUMBER, written)


def test_a_part_of_a_number_may_be_inexact() -> None:
    assert cell('"约0.5"').value == Decimal("0.5")


@pytest.mark.parametrize(
    ("written", "text"), [("{ na = '不涉及' }", "不涉及"), ('"/"', "原表如此，未说明原因")]
)
def test_not_applicable_has_a_reason(written: str, text: str) -> None:
    assert (cell(written).text, cell(written).printed) == (text, "/")


@given(st.decimals(-(10**9), 10**9, places=2))
def test_money_is_exact(amount: Decimal) -> None:
    assert cell(str(amount), "money").value == amount
    assert cell(str(amount), "money").printed in {str(amount), "0.00"}


@pytest.mark.parametrize("written", ["96171.60", "{ value = 96171.60, override = true }"])
def test_money_is_printed_as_it_was_written(written: str) -> None:
    assert cell(written, "money").printed == "96171.60"


def test_an_override_says_who_and_why() -> None:
    found = cell("{ value = 12, override = true, by = '张三', reason = '漏登' }")

    assert (found.value, type(found.value)) == (12, int)
    assert found.evidence == Overridden(
        position=Position("r.toml", 1, 9), by="张三", reason="漏登", replaced=None
    )


def test_an_override_without_author_and_reason_is_read_for_a_rule_to_find() -> None:
    assert cell("{ value = 12, override = true }").evidence == Overridden(
        position=Position("r.toml", 1, 9), by="", reason="", replaced=None
    )


def test_an_override_that_is_off_is_a_stated_figure() -> None:
    found = cell("{ value = 12, override = false }")

    assert (found.value, found.evidence) == (12, Stated(position=Position("r.toml", 1, 9)))


def test_an_override_of_half_an_item_is_no_number() -> None:
    assert cell("{ value = 12.5, override = true }").state is State.NOT_A_NUMBER


@pytest.mark.parametrize("written", ["[1, 0]", "{ a = 1, b = 0 }", "{ b = 0, a = 1 }"])
def test_a_row_is_a_list_by_position_or_a_table_by_column(written: str) -> None:
    found = read(f"two.n = {written}")

    assert {address: figure.value for address, figure in found.items()} == {
        "two.n.a": 1,
        "two.n.b": 0,
    }


@pytest.mark.parametrize(
    ("written", "state"), [("0", State.ZERO), ("{ na = '无此职能' }", State.NOT_APPLICABLE)]
)
def test_zero_or_not_applicable_may_be_said_of_a_whole_row(written: str, state: State) -> None:
    found = read(f"two.n = {written}")

    assert {address: figure.state for address, figure in found.items()} == {
        "two.n.a": state,
        "two.n.b": state,
    }


def test_every_figure_of_a_row_knows_its_own_place() -> None:
    found = read("[two]\nn = [1, { na = '无' }]")

    assert [str(figure.position) for figure in found.values()] == ["r.toml:2:6", "r.toml:2:9"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one.n = true", "1:9: one.n: expected a number, found true"),
        ("one.n = nan", "1:9: one.n: expected a number, found NaN"),
        ("one.n = -inf", "1:9: one.n: expected a number, found -Infinity"),
        ("one.n = [1]", "1:9: one.n: expected a number, found [1]"),
        ("one.n = 2019-02-12", "1:9: one.n: expected a number, found 2019-02-12"),
        ("one.n = 08:00:00", "1:9: one.n: expected a number, found 08:00:00"),
        ("one.n = 1000000000000000000", "1:9: one.n: expected a number, found 1000000000000000000"),
        ("money.n = nan", "1:11: money.n: expected a number, found NaN"),
        ("money.n = 1e999", "1:11: money.n: expected a number, found 1E+999"),
        ("money.n = 1e-999", "1:11: money.n: expected a number, found 1E-999"),
        (
            "money.n = { value = inf, override = true }",
            "1:21: money.n: expected a number, found Infinity",
        ),
        ("one.n = { na = 1 }", "1:16: one.n.na: expected a text in quotes, found 1"),
        ("one.n = { na = 'x', y = 1 }", "1:21: unknown key 'y'; known: na"),
        ("one.n = { value = 1 }", "1:5: the key 'one.n.override' is missing"),
        ("ones.n = 1", "1:1: unknown key 'ones'; did you mean 'one'?"),
        ("one.nn = 1", "1:5: unknown key 'nn'; did you mean 'n'?"),
        ("two.head = [1, 2]", "1:5: unknown key 'head'; known: n"),
        ("two.n = [1]", "1:9: n: expected 2 figures, one for each column, found 1"),
        ("two.n = [1, 2, 3]", "1:9: n: expected 2 figures, one for each column, found 3"),
        ("two.n = { na = 1 }", "1:16: two.n.na: expected a text in quotes, found 1"),
        ("two.n = false", "1:9: n: expected a list of 2 figures, found false"),
        ("two.n = 1", "1:9: n: expected a list of 2 figures, found 1"),
        ("two.n = { a = 1, c = 2 }", "1:18: unknown key 'c'; known: a, b"),
        ("two.n = [1, [2]]", "1:13: two.n.b: expected a number, found [2]"),
    ],
)
def test_what_the_form_has_no_place_for_is_told(text: str, expected: str) -> None:
    assert mistakes(text) == [f"r.toml:{expected}"]


def test_every_figure_that_is_wrong_is_told_at_once() -> None:
    assert mistakes("one = { n = true, k = 1 }\ntwo.n = [1]\nmoney.n = nan") == [
        "r.toml:1:13: one.n: expected a number, found true",
        "r.toml:1:19: unknown key 'k'; known: m, n",
        "r.toml:2:9: n: expected 2 figures, one for each column, found 1",
        "r.toml:3:11: money.n: expected a number, found NaN",
    ]


def test_a_zero_stands_for_a_whole_row() -> None:
    figures = read("two.n = 0")

    assert {address: figure.state for address, figure in figures.items()} == {
        "two.n.a": State.ZERO,
        "two.n.b": State.ZERO,
    }


def test_a_whole_row_may_be_not_applicable() -> None:
    figures = read('two.n = { na = "无此职能" }')

    assert [figure.text for figure in figures.values()] == ["无此职能", "无此职能"]


def test_no_other_number_stands_for_a_whole_row() -> None:
    with pytest.raises(ConfigError, match="expected a list of 2 figures, found 5"):
        read("two.n = 5")


@pytest.mark.parametrize("reason", ["", " "])
@pytest.mark.parametrize("row", ["one.n", "two.n"])
def test_what_is_not_applicable_needs_a_reason(row: str, reason: str) -> None:
    assert mistakes(f"{row} = {{ na = '{reason}' }}") == [
        "r.toml:1:16: what is not applicable needs a reason"
    ]
