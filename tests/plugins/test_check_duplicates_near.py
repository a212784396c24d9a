"""What is found among many texts: every copy, nothing else, and the same in any order."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.kinds import Narrative
from gongkai_check_duplicates.compare import Copied, compare
from gongkai_check_duplicates.near import Limits, Pair, near
from gongkai_check_duplicates.texts import bare, called, parts_of, run_numbers, runs, share, shared

PHRASES = (
    "公开目录办事指南政策解读部门预算保密审查群众来电企业申报网站栏目失效链接规范文件"
    "季度复查业务培训窗口答复意见征集项目评审资金安排统计口径采购意向信用名单行政许可"
    "及时更新逐件核对按月通报限期整改集中公布同步发布重新归类明确责任方便查询接受监督"
)
WORDS = [PHRASES[at : at + 4] for at in range(0, len(PHRASES), 4)]

texts = st.lists(st.sampled_from(WORDS), min_size=40, max_size=120).map("，".join)
numbers = st.integers(0, 99_999).map(str)
names = st.sampled_from(["示范市财政局", "示范市水务局", "市教育局", "城东区民政局"])


def narrative(agency: str, text: str, *called_so: str) -> Narrative:
    return Narrative(agency=agency, year=2024, texts={"problems": text}, names=called_so)


def twins(found: Mapping[tuple[str, int], tuple[Copied, ...]]) -> dict[str, list[tuple[str, int]]]:
    """Who is like whom, and how much."""
    return {
        agency: [(twin.agency, twin.share) for copied in sections for twin in copied.nearest]
        for (agency, _), sections in found.items()
    }


@given(texts)
def test_identical_texts_are_found(text: str) -> None:
    found = compare((narrative("a", text), narrative("b", text)))

    assert twins(found) == {"a": [("b", 100)], "b": [("a", 100)]}


@given(texts, names, st.lists(numbers, min_size=3, max_size=3), st.randoms())
def test_a_copy_with_numbers_and_names_of_its_own_is_found(
    text: str, name: str, put: list[str], chance: random.Random
) -> None:
    words = text.split("，")
    for piece in (name, *put, "{{ channels.total }}", "二十三", "２０２４"):
        words.insert(chance.randrange(len(words)), piece)

    found = compare((narrative("a", text), narrative("b", "，".join(words), name)))

    assert twins(found) == {"a": [("b", 100)], "b": [("a", 100)]}


@given(st.integers(0, 10_000))
def test_texts_of_other_words_are_not_found(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - seeded
    characters = [chr(number) for number in range(0x4E00, 0x4E00 + 3000)]
    one, other = ("".join(chance.choices(characters, k=400)) for _ in range(2))

    found = compare((narrative("a", one), narrative("b", other)))

    assert twins(found) == {"a": [], "b": []}


@settings(max_examples=30)
@given(st.lists(texts, min_size=2, max_size=8), st.randoms())
def test_the_order_of_the_reports_does_not_matter(
    written: list[str], chance: random.Random
) -> None:
    reports = [narrative(f"a{place}", text) for place, text in enumerate([*written, written[0]])]
    shuffled = chance.sample(reports, len(reports))

    assert compare(shuffled) == compare(reports)


@given(texts, texts)
def test_who_is_like_another_is_told_by_both(one: str, other: str) -> None:
    found = twins(compare((narrative("a", one), narrative("b", other))))

    assert [same for _, same in found["a"]] == [same for _, same in found["b"]]


def varied(number: int, own: int = 4) -> str:
    """A text of 400 characters, of which the last few are its own."""
    chance = random.Random(1)  # noqa: S311 - seeded
    common = "".join(chance.choices([chr(c) for c in range(0x4E00, 0x5200)], k=400))
    chance = random.Random(number)  # noqa: S311 - seeded
    return common + "".join(chance.choices([chr(c) for c in range(0x6000, 0x7000)], k=own))


def test_each_pair_of_near_copies_is_found_once_with_its_share() -> None:
    assert list(near([varied(1), varied(2), varied(3)])) == [
        Pair(0, 1, 99),
        Pair(0, 2, 99),
        Pair(1, 2, 99),
    ]


def test_a_text_that_is_half_another_is_no_near_copy() -> None:
    assert list(near([varied(1, 400), varied(2, 400)])) == []


def test_in_a_crowd_each_is_still_like_some_and_the_work_stays_small() -> None:
    pairs = list(near([varied(number) for number in range(12)], Limits(crowd=3)))

    assert {pair.other for pair in pairs} == set(range(1, 12))
    assert {pair.one for pair in pairs} == {0, 1, 2}


def test_what_seems_like_too_many_others_is_not_kept_for_the_next() -> None:
    pairs = list(near([varied(number) for number in range(6)], Limits(met=2)))

    assert [(pair.one, pair.other) for pair in pairs] == [
        (0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (0, 4), (1, 4), (0, 5), (1, 5),
    ]  # fmt: skip


def test_a_few_of_many_are_named_the_nearest_first_and_all_are_counted() -> None:
    reports = [
        *(narrative(f"same{number}", varied(0)) for number in range(6)),
        *(narrative(f"near{number}", varied(number)) for number in (1, 2)),
    ]

    (copied,) = compare(reports)["near1", 2024]

    assert [(twin.agency, twin.share) for twin in copied.nearest] == [
        ("near2", 98),
        ("same0", 98),
        ("same1", 98),
    ]
    assert copied.counts == ((98, 7),)
    assert copied.lines == (1,)


def test_the_only_report_of_a_year_has_no_answer() -> None:
    alone = Narrative(agency="a", year=2023, texts={"problems": varied(0)})

    found = compare((alone, narrative("a", varied(0)), narrative("b", varied(0))))

    assert sorted(found) == [("a", 2024), ("b", 2024)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "\ud800" * 100,
        "\u202e本年度\u202c" * 2,
        "{{" * 1000,
        "1" * 1000,
        "#" * 1000,
        "公开" * 39,
    ],
)
def test_what_has_no_text_of_its_own_is_not_compared(text: str) -> None:
    assert twins(compare((narrative("a", text), narrative("b", text)))) == {"a": [], "b": []}


@pytest.mark.parametrize(
    "piece",
    ["公", "公开\n", "{", "{{", "{{ a", "示范市", "一", "1\r", "# 公\n", "| 公", "\ud800公"],
)
def test_a_hundred_thousand_characters_are_compared_in_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))

    found = compare((narrative("a", text, "示范市科技局"), narrative("b", text)))

    assert set(found) == {("a", 2024), ("b", 2024)}


def test_all_forms_of_a_name_are_left_out() -> None:
    forms = called(("示范市科学技术局", "市科技局", "示范市", "江东省"))

    assert forms == (
        "示范市科学技术局",
        "市科学技术局",
        "科学技术局",
        "市科技局",
        "江东省",
        "示范市",
        "科技局",
        "江东",
        "示范",
    )
    assert bare("示范市科学技术局（市科技局）2024年在示范市公开30条。", forms) == "年在公开条"


@pytest.mark.parametrize("names", [(), ("",), ("市",), (" ",)])
def test_a_name_of_one_character_is_none(names: tuple[str, ...]) -> None:
    assert called(names) == ()


def test_lines_are_counted_as_editors_count_them() -> None:
    written = "# 标题\r\n甲\r\n\r\n| 表 |\r乙\u2028\n  ## 小标题"

    assert [(part.line, part.text) for part in parts_of(written)] == [
        (2, "甲"),
        (3, ""),
        (5, "乙\u2028"),
    ]


def test_the_share_counts_both_texts() -> None:
    assert share(runs("公开目录"), runs("公开目录及时")) == 50
    assert share(runs(""), runs("公")) == 0
    assert share(runs("公开目录"), runs("公开目录")) == 100


def test_a_phrase_is_no_shared_paragraph() -> None:
    long = "公开目录逐件核对并按月通报各科室限期整改到位后重新归类方便查询"
    parts = parts_of(
        f"工作有序开展。\n{long}\n另外一段自己写的话，说的是采购意向公开得晚的问题和打算。"
    )

    assert [part.line for part in shared(parts, (), runs(f"{long}工作有序开展"))] == [2]


def test_a_text_that_is_too_short_for_a_run_has_none() -> None:
    assert [run_numbers(text) for text in ("", "一", "一二三")] == [set(), set(), set()]
    assert len(run_numbers("一二三四五")) == 2
