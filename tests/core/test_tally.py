from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import Position
from gongkai.model.counting import Count
from gongkai.model.records import BadRow, Crash, Disclosure, NoRows
from gongkai.tally import Same, Tally, in_time, items_behind, keys_by, normal, number_key, tally
from gongkai.wording import words

SAME: Same = (("document_number",), ("title", "published"))
BY_TITLE: Same = (("document_number",), ("title", "published"), ("title",))
ALL = Count(register="disclosures")
WEIBO = Count(register="disclosures", channels=("weibo",))
BAD = BadRow(
    register="disclosures", position=Position("a.csv", 9), column="", value="", reason=words("x")
)
EMPTY = NoRows(register="disclosures", position=Position("b.csv", 1))
CRASH = Crash(kind="channel", name="weibo", plugin="p", error="", traceback="")


def row(  # noqa: PLR0913 - what tells rows apart
    title: str = "通知",
    day: str = "2018-05-03",
    channel: str = "website",
    number: str = "",
    *,
    normative: bool = False,
    line: int = 2,
) -> Disclosure:
    return Disclosure(
        title=title,
        published=date.fromisoformat(day),
        channel=channel,
        document_number=number,
        normative=normative,
        file="a.csv",
        row=line,
    )


def total(*rows: Disclosure, same: Same = SAME) -> int:
    return tally(rows, 2018, same).count(ALL, frozenset())


def on(found: Tally, *channels: str) -> int:
    return found.count(evolve(ALL, channels=channels), frozenset(channels))


def test_an_item_on_three_channels_counts_once_and_once_on_each() -> None:
    found = tally([row(channel=name) for name in ("website", "weibo", "wechat")], 2018, SAME)

    assert found.count(ALL, frozenset()) == 1
    assert [on(found, name) for name in ("website", "weibo", "wechat", "other")] == [1, 1, 1, 0]
    assert on(found, "website", "weibo") == 1
    assert found.channels == {"website", "weibo", "wechat"}


def test_a_release_twice_on_one_channel_counts_once() -> None:
    assert on(tally([row(), row()], 2018, SAME), "website") == 1


def test_the_same_document_number_goes_before_title_and_day() -> None:
    assert (
        total(
            row("甲", number="宿科发〔2018〕3号"), row("乙", "2018-06-01", number="宿科发(2018)3号")
        )
        == 1
    )
    assert total(row(number="1号"), row(number="2号")) == 2
    assert total(row(number="1号"), row("乙")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于ＡＢＣ的通知", "关于abc的通知"),
        ("关于 做好 工作的通知", "关于做好工作的通知"),
        ("《办法》（试行）", "办法(试行)"),
        ("一、二_三", "一二三"),
        ("２０１８年", "2018年"),
    ],
)
def test_width_case_spaces_and_punctuation_do_not_make_a_title_another(
    one: str, other: str
) -> None:
    assert normal(one) == normal(other)
    assert total(row(one), row(other, channel="weibo")) == 1


@given(st.text())
def test_a_title_read_character_by_character_is_as_it_would_be_read_whole(title: str) -> None:
    whole = unicodedata.normalize("NFKC", title)
    assert normal(title) == "".join(filter(str.isalnum, whole)).casefold()


def test_characters_that_join_are_read_together() -> None:
    assert normal("Cafe\u0301") == normal("Café") == "café"


def test_another_day_makes_the_same_title_another_item() -> None:
    assert total(row(day="2018-05-03"), row(day="2018-05-04")) == 2


def test_a_row_that_fills_no_group_is_an_item_of_its_own() -> None:
    assert total(row("！！！"), row("！！！", line=3)) == 2


def test_what_is_the_same_can_be_set() -> None:
    rows = (row(day="2018-05-03"), row(day="2018-05-04"))

    assert total(*rows, same=(("title",),)) == 1
    assert total(*rows, same=()) == 1
    assert total(*rows, row(line=3), same=()) == 2
    assert total(*rows, same=(("entered",), ("url",), ("title",))) == 1


def test_fields_of_a_key_do_not_run_into_each_other() -> None:
    keys_of = keys_by((("title", "category"),))

    assert keys_of(row("甲乙")._replace(category="丙")) != keys_of(
        row("甲")._replace(category="乙丙")
    )


def test_an_item_that_was_first_released_last_year_does_not_count() -> None:
    old = row(day="2017-12-30", number="1号")

    found = tally([row(number="1号"), old, row("新")], 2018, SAME)

    assert found.count(ALL, frozenset()) == 1


def test_a_row_whose_item_was_released_before_the_year_is_told_with_where() -> None:
    old, older = row(day="2017-12-30", number="1号"), row(day="2017-01-02", number="1号", line=9)
    rows = [row(number="1号", line=5), old, older, row("新")]

    found = tally(rows, 2018, SAME)
    (told,) = found.repeats(rows)

    assert found.repeated
    assert (str(told.position), told.value) == ("a.csv:5", "通知")
    assert str(told.reason) == (
        "the item was first released on 2017-01-02 (a.csv:9) and counts in that year; "
        "take the row out, or correct the day of the other"
    )


def test_a_row_of_a_later_year_says_nothing_of_this_one() -> None:
    found = tally([row(day="2019-01-01"), row(day="2017-01-01")], 2018, SAME)

    assert (found.items, found.bad_rows, found.repeated) == ({}, (), False)


def test_a_release_without_a_number_joins_the_item_that_has_one() -> None:
    rows = (row(channel="weibo"), row(number="1号"), row("乙", channel="wechat"))

    found = tally(rows, 2018, SAME)

    assert found.count(ALL, frozenset()) == 2
    assert (on(found, "website"), on(found, "weibo")) == (1, 1)
    assert total(row(number="1号"), row(number="2号"), row()) == 2


def test_a_row_joins_through_every_group() -> None:
    same: Same = (("document_number",), ("url",), ("title",))
    numbered = row("甲", number="1号")._replace(url="http://a")
    linked = row("乙")._replace(url="http://a")

    assert total(row("乙"), linked, numbered, same=same) == 1


def test_a_release_without_a_number_of_an_item_released_before_does_not_count() -> None:
    rows = (row(day="2017-12-30", number="1号"), row())

    assert total(*rows, same=(("document_number",), ("title",))) == 0


def test_bad_rows_and_crashes_are_kept_and_not_counted() -> None:
    found = tally([row(), BAD, EMPTY, CRASH, object()], 2018, SAME)

    assert (found.bad_rows, found.empty, found.crashes) == ((BAD,), (EMPTY,), (CRASH,))
    assert found.count(ALL, frozenset()) == 1


def test_an_item_is_normative_if_any_release_says_so() -> None:
    found = tally([row(), row(channel="weibo", normative=True), row("乙")], 2018, SAME)

    assert found.count(evolve(ALL, normative=True), frozenset()) == 1
    assert found.count(evolve(ALL, normative=False), frozenset()) == 1


def test_the_rest_is_what_was_released_on_no_named_channel() -> None:
    rest = Count(register="disclosures", rest=True)

    found = tally([row(), row("乙", channel="board"), row("丙", channel="tv")], 2018, SAME)

    assert found.count(rest, frozenset({"board", "tv"})) == 2
    assert found.count(rest, frozenset()) == 0


def test_a_register_is_read_once_from_start_to_end() -> None:
    rows = iter([row(), row("乙")])

    assert tally(rows, 2018, SAME).count(ALL, frozenset()) == 2
    assert list(rows) == []


ROWS = st.lists(
    st.builds(
        row,
        title=st.sampled_from(["甲", "乙", "丙", "！"]),
        day=st.sampled_from(["2017-12-31", "2018-01-01", "2018-05-03", "2019-01-01"]),
        channel=st.sampled_from(["website", "weibo", "wechat"]),
        number=st.sampled_from(["", "", "1号", "2号"]),
        normative=st.booleans(),
        line=st.integers(2, 99),
    ),
    max_size=12,
)


@given(ROWS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_does_not_matter(
    both: tuple[list[Disclosure], list[Disclosure]],
) -> None:
    rows, mixed = both

    for same in (SAME, BY_TITLE):
        assert tally(mixed, 2018, same).items == tally(rows, 2018, same).items


@given(
    ROWS,
    st.sampled_from([ALL, WEIBO, evolve(ALL, normative=True), evolve(ALL, rest=True)]),
    st.frozensets(st.sampled_from(["website", "weibo"])),
)
def test_the_items_behind_a_cell_are_as_many_as_it_counts(
    rows: list[Disclosure], wanted: Count, channels: frozenset[str]
) -> None:
    for same in (SAME, BY_TITLE):
        behind: Iterator[tuple[Disclosure, ...]] = items_behind(rows, 2018, same, wanted, channels)

        assert len(list(behind)) == tally(rows, 2018, same).count(wanted, channels)


@given(ROWS)
def test_every_row_of_the_year_is_counted_or_told(rows: list[Disclosure]) -> None:
    found = tally(rows, 2018, BY_TITLE)
    told = [bad.position for bad in found.repeats(rows)]
    counted = [
        release.position
        for releases in items_behind(rows, 2018, BY_TITLE, ALL, frozenset())
        for release in releases
    ]

    of_year = [row.position for row in rows if row.published.year == 2018]
    assert sorted(told + counted) == sorted(of_year)
    assert found.repeated is bool(told)


def test_the_items_behind_a_cell_stand_with_their_releases_in_order() -> None:
    first, again, other = row(line=2), row(channel="weibo", line=3), row("乙", line=4)

    assert list(items_behind([first, other, BAD, again], 2018, SAME, ALL, frozenset())) == [
        (first, again),
        (other,),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A-1", "a1", True),
        ("青财（2024）第1号", "青财〔2024〕1号", True),
        ("示〔2024〕1号", "示2024 1号", True),
        ("2024-1-12", "2024-11-2", False),
        ("2024-112", "2024-1-12", False),
        ("", "—", True),
    ],
)
def test_numbers_are_the_same_however_they_are_typed(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert (number_key(one) == number_key(other)) is same


def test_what_was_entered_after_the_cut_off_stays_behind_no_figure() -> None:
    early = row("甲")._replace(entered=date(2019, 1, 31))
    late = row("乙")._replace(entered=date(2019, 2, 1))

    assert list(in_time([row(), early, late, BAD], date(2019, 1, 31))) == [row(), early, BAD]
    assert list(in_time([late], None)) == [late]
