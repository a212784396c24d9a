"""Nothing that somebody wrote into a file commands a terminal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.cli.data import to_json
from gongkai.cli.speech import visible
from gongkai.cli.terminal import Styled, tell
from tests.core.cli.command import Command


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("科技局\t3\n", "科技局\t3\n"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b2J\x07\r", "\\x9b2J\\x07\\r"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("\ufeff\u200b\U000e0041", "\\ufeff\\u200b\\U000e0041"),
        ("\udcff", "\\udcff"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_what_is_shown_is_shown_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert "\x1b" not in visible(text)


def test_a_line_keeps_our_own_style_only(gongkai: Command) -> None:
    assert str(Styled("a\x1b[2J", bold=True)) == "\x1b[1ma\\x1b[2J\x1b[0m"
    tell("b\x1b[2J ", Styled("c", dim=True))

    assert gongkai.capsys.readouterr().out == "b\\x1b[2J c\n"


def test_json_says_the_same_without_commands_to_a_terminal() -> None:
    text = "\x1b[31m\x9b\u202e\U000e0041\n"

    written = to_json({"a": text})

    assert json.loads(written) == {"a": text}
    assert [c for c in written if c != "\n" and not c.isprintable()] == []


ESCAPING = '[bureau]\nname = "示\\u001b[2J范\\u202e局"\nkind = "department"\n'


@pytest.mark.parametrize(
    "arguments",
    ["build", "check", "check --json", "config explain shi/ju", "build shi/\x1b[2J", "x\x1b[2J"],
)
def test_no_command_lets_an_escape_through(arguments: str, bureau: Command) -> None:
    bureau.write({"shi/ju/bureau.toml": ESCAPING})

    said = bureau(*arguments.split(" "))

    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out + said.err


def test_a_traceback_lets_no_escape_through(bureau: Command) -> None:
    bureau.write({"shi/ju/plugin.py": "raise ValueError('\\x1b[2J')\n"})

    said = bureau("build")

    assert "ValueError: \\x1b[2J" in said.err
    assert "\x1b" not in said.err
