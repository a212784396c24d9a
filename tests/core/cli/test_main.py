from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from gongkai import cli
from tests.core.cli.command import Command

COMMANDS = ("build", "check", "explain", "config", "forms", "checks", "plugins")


def test_gongkai_alone_shows_its_help(gongkai: Command) -> None:
    said = gongkai()

    assert said.status == 2
    assert said.err.startswith("Usage: gongkai [OPTIONS] COMMAND [ARGS]...")
    assert [word for word in COMMANDS if f"\n  {word} " not in said.err] == []


def test_help_names_every_command_and_what_it_does(gongkai: Command) -> None:
    said = gongkai("--help")

    assert (said.status, said.err) == (0, "")
    assert "  build           Make the reports: count, check, write.\n" in said.out


@pytest.mark.parametrize("command", [*COMMANDS, "config explain", "config schema"])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_has_a_help(command: str, flag: str, gongkai: Command) -> None:
    said = gongkai(*command.split(), flag)

    assert said.status == 0
    assert said.out.startswith(f"Usage: gongkai {command} ")


def test_the_version_is_told(gongkai: Command) -> None:
    assert gongkai("--version").out == "gongkai 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("bild", "gongkai: there is no command 'bild'; did you mean 'build'?\n"),
        ("--agencie x build", "Did you mean one of: '--agencies'"),
        ("build --yeer 2018", "No such option '--yeer'. Did you mean '--year'?"),
        ("build --year abc", "Invalid value for '--year': 'abc' is not a valid integer."),
        ("--lang fr build", "Invalid value for '--lang': 'fr' is not one of 'zh', 'en'."),
        ("build --jobs 0", "Invalid value for '--jobs': 0 is not in the range x>=1."),
        ("build --fail-on none", "'none' is not one of 'error', 'warning', 'never'."),
        ("check --format xml", "'xml' is not one of 'text', 'json', 'sarif'."),
        ("explain shi/ju 2018", "name either an ADDRESS or a request with --due"),
        ("config schema region.tml", "is not one of 'region', 'bureau', 'report'."),
        ("--without chanels plugins", "no plugin 'chanels'; did you mean 'channels'?"),
        ("forms cn-2020", "there is no form 'cn-2020'; did you mean 'cn-2021'?"),
        ("checks channels.bound", "no rule 'channels.bound'; did you mean 'channels.bounds'?"),
        ("--frob", "No such option '--frob'."),
    ],
)
def test_what_cannot_be_understood_ends_with_2_and_says_what_was_meant(
    arguments: str, message: str, gongkai: Command
) -> None:
    said = gongkai(*arguments.split())

    assert (said.status, said.out) == (2, "")
    assert message in said.err


@pytest.mark.parametrize(
    ("arguments", "environment", "chinese"),
    [
        (["--lang", "zh"], {}, True),
        (["--lang=zh"], {"GONGKAI_LANG": "en"}, True),
        (["--lang", "en", "--lang", "zh"], {}, True),
        (["--lang", "en"], {"GONGKAI_LANG": "zh"}, False),
        ([], {"GONGKAI_LANG": "zh"}, True),
        ([], {"LANG": "zh_CN.UTF-8"}, True),
        ([], {"LANG": "zh_CN.UTF-8", "GONGKAI_LANG": "en"}, False),
        ([], {"LANG": "C.UTF-8"}, False),
        ([], {}, False),
    ],
)
def test_help_speaks_the_language_that_was_asked_for(
    arguments: list[str],
    environment: dict[str, str],
    chinese: bool,  # noqa: FBT001 - expected
    gongkai: Command,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    said = gongkai(*arguments, "--help")

    assert ("用法" in said.out, "Usage" in said.out) == (chinese, not chinese)


def test_a_missing_language_is_a_usage_error(gongkai: Command) -> None:
    assert gongkai("build", "--lang").status == 2


def test_a_mistake_is_told_in_the_readers_language(gongkai: Command) -> None:
    said = gongkai("--lang", "zh", "forms", "cn-2020")

    assert said.status == 2
    assert "cn-2021" in said.err
    assert "did you mean" not in said.err


def test_a_bug_ends_with_3_and_its_traceback(
    gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(name: str) -> object:
        raise ZeroDivisionError(name)

    monkeypatch.setattr(cli, "import_module", break_down)

    said = gongkai("plugins")

    assert said.status == 3
    assert said.err.startswith("Traceback")
    assert said.err.endswith("This is a bug in gongkai or in a plugin.\n")


class GoneReader:
    """A pipe whose other end is closed."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        raise BrokenPipeError(32, text)

    def flush(self) -> None:
        """Do nothing."""

    def isatty(self) -> bool:
        """Say no."""
        return False


def test_a_reader_that_has_gone_is_no_mistake(
    gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", GoneReader())

    said = gongkai("forms")

    assert (said.status, said.err) == (0, "")


def test_head_may_close_the_pipe_of_a_process(gongkai: Command) -> None:
    running = gongkai.process("forms", "cn-2021")
    assert running.stdout is not None
    running.stdout.close()

    assert running.wait(30) == 0
    assert running.stderr is not None
    assert running.stderr.read() == b""
    running.stderr.close()


@pytest.mark.parametrize(
    ("written", "completed"),
    [
        ("gongkai bu", "plain,build\n"),
        ("gongkai build --jo", "plain,--jobs\n"),
        ("gongkai x y", "\n"),
    ],
)
def test_a_shell_can_complete(
    written: str, completed: str, gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_GONGKAI_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", written)
    monkeypatch.setenv("COMP_CWORD", str(written.count(" ")))

    with pytest.raises(SystemExit):
        gongkai()

    assert gongkai.capsys.readouterr().out == completed


def test_ctrl_c_ends_with_130_and_a_message(
    gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(name: str) -> object:
        raise KeyboardInterrupt(name)

    monkeypatch.setattr(cli, "import_module", interrupt)

    said = gongkai("plugins")

    assert said.status == 130
    assert said.err.endswith("Interrupted; no file was left half written.\n")


def loaded_after(*arguments: str) -> Iterator[str]:
    code = (
        "import sys; from gongkai.cli import main; main(sys.argv[1:]); "
        "print('LOADED', *sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    yield from done.stdout.split("LOADED")[-1].split()


HEAVY = {"attr", "attrs", "cattrs", "pluggy", "tomli", "jinja2", "rich", "msgspec", "segno"}


@pytest.mark.parametrize("arguments", [["--help"], ["--lang", "zh", "--help"], ["--version"]])
def test_help_does_not_wait_for_the_engine(arguments: list[str]) -> None:
    assert HEAVY & set(loaded_after(*arguments)) == set()


def test_a_plugin_that_is_left_out_is_not_loaded() -> None:
    loaded = set(loaded_after("--without", "output-html", "forms"))

    assert "gongkai_forms_cn" in loaded
    assert loaded & {"gongkai_output_html", "jinja2", "segno"} == set()
