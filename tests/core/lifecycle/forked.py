"""Work in processes of their own that are ready at once: forked from this one, which has it all."""

from __future__ import annotations

import os
import random
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TypeVar

import pytest

#: Writes a line that is not lost when the process is killed afterwards.
Note = Callable[[str], object]
Work = Callable[[Note], object]
T = TypeVar("T")

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


class Forked:
    """A process that works until it is through or killed."""

    def __init__(self, work: Work) -> None:
        reading, writing = os.pipe()
        self._notes = os.fdopen(reading, encoding="utf-8")
        self._process = get_context("fork").Process(target=_run, args=(work, writing))
        with warnings.catch_warnings():
            # Python 3.12 warns of other threads; those of the test runner only wait.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        os.close(writing)
        self._notes.readline()  # it is about to begin

    def kill(self) -> None:
        """End it at once, wherever it is: SIGKILL."""
        self._process.kill()

    def noted(self) -> list[str]:
        """Wait for its end; the lines that it noted. It ended well or was killed."""
        with self._notes as notes:
            lines = notes.read().splitlines()
        self._process.join()
        assert self._process.exitcode in {0, -9}
        return lines

    @property
    def killed(self) -> bool:
        """Whether it was killed before it was through; of what has ended."""
        return self._process.exitcode == -9


def _run(work: Work, writing: int) -> None:
    # What a test prints is not for what is forked from it.
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.write(writing, b"\n")
        work(lambda line: os.write(writing, f"{line}\n".encode()))


def _seconds(work: Work) -> float:
    forked = Forked(work)
    start = time.perf_counter()
    forked.noted()
    return time.perf_counter() - start


def killed_at_random(
    work: Callable[[T], Work], subjects: Iterable[T], kills: int, seed: int
) -> Iterator[tuple[T, list[str]]]:
    """Begin the work on each subject and kill it, until so many were killed before they were done.

    Each is killed after a random time, no longer than the whole work takes: that is measured first,
    on the first three. Gives each subject, and what was noted by then.
    """
    chance = random.Random(seed)  # noqa: S311 - seeded
    given = iter(subjects)
    longest = median(_seconds(work(subject)) for subject in islice(given, 3))
    while kills:
        subject = next(given)
        forked = Forked(work(subject))
        time.sleep(chance.uniform(0, longest))
        forked.kill()
        yield subject, forked.noted()
        kills -= forked.killed
