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
#: What compares the texts of all reports of a tree before the first one is made.
_COMPARING = "check-duplicates"


@frozen
class Run:
    """A run over so many bureaus, with the plugin that compares their texts or without."""

    bureaus: int
    compared: bool
    megabytes: float
    seconds: float


def measure_memory(folder: Path, many: int) -> tuple[Run, ...]:
    """Run over a tree of few bureaus, and over one of many."""
    return tuple(
        _measured(folder, bureaus, compared)
        for compared in (True, False)
        for bureaus in (FEW, many)
    )


def _measured(folder: Path, bureaus: int, compared: bool) -> Run:  # noqa: FBT001 - as in the table
    with tempfile.TemporaryDirectory(dir=folder) as place:
        agencies = Path(place) / "agencies"
        write_tree(agencies, bureaus)
        command = [sys.executable, "-m", __name__, str(agencies), str(bureaus), f"{place}/out"]
        without = [] if compared else [_COMPARING]
        done = subprocess.run(  # noqa: S603 - our own
            [*command, *without], check=True, capture_output=True, text=True
        )
    megabytes, seconds = map(float, done.stdout.split())
    return Run(bureaus, compared, megabytes, seconds)


def main(agencies: str, number: str, out: str, *without: str) -> None:
    """Make the reports of the first bureaus in this process; print the peak and the seconds."""
    offered = Plugins.installed().offers().outputs
    options = Options(today=TODAY, outputs=tuple(name for name in OUTPUTS if name in offered))
    job = Job(root=Path(agencies), without=without, options=options, out=Path(out))
    reports = tuple(ReportId(agency_of(n), YEAR) for n in range(1, int(number) + 1))
    start = time.perf_counter()
    made = sum(len(summary.files) for summary in run_many(job, reports))
    if made != len(reports) * len(options.outputs):
        raise SystemExit(f"{made} files were written")
    print(peak_kilobytes() / 1024, time.perf_counter() - start)


def peak_kilobytes() -> int:
    """The most memory that this process has had; what started it may have had more.

    On Linux ``getrusage`` counts that, too: it looks back to before the program was loaded.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text("ascii", "replace").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(*sys.argv[1:])
