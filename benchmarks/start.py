"""How long commands take to start and end, side by side with a bare interpreter, in one run.

    python benchmarks/start.py

Prints the fastest and the middle of several runs in milliseconds, and what each takes more than
``python -c pass``. The bar: ``--help`` at most 100 ms more, one cold ``build`` under 600 ms.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 15
ROOT = Path(__file__).parents[1]


def timed(command: list[str]) -> list[float]:
    """Run a command several times; give the milliseconds of each."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT)  # noqa: S603
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    """Time the commands one after the other, so that noise meets all of them."""
    gongkai = [sys.executable, "-c", "import sys; from gongkai.cli import main; sys.exit(main())"]
    with tempfile.TemporaryDirectory() as out:
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "gongkai --help": [*gongkai, "--help"],
            "gongkai plugins": [*gongkai, "plugins"],
            "gongkai forms": [*gongkai, "forms"],
            "gongkai build suqian/kjj": [*gongkai, "build", "suqian/kjj", "--out", out],
        }
        found = {name: timed(command) for name, command in commands.items()}
    bare = median(found["python -c pass"])
    print(f"{'command':<26} {'fastest':>8} {'middle':>8} {'over bare':>10}   (ms, {RUNS} runs)")
    for name, times in found.items():
        middle = median(times)
        print(f"{name:<26} {min(times):8.0f} {middle:8.0f} {middle - bare:10.0f}")


if __name__ == "__main__":
    main()
