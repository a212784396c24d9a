"""What was found before: findings that a former ``gongkai check --json`` already told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import asdict, evolve, fields, frozen

from gongkai.batch import Summary
from gongkai.cli.speech import Speech
from gongkai.errors import GongkaiError, reason_of
from gongkai.wording import words


@frozen(kw_only=True)
class Known:
    """A finding as a former run told it."""

    fingerprint: str
    code: str
    agency: str
    year: int
    address: str


@frozen(kw_only=True)
class Comparison:
    """The reports with what is new in them, how many findings were known, and what is gone.

    Without a baseline nothing was ``compared``, and all is new.
    """

    summaries: tuple[Summary, ...]
    compared: bool
    known: int
    gone: tuple[Known, ...]


def read_baseline(path: Path) -> tuple[Known, ...]:
    """Read what ``gongkai check --json`` printed; `GongkaiError` for anything else."""
    try:
        data: Any = json.loads(path.read_bytes())
        return tuple(_known(found) for found in data["findings"])
    except OSError as error:
        raise GongkaiError(
            words("{file}: cannot be read: {why}", file=path, why=reason_of(error))
        ) from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise GongkaiError(
            words("{file}: not what gongkai check --json prints", file=path)
        ) from error


def _known(found: Any) -> Known:  # noqa: ANN401 - JSON
    values = {attribute.name: found[attribute.name] for attribute in fields(Known)}
    if not all(isinstance(value, str | int) for value in values.values()):
        raise TypeError
    return Known(**values)


def compare(summaries: Iterable[Summary], baseline: Iterable[Known] | None) -> Comparison:
    """Take out of each report what was known; of the reports that were made, tell what is gone."""
    every = tuple(summaries)
    before = {known.fingerprint: known for known in baseline or ()}
    now = {finding.fingerprint for summary in every for finding in summary.findings}
    made = {(s.report.agency, s.report.year) for s in every if s.coverage is not None}
    return Comparison(
        summaries=tuple(_only_new(summary, before) for summary in every),
        compared=baseline is not None,
        known=len(now & set(before)),
        gone=tuple(
            known
            for known in before.values()
            if known.fingerprint not in now and (known.agency, known.year) in made
        ),
    )


def _only_new(summary: Summary, before: dict[str, Known]) -> Summary:
    new = tuple(found for found in summary.findings if found.fingerprint not in before)
    return evolve(summary, findings=new)


def show_comparison(comparison: Comparison, speech: Speech) -> Iterator[str]:
    """How many findings the baseline covers, and which of its own are gone."""
    if not comparison.compared:
        return
    yield speech.say_text(
        "known before and not shown: {known}; no longer found: {gone}",
        known=comparison.known,
        gone=len(comparison.gone),
    )
    for gone in comparison.gone:
        yield f"  {gone.code}  {gone.agency} {gone.year}  {gone.address}"


def comparison_data(comparison: Comparison) -> dict[str, object]:
    """The same as data, under a key of its own."""
    if not comparison.compared:
        return {}
    gone = [asdict(known) for known in comparison.gone]
    return {"baseline": {"known": comparison.known, "gone": gone}}
