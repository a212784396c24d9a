"""Report → artifacts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

from gongkai.errors import GongkaiError
from gongkai.kinds import Output
from gongkai.model.records import Crash, crash_of
from gongkai.model.report import Artifact, Report, Unwritten
from gongkai.plan import BoundOutput
from gongkai.wording import mark


@frozen(kw_only=True)
class Rendered:
    """The files of a report, and what could not be written: for want of something, or by a bug."""

    artifacts: tuple[Artifact, ...]
    unwritten: tuple[Unwritten, ...]
    crashes: tuple[Crash, ...]


@frozen
class _File:
    """One file to write: how it ends, and who writes it."""

    suffix: str
    media_type: str
    render: Callable[[Report, Any], bytes]


def render(report: Report, outputs: tuple[BoundOutput, ...]) -> Rendered:
    """Write the report down once for each output; what cannot be written is told, and left out."""
    artifacts: list[Artifact] = []
    unwritten: list[Unwritten] = []
    crashes: list[Crash] = []
    for bound in outputs:
        output = bound.output
        stem = _stem(output, {made.filename for made in artifacts})
        for file in _files(output):
            try:
                content = _bytes(file.render(report, bound.settings))
            except GongkaiError as error:
                unwritten.append(_unwritten(output, f"{stem}{file.suffix}", error))
            except BaseException as error:  # noqa: BLE001 - a plugin's bug is told, not spread
                crashes.append(crash_of(mark("output"), output.name, bound.plugin, error))
            else:
                artifacts.append(
                    Artifact(
                        output=output.name,
                        filename=f"{stem}{file.suffix}",
                        media_type=file.media_type,
                        content=content,
                    )
                )
    return Rendered(artifacts=tuple(artifacts), unwritten=tuple(unwritten), crashes=tuple(crashes))


def _unwritten(output: Output[Any], file: str, error: GongkaiError) -> Unwritten:
    return Unwritten(output=output.name, file=file, why=error.first)


def _stem(output: Output[Any], taken: set[str]) -> str:
    """The name of an output's files; where another has written one of it, its own name is in it."""
    clash = any(f"{output.stem}{file.suffix}" in taken for file in _files(output))
    return f"{output.stem}-{output.name}" if clash else output.stem


def _files(output: Output[Any]) -> Iterator[_File]:
    yield _File(output.suffix, output.media_type, output.render)
    for companion in output.companions:
        yield _File(companion.suffix, companion.media_type, companion.render)


def _bytes(content: object) -> bytes:
    if not isinstance(content, bytes):
        message = f"an output gives bytes, this one gave {type(content).__name__}"
        raise TypeError(message)
    return content
