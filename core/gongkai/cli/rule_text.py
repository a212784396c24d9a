"""A rule as a person reads it: what it is for, and a good and a bad report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.cli.rules import Rule, example_texts
from gongkai.cli.severities import worst_first
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import Line, Styled, edge
from gongkai.cli.wrap import wrap
from gongkai.config.show import show
from gongkai.errors import GongkaiError
from gongkai.host import Plugins
from gongkai.kinds import Example, RuleExample
from gongkai.model.findings import Finding
from gongkai.testing import MODEL, run_example
from gongkai.wording import words

_WAIVER = {True: mark("none: the rule is statutory"), False: mark("possible")}

#: A longer line of an example is cut; it is a text of which the rule wants less.
_LONGEST = 160
_SHOWN = 60

#: Findings of a bad report beyond these are more of the same.
_FINDINGS = 3


def rule_text(rule: Rule, plugins: Plugins, speech: Speech) -> Iterator[Line]:
    """Everything about a rule; its bad report is run, so that what is shown is what is found."""
    width = edge()
    yield from _heading(rule, speech, width)
    yield from _severity(rule, speech, width)
    for label, text in _rows(rule, speech):
        if text:
            said = speech.say_text("{label}: {text}", label=speech.translate(label), text=text)
            yield from ((line,) for line in wrap("  " + said, width, "    "))
    yield from _settings(rule, speech)
    if rule.example:
        yield from _examples(rule.example, plugins, speech)


def _heading(rule: Rule, speech: Speech, width: int) -> Iterator[Line]:
    for line in wrap(f"{rule.code}  {speech.say(rule.title)}", width, "  "):
        yield (Styled(line, bold=True),)


def _severity(rule: Rule, speech: Speech, width: int) -> Iterator[Line]:
    found = worst_first(rule.severities)
    said = " / ".join(speech.say_text(severity.value) for severity in found)
    label = speech.say_text("severity")
    yield "  ", speech.say_text("{label}: {text}", label=label, text=said)
    for when in rule.when:
        yield from ((line,) for line in wrap(f"    {speech.say(when)}", width, "      "))


def _rows(rule: Rule, speech: Speech) -> Iterator[tuple[str, str]]:
    yield mark("why"), speech.say(rule.why)
    yield mark("to mend"), speech.say(rule.fix)
    yield mark("basis"), "；".join(rule.basis)
    if rule.kinds:
        yield mark("kinds of agency"), ", ".join(rule.kinds)
    if rule.years_from:
        yield mark("report years"), speech.say_text("from {year}", year=rule.years_from)
    yield mark("forms"), ", ".join(rule.forms) or speech.say_text("all")
    yield mark("waiver"), speech.say_text(_WAIVER[rule.statutory])
    yield mark("plugin"), rule.plugin


def _settings(rule: Rule, speech: Speech) -> Iterator[Line]:
    if rule.settings:
        yield "  ", speech.say_text("settings, as they are by default:")
        yield (f'      [checks."{rule.code}"]',)
        for key, value in rule.settings.items():
            yield (f"      {key} = {'…' if value is None else show(value, whole=True)}",)


def _examples(example: RuleExample, plugins: Plugins, speech: Speech) -> Iterator[Line]:
    good, bad = example_texts(example.good), example_texts(example.bad)
    model = {path.partition("/")[2]: text for path, text in MODEL.items()}
    yield ("",)
    yield "  ", Styled(speech.say_text("A good report, where it differs from the model"), bold=True)
    yield from _report(good, good, speech)
    yield from _remarks(example.good, speech)
    yield ("",)
    yield "  ", Styled(speech.say_text("A bad report, where it differs from the model"), bold=True)
    yield from _report(bad, {**model, **good}, speech)
    yield from _remarks(example.bad, speech)
    yield from _found(example, plugins, speech)


def _report(texts: Mapping[str, str], known: Mapping[str, str], speech: Speech) -> Iterator[Line]:
    """What an example writes; the lines that are not known are marked."""
    if not texts:
        yield "    ", speech.say_text("nowhere: it is the model report itself")
    for path, text in texts.items():
        yield "    ", Styled(path, dim=True)
        lines = set(known.get(path, "").splitlines())
        for line in text.strip("\n").splitlines():
            yield from _shown(line, speech, marked=bool(line.strip()) and line not in lines)


def _remarks(example: Example, speech: Speech) -> Iterator[Line]:
    """What is checked where it is not the bureau's report."""
    if example.region:
        yield "    ", speech.say_text("Checked is the region's sum of its members' reports.")


def _shown(line: str, speech: Speech, *, marked: bool) -> Iterator[Line]:
    if len(line) > _LONGEST:
        line = speech.say_text(
            "{beginning}… ({number} characters)", beginning=line[:_SHOWN], number=len(line)
        )
    lines = wrap(("    > " if marked else "      ") + line, edge(), "        ")
    yield from ((Styled(part, bold=marked),) for part in lines)


def _found(example: RuleExample, plugins: Plugins, speech: Speech) -> Iterator[Line]:
    findings = _run(example, plugins)
    if findings == ():
        yield "    → ", speech.say_text("this example does not break the rule")
    for finding in (findings or ())[:_FINDINGS]:
        said = speech.say_text(
            "{label}: {text}",
            label=speech.say_text(finding.severity.value),
            text=speech.say(finding.message),
        )
        for line in wrap(f"    → {said}", edge(), "      "):
            yield (line,)
    if findings and len(findings) > _FINDINGS:
        more = words("… and {number} more", number=len(findings) - _FINDINGS)
        yield (f"      {speech.say(more)}",)


def _run(example: RuleExample, plugins: Plugins) -> tuple[Finding, ...] | None:
    """What the rule finds; None where a plugin that the example needs is left out."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        try:
            outcome = run_example(Path(folder), example.bad, plugins)
        except GongkaiError:
            return None
    return tuple(finding for finding in outcome.findings if finding.code == example.code)
