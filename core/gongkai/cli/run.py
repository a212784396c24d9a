"""What commands that make reports share: which reports, which plugins, and the progress line."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import click

from gongkai.batch import Job, Summary, run_many
from gongkai.cli.known import tree_of
from gongkai.cli.speech import Speech, visible
from gongkai.config.agency import ReportId, choose_reports
from gongkai.prepare import Options

T = TypeVar("T")


def run_reports(
    ctx: click.Context,
    reports: tuple[ReportId, ...],
    options: Options,
    out: Path | None = None,
    jobs: int = 1,
) -> tuple[Summary, ...]:
    """Make the reports, with a progress line on a terminal."""
    job = Job(
        root=tree_of(ctx).root,
        without=ctx.meta["without"],
        options=options,
        out=out,
    )
    made = run_many(job, reports, jobs)
    return tuple(watched(made, len(reports), ctx.obj, lambda summary: summary.report))


def chosen(
    ctx: click.Context, agencies: tuple[str, ...], years: tuple[int, ...]
) -> tuple[ReportId, ...]:
    """The reports that the command line names."""
    return choose_reports(tree_of(ctx), agencies, years)


def watched(
    made: Iterator[T], total: int, speech: Speech, report_of: Callable[[T], ReportId]
) -> Iterator[T]:
    """Show progress on a terminal; be silent in a pipe."""
    if not sys.stderr.isatty() or total == 1:
        yield from made
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.markup import escape  # noqa: PLC0415 - same
    from rich.progress import Progress  # noqa: PLC0415 - same

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(speech.say_text("reports"), total=total)
        for one in made:
            described = escape(visible(str(report_of(one))))
            progress.update(task, advance=1, description=described)
            yield one
