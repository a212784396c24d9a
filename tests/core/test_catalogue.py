"""The Chinese catalogue: complete, and in step with the sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from tools import catalogue

from gongkai.cli.speech import speech_for
from gongkai.wording import words

MADE = catalogue.catalogue()
#: Templates that are put together with values, and not merely said.
FILLED = tuple(
    message
    for message in MADE
    if isinstance(message.id, str) and catalogue.placeholders(message.id)
)


def translated(template: str, text: str) -> Catalog:
    made = catalogue.Steady(locale="zh_CN")
    made.add(template, text)
    return made


def test_the_catalogue_is_complete_and_what_the_sources_give(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = catalogue.main(["--check"])

    assert (capsys.readouterr().out.splitlines()[1:], status) == ([], 0)


def test_what_is_written_holds_no_date_and_no_line_number() -> None:
    text = catalogue.written(MADE)["gongkai.po"].decode()

    assert "Date" not in text
    assert not re.search(r"^#:.*:\d+$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("template", "text", "wrong"),
    [
        ("{name!r} is {value}", "{name!r}为 {value}", []),
        ("every {{ {name} }}", "每个 {{ {name} }}", []),
        ('say { na = "why" }', '写 { na = "理由" }', []),
        ("{name} is", "", ["not translated: '{name} is'"]),
        ("{name!r} is", "{name}为", ["other placeholders: '{name!r} is' → '{name}为'"]),
        ("{name} is", "{nmae}为", ["other placeholders: '{name} is' → '{nmae}为'"]),
    ],
)
def test_a_translation_must_show_what_its_template_shows(
    template: str, text: str, wrong: list[str]
) -> None:
    assert list(catalogue.faults(translated(template, text))) == wrong


def test_a_catalogue_that_is_missing_or_stale_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)

    assert catalogue.main(["--check"]) == 1
    assert "gongkai.mo is not what the sources give" in capsys.readouterr().out


@pytest.mark.parametrize("message", FILLED, ids=lambda message: message.id)
def test_every_translation_can_be_filled(message: Message) -> None:
    names = re.findall(r"\w+", " ".join(catalogue.placeholders(str(message.id))))
    said = words(str(message.id), **dict.fromkeys(names, "甲")).said(speech_for("zh").translate)

    assert said
    assert catalogue.placeholders(said) == ()
