"""``gongkai check --text``: the rules on text, on any text or page, without a bureau."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from attrs import evolve

from gongkai.batch import Summary
from gongkai.cli.speech import mark
from gongkai.config.agency import ReportId
from gongkai.errors import GongkaiError
from gongkai.host import Plugins
from gongkai.pages.decode import LARGEST, checked_size, read_bytes
from gongkai.pages.loose import as_report, plain_address
from gongkai.pages.page import Page
from gongkai.pages.read import read_page
from gongkai.plan import BoundCheck
from gongkai.stages.check import Context, check
from gongkai.wording import words

text_option = click.option(
    "--text",
    "text",
    metavar="FILE",
    default="",
    help=mark("Check any text or HTML page instead of reports; - reads the standard input."),
)
name_option = click.option(
    "--name",
    "name",
    metavar="NAME",
    default="",
    help=mark("Whose text it is, with --text: the full name of the agency."),
)

_STDIN = "-"


def check_text(ctx: click.Context, text: str, name: str) -> tuple[Summary, ...]:
    """Run every rule that looks at text alone."""
    plugins = Plugins.installed(without=ctx.meta["without"])
    page = _page(text)
    if not (page.paragraphs or page.title or page.metadata or page.hidden):
        raise GongkaiError(words("{file}: the file holds no text", file=page.name))
    context = _context(plugins)
    report = as_report(page, name, context.today)
    checked = check(report, _rules(plugins), (), context)
    summary = Summary(
        report=ReportId(page.name, 0),
        name=name,
        findings=tuple(evolve(f, address=plain_address(f.address)) for f in checked.findings),
        coverage=checked.coverage,
        crashes=checked.crashes,
    )
    return (summary,)


def refuse_both(text: str, name: str, agencies: tuple[str, ...], years: tuple[int, ...]) -> None:
    """Refuse what can only be said of reports together with a text, and the other way round."""
    if text and (agencies or years):
        raise GongkaiError(
            words(
                "--text checks a text without a bureau, and no reports; leave out {given}",
                given=" ".join((*agencies, *(f"--year {year}" for year in years))),
            )
        )
    if name and not text:
        raise GongkaiError(words("--name says whose text it is; it needs --text FILE"))


def _page(text: str) -> Page:
    if text == _STDIN and sys.stdin is None:
        raise GongkaiError(words("the standard input is closed; name a file instead of -"))
    if text == _STDIN:
        content = checked_size(sys.stdin.buffer.read(LARGEST + 1), "stdin")
        return read_page("stdin", content)
    return read_page(Path(text).as_posix(), read_bytes(Path(text)))


def _rules(plugins: Plugins) -> tuple[BoundCheck, ...]:
    return tuple(
        BoundCheck(check=offer.thing, settings=offer.thing.settings(), plugin=offer.plugin)
        for offer in plugins.offers().checks.values()
        if offer.thing.of_text
    )


def _context(plugins: Plugins) -> Context:
    return Context(
        previous=None,
        channels=tuple(offer.thing for offer in plugins.offers().channels.values()),
        enabled=(),
        chosen=(),
        today=date.today(),  # noqa: DTZ011 - the day where the user is
    )
