"""``gongkai verify``: a published page against the report that it should show."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.batch import Summary
from gongkai.cli.data import findings_data, to_json
from gongkai.cli.known import tree_of
from gongkai.cli.recorded import recorded_of
from gongkai.cli.run import chosen
from gongkai.cli.show import show_summary, show_totals, status_of
from gongkai.cli.speech import mark
from gongkai.cli.terminal import edge, tell, tell_prose
from gongkai.compare import verify
from gongkai.config.agency import ReportId
from gongkai.host import Plugins
from gongkai.model.report import Report
from gongkai.pages.decode import read_bytes
from gongkai.pages.page import Page
from gongkai.pages.published import around_report
from gongkai.pages.read import read_page
from gongkai.prepare import Options
from gongkai.wording import Words, words


@click.command(
    help=mark(
        "Compare a saved page with the report: what is gone, what was added or changed, what is "
        "hidden, and which links lead to foreign hosts. Ends with 1 when they differ."
    )
)
@click.argument("agency", metavar=mark("AGENCY"))
@click.argument("year", type=int, metavar=mark("YEAR"))
@click.argument("page", type=click.Path(path_type=Path), metavar=mark("PAGE"))
@click.option("--json", "as_json", is_flag=True, help=mark("Print the answer as JSON."))
@click.pass_context
def command(ctx: click.Context, /, agency: str, year: int, page: Path, *, as_json: bool) -> int:
    """Compare one page with one report."""
    (report,) = chosen(ctx, (agency,), (year,))
    saved = read_page(page.as_posix(), read_bytes(page))
    options = Options(
        render=False, agency_code=ctx.meta["agency_code"], recorded=recorded_of(ctx, year)
    )
    plugins = Plugins.installed(without=ctx.meta["without"])
    outcome = verify(tree_of(ctx), report, saved, plugins, options)
    summary = Summary(
        report=ReportId(report.agency, report.year),
        name=outcome.report.agency.name,
        title=outcome.report.title,
        findings=outcome.findings,
        coverage=outcome.coverage,
        crashes=outcome.report.crashes,
    )
    if as_json:
        click.echo(to_json(findings_data((summary,), ctx.obj)))
    else:
        _tell(ctx, summary, _passages(outcome.report, saved))
    return status_of((summary,), "error")


def _passages(report: Report, page: Page) -> int:
    """How many texts readers see around the report."""
    found = around_report(report, page, ())
    return found.passages if found else 0


def _tell(ctx: click.Context, summary: Summary, passages: int) -> None:
    for line in show_summary(summary, ctx.obj, edge(), everything=True):
        tell(*line)
    if not summary.findings and not summary.crashes:
        tell("  ", ctx.obj.say(_kept(passages)))
    tell_prose(show_totals((summary,), ctx.obj), "  ")


def _kept(passages: int) -> Words:
    if not passages:
        return words("the page shows the report, and nothing else")
    return words(
        "the page shows the whole report; {number} passages of its frame were looked through for "
        "injected text only",
        number=passages,
    )
