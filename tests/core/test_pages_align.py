"""Which tokens of a report stand in a page, in order."""

from __future__ import annotations

from gongkai.pages.align import Match, align
from gongkai.pages.fold import folded, stream_of, written

HEAD = tuple("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳")
TAIL = tuple("春夏秋冬东西南北上下左右前后内外")


def test_texts_that_are_the_same_are_one_match() -> None:
    assert align(HEAD, HEAD) == (Match(0, 0, 16),)


def test_what_stands_around_and_between_is_skipped() -> None:
    theirs = ("x", *HEAD, "y", "z", *TAIL, "x")

    assert align((*HEAD, *TAIL), theirs) == (Match(0, 1, 16), Match(16, 19, 16))


def test_short_texts_are_found_by_short_runs() -> None:
    assert align(HEAD[:7], ("x", *HEAD[:7])) == (Match(0, 1, 7),)


def test_texts_that_have_nothing_in_common_have_no_match() -> None:
    assert align(HEAD, TAIL) == ()
    assert align((), HEAD) == ()


def test_a_text_that_stands_there_twice_is_found_once() -> None:
    assert align(HEAD, (*HEAD, "x", *HEAD)) == (Match(0, 0, 16),)


def test_what_changed_places_is_found_in_one_of_them() -> None:
    assert align((*HEAD, *TAIL, "x"), (*TAIL, "x", *HEAD)) == (Match(16, 0, 17),)


def test_a_wide_gap_is_compared_by_ever_shorter_runs() -> None:
    long = tuple(chr(0x6000 + number) for number in range(400))
    ours = (*long, *("a",) * 300, *"壹贰叁肆伍陆", *("b",) * 300, *"柒捌玖", *("c",) * 300, *TAIL)
    theirs = (*long, *("e",) * 700, *"壹贰叁肆伍陆", *("f",) * 900, *"柒捌玖", *("g",) * 900, *TAIL)

    assert align(ours, theirs) == (
        Match(0, 0, 400),
        Match(700, 1100, 6),
        Match(1006, 2006, 3),
        Match(1309, 2909, 16),
    )


def test_a_wide_gap_without_any_run_is_left_open() -> None:
    ours, theirs = (*HEAD, *("a",) * 900, *TAIL), (*HEAD, *("a", "b") * 900, *TAIL)

    assert align(ours, theirs) == (Match(0, 0, 17), Match(916, 1816, 16))


def test_numbers_and_words_are_whole_and_gaps_part_numbers() -> None:
    assert stream_of(("2018 年1，234.5条 ABC", "12", " 3", "", "1 2")).texts == [
        *("2018", "年", "1,234.5", "条", "abc", "12", "\x1f", "3", "\x1f", "1", "\x1f", "2"),
    ]


def test_shapes_and_what_is_not_seen_do_not_count() -> None:
    assert folded("“公\u200b开”——〔２０１８〕７８号。\xad…") == '"公开"--[2018]78号....'


def test_a_stretch_of_a_folded_text_is_found_in_the_text_itself() -> None:
    assert folded("一…\u200b二三") == "一...二三"
    assert written("一…\u200b二三", 1, 4) == (1, 2)
    assert written("一…\u200b二三", 4, 5) == (3, 4)
    assert written("一…\u200b二三", 0, 6) == (0, 5)
