"""Report → artifacts."""

from __future__ import annotations

from typing import Any

from gongkai.kinds import Output
from gongkai.model.records import Crash, crash_of
from gongkai.model.report import Artifact, Report
from gongkai.plan import BoundOutput
from gongkai.wording import mark


def render(
    report: Report, outputs: tuple[BoundOutput, ...]
) -> tuple[tuple[Artifact, ...], tuple[Crash, ...]]:
    """Write the report down once for each output; one that raises gives no file and is told."""
    artifacts: list[Artifact] = []
    crashes: list[Crash] = []
    for bound in outputs:
        try:
            content = _bytes(bound.output.render(report, bound.settings))
        except BaseException as error:  # noqa: BLE001 - a plugin's bug is told, not spread
            crashes.append(crash_of(mark("output"), bound.output.name, bound.plugin, error))
            continue
        artifacts.append(
            Artifact(
                output=bound.output.name,
                filename=_filename(bound.output, artifacts),
                media_type=bound.output.media_type,
                content=content,
            )
        )
    return tuple(artifacts), tuple(crashes)


def _bytes(content: object) -> bytes:
    if not isinstance(content, bytes):
        message = f"an output gives bytes, this one gave {type(content).__name__}"
        raise TypeError(message)
    return content


def _filename(output: Output[Any], before: list[Artifact]) -> str:
    """A name by suffix; a second output of one suffix has its own name in it."""
    name = f"report{output.suffix}"
    taken = {artifact.filename for artifact in before}
    return f"report-{output.name}{output.suffix}" if name in taken else name
