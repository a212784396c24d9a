"""The command line as tests call it: here, or as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from gongkai.cli import main
from gongkai.testing import write_tree

#: The console script that this environment installed.
SCRIPT = Path(sys.executable).with_name("gongkai")


@frozen
class Said:
    """How a call ended: its status, and what it wrote to either stream."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON
        """What it wrote, as data."""
        return json.loads(self.out)


class Command:
    """Calls ``gongkai`` in one folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def __call__(self, *arguments: str) -> Said:
        """Call it in this process."""
        self.capsys.readouterr()
        status = main(list(arguments))
        said = self.capsys.readouterr()
        return Said(status, said.out, said.err)

    def write(self, files: Mapping[str, str | bytes]) -> Command:
        """Write files below ``agencies/``."""
        write_tree(self.folder / "agencies", files)
        return self

    def change(self, name: str, old: str, new: str) -> Command:
        """Change a text in a file below ``agencies/``."""
        path = self.folder / "agencies" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return self

    def process(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start it as a process of its own."""
        return subprocess.Popen(
            [SCRIPT, *arguments],
            cwd=self.folder,
            env={**os.environ, "GONGKAI_LANG": "en", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
