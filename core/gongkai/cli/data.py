"""What commands print as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from gongkai.cli.speech import UNSEEN, Speech
from gongkai.model.findings import Coverage, Finding

if TYPE_CHECKING:  # all that makes reports, which not every command does
    from gongkai.batch import Summary

_encoder = msgspec.json.Encoder(decimal_format="number")


def to_json(data: object) -> str:
    """Write data as indented UTF-8 JSON; decimals stay exact, and nothing commands a terminal."""
    try:
        encoded = _encoder.encode(data)
    except UnicodeEncodeError:
        encoded = _encoder.encode(_writable(data))
    text = msgspec.json.format(encoded, indent=2).decode()
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _writable(data: object) -> object:
    """Spell out what is no text: the bytes of a file name that nobody can read."""
    if isinstance(data, str):
        return data.encode("utf-8", "backslashreplace").decode()
    if isinstance(data, dict):
        return {_writable(key): _writable(value) for key, value in data.items()}
    return [_writable(item) for item in data] if isinstance(data, list | tuple) else data


def finding_data(finding: Finding, speech: Speech) -> dict[str, object]:
    """A finding as data; its words in the reader's language."""
    source = finding.source
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "agency": finding.agency,
        "year": finding.year,
        "address": finding.address,
        "message": speech.say(finding.message),
        "fix": speech.say(finding.fix),
        "basis": finding.basis,
        "operands": [
            {"label": operand.label, "address": operand.address, "value": operand.value}
            for operand in finding.operands
        ],
        "expected": finding.expected,
        "actual": finding.actual,
        "difference": finding.difference,
        "source": {"file": source.file, "line": source.line, "column": source.column}
        if source
        else None,
        "plugin": finding.plugin,
        "fingerprint": finding.fingerprint,
    }


def coverage_data(coverages: Iterable[Coverage], speech: Speech) -> dict[str, object]:
    """The coverage of one or more reports, added up."""
    every = tuple(coverages)
    return {
        "ran": sum(coverage.ran for coverage in every),
        "not_applicable": sum(coverage.not_applicable for coverage in every),
        "not_assessable": [
            {"code": item.code, "address": item.address, "why": speech.say(item.why)}
            for coverage in every
            for item in coverage.not_assessable
        ],
        "waived": sum(coverage.waived for coverage in every),
        "crashed": sum(coverage.crashed for coverage in every),
    }


def findings_data(summaries: Iterable[Summary], speech: Speech) -> dict[str, object]:
    """Findings and coverage of every report, and the reports that could not be made."""
    every = tuple(summaries)
    return {
        "findings": [finding_data(f, speech) for summary in every for f in summary.findings],
        "coverage": coverage_data((s.coverage for s in every if s.coverage), speech),
        "reports": [summary_data(summary, speech) for summary in every],
    }


def summary_data(summary: Summary, speech: Speech) -> dict[str, object]:
    """How one report went."""
    return {
        "agency": summary.report.agency,
        "year": summary.report.year,
        "title": summary.title,
        "files": [path.as_posix() for path in summary.files],
        "error": speech.say(summary.error) if summary.error else None,
        "bug": summary.bug or None,
    }
