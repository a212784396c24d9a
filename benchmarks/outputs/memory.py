"""The peak memory of a run over few bureaus, and over many, each in a process of its own.

python -m benchmarks.outputs.memory AGENCIES BUREAUS OUT
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from attrs import frozen
from benchmarks.outputs.bureau import YEAR, agency_of, write_tree
from benchmarks.outputs.ours import TODAY
from benchmarks.outputs.worker import OUTPUTS

from gongkai.batch import Job, run_many
from gongkai.config.agency import ReportId
from gongkai.host import Plugins
from gongkai.prepare import Options

FEW = 10


@frozen
class Memory:
    """Megabytes and seconds of both runs, and of how many bureaus the long one was."""

    many: int
    peaks: tuple[float, float]
    seconds: tuple[float, float]


def measure_memory(folder: Path, many: int) -> Memory:
    """Run over few and over many bureaus of one tree."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        agencies = Path(place) / "agencies"
        write_tree(agencies, many)
        found = [_run(agencies, number, Path(place) / "out") for number in (FEW, many)]
    (few, few_seconds), (most, most_seconds) = found
    return Memory(many, (few, most), (few_seconds, most_seconds))


def _run(agencies: Path, number: int, out: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", __name__, str(agencies), str(number), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    peak, seconds = done.stdout.split()
    return float(peak), float(seconds)


def main(agencies: str, number: str, out: str) -> None:
    """Make the reports of the first bureaus in this process; print the peak and the seconds."""
    offered = Plugins.installed().offers().outputs
    options = Options(today=TODAY, outputs=tuple(name for name in OUTPUTS if name in offered))
    job = Job(root=Path(agencies), without=(), options=options, out=Path(out))
    reports = tuple(ReportId(agency_of(n), YEAR) for n in range(1, int(number) + 1))
    start = time.perf_counter()
    made = sum(len(summary.files) for summary in run_many(job, reports))
    if made != len(reports) * len(options.outputs):
        raise SystemExit(f"{made} files were written")
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(kilobytes / 1024, time.perf_counter() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
