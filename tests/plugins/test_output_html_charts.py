from __future__ import annotations

from attrs import evolve
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.charts import bar_figures
from gongkai.model.chart import Bar, Chart
from gongkai.model.report import Chapter, Report
from gongkai.showing import shown
from tests.plugins.output_pages import page_of, texts
from tests.plugins.output_reports import reports
from tests.plugins.output_sample import BARE_REPORT, COMPARED

IN_A_CHAPTER, BESIDE = page_of(COMPARED).css("figure.chart")


def rows_of(chart: LexborNode) -> list[list[str]]:
    """The text of each row, headings too."""
    return [[cell.text() for cell in row.css("th, td")] for row in chart.css("tr")]


def drawn(chart: LexborNode, selector: str) -> list[tuple[str | None, str | None]]:
    return [(n.attributes.get("class"), n.attributes.get("width")) for n in chart.css(selector)]


def of_model(report: Report, chart: Chart) -> list[list[str]]:
    both = (report.figures, report.previous) if chart.compared else (report.figures,)
    series = [bar_figures(chart, figures) for figures in both]
    return [
        [bar.label, *map(shown, values)] for bar, *values in zip(chart.bars, *series, strict=True)
    ]


def test_charts_beside_the_text_stand_in_a_section_of_their_own() -> None:
    page = page_of(COMPARED)
    assert texts(page, "article > section > h2")[-1] == "数据图示"
    assert len(page.css("section[aria-labelledby='charts'] figure")) == 1


def test_what_is_counted_stands_above_a_chart() -> None:
    assert [node.text() for node in BESIDE.css("figcaption")] == ["与上年对比（单位：条）"]
    assert [node.attributes["aria-label"] for node in BESIDE.css("table")] == [
        "与上年对比（单位：条）"
    ]


def test_the_words_beside_the_bars_tell_all_that_the_bars_show() -> None:
    assert rows_of(IN_A_CHAPTER) == [
        ["政府网站", "363"],
        ["政务微博", "200余"],
        ["政务微信", "0"],
        ["政府公报", "未填报"],
        ["其他方式", "/"],
        ["工作人员", "空白"],
        ["新闻发布会", "未填报"],
    ]
    assert {node.attributes["aria-hidden"] for node in IN_A_CHAPTER.css("svg")} == {"true"}


def test_this_year_stands_before_last_year_and_both_are_named() -> None:
    assert rows_of(BESIDE) == [
        ["", "2018年", "2017年"],
        ["政府网站", "363", "299"],
        ["政务微博", "200余", "约250"],
        ["政务微信", "0", "17"],
        ["其他方式", "/", "未填报"],
    ]
    assert drawn(BESIDE, "thead rect") == [("bar", "26"), ("bar then", "26")]


def test_bars_are_as_long_as_their_figures_and_drawn_by_year_and_by_how_sure_they_are() -> None:
    assert drawn(BESIDE, "tbody rect:not(.track)") == [
        ("bar", "100.00%"),
        ("bar then", "82.37%"),
        ("bar rough", "55.10%"),
        ("bar then rough", "68.87%"),
        ("zero", "3"),
        ("bar then", "4.68%"),
    ]


def test_what_has_no_number_has_no_bar() -> None:
    last = BESIDE.css("tbody tr")[-1]
    assert [node.tag for node in last.css("svg > *")] == ["line", "line"]
    marks = [node.attributes.get("class") for node in last.css("td > span")]
    assert marks == ["na", "missing"]


def test_a_chart_in_a_chapter_may_compare_too() -> None:
    blocks = COMPARED.charts
    page = page_of(
        evolve(COMPARED, charts=(), chapters=(Chapter(name="a", title="一", blocks=blocks),))
    )
    (chart,) = page.css("figure")
    assert rows_of(chart) == rows_of(BESIDE)


def test_a_chart_may_lack_title_unit_and_numbers() -> None:
    chart = Chart(title="", bars=(Bar(label="甲", cells=("a.b",)),))
    page = page_of(evolve(BARE_REPORT, opening=(chart,)))
    assert texts(page, "figcaption, tr") == ["\n甲\n未填报\n"]
    assert [node.attributes["aria-label"] for node in page.css("table")] == ["数据图"]


@settings(max_examples=25, deadline=None)
@given(report=reports())
def test_every_figure_of_any_chart_can_be_read_back(report: Report) -> None:
    page: LexborHTMLParser = page_of(report)
    charts = page.css("section[aria-labelledby='charts'] figure tbody")
    assert [rows_of(chart) for chart in charts] == [of_model(report, c) for c in report.charts]
