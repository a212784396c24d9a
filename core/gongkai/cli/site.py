"""``gongkai site``: a region's disclosure column as static files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from operator import attrgetter
from pathlib import Path

import click

from gongkai.batch import Job, Summary
from gongkai.cli.data import summary_data, to_json
from gongkai.cli.known import tree_of
from gongkai.cli.options import fail_on_option, jobs_option, year_option
from gongkai.cli.recorded import recorded_of
from gongkai.cli.run import watched
from gongkai.cli.show import show_summary, show_totals, status_of
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import edge, tell, tell_prose
from gongkai.model.column import Filing
from gongkai.prepare import Options
from gongkai.site import Built, MadeFiling, build_site


@click.command(
    help=mark(
        "Make a region's disclosure column as a web site of static files: the reports of the "
        "region's government and of its members, what they disclosed, who has published and who "
        "is late. It works from a folder and behind any web server. REGION is the path of the "
        "region's folder below the agencies folder; [site] in its region.toml says the rest."
    )
)
@click.argument("region", metavar=mark("REGION"))
@year_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build"),
    metavar="DIR",
    show_default=True,
    help=mark("Where to write; the site goes to REGION/site below it."),
)
@fail_on_option
@jobs_option
@click.option("--json", "as_json", is_flag=True, help=mark("Print the results as JSON."))
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: click.Context,
    /,
    region: str,
    years: tuple[int, ...],
    out: Path,
    fail_on: str,
    jobs: int,
    *,
    as_json: bool,
) -> int:
    """Make a site."""
    job = Job(
        root=tree_of(ctx).root,
        without=ctx.meta["without"],
        options=Options(agency_code=ctx.meta["agency_code"], recorded=recorded_of(ctx)),
        out=out,
    )
    built = build_site(job, region, years, jobs, partial(_watched, speech=ctx.obj))
    if as_json:
        click.echo(to_json(_data(built, ctx.obj)))
    else:
        _show(built, ctx.obj)
    return status_of(built.summaries, fail_on)


def _watched(made: Iterator[MadeFiling], number: int, speech: Speech) -> Iterator[MadeFiling]:
    return watched(made, number, speech, attrgetter("summary.report"))


def _show(built: Built, speech: Speech) -> None:
    """Which reports could not be made, what the site lacks, and where it is."""
    for summary in _failed(built.summaries):
        for line in show_summary(summary, speech, edge(err=True), everything=False):
            tell(*line, err=True)
    for told in built.told:
        tell_prose(speech.say(told), "  ", err=True)
    tell_prose(
        speech.say_text(
            "{name}: {files} files → {folder}/",
            name=built.column.region.name,
            files=len(built.files),
            folder=built.folder.as_posix(),
        ),
        "  ",
        err=True,
    )
    tell_prose(show_totals(built.summaries, speech), "  ", err=True)


def _failed(summaries: Iterable[Summary]) -> Iterator[Summary]:
    return (summary for summary in summaries if summary.error or summary.bug or summary.crashes)


def _data(built: Built, speech: Speech) -> dict[str, object]:
    region = built.column.region
    return {
        "region": {"id": region.id, "name": region.name, "level": region.level.value},
        "folder": built.folder.as_posix(),
        "files": list(built.files),
        "told": [speech.say(told) for told in built.told],
        "filings": [_filing_data(filing) for filing in built.column.filings],
        "reports": [summary_data(summary, speech) for summary in built.summaries],
    }


def _filing_data(filing: Filing) -> dict[str, object]:
    return {
        "agency": filing.agency.id,
        "name": filing.agency.name,
        "year": filing.year,
        "state": filing.turnout.value,
        "published": filing.published,
        "limit": filing.limit,
        "days_late": filing.days_late,
        "findings": {severity.value: number for severity, number in filing.findings.items()},
    }
