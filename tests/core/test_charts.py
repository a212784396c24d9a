from __future__ import annotations

import pytest
from attrs import evolve

from gongkai.charts import bar_figures, charts_of, key_charts
from gongkai.model.chart import Bar, Chart, FormChart
from gongkai.model.figures import Exactness, Figure, Figures, State, number
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.report import Bullets, Chapter, Note, Paragraph, Report, Span
from tests.plugins.output_sample import AGENCY

ABOUT = {"exactness": Exactness.ABOUT, "text": "约5"}
AT_LEAST = {"exactness": Exactness.AT_LEAST, "text": "5余"}


def figures(*known: Figure) -> Figures:
    return {figure.address: figure for figure in known}


def lacking(address: str, state: State = State.MISSING) -> Figure:
    return Figure(address=address, state=state)


def summed(*known: Figure) -> Figure:
    chart = Chart(title="t", bars=(Bar(label="x", cells=("a.x", "a.y")),))
    (figure,) = bar_figures(chart, figures(*known))
    return figure


def test_a_bar_of_one_cell_shows_that_figure() -> None:
    chart = Chart(title="t", bars=(Bar(label="x", cells=("a.x",)), Bar(label="y", cells=("a.y",))))

    assert bar_figures(chart, figures(number("a.x", 3))) == (number("a.x", 3), lacking("a.y"))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((number("a.x", 3), number("a.y", 4)), "7"),
        ((number("a.x", 0), number("a.y", 0)), "0"),
        ((number("a.x", 3), lacking("a.y", State.NOT_APPLICABLE)), "3"),
        ((number("a.x", 3),), "3余"),
        ((number("a.x", 3), number("a.y", 5, **AT_LEAST)), "8余"),
        ((number("a.x", 3), number("a.y", 5, **ABOUT)), "约8"),
    ],
)
def test_a_bar_of_several_cells_shows_their_sum(parts: tuple[Figure, ...], expected: str) -> None:
    assert summed(*parts).printed == expected


def test_a_sum_of_which_no_part_has_a_number_is_in_the_state_of_its_parts() -> None:
    gone = State.NOT_APPLICABLE
    assert summed().state is State.MISSING
    assert summed(lacking("a.x", gone), lacking("a.y", gone)).state is State.NOT_APPLICABLE
    assert summed(lacking("a.x", gone)).state is State.MISSING


def form(*charts: FormChart) -> Form:
    rows = tuple(Row(key=key, label=f"标{key}", path=(key,)) for key in ("total", "x", "y"))
    columns = (Column(key="value", label="数", path=("数",)),)
    return Form(
        id="f",
        title="f",
        number="",
        regulation="",
        years_from=2014,
        years_to=2018,
        tables=(Table(key="a", title="a", columns=columns, rows=rows),),
        relations=(),
        charts=charts,
    )


def test_a_chart_of_a_table_has_a_bar_for_each_row_but_the_total() -> None:
    of_table = FormChart(title="t", unit="条", table="a")

    assert charts_of(form(of_table), figures(number("a.x", 3)), {}) == (
        Chart(
            title="t",
            unit="条",
            bars=(Bar(label="标x", cells=("a.x",)), Bar(label="标y", cells=("a.y",))),
        ),
    )


@pytest.mark.parametrize("known", [(), (number("a.x", 0),), (lacking("a.x", State.BLANK),)])
def test_a_chart_without_any_length_is_left_out(known: tuple[Figure, ...]) -> None:
    chart = FormChart(title="t", bar=(Bar(label="x", cells=("a.x",)),))
    absent = FormChart(title="t", table="areas")

    assert charts_of(form(chart, absent), figures(*known), {}) == ()


def test_a_comparison_needs_last_year() -> None:
    chart = FormChart(title="t", bar=(Bar(label="x", cells=("a.x",)),), compared=True)
    now = figures(number("a.x", 3))

    assert charts_of(form(chart), now, {}) == ()
    (drawn,) = charts_of(form(chart), now, figures(number("a.x", 2)))
    assert drawn.compared


PARTS = FormChart(title="各渠道公开情况", bar=(Bar(label="甲", cells=("a.x",)),))
TOTALS = FormChart(
    title="公开情况与上年对比", bar=(Bar(label="乙", cells=("a.total",)),), compared=True
)


def report(*charts: FormChart, known: tuple[Figure, ...]) -> Report:
    return Report(agency=AGENCY, year=2018, form=form(*charts), title="t", figures=figures(*known))


def test_the_totals_that_are_compared_with_last_year_are_the_first_key_figures() -> None:
    made = report(PARTS, TOTALS, known=(number("a.x", 3), number("a.total", 0)))

    assert key_charts(made) == (
        Chart(title="公开情况", bars=TOTALS.bar, compared=True),
        Chart(title="各渠道公开情况", bars=PARTS.bar),
    )


def test_a_chart_of_which_nothing_is_known_tells_no_key_figure() -> None:
    assert key_charts(report(PARTS, TOTALS, known=(lacking("a.x"),))) == ()


def test_charts_that_no_form_proposed_are_key_figures_too() -> None:
    chart = Chart(title="t", bars=PARTS.bar)
    assert key_charts(evolve(report(known=(number("a.x", 3),)), charts=(chart,))) == (chart,)


def test_where_nothing_is_proposed_the_figures_of_the_text_are_key_figures() -> None:
    named = [Paragraph(spans=(Span(text="3", address=at), Span(text="条"))) for at in ("a.y", "b")]
    chapter = Chapter(
        name="c", title="c", blocks=(named[0], Note(text="n"), Bullets(items=tuple(named)))
    )

    made = evolve(report(known=(number("a.y", 3),)), chapters=(chapter,))

    assert key_charts(made) == (Chart(title="", bars=(Bar(label="y", cells=("a.y",)),)),)
