from __future__ import annotations

from pathlib import Path

import pytest

from gongkai import Example, RuleExample, read_examples
from gongkai.errors import ConfigError, GongkaiError
from gongkai.model.agency import Year

GOOD = '[[example]]\ncode = "a.b"\n[example.good]\n[example.bad]\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "examples.toml"
    path.write_text(text, "utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read_examples(written(folder, text))
    return str(caught.value)


def test_an_example_says_how_it_differs_from_the_model(tmp_path: Path) -> None:
    text = """
[[example]]
code = "cells.blank"
[example.good]
[example.bad]
bureau = "[outputs.html]"
report = "published = 2019-02-12"
files = { "2018/overview.md" = "正文", "../region.toml" = "" }
year = 2018
agency = "."
"""

    assert read_examples(written(tmp_path, text)) == (
        RuleExample(
            code="cells.blank",
            good=Example(),
            bad=Example(
                bureau="[outputs.html]",
                report="published = 2019-02-12",
                files={"2018/overview.md": "正文", "../region.toml": ""},
                year=Year(2018),
                agency=".",
            ),
        ),
    )


def test_examples_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace("a.b", "z.z") + GOOD)

    assert [example.code for example in read_examples(path)] == ["z.z", "a.b"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match=r"examples\.toml: there is no such file"):
        read_examples(tmp_path / "examples.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[example]\n", "examples.toml:1:10: not valid TOML"),
        ("", "examples.toml: the key 'example' is missing"),
        (
            GOOD + "reprot = 1\n",
            "examples.toml:5:1: unknown key 'reprot'; did you mean 'report'?",
        ),
        (
            GOOD.replace('"a.b"', "3"),
            "examples.toml:2:8: example.0.code: expected a text in quotes, found 3",
        ),
        (
            GOOD.replace("[example.bad]\n", ""),
            "examples.toml:1:3: the key 'example.0.bad' is missing",
        ),
        (
            GOOD + "year = 1999\n",
            "examples.toml:5:8: example.0.bad.year: expected a year from 2008 to 2100, found 1999",
        ),
        (GOOD.replace("a.b", "AB"), "examples.toml:2:8: the code 'AB' must be like family.rule"),
        (GOOD + GOOD, "examples.toml:6:8: the code 'a.b' stands here a second time"),
        (
            GOOD + 'bureau = "a = 1"\nreport = """\na = 1\nb =\n"""\n',
            "examples.toml:6:10: report, line 2: not valid TOML",
        ),
        (
            GOOD + 'files = { "../../a.md" = "" }\n',
            "examples.toml:5:11: the path '../../a.md' leads out of the agencies folder",
        ),
        (GOOD + 'files = { "/etc/a" = "" }\n', "the path '/etc/a' leads out"),
        (GOOD + "files = { 'a\\b' = \"\" }\n", "the path 'a\\\\b' leads out"),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str, message: str) -> None:
    assert message in refused(tmp_path, text)


def test_every_mistake_of_a_file_is_told(tmp_path: Path) -> None:
    told = refused(tmp_path, GOOD + 'files = { "../../a" = "" }\n' + GOOD)

    assert "5:11" in told
    assert "7:8" in told
