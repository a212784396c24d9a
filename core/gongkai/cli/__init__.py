"""The ``gongkai`` command: arguments in, exit status out; commands are loaded when called."""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from copy import copy
from importlib import import_module
from pathlib import Path

import click

from gongkai.cli.speech import LANGUAGES, Speech, choose_language, mark, speech_for, visible

OK, FINDINGS, CANNOT_RUN, BUG, INTERRUPTED = 0, 1, 2, 3, 130

#: Every command, with the line that ``--help`` shows for it. Its module has its name.
COMMANDS = {
    "build": mark("Make the reports: count, check, write."),
    "check": mark("Check the reports, and write nothing."),
    "verify": mark("Compare a published page with the report."),
    "explain": mark("Say where a number comes from, down to the records."),
    "rollup": mark("Add up the reports of a region's members, and say who has none."),
    "site": mark("Make a region's disclosure column as a web site: static files."),
    "status": mark("Show how far the reports are, and who is late."),
    "mark-checked": mark("Say that a report is checked."),
    "submit": mark("Submit a checked report for approval."),
    "return": mark("Send a report back, with reasons."),
    "secrecy-review": mark("Record the secrecy review of a report."),
    "step": mark("Make a step that the region has added."),
    "approve": mark("Approve a submitted report."),
    "publish": mark("Publish an approved report: all outputs, hashes, the record."),
    "correct": mark("Open a correction of a published report."),
    "archive": mark("Archive a published report."),
    "comment": mark("Comment on a cell or a section; answer, settle."),
    "log": mark("Show who did what to a report."),
    "audit": mark("Verify the log, and carry it elsewhere."),
    "config": mark("Say where a setting comes from; print schemas for editors."),
    "forms": mark("Show the statutory forms as they are printed."),
    "checks": mark("Show the rules, why they are, and how to mend what breaks them."),
    "plugins": mark("Show what is loaded, from where, and what it offers."),
}


class _Commands(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return said(load(cmd_name), ctx.obj or speech_for(choose_language("")))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            raise _unknown(args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever reads has gone: that is no mistake, and nobody needs the rest.
            _write_no_more()
            return OK
        except Exception:
            raise
        except BaseException as error:  # noqa: BLE001 - sys.exit() in a plugin gives no status
            from gongkai.errors import let_pass  # noqa: PLC0415 - not for --help

            let_pass(error)
            return _ended(error, ctx.obj)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        speech = ctx.obj or speech_for(choose_language(""))
        with formatter.section(speech.say_text("Commands")):
            formatter.write_dl([(name, speech.say_text(text)) for name, text in COMMANDS.items()])


#: The commands that are lines of one table share a module.
_MOVES = (
    "mark-checked", "submit", "return", "secrecy-review", "step", "approve", "publish", "correct",
    "archive",
)  # fmt: skip


def load(name: str) -> click.Command:
    """Import the module of a command, and give the command."""
    if name in _MOVES:
        moves = import_module("gongkai.cli.moves").commands
        move: click.Command = moves[name]
        return move
    command: click.Command = import_module(f"gongkai.cli.{name}").command
    return command


def _unknown(name: str) -> Exception:
    from gongkai.errors import GongkaiError, near  # noqa: PLC0415 - not for --help
    from gongkai.wording import words  # noqa: PLC0415 - same

    return GongkaiError(
        words("there is no command {name!r}; {hint}", name=name, hint=near(name, COMMANDS))
    )


def said(command: click.Command, speech: Speech) -> click.Command:
    """A copy of a command whose help is in the reader's language."""
    spoken = copy(command)
    spoken.help = speech.translate(command.help or "")
    spoken.options_metavar = speech.say_text("[OPTIONS]")
    spoken.params = [_said_parameter(parameter, speech) for parameter in command.params]
    if isinstance(command, click.Group) and isinstance(spoken, click.Group):
        spoken.subcommand_metavar = speech.say_text("COMMAND [ARGS]...")
        spoken.commands = {name: said(sub, speech) for name, sub in command.commands.items()}
    return spoken


def _said_parameter(parameter: click.Parameter, speech: Speech) -> click.Parameter:
    """Options keep Latin placeholders: click aligns its columns by characters, not by width."""
    spoken = copy(parameter)
    if isinstance(spoken, click.Option):
        spoken.help = speech.translate(spoken.help or "")
    elif spoken.metavar:
        spoken.metavar = speech.translate(spoken.metavar)
    return spoken


@click.group(
    cls=_Commands,
    help=mark("Make the annual reports on government information disclosure from evidence."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--agencies",
    "agencies_dir",
    type=click.Path(file_okay=False),
    default="agencies",
    metavar="DIR",
    show_default=True,
    help=mark("The folder that holds the bureaus."),
)
@click.option(
    "--store",
    default="",
    metavar="URL",
    help=mark("The store of the log: postgresql://… or sqlite:///…; GONGKAI_STORE names it too."),
)
@click.option(
    "--without",
    multiple=True,
    metavar="PLUGIN",
    help=mark("Leave a plugin out; may be repeated."),
)
@click.option(
    "--no-agency-code", is_flag=True, help=mark("Load no plugin.py that stands beside a bureau.")
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    metavar="zh|en",
    help=mark("The language of messages."),
)
@click.version_option(package_name="gongkai", message="%(prog)s %(version)s")
@click.pass_context
def group(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    agencies_dir: str,
    store: str,
    without: tuple[str, ...],
    *,
    no_agency_code: bool,
    lang: str | None,
) -> None:
    """Take the options that stand before a command."""
    ctx.meta.update(
        agencies=agencies_dir,
        store=store,
        without=without,
        agency_code=not no_agency_code,
        lang=lang,
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 clean, 1 findings, 2 cannot run, 3 a bug.

    A mistake of the user is one clear message; a bug keeps its traceback.
    """
    _open_streams()
    given = sys.argv[1:] if arguments is None else arguments
    speech = speech_for(choose_language(_asked_language(given)))
    try:
        status = said(group, speech).main(
            given, prog_name="gongkai", standalone_mode=False, obj=speech, color=_colour()
        )
    except (click.Abort, KeyboardInterrupt):
        _complain(speech.say_text("Interrupted; no file was left half written."))
        return INTERRUPTED
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        _complain(shown.getvalue().removesuffix("\n"))
        return CANNOT_RUN
    except Exception as error:  # noqa: BLE001 - the one place where everything ends
        return _ended(error, speech)
    return status if isinstance(status, int) else OK


def _asked_language(arguments: list[str]) -> str:
    """Find ``--lang`` before anything is parsed: help and usage errors speak it too."""
    asked = ""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--lang":
            asked = following
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else ""


def _colour() -> bool | None:
    """None lets the terminal decide; https://no-color.org says that a text of any kind is no."""
    return False if os.environ.get("NO_COLOR") else None


def _ended(error: BaseException, speech: Speech) -> int:
    from gongkai.errors import GongkaiError  # noqa: PLC0415 - not for --help

    if isinstance(error, OSError) and error.errno in _NOT_WRITTEN and error.filename is None:
        error = _not_written(error)
    if isinstance(error, GongkaiError):
        _complain(f"gongkai: {error.said(speech.translate)}")
        return CANNOT_RUN
    _complain("".join(traceback.format_exception(error)).removesuffix("\n"))
    _complain(speech.say_text("This is a bug in gongkai or in a plugin."))
    return BUG


#: What a stream that takes nothing more says.
_NOT_WRITTEN = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG)


def _not_written(error: OSError) -> Exception:
    """The disk behind our output is full, say: nothing more goes there, not even at the end."""
    from gongkai.errors import GongkaiError, reason_of  # noqa: PLC0415 - not for --help
    from gongkai.wording import words  # noqa: PLC0415 - same

    sys.stdout = io.StringIO()
    return GongkaiError(words("the output cannot be written: {why}", why=reason_of(error)))


def _open_streams() -> None:
    """Put something that takes everything in the place of a closed stream (``2>&-``).

    Else the next file that is opened would have the stream's number.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def _complain(text: str) -> None:
    """Say why it ends; if that cannot be written either, the exit status says it alone."""
    try:
        sys.stderr.write(visible(text) + "\n")
        sys.stderr.flush()
    except OSError:
        _write_no_more()


def _write_no_more() -> None:
    """Keep what is waiting to be written from failing once more when Python ends."""
    sys.stdout = sys.stderr = io.StringIO()
