"""``gongkai build``: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.data import findings_data, to_json
from gongkai.cli.known import offers_of
from gongkai.cli.list_outputs import list_outputs
from gongkai.cli.options import (
    agencies_argument,
    all_option,
    fail_on_option,
    jobs_option,
    year_option,
)
from gongkai.cli.recorded import recorded_of
from gongkai.cli.run import chosen, run_reports
from gongkai.cli.show import show_summary, show_totals, show_unwritten, status_of
from gongkai.cli.speech import mark
from gongkai.cli.terminal import edge, tell, tell_prose
from gongkai.prepare import Options


@click.command(
    help=mark(
        "Make the reports of all bureaus, or of those named: count the registers, check the "
        "figures, write every output. Each report is a draft until it is approved."
    )
)
@agencies_argument
@year_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build"),
    metavar="DIR",
    show_default=True,
    help=mark("Where to write; each report gets a folder."),
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="NAME",
    help=mark("Write this output instead of those in TOML; may be repeated."),
)
@click.option(
    "--list-outputs",
    "listing",
    is_flag=True,
    help=mark("Make nothing; list the outputs, and the files that each of them writes."),
)
@fail_on_option
@jobs_option
@all_option
@click.option("--json", "as_json", is_flag=True, help=mark("Print the results as JSON."))
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: click.Context,
    /,
    agencies: tuple[str, ...],
    years: tuple[int, ...],
    out: Path,
    outputs: tuple[str, ...],
    fail_on: str,
    jobs: int,
    *,
    listing: bool,
    everything: bool,
    as_json: bool,
) -> int:
    """Make reports."""
    if listing:
        list_outputs(offers_of(ctx).outputs, ctx.obj, as_json=as_json)
        return 0
    options = Options(
        outputs=outputs, agency_code=ctx.meta["agency_code"], recorded=recorded_of(ctx)
    )
    summaries = run_reports(ctx, chosen(ctx, agencies, years), options, out, jobs)
    if as_json:
        click.echo(to_json(findings_data(summaries, ctx.obj)))
    else:
        for summary in summaries:
            for line in show_summary(summary, ctx.obj, edge(err=True), everything=everything):
                tell(*line, err=True)
        tell_prose(show_totals(summaries, ctx.obj), "  ", err=True)
        for hint in show_unwritten(summaries, ctx.obj):
            tell_prose(hint, "  ", err=True)
    return status_of(summaries, fail_on)
