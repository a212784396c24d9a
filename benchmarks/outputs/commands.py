"""How long whole commands take, each in a fresh process, beside a bare interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_RUNS = 15
_GONGKAI = "import sys; from gongkai.cli import main; sys.exit(main())"

#: By command: the fastest and all runs, in milliseconds.
Commands = dict[str, list[float]]

BARE = "python -I -S -c pass"
USUAL = "python -c pass"


def time_commands(folder: Path, agency: str) -> Commands:
    """Start each command again and again, by turns, with bytecode, as it is once installed."""
    gongkai = [sys.executable, "-c", _GONGKAI]
    agencies = folder / "agencies"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as out:
        build = ["--agencies", str(agencies), "build", agency, "--out", out]
        commands = {
            BARE: [sys.executable, "-I", "-S", "-c", "pass"],
            USUAL: [sys.executable, "-c", "pass"],
            "gongkai --help": [*gongkai, "--help"],
            "gongkai plugins": [*gongkai, "plugins"],
            "gongkai build, one bureau": [*gongkai, *build],
        }
        times: Commands = {name: [] for name in commands}
        for run in range(_RUNS + 1):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, capture_output=True, check=True, env=environment)  # noqa: S603
                if run:
                    times[name].append((time.perf_counter() - start) * 1000)
    return times
