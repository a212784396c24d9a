"""The arguments and options that ``build`` and ``check`` share."""

from __future__ import annotations

import click

from gongkai.cli.speech import mark

agencies_argument = click.argument("agencies", nargs=-1, metavar=mark("[AGENCY]..."))
year_option = click.option(
    "--year",
    "years",
    type=int,
    multiple=True,
    metavar="YEAR",
    help=mark("Only this year; may be repeated."),
)
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help=mark("End with 1 when there are findings of this severity."),
)


class _Bounded(click.Option):
    """An option whose help says its bounds in words; click would add them as a formula."""

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        extra = super().get_help_extra(ctx)
        extra.pop("range", None)
        return extra


jobs_option = click.option(
    "--jobs",
    cls=_Bounded,
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help=mark("How many processes share the work; one or more."),
)
all_option = click.option("--all", "everything", is_flag=True, help=mark("Show every finding."))
