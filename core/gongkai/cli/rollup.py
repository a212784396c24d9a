"""``gongkai rollup``: the region's own report, from its members'."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from gongkai.batch import Summary, write_files
from gongkai.cli.data import findings_data, to_json
from gongkai.cli.explain_sum import explain_sum
from gongkai.cli.known import tree_of
from gongkai.cli.matrix import matrix_lines, matrix_notes, member_data, totals
from gongkai.cli.options import all_option, fail_on_option
from gongkai.cli.recorded import recorded_of
from gongkai.cli.show import show_summary, show_totals, show_unwritten, status_of
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import edge, tell, tell_prose
from gongkai.config.agency import ReportId, find_reports
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.outcome import RolledUp
from gongkai.model.region import Scope
from gongkai.pipeline import roll_up
from gongkai.prepare import Options
from gongkai.survey import Surveyed, survey

_BUG = 3


@click.command(
    help=mark(
        "Add up the reports of a region's members: the whole region, and its own level. Says who "
        "has reported, is late, was returned or is missing, compares the sums with what the "
        "region's government published, and writes them as reports. REGION is the path of the "
        "region's folder below the agencies folder."
    )
)
@click.argument("region", metavar=mark("REGION"))
@click.option(
    "--year", type=int, required=True, metavar="YEAR", help=mark("The year of the reports.")
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build"),
    metavar="DIR",
    show_default=True,
    help=mark("Where to write; the sums go to REGION/rollup/YEAR below it."),
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="NAME",
    help=mark("Write this output instead of those in TOML; may be repeated."),
)
@click.option(
    "--explain",
    "address",
    metavar="ADDRESS",
    help=mark("Write nothing; say what each member adds to this cell."),
)
@click.option(
    "--scope",
    type=click.Choice([scope.value for scope in Scope]),
    default=Scope.REGION.value,
    show_default=True,
    help=mark("With --explain: the sum of the whole region, or of its own level."),
)
@fail_on_option
@all_option
@click.option("--json", "as_json", is_flag=True, help=mark("Print the results as JSON."))
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: click.Context,
    /,
    region: str,
    year: int,
    out: Path,
    outputs: tuple[str, ...],
    address: str | None,
    scope: str,
    fail_on: str,
    *,
    everything: bool,
    as_json: bool,
) -> int:
    """Roll a region up."""
    plugins = Plugins.installed(without=ctx.meta["without"])
    tree, speech = tree_of(ctx), ctx.obj
    with _busy(speech):
        options = Options(
            outputs=outputs,
            agency_code=ctx.meta["agency_code"],
            render=address is None,
            surveyed=_surveyed(tree, region, year, plugins),
            recorded=recorded_of(ctx, year),
        )
        sums = roll_up(tree, region, year, plugins, options)
    if address is not None:
        explain_sum(sums, Scope(scope), address, speech, as_json=as_json)
        return 0
    summaries = tuple(_written(found, out) for found in sums)
    if as_json:
        click.echo(to_json(_data(sums, summaries, speech)))
    else:
        _show(sums, summaries, speech, everything=everything)
    return _status(sums, summaries, fail_on)


def _surveyed(tree: Tree, region: str, year: int, plugins: Plugins) -> Surveyed:
    """What rules that look at all reports say of the region's: its members are checked as ever."""
    home = region.strip("/.")
    reports = tuple(
        report
        for report in find_reports(tree)
        if report.year == year and (not home or report.agency.startswith(f"{home}/"))
    )
    return survey(tree, reports, plugins.offers().checks.values())


def _busy(speech: Speech) -> AbstractContextManager[object]:
    """A sign of life on a terminal; silence in a pipe."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console  # noqa: PLC0415 - only on a terminal

    return Console(stderr=True).status(speech.say_text("adding up the members"))


def _written(found: RolledUp, out: Path) -> Summary:
    """Write the files of one sum, and sum it up as any report."""
    summed, outcome = found.summed, found.outcome
    folder = out / summed.region.id / "rollup" / str(summed.year) / summed.scope.value
    return Summary(
        report=ReportId(summed.region.id, summed.year),
        name=f"{summed.region.name}{summed.scope.title}",
        title=outcome.report.title,
        files=write_files(outcome.artifacts, folder) if outcome.artifacts else (),
        findings=outcome.findings,
        coverage=outcome.coverage,
        crashes=outcome.report.crashes,
    )


def _show(
    sums: tuple[RolledUp, ...],
    summaries: tuple[Summary, ...],
    speech: Speech,
    *,
    everything: bool,
) -> None:
    width = shutil.get_terminal_size((80, 24)).columns
    for line in matrix_lines(sums[0].summed, speech, width):
        tell(line, err=True)
    for said in matrix_notes(sums[0].summed, speech):
        tell_prose(said, "  ", err=True)
    for bug in _bugs(sums):
        tell(bug, err=True)
    for summary in summaries:
        for shown in show_summary(summary, speech, edge(err=True), everything=everything):
            tell(*shown, err=True)
    tell_prose(show_totals(summaries, speech), "  ", err=True)
    for hint in show_unwritten(summaries, speech):
        tell_prose(hint, "  ", err=True)


def _bugs(sums: tuple[RolledUp, ...]) -> Iterator[str]:
    for member in sums[0].summed.members:
        yield from member.bug.splitlines()


def _data(
    sums: tuple[RolledUp, ...], summaries: tuple[Summary, ...], speech: Speech
) -> dict[str, object]:
    summed = sums[0].summed
    return {
        "region": {
            "id": summed.region.id,
            "name": summed.region.name,
            "level": summed.region.level.value,
        },
        "year": summed.year,
        "totals": totals(summed.members),
        "members": [member_data(member, speech) for member in summed.members],
        "sums": [_sum_data(found) for found in sums],
        **findings_data(summaries, speech),
    }


def _sum_data(found: RolledUp) -> dict[str, object]:
    report = found.outcome.report
    return {
        "scope": found.summed.scope.value,
        "title": report.title,
        "form": report.form.id,
        "figures": {
            address: {
                "value": figure.value,
                "state": figure.state.value,
                "approximate": figure.exactness.value,
                "printed": figure.printed,
            }
            for address, figure in report.figures.items()
        },
    }


def _status(sums: tuple[RolledUp, ...], summaries: tuple[Summary, ...], fail_on: str) -> int:
    """As of `build`; a member whose report met a bug makes it one."""
    return _BUG if any(_bugs(sums)) else status_of(summaries, fail_on)
