from __future__ import annotations

import unicodedata
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_check_narrative.numerals import Bound, Kind, Number, read_numbers


def read(text: str) -> list[Number]:
    return list(read_numbers(unicodedata.normalize("NFKC", text)))


@pytest.mark.parametrize(
    ("text", "value", "step", "unit"),
    [
        ("30件", 30, 1, "件"),
        ("３０件", 30, 1, "件"),
        ("1,234条", 1234, 1, "条"),
        ("１，２３４条", 1234, 1, "条"),
        ("1,234,567条", 1234567, 1, "条"),
        ("1.2万件", 12000, 1000, "件"),
        ("3万5千条", 35000, 1000, "条"),
        ("3万5条", 30005, 1, "条"),
        ("18万条", 180000, 10000, "条"),
        ("三十件", 30, 1, "件"),
        ("十二件", 12, 1, "件"),
        ("一百零二件", 102, 1, "件"),
        ("两万三千条", 23000, 1000, "条"),
        ("三千五百二十五件", 3525, 1, "件"),
        ("一亿两千万元", 120000000, 10000, "元"),
        ("二〇件", 20, 1, "件"),
        ("0件", 0, 1, "件"),
        ("零件次", 0, 1, "件次"),
        ("唯一一件", 1, 1, "件"),
        ("统一一次", 1, 1, "次"),
        ("叁拾件", 30, 1, "件"),
        ("壹仟贰佰零伍件", 1205, 1, "件"),
        ("廿件", 20, 1, "件"),
        ("廿一件", 21, 1, "件"),
        ("卅件", 30, 1, "件"),
        ("捌拾柒件", 87, 1, "件"),
        ("20多万件", 200000, 10000, "件"),
        ("二十余万件", 200000, 10000, "件"),
        ("叁万元", 30000, 10000, "元"),
        ("578篇次", 578, 1, "篇次"),
        ("72701.2578万元", 727012578, 1, "元"),
        ("7.27亿元", 727000000, 1000000, "元"),
        ("3.5件", Decimal("3.5"), Decimal("0.1"), "件"),
        ("2950元", 2950, 1, "元"),
        ("12", 12, 1, ""),
        ("20个工作日", 20, 1, "个工作日"),
    ],
)
def test_a_number_is_read(text: str, value: int | Decimal, step: int | Decimal, unit: str) -> None:
    assert [(found.value, found.step, found.unit) for found in read(text)] == [(value, step, unit)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12.5%", Kind.PERCENT, Decimal("12.5")),
        ("12．5％", Kind.PERCENT, Decimal("12.5")),
        ("百分之十二", Kind.PERCENT, 12),
        ("百分之12.5", Kind.PERCENT, Decimal("12.5")),
        ("百分之十二点五", Kind.PERCENT, Decimal("12.5")),
        ("3个百分点", Kind.OTHER, 3),
        ("3‰", Kind.OTHER, 3),
        ("12人次", Kind.PEOPLE, 12),
        ("3倍", Kind.OTHER, 3),
        ("3万元", Kind.MONEY, 30000),
        ("3件", Kind.COUNT, 3),
    ],
)
def test_a_number_says_what_it_counts(text: str, kind: Kind, value: int | Decimal) -> None:
    assert [(found.kind, found.value) for found in read(text)] == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "bound", "written"),
    [
        ("100余件", Bound.AT_LEAST, "100余件"),
        ("2100多条", Bound.AT_LEAST, "2100多条"),
        ("百余件", Bound.AT_LEAST, "百余件"),
        ("超134篇次", Bound.AT_LEAST, "134篇次"),
        ("12件以上", Bound.AT_LEAST, "12件以上"),
        ("18万余条", Bound.AT_LEAST, "18万余条"),
        ("近20件", Bound.AT_MOST, "20件"),
        ("不足20件", Bound.AT_MOST, "20件"),
        ("约12万个", Bound.ABOUT, "12万个"),
        ("30件左右", Bound.ABOUT, "30件左右"),
    ],
)
def test_a_number_says_how_exact_it_is(text: str, bound: Bound, written: str) -> None:
    assert [(found.bound, found.written) for found in read(text)] == [(bound, written)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年1月31日",
        "2024年度",
        "二〇一八年",
        "1月1日至12月31日",
        "2024-01-31、2024/1/31",
        "宿政办发〔2014〕78号",
        "[2014]第78号",
        "第20条、第二十条、第（一）项、第 3 期",
        "一是。二是",
        "（一）公开。（3）解读",
        "1.总体情况",
        "一、总体情况",
        "0527-84358595、13800000000、223800123456",
        "12345热线",
        "8:30、17:30:00",
        "三安全一稳定、一体化、两微一端、三审三校、十四五、一站式、一件事",
        "sqkjjbgs163.com、a1b2、5G",
        "万件、二三十件、点件",
        "上一年度、下一步",
        "百分之点",
    ],
)
def test_what_only_looks_like_a_count_is_none(text: str) -> None:
    assert read(text) == []


def test_a_list_of_numbers_is_not_one_number() -> None:
    assert [found.value for found in read("3,5件，12、13件，2020,2021件")] == [
        3,
        5,
        12,
        13,
        2020,
        2021,
    ]


def test_a_number_knows_its_place() -> None:
    (found,) = read("共约12件。")

    assert (found.begin, found.start, found.end) == (1, 2, 5)


@pytest.mark.parametrize(
    ("text", "value", "answers"),
    [
        ("30件", 30, [True]),
        ("30件", 31, [False]),
        ("1.2万件", 12345, [True]),
        ("1.2万件", 12999, [True]),
        ("1.2万件", 11500, [True]),
        ("1.2万件", 13100, [False]),
        ("1000余件", 980, [False]),
        ("1000余件", 1012, [True]),
        ("10余件", 86, [False]),
        ("50余件", 59, [True]),
        ("50余件", 60, [False]),
        ("300余件", 399, [True]),
        ("300余件", 400, [False]),
        ("1.2万余件", 12999, [True]),
        ("1.2万余件", 13000, [False]),
        ("20多万件", 299999, [True]),
        ("20多万件", 300000, [False]),
        ("超50件", 86, [True]),
        ("3余件", 86, [True]),
        ("近600件", 578, [True]),
        ("近600件", 601, [False]),
        ("近600件", 300, [False]),
        ("约600件", 578, [True]),
        ("约600件", 700, [False]),
        ("40.64%", Decimal("40.6418"), [True]),
        ("40.64%", Decimal("40.6450"), [True]),
        ("40.64%", Decimal("40.6351"), [True]),
        ("40.64%", Decimal("40.62"), [False]),
    ],
)
def test_a_number_may_mean_what_it_is_rounded_from(
    text: str, value: int | Decimal, answers: list[bool]
) -> None:
    assert [found.may_be(value) for found in read(text)] == answers


@given(
    st.text(alphabet="0123456789一二十百千万亿零点两,.%元件年月日号第()约余 第〔〕", max_size=40)
)
def test_no_text_breaks_the_reading(text: str) -> None:
    for found in read(text):
        assert 0 <= found.begin <= found.start < found.end


@pytest.mark.parametrize(
    "part", ["1,", "一", "12", "年", "(", "万", "2024年", "x1", ".", " ", "百分之"]
)
def test_a_hundred_thousand_characters_are_read_in_no_time(part: str) -> None:
    start = process_time()
    list(read_numbers(part * (100_000 // len(part))))

    assert process_time() - start < 30
