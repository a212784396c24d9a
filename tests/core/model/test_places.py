from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import Position
from gongkai.model.places import normalised, place_in
from gongkai.model.report import Paragraph, Span

WRITTEN = Paragraph(
    spans=(
        Span(text="共公开", place=Position("o.md", 3, 5)),
        Span(text="577", address="s.total", place=Position("o.md", 3, 8)),
        Span(text="条\n又一", place=Position("o.md", 3, 21)),
        Span(text="条"),
    ),
    place=Position("o.md", 3),
)


@pytest.mark.parametrize(
    ("offset", "place"),
    [
        (0, "o.md:3:5"),
        (2, "o.md:3:7"),
        (3, "o.md:3:8"),
        (5, "o.md:3:8"),
        (6, "o.md:3:21"),
        (7, "o.md:3:22"),
        (8, "o.md:4:1"),
        (9, "o.md:4:2"),
        (10, "o.md:3"),
        (99, "o.md:3"),
    ],
)
def test_a_character_has_the_place_where_it_was_written(offset: int, place: str) -> None:
    assert str(place_in(WRITTEN, offset)) == place


def test_an_offset_past_the_end_is_the_end() -> None:
    paragraph = Paragraph(spans=WRITTEN.spans[:1])

    assert str(place_in(paragraph, 3)) == "o.md:3:8"
    assert str(place_in(paragraph, 77)) == "o.md:3:8"


def test_what_nobody_wrote_has_no_place() -> None:
    assert place_in(Paragraph(spans=()), 0) is None
    assert place_in(Paragraph(spans=(Span(text="甲"),)), 0) is None
    assert place_in(Paragraph(spans=(), place=Position("o.md", 2)), 0) == Position("o.md", 2)


@pytest.mark.parametrize(
    ("text", "plain", "origins"),
    [
        ("", "", [0]),
        ("共10条", "共10条", [0, 1, 2, 3, 4]),
        ("共１０条，", "共10条,", [0, 1, 2, 3, 4, 5]),
        ("甲㎡乙…", "甲m2乙...", [0, 1, 1, 2, 3, 3, 3, 4]),
        ("⼀\ud800\0", "一\ufffd\0", [0, 1, 2, 3]),
        ("]㎡^-㏂\\", "]m2^-a.m.\\", [0, 1, 1, 2, 3, 4, 4, 4, 4, 5, 6]),
    ],
)
def test_normal_characters_can_be_traced(text: str, plain: str, origins: list[int]) -> None:
    found = normalised(text)

    assert (found.text, list(found.origins)) == (plain, origins)


@given(st.text(max_size=40))
def test_every_text_has_an_origin_for_each_character_and_its_end(text: str) -> None:
    found = normalised(text)

    assert len(found.origins) == len(found.text) + 1
    assert found.origins[-1] == len(text)


def test_a_hundred_thousand_characters_take_no_time() -> None:
    start = process_time()
    normalised("共１０㎡，" * 20_000)

    assert process_time() - start < 30
