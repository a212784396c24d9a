from __future__ import annotations

import pytest

from gongkai.charts import bar_figures, charts_of
from gongkai.model.chart import Bar, Chart, FormChart
from gongkai.model.figures import Exactness, Figure, Figures, State, number
from gongkai.model.form import Column, Form, Row, Table

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
