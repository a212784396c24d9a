"""The commands and their options, from click."""

from __future__ import annotations

from collections.abc import Iterator

import click
from tools.reference.markdown import code, table

from gongkai.cli import COMMANDS, group, load


def commands_page() -> Iterator[str]:
    """Every command, its arguments and its options."""
    yield "# Commands"
    yield ""
    yield "Exit status: 0 clean, 1 findings at or above `--fail-on`, 2 cannot run, 3 a bug."
    yield "Data go to standard output; what is said while files are built goes to standard error."
    yield "The language is that of `--lang`, of `GONGKAI_LANG`, or of the locale."
    yield ""
    yield from _command("gongkai", group)
    for name in COMMANDS:
        command = load(name)
        yield from _command(f"gongkai {name}", command)
        for below, inner in getattr(command, "commands", {}).items():
            yield from _command(f"gongkai {name} {below}", inner)


def _command(name: str, command: click.Command) -> Iterator[str]:
    yield from (f"## {name}", "", command.help or "", "")
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    if arguments:
        usage = " ".join(_argument(argument) for argument in arguments)
        yield from (code(f"{name} {usage}"), "")
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        rows = [(code(" ".join(o.opts)), _takes(o), o.help or "") for o in options]
        yield from table(("option", "takes", "meaning"), rows)


def _argument(argument: click.Argument) -> str:
    name = argument.make_metavar(click.Context(click.Command("gongkai")))
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _takes(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return " / ".join(code(str(choice)) for choice in option.type.choices)
    return code(option.metavar or option.type.name)
