from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.model.figures import Derived, Exactness, State, Summed
from tests.core.rollup.city import CITY, REGION, City, bureau, report, sentences

FEES = "a20_8.fees"


def with_fees(*fees: str) -> dict[str, str]:
    """A city whose members state these fees, in their order."""
    files = {"suqian/region.toml": REGION, "suqian/bureau.toml": CITY}
    for index, fee in enumerate(fees):
        files[f"suqian/ju{index}/bureau.toml"] = bureau(f"第{index}局", "department")
        files[f"suqian/ju{index}/2023/report.toml"] = report(a20_8=f"fees = {fee}")
    return files


@pytest.mark.parametrize(
    ("fees", "printed", "state"),
    [
        (("96171.6", "72701.2578", "0"), "168872.8578", State.NUMBER),
        (("12345678", "87654321"), "99999999", State.NUMBER),
        (("0", "0"), "0", State.ZERO),
        (("1.50", "2"), "3.50", State.NUMBER),
        (("1", "{ na = '不收费' }"), "1", State.NUMBER),
        (("{ na = '不收费' }", "{ na = '不收费' }"), "/", State.NOT_APPLICABLE),
        (("1", "''"), "≥1", State.NUMBER),
        (("1", "'若干'"), "≥1", State.NUMBER),
        (("''", "{ na = '不收费' }"), "", State.MISSING),
        (("200", "'200余'"), "≥400", State.NUMBER),
        (("200", "'约200'"), "约400", State.NUMBER),
        (("''", "'约200'"), "约200", State.NUMBER),
        (("'200余'", "'约200'"), "约400", State.NUMBER),
    ],
)
def test_figures_of_members_add_up(
    city: City, fees: tuple[str, ...], printed: str, state: State
) -> None:
    figure = city.figure(with_fees(*fees), FEES)

    assert (figure.printed, figure.state) == (printed, state)


def test_a_sum_is_exact(city: City) -> None:
    figure = city.figure(with_fees("99999999999999999.1", "0.00000000000000001"), FEES)

    assert figure.value == Decimal("99999999999999999.10000000000000001")


def test_a_member_that_is_missing_makes_a_lower_bound(city: City) -> None:
    files = with_fees("3", "4")
    del files["suqian/ju1/2023/report.toml"]

    figure = city.figure(files, FEES)

    assert (figure.printed, figure.exactness) == ("≥3", Exactness.AT_LEAST)


def test_the_reasons_of_what_does_not_apply_are_kept(city: City) -> None:
    few = with_fees("{ na = '不收费' }", "{ na = '无此项' }")
    many = with_fees(*(f"{{ na = '原因{n}' }}" for n in range(4)))

    assert city.figure(few, FEES).text == "不收费；无此项"
    assert city.figure(many, FEES).text == "各成员单位均不适用"


def test_a_sum_knows_what_each_member_gave(city: City) -> None:
    files = with_fees("3", "4")
    del files["suqian/ju0/2023/report.toml"]

    evidence = city.figure(files, FEES).evidence

    assert isinstance(evidence, Summed)
    assert [(given.agency, given.name) for given in evidence.contributions] == [
        ("suqian/ju0", "第0局"),
        ("suqian/ju1", "第1局"),
    ]
    assert [given.figure and given.figure.printed for given in evidence.contributions] == [
        None,
        "4",
    ]


OWN_FORM = """
id = "own"
title = "自定格式"
number = "号"
regulation = ""
years_from = 2023
years_to = 2023
default = false
[[table]]
key = "t"
title = "表"
label_header = "项目"
[[table.column]]
key = "value"
label = "数"
[[table.row]]
key = "answered"
label = "答复"
[[table.row]]
key = "in_time"
label = "按时"
[[table.row]]
key = "balance"
label = "差额"
value_type = "signed_integer"
[[table.row]]
key = "share"
label = "按时率"
unit = "%"
value_type = "decimal"
rollup = { ratio = ["t.in_time", "t.answered"] }
[[table.row]]
key = "average"
label = "平均"
value_type = "decimal"
rollup = { ratio = ["t.in_time", "t.answered"] }
[[table.row]]
key = "rank"
label = "名次"
rollup = "none"
"""


def on_own_form(*figures: str) -> dict[str, str]:
    """A city with a form of its own: shares and ranks do not add up."""
    head = 'form = "own"\n[narrative]\nomitted = "仅数据"\n[figures.t]\n'
    files = {
        "suqian/region.toml": 'forms = ["own.toml"]\n' + REGION,
        "suqian/bureau.toml": 'extends = "region.toml"\n' + CITY,
        "suqian/own.toml": OWN_FORM,
        "suqian/2023/report.toml": head,
    }
    for index, stated in enumerate(figures):
        files[f"suqian/ju{index}/bureau.toml"] = 'extends = "../region.toml"\n' + bureau(
            f"第{index}局", "department"
        )
        files[f"suqian/ju{index}/2023/report.toml"] = head + stated
    return files


def test_a_ratio_is_that_of_the_sums(city: City) -> None:
    files = on_own_form(
        "answered = 10\nin_time = 9\nshare = 90.000\naverage = 0.9\nrank = 1",
        "answered = 30\nin_time = 15\nshare = 50\naverage = 0.5\nrank = 2",
    )

    figures = city.whole(files).outcome.report.figures

    assert figures["t.share"].printed == "60.000"
    assert figures["t.average"].printed == "0.60"
    assert figures["t.share"].evidence == Derived(
        code="rollup.sum", operands=("t.in_time", "t.answered")
    )


def test_what_does_not_add_up_says_so(city: City) -> None:
    figure = city.figure(on_own_form("rank = 1", "rank = 2"), "t.rank")

    assert (figure.printed, figure.text) == ("/", "各成员单位的数据不能相加")


@pytest.mark.parametrize(
    ("first", "second", "printed", "state"),
    [
        ("answered = 0\nin_time = 0", "answered = 0\nin_time = 0", "/", State.NOT_APPLICABLE),
        ("answered = 1", "answered = 1", "", State.MISSING),
        ("in_time = 1", "in_time = 1", "", State.MISSING),
        ("answered = 4\nin_time = 1", "answered = 4", "约12.50", State.NUMBER),
    ],
)
def test_a_ratio_without_both_sums_is_none_or_about(
    city: City, first: str, second: str, printed: str, state: State
) -> None:
    figure = city.figure(on_own_form(first, second), "t.share")

    assert (figure.printed, figure.state) == (printed, state)


def test_what_may_be_negative_bounds_nothing(city: City) -> None:
    figure = city.figure(on_own_form("balance = -3", ""), "t.balance")

    assert (figure.printed, figure.exactness) == ("约-3", Exactness.ABOUT)


def test_a_member_on_another_form_makes_what_it_cannot_give_missing(city: City) -> None:
    files = with_fees("3", "4")
    files["suqian/region.toml"] = 'forms = ["own.toml"]\n' + REGION
    files["suqian/own.toml"] = OWN_FORM
    files["suqian/ju1/bureau.toml"] = (
        'extends = "../region.toml"\n' + files["suqian/ju1/bureau.toml"]
    )
    files["suqian/ju1/2023/report.toml"] = 'form = "own"\nnarrative.omitted = "仅数据"\n'

    whole = city.whole(files).outcome

    assert whole.report.figures[FEES].printed == "≥3"
    assert sentences(whole.report)[2] == "1个单位采用其他格式，其数据不能计入本表：第1局。"
    assert [str(f.message) for f in whole.findings if "form" in str(f.message)] == [
        "the report of 第1局 is on the form own, the sum on cn-2021: what it cannot give is missing"
    ]
