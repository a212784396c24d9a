"""Work in processes of their own that are ready at once: forked from this one, which has it all."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

#: Writes a line that is not lost when the process is killed afterwards.
Note = Callable[[str], object]
Work = Callable[[Note], object]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


class Forked:
    """A process that works until it is through or killed."""

    def __init__(self, work: Work) -> None:
        self._reading, writing = os.pipe()
        self._process = get_context("fork").Process(target=_run, args=(work, writing))
        with warnings.catch_warnings():
            # Python 3.12 warns of other threads; those of the test runner only wait.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        os.close(writing)

    def kill(self) -> None:
        """End it at once, wherever it is: SIGKILL."""
        self._process.kill()

    def noted(self) -> list[str]:
        """Wait for its end; the lines that it noted. It ended well or was killed."""
        with os.fdopen(self._reading, encoding="utf-8") as notes:
            lines = notes.read().splitlines()
        self._process.join()
        assert self._process.exitcode in {0, -9}
        return lines

    @property
    def killed(self) -> bool:
        """Whether it was killed before it was through."""
        return self._process.exitcode == -9


def _run(work: Work, writing: int) -> None:
    # A test's own streams are not for what is forked from it.
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        work(lambda line: os.write(writing, f"{line}\n".encode()))
