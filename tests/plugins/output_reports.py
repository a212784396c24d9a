"""Reports that Hypothesis makes up: tables of any shape, figures in every state, any text."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from gongkai.model.chart import Bar, Chart
from gongkai.model.figures import Exactness, Figure, Figures, State, number
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.grid import make_grid
from gongkai.model.report import (
    Block,
    Bullets,
    Chapter,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Report,
    Span,
    Status,
    StatutoryTable,
)
from tests.plugins.output_sample import AGENCY, FORM, OPENING

#: Words of a report: letters, digits, punctuation, spaces; hostile texts have their own tests.
WORDS = st.text(
    st.sampled_from("政府信息公开年度报告申请件条（）、，。：“”0123456789abcXYZ <>&'\"=+-@_*#|\\/"),
    min_size=1,
    max_size=30,
)
#: A label has something in it that is seen.
LABELS = st.text(st.sampled_from("甲乙丙丁戊己庚辛壬癸总计件数本年"), min_size=1, max_size=12)

_COLUMNS = ("名称", "金额")


@st.composite
def _tables(draw: st.DrawFn, key: str) -> Table:
    """A table with headings over several levels, or a list with a column of units."""
    depth = draw(st.integers(1, 3))
    columns = tuple(
        Column(
            key=f"c{index}",
            label=f"列{index}",
            path=(*draw(st.lists(LABELS, max_size=depth - 1)), f"列{index}"),
        )
        for index in range(draw(st.integers(1, 6)))
    )
    labels = draw(st.integers(1, 3))
    rows = tuple(
        Row(
            key=f"r{index}",
            label=f"行{index}",
            path=(*draw(st.lists(LABELS, max_size=labels - 1)), f"行{index}"),
            unit="件",
            level=draw(st.integers(1, 4)),
            heading=draw(st.booleans()) and index > 0,
        )
        for index in range(draw(st.integers(1, 8)))
    )
    return Table(
        key=key,
        title=draw(LABELS),
        columns=columns,
        rows=rows,
        label_header="项目",
        unit_header=draw(st.sampled_from(["", "单位"])),
        label_columns=labels,
    )


def _figures(address: str) -> st.SearchStrategy[Figure]:
    whole = st.integers(-(10**18), 10**18)
    money = st.decimals(-(10**9), 10**9, places=2)
    return st.one_of(
        whole.map(lambda value: number(address, value)),
        money.map(lambda value: number(address, value, unit="万元")),
        st.just(number(address, Decimal("0.00"))),
        st.integers(1, 10**6).map(
            lambda value: number(address, value, exactness=Exactness.AT_LEAST, text=f"{value}余")
        ),
        st.integers(1, 10**6).map(
            lambda value: number(address, value, exactness=Exactness.ABOUT, text=f"约{value}")
        ),
        LABELS.map(lambda why: Figure(address=address, state=State.NOT_APPLICABLE, text=why)),
        LABELS.map(lambda text: Figure(address=address, state=State.NOT_A_NUMBER, text=text)),
        st.just(Figure(address=address, state=State.BLANK)),
        st.just(Figure(address=address, state=State.MISSING)),
    )


def _blocks(figures: Figures) -> st.SearchStrategy[Block]:
    cells = st.sampled_from(sorted(figures))
    prose = st.builds(
        lambda text, strong: Paragraph(spans=(Span(text=text, strong=strong),)),
        WORDS,
        st.booleans(),
    )
    bars = st.builds(lambda label, cell: Bar(label=label, cells=(cell,)), LABELS, cells)
    return st.one_of(
        prose,
        st.builds(lambda text, level: Heading(text=text, level=level), WORDS, st.integers(1, 5)),
        st.builds(
            lambda items, ordered: Bullets(items=tuple(items), ordered=ordered),
            st.lists(prose, min_size=1, max_size=3),
            st.booleans(),
        ),
        st.builds(
            lambda title, rows: RecordTable(
                title=title, columns=("名称", "金额"), rows=tuple(rows)
            ),
            WORDS,
            st.lists(st.tuples(WORDS, WORDS), max_size=3),
        ),
        st.builds(
            lambda title, shown: Chart(title=title, unit="件", bars=tuple(shown)),
            LABELS,
            st.lists(bars, min_size=1, max_size=4),
        ),
        WORDS.map(lambda text: Note(text=text)),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report: up to three tables of any shape, each cell in any state, prose between them."""
    tables = tuple(draw(_tables(f"t{index}")) for index in range(draw(st.integers(1, 3))))
    form: Form = evolve(FORM, tables=tables)
    figures = {cell.address: draw(_figures(cell.address)) for cell in form.cells()}
    chapters = tuple(
        Chapter(
            name=f"part{index}",
            title=f"{index}、{draw(LABELS)}",
            blocks=(
                *draw(st.lists(_blocks(figures), max_size=4)),
                StatutoryTable(
                    key=table.key,
                    grid=make_grid(table, figures),
                    notes=tuple(draw(st.lists(WORDS, max_size=1))),
                ),
            ),
        )
        for index, table in enumerate(tables)
    )
    bars = tuple(Bar(label=cell.label, cells=(cell.address,)) for cell in form.cells())[:5]
    return Report(
        agency=AGENCY,
        year=2018,
        form=form,
        title=draw(LABELS),
        figures=figures,
        opening=OPENING,
        chapters=chapters,
        charts=(
            Chart(title="数量", unit="件", bars=bars),
            Chart(title="与上年对比", unit="件", bars=bars, compared=True),
        ),
        previous={cell.address: draw(_figures(cell.address)) for cell in form.cells()},
        status=draw(st.sampled_from(Status)),
    )
