"""Many reports, here or spread over processes; each file is written whole or not at all."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import repeat
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError, let_pass, reason_of
from gongkai.host import Plugins
from gongkai.model.findings import Coverage, Finding
from gongkai.model.outcome import Outcome
from gongkai.model.records import Crash
from gongkai.model.report import Artifact
from gongkai.pipeline import Options, run
from gongkai.survey import survey
from gongkai.wording import words

T = TypeVar("T")

#: Reports handed to a process at a time.
_CHUNK = 50


@frozen(kw_only=True)
class Job:
    """What to do with each report: where the tree and the plugins are, and where files go."""

    root: Path
    without: tuple[str, ...]
    options: Options
    out: Path | None = None


@frozen(kw_only=True)
class Summary:
    """How one report went: its files, findings and crashes, or why it could not be made.

    ``error`` is a mistake that a person can mend; ``bug`` is the traceback of anything else.
    """

    report: ReportId
    name: str = ""
    title: str = ""
    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: Coverage | None = None
    crashes: tuple[Crash, ...] = ()
    error: GongkaiError | None = None
    bug: str = ""


def run_many(job: Job, reports: tuple[ReportId, ...], jobs: int = 1) -> Iterator[Summary]:
    """Make the reports, in the order given; one that fails does not stop the others."""
    return each(job, reports, _one, jobs)


#: Does what a job asks for with one report; it must not raise for what is wrong with that one.
One = Callable[[Tree, ReportId, Plugins, Job], T]


def each(job: Job, reports: tuple[ReportId, ...], one: One[T], jobs: int = 1) -> Iterator[T]:
    """Do one thing with each report, in the order given, in this process or spread over several.

    Rules that look at all reports of the tree do so first, here, in this process. ``one`` is a
    function of a module, so that other processes find it.

    More than one process can only be used from the main thread, where Ctrl-C arrives.
    """
    plugins = Plugins.installed(without=job.without)
    tree = Tree(job.root)
    surveyed = survey(tree, reports, plugins.offers().checks.values())
    job = evolve(job, options=evolve(job.options, surveyed=surveyed))
    if jobs == 1 or len(reports) == 1:
        return _here(tree, reports, plugins, job, one)
    return _spread(job, reports, one, jobs)


def _here(
    tree: Tree, reports: tuple[ReportId, ...], plugins: Plugins, job: Job, one: One[T]
) -> Iterator[T]:
    with seldom_collected():
        for report in reports:
            yield one(tree, report, plugins, job)
            # A page's template and the report hold each other.
            gc.collect(0)


#: A report is made of fewer values at a time.
_VALUES = 50_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for circles between reports alone: to do so within takes a tenth of the time.

    What is in no circle goes at once, as always.
    """
    before = gc.get_threshold()
    gc.set_threshold(_VALUES, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _spread(job: Job, reports: tuple[ReportId, ...], one: One[T], jobs: int) -> Iterator[T]:
    """Hand chunks to processes; each makes its own plan from paths, results come in order."""
    # Importing process pools takes longer than making a report.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    size = min(_CHUNK, -(-len(reports) // jobs))
    chunks = [reports[start : start + size] for start in range(0, len(reports), size)]
    parts = [_part(job, chunk) for chunk in chunks]
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_leave_ctrl_c_to_the_parent
    )
    try:
        for done in pool.map(_chunk, parts, chunks, repeat(one)):
            yield from done
    except BrokenProcessPool as error:
        raise GongkaiError(
            words("a worker process was killed; run again, or with --jobs 1")
        ) from error
    finally:
        # Whoever breaks off waits for the chunks under way, and for nothing else; a second Ctrl-C
        # meanwhile would leave the pool's own threads waiting for ever.
        previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
        pool.shutdown(cancel_futures=True)
        signal.signal(signal.SIGINT, previous)


def _part(job: Job, reports: tuple[ReportId, ...]) -> Job:
    """The same job for some reports: of what surveys found, only their part travels."""
    surveyed = job.options.surveyed.only(reports)
    return evolve(job, options=evolve(job.options, surveyed=surveyed))


def _leave_ctrl_c_to_the_parent() -> None:  # pragma: no cover - runs in another process
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunk(  # pragma: no cover - runs in another process, where nothing measures
    job: Job, reports: tuple[ReportId, ...], one: One[T]
) -> tuple[T, ...]:
    tree = Tree(job.root)
    plugins = Plugins.installed(without=job.without)
    return tuple(_here(tree, reports, plugins, job, one))


def _one(tree: Tree, report: ReportId, plugins: Plugins, job: Job) -> Summary:
    files: list[Path] = []

    def write(outcome: Outcome) -> None:
        if job.out is not None:
            folder = job.out / report.agency / str(report.year)
            files.extend(write_files(outcome.artifacts, folder))

    return summed_up(report, files, lambda: run(tree, report, plugins, job.options, write))


def summed_up(report: ReportId, files: Sequence[Path], make: Callable[[], Outcome]) -> Summary:
    """Make a report and say how it went; ``files`` are those that ``make`` has written by then."""
    try:
        outcome = make()
    except GongkaiError as error:
        return Summary(report=report, files=tuple(files), error=error)
    except BaseException as error:  # noqa: BLE001 - a bug in one report does not stop the others
        let_pass(error)
        bug = "".join(traceback.format_exception(error))
        return Summary(report=report, files=tuple(files), bug=bug)
    return Summary(
        report=report,
        name=outcome.report.agency.name,
        title=outcome.report.title,
        files=tuple(files),
        findings=outcome.findings,
        coverage=outcome.coverage,
        crashes=outcome.report.crashes,
    )


def write_files(artifacts: tuple[Artifact, ...], folder: Path) -> tuple[Path, ...]:
    """Write each file beside its place, then rename all; an interruption leaves the old ones."""
    waiting: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for artifact in artifacts:
            handle, beside = tempfile.mkstemp(prefix=f".{artifact.filename}.", dir=folder)
            waiting.append((beside, folder / artifact.filename))
            with os.fdopen(handle, "wb") as file:
                file.write(artifact.content)
            Path(beside).chmod(0o644)
        for beside, place in waiting:
            Path(beside).replace(place)
    except OSError as error:
        raise GongkaiError(
            words(
                "{folder}: cannot be written: {why}; choose another folder with --out",
                folder=folder,
                why=reason_of(error),
            )
        ) from error
    finally:
        for beside, _ in waiting:
            with suppress(FileNotFoundError):
                Path(beside).unlink()
    return tuple(place for _, place in waiting)
