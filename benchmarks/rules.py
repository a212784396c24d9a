"""What all rules of one report cost, and how many they are.

    python benchmarks/rules.py

Each report is prepared and composed once; then its rules run again and again, each time as if
nobody had read the report before. Prints the middle of many runs in milliseconds of processor
time, how many rules ran, and the ratio to the bar of 2 ms on a core where a bare interpreter starts
in 10 ms: this run starts one too, and scales by it. Below, the five rules that take longest.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from attrs import evolve

from gongkai.config.agency import ReportId, find_reports
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.places import normalised
from gongkai.pipeline import Task, task_of
from gongkai.prepare import Options
from gongkai.reading import folded
from gongkai.stages.check import check

AGENCIES = Tree(Path(__file__).parents[1] / "agencies")
OPTIONS = Options(today=date(2025, 4, 1), render=False)
BAR_MS, BARE_MS = 2.0, 10.0
RUNS = 50
LONGEST = 5


def timed(work: Callable[[], object]) -> float:
    """The middle of many runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return median(times)


def run_rules(task: Task) -> None:
    """Run every rule of a report, as if nobody had read it before."""
    normalised.cache_clear()
    folded.cache_clear()
    check(evolve(task.report), task.plan.checks, task.plan.waivers, task.context)


def bare_start() -> float:
    """How long a bare interpreter takes to start and end here and now, in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def show(report: ReportId, task: Task, bare: float) -> None:
    """Print what the rules of one report cost, all of them and the slowest."""
    run_rules(task)
    coverage = check(task.report, task.plan.checks, task.plan.waivers, task.context).coverage
    whole = timed(lambda: run_rules(task))
    print(
        f"{report!s:<18} {whole:6.2f} ms  {whole * BARE_MS / bare / BAR_MS:5.2f} of the bar  "
        f"{coverage.ran} rules ran, {len(coverage.not_assessable)} could not judge"
    )
    alone = {
        bound.check.code: timed(lambda bound=bound: check(task.report, (bound,), (), task.context))
        for bound in task.plan.checks
    }
    for code, cost in sorted(alone.items(), key=lambda item: -item[1])[:LONGEST]:
        print(f"{'':<18} {cost:6.2f} ms  {code}")


def main() -> None:
    """Run the rules of every report below ``agencies/``."""
    plugins = Plugins.installed()
    bare = bare_start()
    print(f"{'python -c pass':<18} {bare:6.2f} ms")
    for report in find_reports(AGENCIES):
        show(report, task_of(AGENCIES, report, plugins, OPTIONS), bare)


if __name__ == "__main__":
    main()
