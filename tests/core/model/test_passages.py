from __future__ import annotations

from gongkai.errors import Position
from gongkai.model.agency import Agency, AgencyKind, Contact
from gongkai.model.chart import Bar, Chart
from gongkai.model.form import Form
from gongkai.model.grid import Grid
from gongkai.model.passages import Passage, passages_of
from gongkai.model.report import (
    Bullets,
    Chapter,
    Heading,
    Note,
    Paragraph,
    RecordTable,
    Report,
    Span,
    StatutoryTable,
)

AGENCY = Agency(
    id="ju",
    name="示范市科学技术局",
    short_name="",
    kind=AgencyKind.DEPARTMENT,
    contact=Contact(phone="0000-12345678", email="bgs@kjj.example"),
)
FORM = Form(
    id="free",
    title="",
    number="",
    regulation="",
    years_from=2008,
    years_to=2100,
    tables=(),
    relations=(),
)
WRITTEN = Paragraph(
    spans=(Span(text="本局"), Span(text="公开")), place=Position("ju/2024/overview.md", 3)
)
EMPTY_GRID = Grid(title="", head=(), body=(), columns=0, label_columns=0)


def report(*chapters: Chapter, opening: tuple[Paragraph, ...] = ()) -> Report:
    return Report(
        agency=AGENCY,
        year=2024,
        form=FORM,
        title="年度报告",
        figures={},
        opening=opening,
        chapters=chapters,
    )


def told(*chapters: Chapter) -> list[tuple[str, str]]:
    inside = passages_of(report(*chapters))
    return [(p.address, p.text) for p in inside if p.address.startswith("section:")]


def test_a_report_without_chapters_has_its_title_and_whom_to_ask() -> None:
    assert list(passages_of(report())) == [
        Passage("title", "年度报告"),
        Passage("bureau.name", "示范市科学技术局"),
        Passage("bureau.contact.phone", "0000-12345678"),
        Passage("bureau.contact.email", "bgs@kjj.example"),
    ]


def test_a_paragraph_is_one_piece_with_the_place_where_it_was_written() -> None:
    assert Passage("section:opening", "本局公开", WRITTEN.place, WRITTEN) in list(
        passages_of(report(opening=(WRITTEN,)))
    )


def test_a_chapter_is_read_from_its_title_down_without_what_is_empty() -> None:
    blocks = (
        Heading(text="（一）渠道"),
        Paragraph(spans=()),
        Bullets(items=(WRITTEN, Paragraph(spans=(Span(text="网站"),)))),
        Note(text="注"),
    )

    assert told(Chapter(name="work", title="二、主要工作", blocks=blocks)) == [
        ("section:work", "二、主要工作"),
        ("section:work", "（一）渠道"),
        ("section:work", "本局公开"),
        ("section:work", "网站"),
        ("section:work", "注"),
    ]


def test_cells_notes_and_the_words_of_charts_are_pieces_of_their_own() -> None:
    blocks = (
        RecordTable(title="名单", columns=("姓名",), rows=(("张*",), ("",), ("李*",))),
        StatutoryTable(key="requests", grid=EMPTY_GRID, notes=("“/”表示不适用",)),
        Chart(title="渠道", unit="条", bars=(Bar(label="网站", cells=("channels.website",)),)),
    )

    assert told(Chapter(name="areas", title="", blocks=blocks)) == [
        ("section:areas", "名单"),
        ("section:areas", "姓名"),
        ("section:areas", "张*"),
        ("section:areas", "李*"),
        ("section:areas", "“/”表示不适用"),
        ("section:areas", "渠道"),
        ("section:areas", "条"),
        ("section:areas", "网站"),
    ]
