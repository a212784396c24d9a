"""What the log costs: moves a second, verifying a million events, listing ten thousand reports.

    python -m benchmarks.lifecycle [EVENTS]

Prints one table, measured in one run, on SQLite and on a PostgreSQL that is started for it, both on
the disk of the folder for temporary files, every commit durable. The bars: a move costs at most
twice a bare durable insert of the same bytes; ``gongkai status`` over 10,000 reports takes less
than a second. EVENTS is 1,000,000 unless told otherwise.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import IO

from benchmarks.long_log import bare_table, copy_log, fill, last_rows, real_events

from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk, Seen, look, perform_seen
from gongkai.lifecycle.event import Event
from gongkai.lifecycle.overview import overview
from tests.core.lifecycle.office import BUREAU, TODAY, WAY, YEAR, asked, desk_of, make, write_office
from tests.core.lifecycle.stores import opened, postgresql

MOVES, BLOCK, WHOLE = 2_000, 100, 200
REPORTS = 10_000
RUNS = range(5)
AGENCIES = [f"qu{number // 100:02}/ju{number % 100:02}" for number in range(REPORTS)]
_GONGKAI = "import sys; from gongkai.cli import main; sys.exit(main())"
#: A small process that starts another: what is measured is not what the large one needs.
_WATCHED = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run([sys.executable, *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

Row = tuple[str, ...]
Urls = tuple[str, str]


def main() -> None:
    """Measure everything one after the other, and print it."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print("| | SQLite | PostgreSQL |\n|---|--:|--:|")
    with tempfile.TemporaryDirectory() as folder, postgresql() as server:
        here = Path(folder)
        urls = (f"sqlite:///{here}/moves/log.sqlite", server.new_database())
        for row in moves(write_office(here / "agencies"), *urls):
            show(row)
        tree = write_city(here / "city")
        real = real_log(here / "real")
        for number in (events // 10, events):
            urls = (f"sqlite:///{here}/{number}/log.sqlite", server.new_database())
            with opened(urls[0]) as lite, opened(urls[1]) as postgres:
                fill(lite, AGENCIES, number, real)
                copy_log(lite, postgres)
                for row in (*verify_rows(tree, number, urls), *status_rows(tree, urls)):
                    show(row)


def show(row: Row) -> None:
    """Print a row as soon as it is known."""
    print(f"| {' | '.join(row)} |", flush=True)


def moves(tree: Tree, *urls: str) -> Iterator[Row]:
    """Moves a second: in the store alone, whole, and beside bare inserts of the same bytes."""
    plugins = Plugins.installed()
    measured = [moves_of(tree, url, plugins) for url in urls]
    disk, kept, bare, whole = zip(*measured, strict=True)
    yield ("fdatasync of 4 kB in the same run, ms", *(f"{each * 1000:.2f}" for each in disk))
    yield (f"moves/s: turn, guards, append ({MOVES:,})", *(f"{1 / each:.0f}" for each in kept))
    yield ("bare durable inserts/s of the same bytes", *(f"{1 / each:.0f}" for each in bare))
    ratios = [theirs / ours for ours, theirs in zip(kept, bare, strict=True)]
    yield ("ratio (bar: 0.5)", *(f"{each:.2f}" for each in ratios))
    yield (f"whole moves/s: read, check, keep ({WHOLE})", *(f"{1 / each:.0f}" for each in whole))


def moves_of(tree: Tree, url: str, plugins: Plugins) -> tuple[float, float, float, float]:
    """Seconds that each takes: a sync of the disk, a move in the store, a bare insert, a move.

    By turns, a hundred of each, as disks are now quick and now slow.
    """
    times: dict[str, list[float]] = {"disk": [], "kept": [], "bare": []}
    with opened(url) as store, bare_table(store) as insert_each, tempfile.TemporaryFile() as file:
        desk = desk_of(tree, store, plugins)
        seen = look(desk, BUREAU, YEAR)
        for number in range(0, MOVES // len(WAY), BLOCK // len(WAY)):
            agencies = [f"{BUREAU}-{number + more}" for more in range(BLOCK // len(WAY))]
            times["kept"].append(seconds(lambda: keep_moves(desk, seen, agencies)))  # noqa: B023
            rows = last_rows(store, BLOCK)
            times["bare"].append(seconds(lambda: insert_each(rows)))  # noqa: B023
            times["disk"].append(seconds(lambda: sync(file)))
        whole = seconds(lambda: whole_moves(desk)) / WHOLE
    disk, kept, bare = (sum(each) / len(each) / BLOCK for each in times.values())
    return disk, kept, bare, whole


def sync(file: IO[bytes]) -> None:
    """What every commit must wait for, as often as a block has moves."""
    for _ in range(BLOCK):
        file.write(bytes(4096))
        file.flush()
        os.fdatasync(file.fileno())


def real_log(folder: Path) -> tuple[Event, ...]:
    """The events of a report that was published and corrected twice."""
    with opened(f"sqlite:///{folder}/log.sqlite") as store:
        return real_events(desk_of(write_office(folder), store, Plugins.installed()))


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def keep_moves(desk: Desk, seen: Seen, agencies: list[str]) -> None:
    """The way to the public of some reports, all of them saying what one says that was read."""
    for agency in agencies:
        for move, user in WAY:
            perform_seen(desk, asked(move, user, agency), seen)


def whole_moves(desk: Desk) -> None:
    """One report goes round; each move reads and checks it anew."""
    round_ = (*WAY[:3], ("return", "li"))
    for _ in range(WHOLE // len(round_)):
        make(desk, *round_)


def write_city(folder: Path) -> Tree:
    """Ten thousand bureaus with a report each, a hundred in each region."""
    for agency in AGENCIES:
        home = folder / agency
        (home / str(YEAR)).mkdir(parents=True)
        bureau = f'[bureau]\nname = "示范局{agency}"\nkind = "department"\n'
        (home / "bureau.toml").write_text(bureau, "utf-8")
        (home / str(YEAR) / "report.toml").write_text('form = "cn-2021"\n', "utf-8")
        region = f'[region]\nname = "示范区{home.parent.name}"\nlevel = "county"\n'
        (home.parent / "region.toml").write_text(region, "utf-8")
    return Tree(folder)


def verify_rows(tree: Tree, events: int, urls: Urls) -> Iterator[Row]:
    """``gongkai audit verify`` as a process of its own."""
    found = [call(tree, url, "audit", "verify") for url in urls]
    yield (f"verify {events:,} events, s", *(f"{took:.1f}" for took, _ in found))
    yield ("— and its peak memory, MB", *(f"{peak:.0f}" for _, peak in found))


def status_rows(tree: Tree, urls: Urls) -> Iterator[Row]:
    """``gongkai status`` as a process of its own, and what is the list's part of it."""
    cold = [median(call(tree, url, "status", "--year", f"{YEAR}")[0] for _ in RUNS) for url in urls]
    yield (f"status of {REPORTS:,} reports, s (bar: 1)", *(f"{took:.2f}" for took in cold))
    yield ("— inside the process", *(f"{listed(tree, url):.2f}" for url in urls))


def call(tree: Tree, url: str, *command: str) -> tuple[float, float]:
    """Run a command as a process of its own: seconds, and its peak memory in megabytes."""
    given = ["-c", _GONGKAI, "--agencies", str(tree.root), "--store", url, *command]
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", _WATCHED, *given], check=True, capture_output=True, text=True
    )
    took, peak = done.stdout.split()
    return float(took), int(peak) / 1024


def listed(tree: Tree, url: str) -> float:
    """How long it takes to list every report of the year, the store being open."""
    with opened(url) as store:
        return median(
            seconds(lambda: overview(tree, store.standings(YEAR), YEAR, TODAY)) for _ in RUNS
        )


if __name__ == "__main__":
    main()
