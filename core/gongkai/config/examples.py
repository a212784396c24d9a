"""From a plugin's ``examples.toml`` to the examples of its rules."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import tomli
from attrs import frozen

from gongkai.config.source import Keys, Source, read_source
from gongkai.config.structure import structure
from gongkai.errors import ConfigError, Mistake
from gongkai.kinds import Example, RuleExample
from gongkai.wording import Words, words

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
#: The bureau of an example lies directly below the agencies folder.
_BUREAU = "bureau"


@frozen(kw_only=True)
class _File:
    """An ``examples.toml``."""

    example: tuple[RuleExample, ...]


def read_examples(path: Path) -> tuple[RuleExample, ...]:
    """Read the examples of a plugin's rules; `ConfigError` with every mistake, at its place.

    The file has one ``[[example]]`` for each rule, with its ``code``, ``[example.good]`` and
    ``[example.bad]``; what stands in these two is told at `gongkai.Example`.
    """
    source = read_source(path, path.name)
    examples = structure(source.table, _File, source).example
    mistakes = tuple(_mistakes(examples, source))
    if mistakes:
        raise ConfigError(mistakes)
    return examples


def _mistakes(examples: tuple[RuleExample, ...], source: Source) -> Iterator[Mistake]:
    seen: Counter[str] = Counter()
    for index, rule in enumerate(examples):
        at: Keys = ("example", index)
        seen[rule.code] += 1
        if message := _wrong_code(rule.code, seen[rule.code]):
            yield Mistake(source.position((*at, "code")), message)
        yield from _wrong_example(rule.good, source, (*at, "good"))
        yield from _wrong_example(rule.bad, source, (*at, "bad"))


def _wrong_code(code: str, times: int) -> Words | None:
    if not _CODE.fullmatch(code):
        return words("the code {code!r} must be like family.rule", code=code)
    if times > 1:
        return words("the code {code!r} stands here a second time", code=code)
    return None


def _wrong_example(example: Example, source: Source, at: Keys) -> Iterator[Mistake]:
    for key, text in (("bureau", example.bureau), ("report", example.report)):
        try:
            tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            message = words(
                "{name}, line {line}: not valid TOML: {why}",
                name=key,
                line=error.lineno,
                why=words(error.msg),
            )
            yield Mistake(source.position((*at, key)), message)
    for written in example.files:
        if _leads_out(written):
            yield Mistake(
                source.position((*at, "files", written), key=True),
                words(
                    "the path {written!r} leads out of the agencies folder; "
                    "write one relative to the bureau's folder",
                    written=written,
                ),
            )


def _leads_out(written: str) -> bool:
    path = posixpath.normpath(posixpath.join(_BUREAU, written))
    return posixpath.isabs(path) or path.split("/")[0] == ".." or "\\" in written
