"""Findings as SARIF 2.1.0, the form in which editors and code hosts read what a checker found.

Every file is named relative to ``SRCROOT``: the folder that the command was called in if the
agencies folder lies below it, and the agencies folder itself if not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from attrs import frozen

from gongkai.batch import Summary
from gongkai.cli.data import coverage_data
from gongkai.cli.rules import Rule
from gongkai.cli.speech import Speech
from gongkai.errors import ConfigError, GongkaiError, Position
from gongkai.model.findings import Finding, Severity
from gongkai.model.records import Crash

Data = dict[str, object]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
}
_LANGUAGES: Mapping[str, str] = {"zh": "zh-CN", "en": "en"}


@frozen(kw_only=True)
class Sarif:
    """What a log needs to know besides the results.

    ``prefix`` is the way from ``SRCROOT`` to the agencies folder, as `way_to` gives it;
    ``of_text`` says that a file was checked which is no report, and which is named from where the
    command was called; ``compared`` that only what is new against a baseline is given.
    """

    rules: Mapping[str, Rule]
    speech: Speech
    prefix: str
    of_text: bool = False
    compared: bool = False

    def log(self, summaries: Iterable[Summary]) -> Data:
        """Everything that was found in some reports."""
        every = tuple(summaries)
        return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [self._run(every)]}

    def _run(self, summaries: tuple[Summary, ...]) -> Data:
        findings = [finding for summary in summaries for finding in summary.findings]
        descriptors = self._descriptors(findings)
        index = {descriptor["id"]: number for number, descriptor in enumerate(descriptors)}
        coverages = (summary.coverage for summary in summaries if summary.coverage)
        return {
            "tool": {"driver": _driver(descriptors)},
            "language": _LANGUAGES[self.speech.language],
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"SRCROOT": {"description": _text(self._root())}},
            "invocations": [self._invocation(summaries)],
            "results": [self._result(finding, index[finding.code]) for finding in findings],
            "properties": {"coverage": coverage_data(coverages, self.speech)},
        }

    def _root(self) -> str:
        if self.prefix or self.of_text:
            return self.speech.say_text("the folder that the command was called in")
        return self.speech.say_text("the agencies folder")

    def _descriptors(self, findings: Iterable[Finding]) -> list[Data]:
        """Every rule that is known, and those that a bureau's own plugin brought."""
        known = [self._rule(rule) for _, rule in sorted(self.rules.items())]
        own = {found.code: found for found in findings if found.code not in self.rules}
        return known + [self._own_rule(finding) for _, finding in sorted(own.items())]

    def _rule(self, rule: Rule) -> Data:
        return {
            "id": rule.code,
            "shortDescription": _text(self.speech.say(rule.title)),
            "fullDescription": _text(self.speech.say(rule.why)),
            "help": _text(self.speech.say(rule.fix)),
            "defaultConfiguration": {"level": _LEVELS[rule.severities[0]]},
            "properties": {
                "basis": list(rule.basis),
                "forms": list(rule.forms),
                "statutory": rule.statutory,
                "plugin": rule.plugin,
            },
        }

    def _own_rule(self, finding: Finding) -> Data:
        return {
            "id": finding.code,
            "help": _text(self.speech.say(finding.fix)),
            "defaultConfiguration": {"level": _LEVELS[finding.severity]},
            "properties": {
                "basis": [finding.basis] if finding.basis else [],
                "plugin": finding.plugin,
            },
        }

    def _result(self, finding: Finding, rule: int) -> Data:
        report = self._whole(finding.agency, finding.year)
        properties = {
            "agency": finding.agency,
            "year": finding.year,
            "fix": self.speech.say(finding.fix),
            "expected": finding.expected,
            "actual": finding.actual,
            "difference": finding.difference,
        }
        return {
            "ruleId": finding.code,
            "ruleIndex": rule,
            "level": _LEVELS[finding.severity],
            "message": _text(self.speech.say(finding.message)),
            "locations": [self._location(finding.source or report) | _logical(finding)],
            "partialFingerprints": {"gongkai/v1": finding.fingerprint},
            **({"baselineState": "new"} if self.compared else {}),
            "properties": {key: value for key, value in properties.items() if value},
        }

    def _location(self, place: Position) -> Data:
        """A place in a file; one that names no line is the whole file."""
        region = {"startLine": place.line, "startColumn": place.column}
        physical: Data = {"artifactLocation": self._artifact(place.file)}
        if place.line:
            physical["region"] = {key: value for key, value in region.items() if value}
        return {"physicalLocation": physical}

    def _artifact(self, file: str) -> Data:
        if Path(file).is_absolute():
            return {"uri": Path(file).as_uri()}
        path = file if self.of_text else self.prefix + file
        return {
            "uri": quote(path, safe="/", errors="surrogateescape"),
            "uriBaseId": "SRCROOT",
        }

    def _whole(self, agency: str, year: int) -> Position:
        """Where something is that has no line: the report's file; a text stands for its own."""
        return Position(agency if self.of_text else f"{agency}/{year}/report.toml")

    def _invocation(self, summaries: tuple[Summary, ...]) -> Data:
        told = [notification for summary in summaries for notification in self._told(summary)]
        return {"executionSuccessful": not told, "toolExecutionNotifications": told}

    def _told(self, summary: Summary) -> Iterator[Data]:
        """Why a report could not be made, and what raised."""
        report = self._whole(summary.report.agency, summary.report.year)
        if summary.error is not None:
            yield from self._mistakes(summary.error, report)
        if summary.bug:
            yield {
                "level": "error",
                "message": _text(summary.bug.strip().splitlines()[-1]),
                "locations": [self._location(report)],
                "properties": {"traceback": summary.bug},
            }
        yield from (self._crash(crash, report) for crash in summary.crashes)

    def _mistakes(self, error: GongkaiError, report: Position) -> Iterator[Data]:
        pairs = (
            [(mistake.message, mistake.position) for mistake in error.mistakes]
            if isinstance(error, ConfigError)
            else [(error.message, report)]
        )
        for message, place in pairs:
            yield {
                "level": "error",
                "message": _text(self.speech.say(message)),
                "locations": [self._location(place)],
            }

    def _crash(self, crash: Crash, report: Position) -> Data:
        message = self.speech.say_text(
            "the {kind} {name!r} of the plugin {plugin!r} raised {error}",
            kind=self.speech.say_text(crash.kind),
            name=crash.name,
            plugin=crash.plugin,
            error=crash.error,
        )
        return {
            "level": "error",
            "message": _text(message),
            "locations": [self._location(report)],
            **({"associatedRule": {"id": crash.name}} if crash.name in self.rules else {}),
            "properties": {"traceback": crash.traceback},
        }


def way_to(agencies: Path, here: Path) -> str:
    """The agencies folder as seen from ``here``, with a slash behind it; empty if it is not below.

    A code host looks files up from where the check was called: the top of the repository.
    """
    below = agencies.is_relative_to(here) and agencies != here
    return f"{agencies.relative_to(here).as_posix()}/" if below else ""


def _driver(descriptors: list[Data]) -> Data:
    return {
        "name": "gongkai",
        "version": version("gongkai"),
        "rules": descriptors,
    }


def _logical(finding: Finding) -> Data:
    name = f"{finding.agency}/{finding.year}/{finding.address}"
    return {"logicalLocations": [{"name": finding.address, "fullyQualifiedName": name}]}


def _text(text: str) -> Data:
    """A message; readers of SARIF would make a link of ``[text](target)``, wherever it is from."""
    return {"text": text.replace("](", "] (")}
