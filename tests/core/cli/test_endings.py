"""How it ends when a plugin leaves, and when nothing can be written."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai import cli
from tests.core.cli.command import SCRIPT, Command

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="a disk that is always full")


def shell(gongkai: Command, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in the folder; ``$G`` is the command, in English."""
    return subprocess.run(
        ["/bin/sh", "-c", f"G='{SCRIPT} --lang en'; {line}"],
        cwd=gongkai.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("$G build 2>&-", 1),
        ("$G check 1>&-", 1),
        ("$G build 1>&- 2>&-", 1),
        ("$G bild 2>&-", 2),
        ("$G check >/dev/full", 2),
        ("$G forms >/dev/full", 2),
        ("$G --help >/dev/full", 2),
        ("$G build 2>/dev/full", 2),
        ("$G bild 2>/dev/full", 2),
    ],
)
@needs_full
def test_a_stream_that_takes_nothing_gives_no_traceback(
    line: str, status: int, bureau: Command
) -> None:
    done = shell(bureau, line)

    assert done.returncode == status
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stdout + done.stderr


@needs_full
def test_a_full_disk_is_told(bureau: Command) -> None:
    done = shell(bureau, "$G check >/dev/full")

    assert done.stderr == "gongkai: the output cannot be written: No space left on device\n"


def test_a_closed_stream_is_replaced_by_one_that_takes_everything(
    gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)

    assert gongkai("bild").status == 2
    with sys.stderr as opened:
        assert opened.name == "/dev/null"


class Full(io.StringIO):
    """A stream on a full disk."""

    def write(self, text: str) -> int:
        """Refuse."""
        raise OSError(28, "No space left on device", None, None, len(text) and None)


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_full_stream_ends_with_2(
    stream: str, gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    monkeypatch.setattr(sys, stream, Full())

    assert gongkai("forms").status == 2
    assert type(sys.stdout) is io.StringIO


def test_a_plugin_that_leaves_ends_a_command_with_3(
    gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(name: str) -> object:
        raise SystemExit(name and 0)

    monkeypatch.setattr(cli, "import_module", leave)

    said = gongkai("plugins")

    assert said.status == 3
    assert "SystemExit: 0" in said.err
    assert said.err.endswith("This is a bug in gongkai or in a plugin.\n")


LEAVING = """
from gongkai import Check, Severity, hookimpl, words
GONGKAI_API = 1

def leave(checking):
    raise SystemExit(0)

@hookimpl
def gongkai_register_checks():
    text = words("t")
    return [
        Check(code="a.rule", severity=Severity.ERROR, title=text, why=text, fix=text, run=leave)
    ]
"""


def test_a_rule_that_leaves_is_a_crash_and_the_report_is_written(bureau: Command) -> None:
    bureau.write({"shi/ju/plugin.py": LEAVING})

    said = bureau("build")

    assert said.status == 3
    assert "SystemExit: 0" in said.err
    assert (bureau.folder / "build/shi/ju/2018/report.json").is_file()
