from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.paths import is_plain_path, slug


@pytest.mark.parametrize(
    "path",
    ["index.html", "reports/yunhe/kjj/2024/report.html", "search/2024-1.js", "_a/b_c.d-e"],
)
def test_a_plain_path_leads_down(path: str) -> None:
    assert is_plain_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../index.html",
        "a/../b",
        "a//b",
        "a/",
        "a\\b",
        "C:/a",
        ".htaccess",
        "a.",
        "-a",
        "Index.html",
        "专栏.html",
        "a b",
        "a%2fb",
        "a\n",
        "a\0",
        "con",
        "aux.html",
        "com1.js",
        "a" * 81,
        "a/" * 200 + "a",
    ],
)
def test_whatever_some_disk_or_some_link_would_read_otherwise_is_refused(path: str) -> None:
    assert not is_plain_path(path)


@pytest.mark.parametrize("text", ["kjj", "credit-lists", "2024", "a" * 40])
def test_a_plain_text_is_its_own_name(text: str) -> None:
    assert slug(text) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("科技局", "x-beb7a5b7e925"),
        ("KJJ", "kjj-6e2fad294f1c"),
        ("Kjj 2", "kjj-2-c99ba50a89d4"),
        ("con", "con-1143da2bc54c"),
        ("..", "x-5ec1f7e700f3"),
        ("", "x-e3b0c44298fc"),
        ("kjj-e3b0c44298fc", "kjj-e3b0c44298fc-8a563679af2f"),
        ("\ud800", "x-91a681b99855"),
    ],
)
def test_any_other_gets_a_hash_of_the_whole(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text(st.characters(exclude_categories=())), st.text())
def test_every_text_gives_a_plain_path_and_no_two_give_the_same(one: str, other: str) -> None:
    assert is_plain_path(slug(one))
    assert (slug(one) == slug(other)) == (one == other)
