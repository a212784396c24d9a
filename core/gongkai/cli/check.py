"""``gongkai check``: every rule, and no file."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.baseline import (
    Comparison,
    compare,
    comparison_data,
    read_baseline,
    show_comparison,
)
from gongkai.cli.check_text import check_text, name_option, refuse_both, text_option
from gongkai.cli.data import findings_data, to_json
from gongkai.cli.known import offers_of, tree_of
from gongkai.cli.options import (
    agencies_argument,
    all_option,
    fail_on_option,
    jobs_option,
    year_option,
)
from gongkai.cli.rules import rules_of
from gongkai.cli.run import chosen, run_reports
from gongkai.cli.sarif import Sarif, way_to
from gongkai.cli.show import show_coverage, show_summary, show_totals, status_of
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import edge, tell, tell_prose
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
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help=mark("How to print what was found."),
)
@click.option("--json", "as_json", is_flag=True, help=mark("The same as --format json."))
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=mark("Show only what is new against FILE, which an earlier check --json printed."),
)
@text_option
@name_option
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
    baseline: Path | None,
    text: str,
    name: str,
    fail_on: str,
    jobs: int,
    *,
    as_json: bool,
    everything: bool,
) -> int:
    """Check reports."""
    known = read_baseline(baseline) if baseline else None
    options = Options(render=False, agency_code=ctx.meta["agency_code"])
    refuse_both(text, name, agencies, years)
    if text:
        summaries = check_text(ctx, text, name)
    else:
        summaries = run_reports(ctx, chosen(ctx, agencies, years), options, jobs=jobs)
    found = compare(summaries, known)
    if as_json or form == "json":
        click.echo(to_json({**findings_data(found.summaries, ctx.obj), **comparison_data(found)}))
    elif form == "sarif":
        click.echo(to_json(_sarif(ctx, found, of_text=bool(text))))
    else:
        _show(found, ctx.obj, everything=everything)
    return status_of(found.summaries, fail_on)


def _sarif(ctx: click.Context, found: Comparison, *, of_text: bool) -> dict[str, object]:
    sarif = Sarif(
        rules=rules_of(offers_of(ctx), {}),
        speech=ctx.obj,
        prefix=way_to(tree_of(ctx).root, Path.cwd().resolve()),
        of_text=of_text,
        compared=found.compared,
    )
    return sarif.log(found.summaries)


def _show(found: Comparison, speech: Speech, *, everything: bool) -> None:
    for summary in found.summaries:
        for line in show_summary(summary, speech, edge(), everything=everything):
            tell(*line)
        if summary.coverage is not None:
            for told in show_coverage(summary.coverage, speech, everything=everything):
                tell_prose(f"  {told}", "    ")
    for told in show_comparison(found, speech):
        tell_prose(told, "  ")
    tell_prose(show_totals(found.summaries, speech), "  ")
