"""A page of documentation as a story: its fenced blocks, acted out from top to bottom."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import tomli
from attrs import frozen

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"(?P<notes>(?:^<!-- [^\n]* -->\n)*)^```(?P<language>\S*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_NOTE = re.compile(r"^<!-- (?P<name>file|append|exit|with): (?P<value>.*?) -->$", re.MULTILINE)
_SITE = "site-packages"


@frozen(kw_only=True)
class Block:
    """A fenced block, its language, and what the comments before it say."""

    language: str
    text: str
    notes: dict[str, str]
    line: int


@frozen(kw_only=True)
class Step:
    """A command of a page, the lines that it should print, and how it should end."""

    command: str
    expected: tuple[str, ...]
    status: int


def blocks_of(page: str) -> Iterator[Block]:
    """Every fenced block, in order; a fence that is none of them is a mistake of the page."""
    found = list(_BLOCK.finditer(page))
    fences = len(re.findall(r"^ *```", page, re.MULTILINE))
    assert fences == 2 * len(found), "a fence is not closed, or is indented"
    for match in found:
        notes = {note["name"]: note["value"] for note in _NOTE.finditer(match["notes"])}
        line = page[: match.start("text")].count("\n") + 1
        yield Block(language=match["language"], text=match["text"], notes=notes, line=line)


def act_out(page: Path, folder: Path) -> None:
    """Do in ``folder`` what the page says; `AssertionError` where the page is not true."""
    language = "zh" if page.name.endswith(".zh-CN.md") else "en"
    for block in blocks_of(page.read_text("utf-8")):
        try:
            _act(block, folder, language)
        except AssertionError as error:
            error.add_note(f"{page.name}, the block at line {block.line}")
            raise


def _act(block: Block, folder: Path, language: str) -> None:
    if "with" in block.notes:
        source = ROOT / block.notes["with"]
        shutil.copytree(source, folder / source.name, dirs_exist_ok=True)
    if "file" in block.notes or "append" in block.notes:
        _write(block, folder)
    elif block.language == "text":
        _all_there(block, folder)
    elif block.language != "mermaid":
        assert block.language in {"console", "sh"}, f"nobody knows what to do with {block}"
        for step in steps_of(block):
            _take(step, folder, language)


def _write(block: Block, folder: Path) -> None:
    path = folder / (block.notes.get("file") or block.notes["append"])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w" if "file" in block.notes else "a", encoding="utf-8") as file:
        file.write(block.text)


def _all_there(block: Block, folder: Path) -> None:
    """A block of plain text names files; each must be there."""
    for line in block.text.splitlines():
        assert (folder / line.split()[0]).exists(), f"there is no {line.split()[0]}"


def steps_of(block: Block) -> Iterator[Step]:
    """The commands of a block; in a ``console`` block what follows one is its output."""
    status = int(block.notes.get("exit", "0"))
    if block.language == "sh":
        for line in block.text.splitlines():
            yield Step(command=line, expected=("…",), status=status)
        return
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert not parts[0].strip(), "a console block begins with a command"
    for part in parts[1:]:
        command, *lines = part.splitlines()
        expected = tuple(line.strip() for line in lines if line.strip())
        yield Step(command=command, expected=expected, status=status)


def _take(step: Step, folder: Path, language: str) -> None:
    command, _, target = step.command.partition(" > ")
    words = shlex.split(command, comments=True)
    if _of_the_repository(words):
        return
    done = subprocess.run(
        _real(words, folder),
        cwd=folder,
        env=_environment(folder, language),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if target else subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if target:
        (folder / target).write_text(done.stdout, "utf-8")
        done.stdout = done.stderr
    assert done.returncode == step.status, f"{step.command} ended {done.returncode}:\n{done.stdout}"
    said = tuple(line.strip() for line in done.stdout.splitlines() if line.strip())
    assert matches(step.expected, said), f"{step.command} said:\n{done.stdout}"


def _of_the_repository(words: list[str]) -> bool:
    """Whether a command sets up this repository; it is then compared with what is in it."""
    project = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    match words:
        case ["make", target]:
            makefile = (ROOT / "Makefile").read_text("utf-8")
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"no target {target}"
        case ["uv", "run", "gongkai", *_]:
            assert "gongkai" in project["project"]["scripts"]
        case ["uv", "run", "pytest", *_]:
            assert any(name.startswith("pytest>") for name in project["dependency-groups"]["dev"])
        case ["pip", "install", "."]:
            assert project["build-system"]["build-backend"] == "hatchling.build"
        case _:
            return False
    return True


def _real(words: list[str], folder: Path) -> list[str]:
    """The command in this Python's environment; what it installs stays in the folder."""
    match words:
        case ["gongkai", *arguments]:
            code = "import sys; from gongkai.cli import main; sys.exit(main())"
            return [sys.executable, "-c", code, *arguments]
        case ["python", *arguments]:
            return [sys.executable, *arguments]
        case ["pytest", *arguments]:
            return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        case ["pip", "install", *arguments]:
            offline = ("--no-index", "--no-deps", "--no-build-isolation", "--quiet")
            site = ("--target", str(folder / _SITE))
            return [sys.executable, "-m", "pip", "install", *offline, *site, *arguments]
    message = f"a page may not run {words}"
    raise AssertionError(message)


def _environment(folder: Path, language: str) -> dict[str, str]:
    """The tester's environment, with the page's language and what the page installed."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {
        **keep,
        "GONGKAI_LANG": language,
        "PYTHONPATH": str(folder / _SITE),
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "COLUMNS": "80",
    }


def matches(expected: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Whether the lines are those expected; a line ``…`` stands for any number."""
    if not expected:
        return not said
    if expected[0] == "…":
        return any(matches(expected[1:], said[skipped:]) for skipped in range(len(said) + 1))
    return bool(said) and _same(expected[0], said[0]) and matches(expected[1:], said[1:])


def _same(expected: str, said: str) -> bool:
    """A line that ends in ``…`` says only how the line begins."""
    if expected.endswith("…"):
        return said.startswith(expected.removesuffix("…"))
    return said == expected
