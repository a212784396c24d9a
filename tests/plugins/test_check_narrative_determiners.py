"""Words such as 同一 and 每一: a thing that is pointed at is not counted."""

from __future__ import annotations

import pytest

from gongkai_check_narrative.numerals import read_numbers


@pytest.mark.parametrize(
    "text",
    [
        "同一份行政复议决定书在两处重复出现",
        "每一件申请均有编号",
        "对某一条留言的答复",
        "另一件申请按此办理",
        "任一项变动都重新公布",
    ],
)
def test_a_thing_that_is_pointed_at_is_no_count(text: str) -> None:
    assert [
        number.value for number in read_numbers(text) if number.unit in {"份", "件", "条", "项"}
    ] == []


def test_what_is_counted_after_such_a_word_is_read() -> None:
    assert [number.value for number in read_numbers("每一百件抽查三件")] == [100, 3]
