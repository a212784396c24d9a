"""What only a real process shows: a terminal, a pipe, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.core.cli.command import SCRIPT, Command
from tests.core.cli.conftest import BUREAU

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of POSIX")

SLOW_PLUGIN = """\
import time
from pathlib import Path
from gongkai import NoSettings, Output, hookimpl
GONGKAI_API = 1

def render(report, settings):
    Path({started!r}).touch()
    time.sleep({seconds})
    return b"new"

@hookimpl
def gongkai_register_outputs():
    return [
        Output(name="slow", media_type="", suffix=".slow", settings=NoSettings, render=render)
    ]
"""


@pytest.fixture(autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """A shell that starts the tests in the background has all of them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def on_a_terminal(gongkai: Command, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run it on a pseudo-terminal, and give its status and all that it drew."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [SCRIPT, "--lang", "en", *arguments],
        cwd=gongkai.folder,
        env={**os.environ, "TERM": "xterm-256color", **environment},
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    drawn = b""
    try:
        while piece := os.read(ours, 65536):
            drawn += piece
    except OSError:  # Linux says so when the other end is closed.
        pass
    os.close(ours)
    return running.wait(30), drawn.decode()


def two_bureaus(gongkai: Command) -> None:
    gongkai.write({"a/bureau.toml": BUREAU, "a/2018/report.toml": "[outputs.json]"})


def test_a_terminal_shows_progress_and_colours(bureau: Command) -> None:
    two_bureaus(bureau)

    status, drawn = on_a_terminal(bureau, "build")

    assert status == 1
    assert "100%" in drawn
    assert "\x1b[31m" in drawn


def test_no_color_takes_the_colours_away(bureau: Command) -> None:
    _, drawn = on_a_terminal(bureau, "check", NO_COLOR="1")

    assert "cells.blank" in drawn
    assert "\x1b[31m" not in drawn


def test_a_pipe_gets_neither_progress_nor_colours(bureau: Command) -> None:
    two_bureaus(bureau)

    running = bureau.process("build")
    out, err = running.communicate(timeout=30)

    assert (running.returncode, out) == (1, b"")
    assert b"reports: 2, files: 4" in err
    assert b"\x1b" not in err
    assert b"%" not in err


def test_ctrl_c_leaves_the_old_files_whole_and_no_half_ones(bureau: Command) -> None:
    assert bureau("build").status == 1
    written = bureau.folder / "build/shi/ju/2018"
    before = {path.name: path.read_bytes() for path in written.iterdir()}
    started = bureau.folder / "started"
    plugin = SLOW_PLUGIN.format(started=str(started), seconds=30)
    bureau.write({"shi/ju/plugin.py": plugin})
    bureau.change("shi/ju/2018/report.toml", "[outputs.html]", "[outputs.slow]\n[outputs.html]")

    running = bureau.process("build")
    _wait_for(started.exists)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)

    assert running.returncode == 130
    assert err.decode().strip() == "Interrupted; no file was left half written."
    assert {path.name: path.read_bytes() for path in written.iterdir()} == before


def test_ctrl_c_lets_worker_processes_finish_what_they_write(bureau: Command) -> None:
    two_bureaus(bureau)
    started = bureau.folder / "started"
    bureau.write({"a/plugin.py": SLOW_PLUGIN.format(started=str(started), seconds=2)})
    bureau.change("a/2018/report.toml", "[outputs.json]", "[outputs.slow]")

    running = subprocess.Popen(
        [SCRIPT, "--lang", "en", "build", "--jobs", "2"],
        cwd=bureau.folder,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    _wait_for(started.exists)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=30)

    assert running.returncode == 130
    assert err.decode().endswith("Interrupted; no file was left half written.\n")
    assert [path.name for path in (bureau.folder / "build").rglob(".*")] == []


def _wait_for(condition: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)
