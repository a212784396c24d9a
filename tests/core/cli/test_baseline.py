from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.testing import MODEL
from tests.core.cli.command import Command


@pytest.fixture
def faulty(gongkai: Command) -> Command:
    """A report with one fault, and what an earlier check said of it in ``old.json``."""
    gongkai.write(MODEL).change("ju/2024/report.toml", "licence = 12", "licence = -12")
    Path("old.json").write_text(gongkai("check", "--json").out, "utf-8")
    return gongkai


def test_what_was_known_is_not_shown_and_does_not_fail(faulty: Command) -> None:
    said = faulty("check", "--baseline", "old.json")

    assert said.status == 0
    assert "cells.negative" not in said.out
    assert "known before and not shown: 1; no longer found: 0\n" in said.out
    assert "errors: 0" in said.out


def test_what_is_new_is_shown_and_fails(faulty: Command) -> None:
    faulty.change("ju/2024/report.toml", "penalty = 0", "penalty = -1")

    said = faulty("check", "--baseline", "old.json")

    assert said.status == 1
    assert "行政处罚 is -1" in said.out
    assert "行政许可 is -12" not in said.out


def test_a_known_fault_stays_known_when_its_value_changes(faulty: Command) -> None:
    faulty.change("ju/2024/report.toml", "licence = -12", "licence = -13")

    assert faulty("check", "--baseline", "old.json").status == 0


def test_what_is_no_longer_found_is_told(faulty: Command) -> None:
    faulty.change("ju/2024/report.toml", "licence = -12", "licence = 12")

    said = faulty("check", "--baseline", "old.json").out
    data = faulty("check", "--baseline", "old.json", "--json").json

    assert (
        "known before and not shown: 0; no longer found: 1\n"
        "  cells.negative  ju 2024  a20_5.licence\n"
    ) in said
    (gone,) = data["baseline"].pop("gone")
    assert data["baseline"] == {"known": 0}
    assert (gone["code"], gone["address"]) == ("cells.negative", "a20_5.licence")


def test_of_a_report_that_was_not_checked_nothing_is_gone(faulty: Command) -> None:
    faulty.write({name.replace("ju/", "qu/"): text for name, text in MODEL.items()})

    said = faulty("check", "qu", "--baseline", "old.json").out

    assert "known before and not shown: 0; no longer found: 0\n" in said


def test_of_a_report_that_cannot_be_made_nothing_is_gone(faulty: Command) -> None:
    faulty.change("ju/2024/report.toml", "licence = -12", "licens = 12")

    said = faulty("check", "--baseline", "old.json")

    assert said.status == 2
    assert "no longer found: 0\n" in said.out


def test_without_a_baseline_nothing_is_said_of_one(faulty: Command) -> None:
    assert "known before" not in faulty("check").out
    assert "baseline" not in faulty("check", "--json").json


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"findings": 3}',
        '{"findings": [{}]}',
        '{"findings": [{"fingerprint": [], "code": "", "agency": "", "year": 1, "address": ""}]}',
        '{"findings": "\\ud800"}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_another_file_is_no_baseline(text: str, faulty: Command) -> None:
    Path("other.json").write_text(text, "utf-8")

    said = faulty("check", "--baseline", "other.json")

    assert said.status == 2
    assert "other.json: not what gongkai check --json prints" in said.err


def test_a_baseline_that_is_not_there_is_said(faulty: Command) -> None:
    said = faulty("check", "--baseline", "none.json")

    assert (said.status, said.out) == (2, "")
    assert "none.json: cannot be read: No such file or directory" in said.err
