"""Which language is spoken, and how."""

from __future__ import annotations

import gettext
from collections.abc import Mapping

import pytest

from gongkai.cli.speech import Speech, choose_language, mark, speech_for
from gongkai.wording import words


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GONGKAI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "")


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("", {}, "en"),
        ("zh", {"GONGKAI_LANG": "en", "LANG": "en_US.UTF-8"}, "zh"),
        ("en", {"GONGKAI_LANG": "zh", "LANG": "zh_CN.UTF-8"}, "en"),
        ("ZH", {}, "zh"),
        ("zh_CN", {}, "zh"),
        ("zh-Hans", {}, "zh"),
        ("fr", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("", {"GONGKAI_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ("", {"GONGKAI_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ("", {"GONGKAI_LANG": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ("", {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ("", {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ("", {"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ("", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("", {"LANG": "zh_TW.UTF-8"}, "zh"),
        ("", {"LANG": "C.UTF-8"}, "en"),
        ("", {"LANG": "en_US.UTF-8"}, "en"),
        ("", {"LANG": "xx_YY"}, "en"),
    ],
)
def test_the_nearest_wish_chooses_the_language(
    asked: str, environment: Mapping[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert choose_language(asked) == language


def test_chinese_is_said_with_its_values() -> None:
    speech = speech_for("zh")

    assert speech.language == "zh"
    assert speech.say_text("{number} cells", number=58) == "58 格"
    assert speech.say_text("cannot be made") == "无法编制"
    assert speech.say(words("unknown channel; {hint}", hint=words("none is known"))) == (
        "不认识的渠道；目前没有可用的"
    )


def test_what_has_no_translation_is_said_as_it_is() -> None:
    assert speech_for("zh").say(words("总数不小于任何一个渠道数")) == "总数不小于任何一个渠道数"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_text_stays_empty(language: str) -> None:
    assert speech_for(language).say(words("")) == ""


def test_click_speaks_the_language_that_was_chosen_last() -> None:
    said = [(speech_for(language).language, gettext.gettext("Usage:")) for language in ("zh", "en")]

    assert said == [("zh", "用法："), ("en", "Usage:")]


def test_english_is_said_as_it_is_written() -> None:
    speech = speech_for("en")

    assert isinstance(speech, Speech)
    assert speech.say_text(mark("{number} cells"), number=58) == "58 cells"
