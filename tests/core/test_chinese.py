"""Reports are in Chinese, whatever the reader of the terminal speaks."""

from __future__ import annotations

import pytest

from gongkai import in_chinese, words
from gongkai.errors import Position
from gongkai.wording import Words


@pytest.mark.parametrize(
    ("said", "chinese"),
    [
        (words("none is known"), "目前没有可用的"),
        (
            words("unknown channel; {hint}", hint=words("none is known")),
            "不认识的渠道；目前没有可用的",
        ),
        (words("stated in {position}", position=Position("a.toml", 1, 2)), "填报于 a.toml:1:2"),
        (words("no catalogue has this"), "no catalogue has this"),
        (Words("requests", native="依申请公开台账"), "依申请公开台账"),
        (words(""), ""),
    ],
)
def test_words_are_said_in_chinese(
    said: Words, chinese: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert in_chinese(said) == chinese
