"""``gongkai check``: every rule, and no file."""

from __future__ import annotations

import click

from gongkai.cli.data import findings_data, to_json
from gongkai.cli.options import (
    agencies_argument,
    all_option,
    fail_on_option,
    jobs_option,
    year_option,
)
from gongkai.cli.run import chosen, run_reports
from gongkai.cli.show import show_coverage, show_summary, show_totals, status_of
from gongkai.cli.speech import mark
from gongkai.cli.terminal import tell
from gongkai.prepare import Options


@click.command(
    help=mark(
        "Check the reports of all bureaus, or of those named, and write nothing. "
        "Says what was found and what could not be judged."
    )
)
@agencies_argument
@year_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=mark("How to print what was found."),
)
@click.option("--json", "as_json", is_flag=True, help=mark("The same as --format json."))
@fail_on_option
@jobs_option
@all_option
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: click.Context,
    /,
    agencies: tuple[str, ...],
    years: tuple[int, ...],
    form: str,
    fail_on: str,
    jobs: int,
    *,
    as_json: bool,
    everything: bool,
) -> int:
    """Check reports."""
    options = Options(render=False, agency_code=ctx.meta["agency_code"])
    summaries = run_reports(ctx, chosen(ctx, agencies, years), options, jobs=jobs)
    if as_json or form == "json":
        click.echo(to_json(findings_data(summaries, ctx.obj)))
    else:
        for summary in summaries:
            for line in show_summary(summary, ctx.obj, everything=everything):
                tell(*line)
            if summary.coverage is not None:
                for told in show_coverage(summary.coverage, ctx.obj, everything=everything):
                    tell("  ", told)
        tell(show_totals(summaries, ctx.obj))
    return status_of(summaries, fail_on)
