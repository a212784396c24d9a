from __future__ import annotations

import re
import time

from attrs import evolve

from gongkai.errors import Position
from gongkai.model.findings import Problem
from gongkai.model.passages import Passage
from gongkai.model.report import Paragraph, Span
from gongkai.reading import few, folded, lay_out, read_through, without
from gongkai.wording import words
from tests.plugins.output_sample import BARE_REPORT

WRITTEN = Paragraph(spans=(Span(text="公开  信息", place=Position("a.md", 3, 5)),))


def test_letters_are_small_and_what_is_wide_is_plain() -> None:
    assert folded("APP下载").text == "app下载"
    assert folded("３６５体育ＡＰＰ．ｃｏｍ").text == "365体育app.com"
    assert folded("⼯⽅").text == "工方"


def test_what_is_not_seen_is_not_there() -> None:
    hidden = "博\u200b彩\u00ad网\ufeff\u202e\x00\u0336站"

    assert folded(hidden).text == "博彩网站"


def test_punctuation_and_lines_stay() -> None:
    assert folded("一、概述，\n二：（三）").text == "一、概述，\n二：（三）"


def test_half_a_character_is_a_mark_that_it_is_broken() -> None:
    assert folded("公\ud800开").text == "公\ufffd开"


def test_every_character_knows_where_it_stood() -> None:
    text = folded("A㎡\u200b博\u200b彩。")

    assert text.text == "am2博彩。"
    assert text.span(0, 1) == (0, 1)
    assert text.span(1, 3) == (1, 2)
    assert text.span(3, 5) == (3, 6)
    assert text.origins[len(text.text)] == 7


def test_a_plain_text_stands_where_it_stood() -> None:
    assert folded("公开").span(1, 2) == (1, 2)


def test_a_second_look_leaves_more_out_and_still_knows() -> None:
    text = without(re.compile("[*]+"), folded("\u200b博**彩*"))

    assert text.text == "博彩"
    assert text.span(0, 2) == (1, 5)


def test_a_second_look_that_finds_nothing_changes_nothing() -> None:
    text = folded("博彩")

    assert without(re.compile("[*]"), text) is text


def test_a_reading_knows_which_passage_holds_a_character() -> None:
    reading = lay_out((Passage("title", "报告"), Passage("section:a", "公开  信息", None, WRITTEN)))

    assert reading.text == "报告\n公开  信息"
    assert reading.spot(1).passage.address == "title"
    assert reading.spot(1).place is None
    assert reading.spot(3).place == Position("a.md", 3, 5)
    assert reading.spot_folded(7).place == Position("a.md", 3, 9)


def test_a_passage_without_a_paragraph_has_its_own_place() -> None:
    reading = lay_out((Passage("title", "报告", Position("report.toml", 2, 1)),))

    assert reading.spot(1).place == Position("report.toml", 2, 1)


def test_a_report_is_read_once_and_another_one_anew() -> None:
    other = evolve(BARE_REPORT, title="另一份报告")

    first = read_through(BARE_REPORT)

    assert read_through(BARE_REPORT) is first
    assert read_through(other).passages[0].text == "另一份报告"
    assert read_through(BARE_REPORT) == read_through(BARE_REPORT)


def test_a_very_long_text_takes_no_time() -> None:
    start = time.process_time()

    assert len(folded("Ａ\u200b" * 50_000).text) == 50_000
    assert time.process_time() - start < 30


@few
def flood(count: int) -> list[Problem]:
    return [Problem(address="title", message=words("{n}", n=n)) for n in range(count)]


def test_of_a_flood_a_rule_tells_the_beginning_and_that_it_goes_on() -> None:
    told = [str(problem.message) for problem in flood(200)]

    assert len(told) == 101
    assert told[99:] == ["99", "more places like this one follow: 100"]


def test_a_hundred_findings_are_told_as_they_are() -> None:
    assert [str(problem.message) for problem in flood(100)][-1] == "99"
