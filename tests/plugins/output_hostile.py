"""A report that holds one text in every place, and texts that would do harm if they were active."""

from __future__ import annotations

from hypothesis import strategies as st

from gongkai.model.agency import Agency, AgencyKind, Contact, Level, Region
from gongkai.model.chart import Bar, Chart
from gongkai.model.figures import Figure, State
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.grid import make_grid
from gongkai.model.report import (
    Bullets,
    Chapter,
    Heading,
    Note,
    Paragraph,
    Provenance,
    RecordTable,
    Report,
    Span,
    StatutoryTable,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "]]>",
    "--><!--",
    '"><svg onload=alert(1)>',
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}{% raw %}",
    "\x00",
    "\ud800",
    "\u202e\u2066\u200f",
    "javascript:alert(1)",
    "# 一\n\n- 二\n\n```\n",
    "[x](javascript:y) ![x](y) <http://x>",
    "**粗** ~~删~~ `码` | a | b |",
    "&lt;&#60;&amp;",
    "---",
    "===",
    "+ 一",
    "12. 三",
    "    四",
    "\ufffe\U0001ffff",
    "长" * 100_000,
    "!" * 1_000,
    " " * 100_000,
)

#: Any text there is, lone surrogates and controls too.
anything = st.one_of(st.sampled_from(HOSTILE[:-3]), st.text(st.characters(exclude_categories=())))


def report_of(text: str) -> Report:
    """A report with ``text`` in every place that may hold one."""
    span = Span(text=text, address=text, strong=True, url=f"https://{text}")
    figure = Figure(address=text, state=State.NOT_A_NUMBER, text=text, unit=text)
    row = Row(key="r", label=text, path=(text,), marker=text, unit=text)
    column = Column(key="c", label=text, path=(text,), unit=text)
    table = Table(
        key="t", title=text, columns=(column,), rows=(row,), label_header=text, unit_header=text
    )
    grid = make_grid(table, {"t.r": figure})
    blocks = (
        Heading(text=text),
        Paragraph(spans=(span, Span(text=text, url=text))),
        Bullets(items=(Paragraph(spans=(span,)),)),
        StatutoryTable(key=text, grid=grid, notes=(text,)),
        RecordTable(title=text, columns=(text,), rows=((text,),)),
        Chart(title=text, bars=(Bar(label=text, cells=(text,)),), unit=text),
        Note(text=text),
    )
    return Report(
        agency=_agency_of(text),
        year=2018,
        form=Form(
            id=text,
            title=text,
            number=text,
            regulation=text,
            years_from=2008,
            years_to=2100,
            tables=(table,),
            relations=(),
        ),
        title=text,
        figures={text: figure, "t.r": figure},
        opening=blocks,
        chapters=(Chapter(name=text, title=text, blocks=blocks),),
        source=text,
        omitted=text,
        provenance=Provenance(versions=((text, text),), inputs=((text, text),)),
    )


def _agency_of(text: str) -> Agency:
    return Agency(
        id=text,
        name=text,
        short_name=text,
        kind=AgencyKind.OFFICE,
        contact=Contact(office=text, address=text, phone=text, fax=text, postcode=text, email=text),
        region=Region(id=text, name=text, level=Level.COUNTY),
        site=text,
    )
