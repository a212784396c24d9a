"""Keep the Chinese catalogue in step with the sources: ``python tools/catalogue.py [--check]``.

Takes every template out of core and plugins, keeps the translations that are there, and compiles.
A person fills in what is missing in ``gongkai.po`` and runs it again. Nothing is guessed, and the
same sources give the same bytes.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "core" / "gongkai" / "locale" / "zh_CN" / "LC_MESSAGES"

#: What marks a template: `gongkai.words` and `mark`, and what the command line says at once.
KEYWORDS: Mapping[str, None] = {"words": None, "mark": None, "say_text": None}

#: What click says of its own accord. It looks its texts up in the domain that we set, in words
#: that differ between versions; these are what our commands can come to from 8.1 on: they have no
#: prompts, passwords, editors or shells. One and many are a pair.
CLICK: tuple[str | tuple[str, str], ...] = (
    "Aborted!",
    "Choose from:\n\t{choices}",
    "Commands",
    "Could not open file {filename!r}: {message}",
    "Error: {message}",
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    "Missing argument",
    "Missing command.",
    "Missing option",
    "Missing parameter",
    "Missing parameter: {param_name}",
    "Missing {param_type}",
    "No such command {name!r}.",
    "No such option {name!r}.",
    "No such option: {name}",
    "Option {name!r} does not take a value.",
    "Options",
    "Positional arguments",
    "Show the version and exit.",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Usage:",
    "default: {default}",
    "directory",
    "file",
    "path",
    "required",
    "unknown error",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is not executable.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
#: What tomli says of a file that is not TOML. Those with the offending text in them stay English.
TOMLI = (
    "Cannot overwrite a value",
    "Escaped character is not a Unicode scalar value",
    "Expected \"'''\"",
    "Expected '=' after a key in a key/value pair",
    "Expected ']' at the end of a table declaration",
    "Expected ']]' at the end of an array declaration",
    "Expected newline or end of document after a statement",
    "Invalid initial character for a key part",
    "Invalid statement",
    "Invalid value",
    "Unclosed array",
    "Unclosed inline table",
    "Unescaped '\\' in a string",
    "Unterminated string",
)

#: Where click's texts come from. A translation of one may leave out a word that click leaves in
#: English, such as the name of a type; ours shows exactly the values that the template shows.
_CLICK = ("click", 0)

_PLACEHOLDER = re.compile(r"\{[^\W\d]\w*(?:![rsa])?(?::[^{}]*)?\}")


class Steady(Catalog):
    """A catalogue whose head has no dates, no versions and no names."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Say what gettext needs: the encoding and the plurals."""
        return [
            ("Language", "zh_CN"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
        ]


def catalogue(folder: Path = FOLDER) -> Catalog:
    """Every template that the sources hold now, with its translation where there is one."""
    known = _translations(folder)
    made = Steady(locale="zh_CN", header_comment="# gongkai 的中文文本", fuzzy=False)
    for file, template in _templates():
        texts = known.get(_texts(template)[0], ("",))
        string = texts[0] if isinstance(template, str) else texts
        made.add(template, string, locations=[(file, 0)])
    return made


def _translations(folder: Path) -> Mapping[str, tuple[str, ...]]:
    path = folder / "gongkai.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {
            _name(message): _texts(message.string) for message in _messages(read_po(file, "zh_CN"))
        }


def _templates() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for source in ("core", "plugins"):
        for path in sorted((ROOT / source).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for found in extract_from_file("python", path, KEYWORDS):
                yield name, found[1]
    yield from ((_CLICK[0], text) for text in CLICK)
    yield from (("tomli", text) for text in TOMLI)


def _messages(made: Catalog) -> Iterator[Message]:
    return (message for message in made if message.id)


def _name(message: Message) -> str:
    return _texts(message.id)[0]


def written(made: Catalog) -> Mapping[str, bytes]:
    """The two files of a catalogue, by name."""
    text, compiled = io.BytesIO(), io.BytesIO()
    write_po(text, made, width=0, sort_by_file=True, include_lineno=False)
    write_mo(compiled, made)
    return {"gongkai.po": text.getvalue(), "gongkai.mo": compiled.getvalue()}


def faults(made: Catalog) -> Iterator[str]:
    """Each message that is not translated, or that shows other values than its template."""
    for message in _messages(made):
        offered, used = (
            {value for text in texts for value in placeholders(text)}
            for texts in (_texts(message.id), _texts(message.string))
        )
        if not all(_texts(message.string)):
            yield f"not translated: {_name(message)!r}"
        elif used != offered and not (used < offered and _CLICK in message.locations):
            yield f"other placeholders: {_name(message)!r} → {_texts(message.string)[0]!r}"


def _texts(written: str | Iterable[str] | None) -> tuple[str, ...]:
    """One text, or those for one and for many."""
    return (written,) if isinstance(written, str) else tuple(written or ("",))


def placeholders(template: str) -> tuple[str, ...]:
    """The values that a template puts in, each with how it is shown; other braces are text."""
    return tuple(sorted(_PLACEHOLDER.findall(template.replace("{{", "").replace("}}", ""))))


def main(arguments: list[str]) -> int:
    """Write the catalogue, or with ``--check`` only say what is wrong with it; 1 if anything is."""
    made = catalogue()
    wrong = list(faults(made))
    for name, content in written(made).items():
        path = FOLDER / name
        if "--check" not in arguments:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif not path.exists() or path.read_bytes() != content:
            wrong.append(f"{name} is not what the sources give; run python tools/catalogue.py")
    print("\n".join(wrong) or f"{len(made)} texts, all in Chinese")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
