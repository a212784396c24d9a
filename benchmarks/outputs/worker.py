"""One of the three that are timed, in a process of its own: it does what it is told, line by line.

    python -m benchmarks.outputs.worker {ours,bare,baseline} FOLDER

Each line of the standard input is a JSON list: what to do, and with which bureaus. Each line of the
output is the answer: for each bureau the milliseconds, or what was asked for.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

#: What every one of them writes, and the baseline and the engine besides.
OUTPUTS = ("html", "docx", "xlsx", "json", "markdown")
PDF = "pdf"


class Subject(Protocol):
    """Something that is timed."""

    def known(self) -> tuple[str, ...]:
        """The outputs that it can write."""

    def whole(self, bureau: int) -> object:
        """Make the whole report of a bureau, all five outputs."""

    def figures(self, bureau: int) -> Mapping[str, str]:
        """The figures of a bureau, as they are printed."""

    def texts(self, bureau: int) -> list[str]:
        """The title, the opening and the paragraphs of a bureau's report."""

    def output(self, name: str, bureau: int) -> Callable[[], bytes]:
        """A function that writes one output; everything before it is done."""

    def more(self) -> Mapping[str, Callable[[int], Callable[[], object]]]:
        """What else can be timed, by name: for a bureau, a function."""


def timed(work: Callable[[], object]) -> float:
    """The milliseconds of processor time that some work takes: others may use the machine."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def answer(subject: Subject, what: str, bureau: int) -> object:
    """Do one thing with one bureau; everything before it is done when time begins."""
    if what == "known":
        return subject.known()
    if what == "figures":
        return subject.figures(bureau)
    if what == "texts":
        return subject.texts(bureau)
    if what.startswith("size "):
        return len(subject.output(what.removeprefix("size "), bureau)())
    if what == "whole":
        return timed(lambda: subject.whole(bureau))
    more = subject.more()
    return timed(more[what](bureau) if what in more else subject.output(what, bureau))


def made(name: str, folder: Path) -> Subject:
    """Make one of the three; the others' libraries may not be installed here."""
    if name == "ours":
        from benchmarks.outputs.ours import Ours  # noqa: PLC0415

        return Ours(folder)
    constants: Mapping[str, Any] = json.loads((folder / "constants.json").read_text("utf-8"))
    if name == "bare":
        from benchmarks.outputs.bare import Bare  # noqa: PLC0415

        return Bare(constants, folder)
    from benchmarks.outputs.baseline import Baseline  # noqa: PLC0415

    return Baseline(constants, folder)


def main(name: str, folder: str) -> None:
    """Answer until nothing more is asked."""
    subject = made(name, Path(folder))
    for line in sys.stdin:
        what, bureaus = json.loads(line)
        answers = [answer(subject, what, bureau) for bureau in bureaus]
        print(json.dumps(answers, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
