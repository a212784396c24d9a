"""The rules that are known: those of plugins, and those that forms bring with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from attrs import NOTHING, Factory, asdict, fields, frozen

from gongkai.cli.severities import severities_of, when_of, worst_first
from gongkai.cli.speech import Speech
from gongkai.config.structure import toml_key
from gongkai.kinds import Check, Example, Offer, Offers, RuleExample
from gongkai.model.findings import Severity
from gongkai.model.form import Form
from gongkai.wording import Words


@frozen(kw_only=True)
class Rule:
    """A rule as people are told of it.

    ``kinds`` and ``forms`` are all where they are empty; ``years_from`` is 0 where the rule is
    about every year. ``severities`` are all that it gives, its usual one first, and ``when`` says
    which applies. ``settings`` are its keys in ``[checks."CODE"]`` with what they are by
    default, None for what has to be said.
    """

    code: str
    severities: tuple[Severity, ...]
    when: tuple[Words, ...]
    title: Words
    why: Words
    fix: Words
    basis: tuple[str, ...]
    forms: tuple[str, ...]
    kinds: tuple[str, ...]
    years_from: int
    settings: Mapping[str, object]
    statutory: bool
    plugin: str
    example: RuleExample | None


def rules_of(offers: Offers, examples: Mapping[str, Offer[RuleExample]]) -> dict[str, Rule]:
    """Every rule by its code; a plugin's words prevail over those of a form for the same code."""
    known = {code: offer.thing for code, offer in examples.items()}
    return {rule.code: rule for rule in (*_brought(offers, known), *_checks(offers, known))}


def _brought(offers: Offers, examples: Mapping[str, RuleExample]) -> Iterator[Rule]:
    forms = [offer.thing for offer in offers.forms.values()]
    for offer in offers.forms.values():
        for text in offer.thing.rules:
            title, why, fix = text.words
            owners = [form for form in forms if _has(form, text.code)]
            relations = [r for form in owners for r in form.relations if r.code == text.code]
            yield Rule(
                code=text.code,
                severities=severities_of(relations) or (Severity.ERROR,),
                when=when_of(relations),
                title=title,
                why=why,
                fix=fix,
                basis=tuple(sorted({form.number for form in owners if form.number})),
                forms=tuple(form.id for form in owners),
                kinds=(),
                years_from=0,
                settings={},
                statutory=any(relation.statutory for relation in relations),
                plugin=offer.plugin,
                example=examples.get(text.code),
            )


def _has(form: Form, code: str) -> bool:
    return any(rule.code == code for rule in form.rules)


def _checks(offers: Offers, examples: Mapping[str, RuleExample]) -> Iterator[Rule]:
    for offer in offers.checks.values():
        check = offer.thing
        yield Rule(
            code=check.code,
            severities=(check.severity, *check.also),
            when=(check.when,) if check.when else (),
            title=check.title,
            why=check.why,
            fix=check.fix,
            basis=(check.basis,) if check.basis else (),
            forms=check.forms,
            kinds=tuple(kind.value for kind in check.kinds),
            years_from=check.years_from,
            settings=dict(_settings(check)),
            statutory=check.statutory,
            plugin=offer.plugin,
            example=examples.get(check.code),
        )


def _settings(check: Check) -> Iterator[tuple[str, object]]:
    for attribute in fields(check.settings):
        default: Any = attribute.default
        if isinstance(default, Factory):  # type: ignore[arg-type]
            default = None if default.takes_self else default.factory()
        yield toml_key(attribute.name), None if default is NOTHING else _plain(default)


def _plain(value: object) -> object:
    """What TOML would hold in place of a value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list | frozenset | set):
        items = sorted(value, key=str) if isinstance(value, frozenset | set) else value
        return [_plain(item) for item in items]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return Decimal(str(value)) if isinstance(value, float) else value


def rule_data(rule: Rule, speech: Speech) -> dict[str, object]:
    """A rule as data; its words in the reader's language."""
    return {
        "code": rule.code,
        "severities": [severity.value for severity in worst_first(rule.severities)],
        "when": [speech.say(said) for said in rule.when],
        "title": speech.say(rule.title),
        "why": speech.say(rule.why),
        "fix": speech.say(rule.fix),
        "basis": list(rule.basis),
        "forms": list(rule.forms),
        "kinds": list(rule.kinds),
        "years_from": rule.years_from or None,
        "settings": dict(rule.settings),
        "statutory": rule.statutory,
        "plugin": rule.plugin,
        "good": asdict(rule.example.good) if rule.example else None,
        "bad": asdict(rule.example.bad) if rule.example else None,
    }


def example_texts(example: Example) -> dict[str, str]:
    """What an example writes, by path below the bureau's folder: settings, files, page."""
    laid = {"bureau.toml": example.bureau, f"{example.year}/report.toml": example.report}
    page = {"page.html": "\n".join(f"{ours} → {theirs}" for ours, theirs in example.page.items())}
    return {path: text for path, text in {**laid, **example.files, **page}.items() if text.strip()}
