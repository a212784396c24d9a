from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.host import Plugins
from gongkai.model.figures import Figures, State, number
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.grid import Grid, GridCell, make_grid

FORMS = {name: offer.thing for name, offer in Plugins.installed().offers().forms.items()}
LABEL = st.sampled_from("甲乙丙")
PATH = st.lists(LABEL, min_size=1, max_size=3).map(tuple)
#: Cells of a printed table that cover a place more or less than once, by place.
Faults = dict[tuple[int, int], int]


def faults(grid: Grid) -> Faults:
    height = len(grid.head) + len(grid.body)
    covered = {(row, column): 0 for row in range(height) for column in range(grid.columns)}
    for cell in (cell for line in (*grid.head, *grid.body) for cell in line):
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                covered[row, column] = covered.get((row, column), 0) + 1
    return {place: times for place, times in covered.items() if times != 1}


def requests(figures: Figures | None = None) -> Grid:
    return make_grid(FORMS["cn-2021"].table("requests"), figures or {})


def cell(grid: Grid, text: str) -> GridCell:
    return next(cell for line in (*grid.head, *grid.body) for cell in line if cell.text == text)


def test_the_requests_table_has_three_lines_of_headings() -> None:
    grid = requests()

    assert len(grid.head) == 3
    assert cell(grid, "法人或其他组织").colspan == 5
    assert cell(grid, "自然人").rowspan == 2
    assert cell(grid, "总计").rowspan == 2


@pytest.mark.parametrize(
    ("label", "rowspan", "colspan", "scope"),
    [
        ("一、本年新收政府信息公开申请数量", 1, 3, "row"),
        ("三、本年度办理结果", 22, 1, "rowgroup"),
        ("（一）予以公开", 1, 2, "row"),
        ("（三）不予公开", 8, 1, "rowgroup"),
        ("（四）无法提供", 3, 1, "rowgroup"),
        ("（五）不予处理", 5, 1, "rowgroup"),
        ("（六）其他处理", 3, 1, "rowgroup"),
        ("（七）总计", 1, 2, "row"),
        ("四、结转下年度继续办理", 1, 3, "row"),
    ],
)
def test_labels_of_the_requests_table_span_as_printed(
    label: str, rowspan: int, colspan: int, scope: str
) -> None:
    found = cell(requests(), label)

    assert (found.rowspan, found.colspan, found.scope) == (rowspan, colspan, scope)


@pytest.mark.parametrize(
    ("form", "table"), [(name, table.key) for name, form in FORMS.items() for table in form.tables]
)
def test_every_place_of_a_forms_table_is_covered_once(form: str, table: str) -> None:
    assert faults(make_grid(FORMS[form].table(table), {})) == {}


def test_a_cell_of_a_grid_has_its_figure_and_address() -> None:
    address = "requests.new_received.total"

    grid = requests({address: number(address, 66)})

    found = cell(grid, "66")
    assert (found.address, found.state) == (address, State.NUMBER)


def test_a_cell_without_a_figure_is_missing_and_prints_nothing() -> None:
    found = requests().body[0][-1]

    assert (found.text, found.state) == ("", State.MISSING)


def test_a_heading_row_prints_the_marks_of_its_table() -> None:
    table = Table(
        key="a",
        title="",
        columns=(Column(key="value", label="数量", path=("数量",)),),
        rows=(Row(key="head", label="一、", path=("一、",), heading=True),),
        unit_header="单位",
        heading_mark="——",
    )

    assert [cell.text for cell in make_grid(table, {}).body[0]] == ["一、", "", "——"]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table whose rows have labels no deeper than its columns of labels."""
    labels = draw(st.integers(1, 3))
    columns = draw(st.lists(PATH, min_size=1, max_size=5))
    rows = draw(st.lists(PATH.map(lambda path: path[:labels]), max_size=6))
    return Table(
        key="t",
        title="",
        columns=tuple(Column(key=str(n), label="", path=p) for n, p in enumerate(columns)),
        rows=tuple(Row(key=str(n), label="", path=p) for n, p in enumerate(rows)),
        unit_header=draw(st.sampled_from(["", "单位"])),
        label_columns=labels,
    )


@given(tables())
def test_every_place_of_any_table_is_covered_once(table: Table) -> None:
    assert faults(make_grid(table, {})) == {}


@given(st.sampled_from(sorted(FORMS)))
def test_every_figure_of_a_form_is_printed_once(name: str) -> None:
    form: Form = FORMS[name]

    printed = [
        cell.address
        for table in form.tables
        for line in make_grid(table, {}).body
        for cell in line
        if cell.address
    ]

    assert printed == [cell.address for cell in form.cells()]
