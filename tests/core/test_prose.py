from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import Position
from gongkai.model.report import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    RecordTable,
    Span,
    Unfilled,
)
from gongkai.prose import write_prose
from gongkai.wording import Words, words

NUMBERS = {"s.total": "577", "s.weibo": "152", "year": "2018", "star": "**9** [x](y) <b>"}


def fill(name: str) -> Span | Words:
    if name in NUMBERS:
        return Span(text=NUMBERS[name], address=name)
    return words("there is no figure {name!r}", name=name)


def written(text: str) -> tuple[Block, ...]:
    return write_prose(text, "overview", "overview.md", fill)[0]


def told(text: str) -> list[tuple[str, str, str]]:
    found = write_prose(text, "overview", "overview.md", fill)[1]
    return [(str(one.place), one.name, str(one.why)) for one in found]


def spans(text: str) -> tuple[Span, ...]:
    (block,) = written(text)
    assert isinstance(block, Paragraph)
    return block.spans


def plain(text: str) -> str:
    return "".join(span.text for span in spans(text))


def test_a_paragraph_knows_where_it_was_written() -> None:
    assert written("一\n\n二") == (
        Paragraph(spans=(Span(text="一"),), place=Position("overview.md", 1)),
        Paragraph(spans=(Span(text="二"),), place=Position("overview.md", 3)),
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("一二", [("一二", 1, 1)]),
        ("  一\n二 三\n四", [("一", 1, 3), ("二 三", 2, 1), ("四", 3, 1)]),
        ("one\ntwo", [("one", 1, 1), (" ", 1, 4), ("two", 2, 1)]),
        ("甲  \n乙\\\n丙", [("甲", 1, 1), (" ", 1, 2), ("乙", 2, 1), (" ", 2, 2), ("丙", 3, 1)]),
        ("共{{ s.total }}条", [("共", 1, 1), ("577", 1, 2), ("条", 1, 15)]),
        (
            "{{year}}、{{  s.weibo }}条\n{{ s.no }}条",
            [
                ("2018", 1, 1),
                ("、", 1, 9),
                ("152", 1, 10),
                ("条", 1, 24),
                ("〔缺：s.no〕", 2, 1),
                ("条", 2, 11),
            ],
        ),
        (
            "甲**乙**丙`丁`戊",
            [("甲", 1, 1), ("乙", 1, 4), ("丙", 1, 7), ("丁", 1, 9), ("戊", 1, 11)],
        ),
        ("[**1**](/1)1**件**1", [("1", 1, 4), ("1", 1, 12), ("件", 1, 15), ("1", 1, 18)]),
        ("[甲](/{{ year }}/2)2", [("甲", 1, 2), ("2", 1, 19)]),
        ("<https://a.example>甲", [("https://a.example", 1, 2), ("甲", 1, 20)]),
        (r"甲\*乙**丙**", [("甲*乙", 1, 1), ("丙", 1, 7)]),
        ("&amp;甲**丙**", [("&甲", 1, 1), ("丙", 1, 9)]),
        ("甲\0**乙**", [("甲\ufffd", 1, 1), ("乙", 1, 5)]),
        ("一\n\n> 甲\n> 乙", [("甲", 3, 3), ("乙", 4, 3)]),
        ("一\n\n`甲\n乙`丙\n丁", [("甲 乙", 3, 2), ("丙", 4, 3), ("丁", 5, 1)]),
        ("```\n甲{{ year }}\n乙\n```", [("甲", 2, 1), ("2018", 2, 2), ("\n乙", 2, 12)]),
    ],
)
def test_a_run_of_text_knows_where_it_was_written(
    text: str, places: list[tuple[str, int, int]]
) -> None:
    block = written(text)[-1]

    assert isinstance(block, Paragraph)
    assert [
        (span.text, span.place.line, span.place.column) for span in block.spans if span.place
    ] == places


def test_a_run_of_text_in_a_list_knows_where_it_was_written() -> None:
    (found,) = written("1. 甲\n   - **乙**\n     丙\n")

    assert isinstance(found, Bullets)
    assert [str(span.place) for item in found.items for span in item.spans] == [
        "overview.md:1:4",
        "overview.md:2:8",
        "overview.md:3:6",
    ]


def test_a_placeholder_becomes_a_span_that_is_bound_to_its_figure() -> None:
    assert spans("共{{ s.total }}条") == (
        Span(text="共"),
        Span(text="577", address="s.total"),
        Span(text="条"),
    )


@pytest.mark.parametrize(
    ("text", "level"),
    [("# 甲", 1), ("## 甲", 1), ("### 甲", 2), ("甲\n===", 1), ("#### 甲 ####", 3)],
)
def test_a_heading(text: str, level: int) -> None:
    assert written(text) == (Heading(text="甲", level=level),)


def test_placeholders_stand_in_headings_lists_tables_and_strong_text() -> None:
    heading, items, table, strong = written(
        "# {{ year }}年\n\n- 共{{ s.total }}条\n\n|甲|\n|-|\n|{{ s.weibo }}|\n\n**{{ s.total }}**"
    )

    assert heading == Heading(text="2018年")
    assert isinstance(items, Bullets)
    assert items.items[0].spans[1] == Span(text="577", address="s.total")
    assert table == RecordTable(title="", columns=("甲",), rows=(("152",),))
    assert isinstance(strong, Paragraph)
    assert strong.spans == (Span(text="577", address="s.total", strong=True),)


def test_lists_inside_a_list_are_drawn_out_into_it() -> None:
    (found,) = written("- 一\n  - 二\n    1. 三\n- 四")

    assert isinstance(found, Bullets)
    assert [item.text for item in found.items] == ["一", "二", "三", "四"]
    assert [item.place.line for item in found.items if item.place] == [1, 2, 3, 4]
    assert not found.ordered


def test_an_ordered_list_is_ordered_and_keeps_what_is_indented_as_code() -> None:
    (found,) = written("1. 一\n\n       代码 {{ year }}\n2. 二")

    assert isinstance(found, Bullets)
    assert [item.text for item in found.items] == ["一", "代码 2018", "二"]
    assert found.ordered


def test_a_table_has_its_headings_and_rows() -> None:
    (table,) = written("|甲|乙|\n|--|--|\n|1|**2**|\n|3||\n")

    assert table == RecordTable(title="", columns=("甲", "乙"), rows=(("1", "2"), ("3", "")))


def test_code_is_a_paragraph() -> None:
    assert [
        block.text
        for block in written("```\n甲{{ year }}\n```\n\n    乙")
        if isinstance(block, Paragraph)
    ] == [
        "甲2018",
        "乙",
    ]


def test_a_quotation_is_its_paragraphs_and_a_rule_is_nothing() -> None:
    assert [block.text for block in written("> 甲\n\n---\n") if isinstance(block, Paragraph)] == [
        "甲"
    ]


def test_strong_text_and_links_may_stand_in_each_other() -> None:
    assert spans("[**甲**乙](https://a.example/b) __丙 **丁** 戊__") == (
        Span(text="甲", strong=True, url="https://a.example/b"),
        Span(text="乙", url="https://a.example/b"),
        Span(text=" "),
        Span(text="丙 ", strong=True),
        Span(text="丁", strong=True),
        Span(text=" 戊", strong=True),
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:x", "vbscript:x", "data:text/html,x", "file:///etc"]
)
def test_a_link_that_would_do_something_is_text(url: str) -> None:
    assert all(span.url == "" for span in spans(f"[甲]({url}) <{url}>"))


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", "甲<b>乙</b>", "<!-- x -->", "<div>\n甲\n</div>"]
)
def test_raw_html_comes_out_as_text(html: str) -> None:
    assert plain(html) == html.replace("\n", "" if "甲\n" in html else " ")


def test_an_image_is_its_words() -> None:
    assert spans("![图](a.png)") == (Span(text="!"), Span(text="图", url="a.png"))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("中\n文", "中文"),
        ("中文\nword", "中文word"),
        ("word\n中文", "word中文"),
        ("one\ntwo", "one two"),
        ("中。\none\ntwo\n三", "中。one two三"),
        ("**中**\none", "中one"),
        ("one\n**two**", "one two"),
        ("共\n{{ s.total }}\n条", "共577条"),
        ("in all\n{{ s.total }}\nitems", "in all 577 items"),
        ("{{ year }}\n{{ s.total }}", "2018577"),
        ("中  \n文", "中 文"),
        ("中\\\n文", "中 文"),
    ],
)
def test_a_line_break_is_a_space_only_between_words(text: str, joined: str) -> None:
    assert plain(text) == joined


def test_what_cannot_be_filled_is_a_gap_and_told_with_its_place() -> None:
    assert spans("共{{ s.nothing }}条")[1] == Span(text="〔缺：s.nothing〕", strong=True)
    assert told("一\n\n共{{ s.total }}、{{ s.nothing }}条") == [
        ("overview.md:3:16", "s.nothing", "there is no figure 's.nothing'")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共{{ s.total 条", [("overview.md:1:2", "{{")]),
        ("共{{ s.total }}、}}", [("overview.md:1:16", "}}")]),
        ("{% for x in y %}", [("overview.md:1:1", "{%"), ("overview.md:1:15", "%}")]),
        ("{{ s.total\n}}", [("overview.md:1:1", "{{"), ("overview.md:2:1", "}}")]),
        ("{{ {{ year }} }}", [("overview.md:1:1", "{{"), ("overview.md:1:15", "}}")]),
        ("甲\r\n乙{{", [("overview.md:2:2", "{{")]),
        ("甲\r乙{{", [("overview.md:2:2", "{{")]),
        ("甲\u2028乙{{", [("overview.md:1:4", "{{")]),
    ],
)
def test_what_is_no_placeholder_is_told_where_it_stands(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert told(text) == [
        (place, name, "a placeholder is written {{ table.row.column }}") for place, name in found
    ]


@pytest.mark.parametrize(
    "name", ["__class__", "a.__init__.__globals__", "1+1", "x()", "", "s.total|safe"]
)
def test_nothing_is_computed(name: str) -> None:
    assert told(f"{{{{ {name} }}}}") == [("overview.md:1:1", name, f"there is no figure {name!r}")]


def test_a_placeholder_in_a_links_address_is_told_and_leads_nowhere() -> None:
    text = "[甲](https://a.example/{{ year }})"

    assert spans(text) == (Span(text="甲"),)
    assert told(text) == [
        ("overview.md:1:23", "year", "a placeholder stands in text, not in a link's address")
    ]


def test_what_is_filled_in_is_never_markdown() -> None:
    assert spans("{{ star }}") == (Span(text="**9** [x](y) <b>", address="star"),)


def test_signs_that_stand_for_placeholders_are_taken_out_of_the_text() -> None:
    assert plain("甲\ue0000\ue001{{ year }}") == "甲\ufffd0\ufffd2018"


def test_an_empty_text_is_nothing() -> None:
    assert write_prose("", "overview", "overview.md", fill) == ((), ())


def test_gaps_are_told_in_the_order_of_the_text() -> None:
    found = write_prose("{{ b }}\n\n{{\n\n{{ a }}", "overview", "o.md", fill)[1]

    assert [one.place.line for one in found] == [1, 3, 5]
    assert found[0] == Unfilled(
        section="overview",
        place=Position("o.md", 1, 1),
        name="b",
        why=words("there is no figure {name!r}", name="b"),
    )


@given(st.text(alphabet="{}%甲a \n*_[]()<>|-#`\\&\"'\ue000\ue0011", max_size=60))
def test_no_text_breaks_the_writing(text: str) -> None:
    blocks, _ = write_prose(text, "overview", "overview.md", fill)

    assert "\ue000" not in repr(blocks)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["共{{ s.total }}条，\n见下文。", r"**\***\*`甲`&lt;[乙](/1)"])
def test_a_megabyte_takes_time_in_proportion(text: str) -> None:
    def seconds(times: int) -> float:
        start = process_time()
        written(text * times)
        return process_time() - start

    seconds(100)
    assert seconds(20_000) < 30 * seconds(2_000)
