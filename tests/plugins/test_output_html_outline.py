from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model.report import Chapter, Report
from tests.plugins.output_pages import page_of, texts
from tests.plugins.output_sample import BARE_REPORT, COMPARED


def with_chapters(*names: str) -> Report:
    chapters = (Chapter(name=name, title="章", blocks=()) for name in names)
    return evolve(COMPARED, chapters=tuple(chapters))


def anchors(report: Report) -> list[str | None]:
    return [link.attributes["href"] for link in page_of(report).css(".toc a")]


def test_the_contents_lead_to_every_chapter_the_charts_and_the_contact() -> None:
    page = page_of(COMPARED)
    assert texts(page, ".toc a") == ["一、概述", "二、主要工作", "三、附表", "数据图示", "联系方式"]
    assert anchors(COMPARED) == ["#overview", "#work", "#tables", "#charts", "#contact"]
    assert texts(page, "#work") == ["二、主要工作"]


def test_a_chapter_without_a_title_is_not_in_the_contents() -> None:
    untitled = Chapter(name="a", title="", blocks=())
    assert anchors(evolve(BARE_REPORT, chapters=(untitled,))) == []


def test_what_cannot_be_an_anchor_gets_a_number() -> None:
    report = with_chapters("key-areas", "key-areas", "一", "content", "part-1", "")
    assert anchors(report) == [
        "#key-areas",
        "#part-2",
        "#part-3",
        "#part-4",
        "#part-5",
        "#part-6",
        "#charts",
        "#contact",
    ]


@given(st.lists(st.sampled_from(["a", "part-2", "part-3", "charts", "contact", "content", "一 "])))
def test_no_two_places_of_a_page_have_the_same_name(names: list[str]) -> None:
    ids = [node.attributes["id"] for node in page_of(with_chapters(*names)).css("[id]")]
    assert len(ids) == len(set(ids))


def test_a_title_may_be_broken_after_its_year() -> None:
    (title,) = page_of(COMPARED).css("h1")
    assert title.html == ("<h1>示范市科学技术局2018年<wbr>政府信息公开工作年度报告</h1>")
    assert [node.html for node in page_of(BARE_REPORT).css("h1")] == ["<h1>年度报告</h1>"]
