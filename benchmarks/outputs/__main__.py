"""How fast reports are written: the engine, a bare script and a plain one, side by side in one run.

    python -m benchmarks.outputs [--turns N] [--memory N] [--write]

Makes sixty bureaus with 600 records each, and an environment for the plain script (pandas, Jinja2,
docxtpl, openpyxl, WeasyPrint) below ``build/bench``. Sees to it that all three find the same
figures and say the same; then times them by turns, a few bureaus each, so that noise meets all
alike and nothing is known of a file before it is read. Prints tables in Markdown; with ``--write``
they also go to ``docs/explanation/speed.md``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.outputs.bureau import YEAR, agency_of, write_tree
from benchmarks.outputs.commands import Commands, time_commands
from benchmarks.outputs.constants import write_constants
from benchmarks.outputs.memory import measure_memory
from benchmarks.outputs.ours import TODAY
from benchmarks.outputs.tables import Times, tables
from benchmarks.outputs.worker import OUTPUTS, PDF

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.pipeline import task_of
from gongkai.prepare import Options

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "explanation" / "speed.md"
#: Enough that what is kept of one bureau's texts is gone when its turn comes again.
BUREAUS = 60
#: Outputs are timed over reports that are ready, and these take room.
READY = 10
NAMES = ("ours", "bare", "baseline")
STAGES = ("read", "planned", "collected", "prepared", "composed", "checked", "hashes")
#: What begins with the files, or must not be known from before.
AFRESH = ("whole", "unchecked", "report", PDF, *STAGES[:5])
#: So many bureaus at each turn: the first of them finds the processor's caches cold.
_TURN = 5


class Worker:
    """One of the three, in its own process."""

    def __init__(self, name: str, python: Path | str) -> None:
        command = [str(python), "-m", "benchmarks.outputs.worker", name, str(FOLDER)]
        self.process = subprocess.Popen(  # noqa: S603 - our own
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, what: str, *bureaus: int) -> list[Any]:
        """Let it do one thing for each of some bureaus, and wait for the answers."""
        assert self.process.stdin is not None  # noqa: S101 - both are pipes
        assert self.process.stdout is not None  # noqa: S101
        self.process.stdin.write(json.dumps([what, bureaus or [1]]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{what}: no answer")
        answers: list[Any] = json.loads(line)
        return answers

    def close(self) -> None:
        """Let it end."""
        assert self.process.stdin is not None  # noqa: S101
        self.process.stdin.close()
        self.process.wait()


def baseline_python() -> Path:
    """An interpreter that has what the plain script needs; its environment is made once."""
    folder = FOLDER / "baseline"
    python = folder / "bin" / "python"
    requirements = Path(__file__).with_name("baseline-requirements.txt")
    ready = folder / "requirements.txt"
    if not ready.exists() or ready.read_text("utf-8") != requirements.read_text("utf-8"):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)  # noqa: S603
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", str(requirements)], check=True)  # noqa: S603
        shutil.copy(requirements, ready)
    return python


def set_up() -> dict[str, Worker]:
    """Write the bureaus and what the scripts know of the form, and start all three."""
    agencies = FOLDER / "agencies"
    shutil.rmtree(agencies, ignore_errors=True)
    write_tree(agencies, BUREAUS)
    options = Options(today=TODAY)
    first = ReportId(agency_of(1), YEAR)
    task = task_of(Tree(agencies), first, Plugins.installed(), options)
    write_constants(FOLDER / "constants.json", task)
    return {
        "ours": Worker("ours", sys.executable),
        "bare": Worker("bare", sys.executable),
        "baseline": Worker("baseline", baseline_python()),
    }


def compare(workers: dict[str, Worker]) -> None:
    """See to it that all three find the same figures, and say the same."""
    for what in ("figures", "texts"):
        every = range(1, BUREAUS + 1)
        found = {name: worker.ask(what, *every) for name, worker in workers.items()}
        for name in ("bare", "baseline"):
            if found[name] != found["ours"]:
                raise SystemExit(f"the {what} of {name} are others")


def jobs(known: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Everything that is timed: who, and what."""
    for what in ("whole", *OUTPUTS, PDF):
        for name in NAMES:
            if what == "whole" or what in known[name]:
                yield name, what
    for name in ("bare", "baseline"):
        yield name, "report"
    for what in (
        "unchecked",
        *STAGES,
        *(f"floor {each}" for each in OUTPUTS if each in known["ours"]),
    ):
        yield "ours", what


def measure(workers: dict[str, Worker], turns: int) -> Times:
    """Time everything again and again, by turns; the first round only warms up."""
    known = {name: worker.ask("known")[0] for name, worker in workers.items()}
    times: Times = {}
    for turn in range(turns + 1):
        for name, what in jobs(known):
            among = BUREAUS if what in AFRESH else READY
            bureaus = [(turn * _TURN + place) % among + 1 for place in range(_TURN)]
            taken = workers[name].ask(what, *bureaus)
            if turn:
                times.setdefault((name, what), []).extend(taken)
    return times


def sizes(workers: dict[str, Worker]) -> dict[tuple[str, str], int]:
    """How many bytes each writes."""
    return {
        (name, output): worker.ask(f"size {output}")[0]
        for name, worker in workers.items()
        for output in worker.ask("known")[0]
    }


def write_page(text: str) -> None:
    """Put the tables between the page's marks."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition("<!-- measured -->\n")
    _, _, after = rest.partition("<!-- /measured -->")
    PAGE.write_text(f"{before}<!-- measured -->\n{text}<!-- /measured -->{after}", "utf-8")


def main(arguments: list[str]) -> None:
    """Set up, measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outputs", description=__doc__)
    parser.add_argument("--turns", type=int, default=12, help=f"turns of {_TURN} bureaus")
    parser.add_argument("--memory", type=int, default=1000, help="bureaus of the long run; 0: none")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}, too")
    told = parser.parse_args(arguments)
    workers = set_up()
    compare(workers)
    times, bytes_ = measure(workers, told.turns), sizes(workers)
    for worker in workers.values():
        worker.close()
    commands: Commands = time_commands(FOLDER, agency_of(1))
    memory = measure_memory(FOLDER, told.memory) if told.memory else ()
    text = tables(times, bytes_, commands, memory)
    print(text)
    if told.write:
        write_page(text)


if __name__ == "__main__":
    main(sys.argv[1:])
