"""The engine as it is timed: a whole run, its stages, and each output alone."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

from attrs import evolve
from benchmarks.outputs.bureau import YEAR, agency_of
from benchmarks.outputs.floors import floor_of
from benchmarks.outputs.worker import OUTPUTS, PDF

from gongkai.batch import seldom_collected
from gongkai.config.agency import ReportId, read_choices
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.places import normalised
from gongkai.model.report import Block, Bullets, Heading, Paragraph
from gongkai.pipeline import Task, run, task_of
from gongkai.prepare import Options, planned, prepare
from gongkai.reading import folded
from gongkai.stages.check import check
from gongkai.stages.collect import collect
from gongkai.stages.render import render

TODAY = date(2025, 4, 1)


class Ours:
    """The engine with every plugin loaded, as in the middle of a long run."""

    def __init__(self, folder: Path) -> None:
        self.tree = Tree(folder / "agencies")
        self.plugins = Plugins.installed()
        self.options = Options(today=TODAY, outputs=tuple(n for n in OUTPUTS if n in self.known()))
        self._tasks: dict[int, Task] = {}
        # As in the middle of `gongkai build`.
        self._running = ExitStack()
        self._running.enter_context(seldom_collected())

    def known(self) -> tuple[str, ...]:
        """The outputs that are installed."""
        offered = self.plugins.offers().outputs
        return tuple(name for name in (*OUTPUTS, PDF) if name in offered)

    def whole(self, bureau: int) -> object:
        """A run as `gongkai build` makes it, up to the bytes of the files."""
        run(self.tree, _report(bureau), self.plugins, self.options)
        return gc.collect(0)

    def figures(self, bureau: int) -> Mapping[str, str]:
        """The figures as they are printed."""
        figures = self._task(bureau).report.figures
        return {address: figure.printed for address, figure in figures.items()}

    def texts(self, bureau: int) -> list[str]:
        """The title and every paragraph."""
        report = self._task(bureau).report
        parts = (report.opening, *(chapter.blocks for chapter in report.chapters))
        return [report.title, *(text for blocks in parts for text in map(_text, blocks) if text)]

    def output(self, name: str, bureau: int) -> Callable[[], bytes]:
        """One output of a report that is composed; for a PDF it is composed anew.

        What sets PDFs remembers whatever it has set before.
        """
        task = self._composed(bureau) if name == PDF else self._task(bureau)
        offer = self.plugins.offers().outputs[name].thing
        return partial(offer.render, task.report, offer.settings())

    def more(self) -> Mapping[str, Callable[[int], Callable[[], object]]]:
        """The stages, the run without rules, and the floors of the outputs."""
        return {
            "unchecked": lambda bureau: partial(self._unchecked, bureau),
            "read": lambda bureau: partial(read_choices, self.tree, _report(bureau)),
            "planned": lambda bureau: partial(
                planned, self.tree, _report(bureau), self.plugins, self.options
            ),
            "collected": lambda bureau: partial(
                collect, planned(self.tree, _report(bureau), self.plugins, self.options)[0]
            ),
            "prepared": lambda bureau: partial(
                prepare, self.tree, _report(bureau), self.plugins, self.options
            ),
            "composed": lambda bureau: partial(self._composed, bureau),
            "checked": self._checked,
            "hashes": self._hashed,
            **{f"floor {name}": partial(self._floor, name) for name in self.known()},
        }

    def _composed(self, bureau: int) -> Task:
        return task_of(self.tree, _report(bureau), self.plugins, self.options)

    def _task(self, bureau: int) -> Task:
        if bureau not in self._tasks:
            self._tasks[bureau] = self._composed(bureau)
        return self._tasks[bureau]

    def _unchecked(self, bureau: int) -> object:
        task = self._composed(bureau)
        return render(task.report, task.plan.outputs)

    def _checked(self, bureau: int) -> Callable[[], object]:
        """Every rule over a report that none has read before."""
        task = self._task(bureau)
        normalised.cache_clear()
        folded.cache_clear()
        report = evolve(task.report)
        return lambda: check(report, task.plan.checks, task.plan.waivers, task.context)

    def _hashed(self, bureau: int) -> Callable[[], object]:
        """What the hashes of all inputs cost by themselves."""
        names = dict(self._task(bureau).report.provenance.inputs)
        paths = [self.tree.root / name for name in names]
        return lambda: [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]

    def _floor(self, name: str, bureau: int) -> Callable[[], object]:
        return floor_of(self.output(name, bureau)(), self.output(name, bureau % 2 + 1)())


def _report(bureau: int) -> ReportId:
    return ReportId(agency_of(bureau), YEAR)


def _text(block: Block) -> str:
    """What a paragraph or a heading says."""
    if isinstance(block, Bullets):
        return "\n".join(item.text for item in block.items)
    return block.text if isinstance(block, Heading | Paragraph) else ""
