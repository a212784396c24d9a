"""Fixtures for the tests of the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gongkai.testing import write_tree
from tests.core.cli.command import Command

REPORT = """\
form = "cn-2014"
published = 2019-03-01
narrative = { overview = "overview.md" }
[sections]
include = ["overview"]
[figures.statistics]
proactive_total = 3
channel_website = 3
received_online = 2
received_fax = { na = "没有传真" }
received_in_person = 1
received_letter = 0
staff = { value = 4, override = true, by = "张三", reason = "借调一人" }
reviews = ""
suits = "若干"
[outputs.html]
[outputs.json]
[outputs.markdown]
"""
BUREAU = '[bureau]\nname = "示范市科学技术局"\nkind = "department"\n'
FILES: Mapping[str, str] = {
    "shi/ju/bureau.toml": BUREAU,
    "shi/ju/2018/report.toml": REPORT,
    "shi/ju/2018/overview.md": "通过政府网站公开政府信息{{ statistics.channel_website }}条。",
}


@pytest.fixture
def gongkai(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """The command line, in a folder of its own, in English, with what it says."""
    for name in ("GONGKAI_LANG", "LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return Command(tmp_path, capsys)


@pytest.fixture
def bureau(gongkai: Command) -> Command:
    """The same, with one small bureau and its report of 2018."""
    write_tree(gongkai.folder / "agencies", FILES)
    return gongkai
