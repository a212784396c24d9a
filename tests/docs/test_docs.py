"""Every page of the documentation is acted out; the reference is compared with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools.reference import pages
from tools.reference.settings import missing_meanings

from tests.docs.stories import ROOT, act_out, matches

PAGES = tuple(
    sorted(
        (
            *ROOT.glob("README*.md"),
            ROOT / "CHANGELOG.md",
            ROOT / "CONTRIBUTING.md",
            *(ROOT / "docs").rglob("*.md"),
        )
    )
)
REFERENCE = pages()


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_page_tells_a_true_story(page: Path, tmp_path: Path) -> None:
    act_out(page, tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("room", ["tutorial", "how-to"])
def test_every_lesson_is_there_in_both_languages(room: str) -> None:
    chinese = {path.name for path in (ROOT / "docs" / room).glob("*.zh-CN.md")}
    english = {path.name for path in (ROOT / "docs" / room).glob("*.md")} - chinese

    assert chinese == {name.replace(".md", ".zh-CN.md") for name in english}


@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_is_what_the_code_says(name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text("utf-8")

    assert written == REFERENCE[name], "run make reference"


def test_every_key_of_the_toml_files_has_a_meaning() -> None:
    assert missing_meanings() == ()


@pytest.mark.parametrize(
    ("expected", "said", "fits"),
    [
        ((), (), True),
        ((), ("a",), False),
        (("a",), ("a",), True),
        (("a",), ("a", "b"), False),
        (("…", "b"), ("a", "b"), True),
        (("a", "…"), ("a",), True),
        (("…", "b", "…", "d"), ("a", "b", "c", "d"), True),
        (("…", "d", "…", "b"), ("a", "b", "c", "d"), False),
        (("a…",), ("ab",), True),
        (("a…",), ("b",), False),
    ],
)
def test_an_ellipsis_stands_for_any_lines(
    expected: tuple[str, ...], said: tuple[str, ...], *, fits: bool
) -> None:
    assert matches(expected, said) is fits


@pytest.mark.parametrize(
    "page",
    [
        "```cobol\nDISPLAY 1\n```\n",
        "```toml\na = 1\n```\n",
        "```sh\nrm -r /\n```\n",
        "```text\nnowhere.toml\n```\n",
        "```sh\ngongkai --help\n",
        "```console\n$ gongkai --version\nnothing of this kind\n```\n",
        "<!-- exit: 1 -->\n```sh\ngongkai --help\n```\n",
        "```sh\nmake gold\n```\n",
    ],
    ids=["language", "no file", "command", "tree", "open", "output", "status", "target"],
)
def test_a_page_that_is_not_true_is_refused(page: str, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(page, "utf-8")

    with pytest.raises(AssertionError):
        act_out(path, tmp_path)
