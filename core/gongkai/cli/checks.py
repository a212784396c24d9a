"""``gongkai checks``: the rules, and what each is for."""

from __future__ import annotations

from collections.abc import Iterator

import click
from attrs import frozen

from gongkai.cli.data import to_json
from gongkai.cli.known import offers_of
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import Styled, tell
from gongkai.errors import GongkaiError, near
from gongkai.kinds import Offers
from gongkai.model.findings import Severity
from gongkai.wording import Words, words

_WAIVER = {True: mark("none: the rule is statutory"), False: mark("possible")}


@frozen(kw_only=True)
class _Rule:
    """A rule as it is listed: a plugin's, or one that forms bring with them."""

    code: str
    severities: tuple[Severity, ...]
    title: Words
    why: Words
    fix: Words
    basis: tuple[str, ...]
    forms: tuple[str, ...]
    statutory: bool
    plugin: str


@click.command(
    help=mark("List the rules; with a CODE, say what it is, why, on what legal basis, how to mend.")
)
@click.argument("code", required=False, metavar=mark("[CODE]"))
@click.option("--json", "as_json", is_flag=True, help=mark("Print the rules as JSON."))
@click.pass_context
def command(ctx: click.Context, /, code: str | None, *, as_json: bool) -> None:
    """List the rules, or explain one."""
    offers = offers_of(ctx)
    rules = {rule.code: rule for rule in _rules(offers)}
    speech: Speech = ctx.obj
    if code is not None and code not in rules:
        raise GongkaiError(
            words("there is no rule {code!r}; {hint}", code=code, hint=near(code, rules))
        )
    shown = [rules[code]] if code else [rules[name] for name in sorted(rules)]
    if as_json:
        click.echo(to_json({"rules": [_data(rule, speech) for rule in shown]}))
    elif code:
        tell(Styled(f"{code}  {speech.say(rules[code].title)}", bold=True))
        for line in _explained(rules[code], speech):
            tell(line)
    else:
        width = max(len(name) for name in rules)
        for rule in shown:
            severities = "/".join(severity.value[0].upper() for severity in rule.severities)
            tell(f"{rule.code:<{width}}  {severities:<5}  {speech.say(rule.title)}")


def _rules(offers: Offers) -> Iterator[_Rule]:
    """The forms' rules first, so that a plugin's words for the same code prevail."""
    for offer in offers.forms.values():
        for text in offer.thing.rules:
            owners = [
                other.thing
                for other in offers.forms.values()
                if any(rule.code == text.code for rule in other.thing.rules)
            ]
            relations = [
                relation
                for form in owners
                for relation in form.relations
                if relation.code == text.code
            ]
            severities = {relation.severity for relation in relations} or {Severity.ERROR}
            title, why, fix = text.words
            yield _Rule(
                code=text.code,
                severities=tuple(sorted(severities, key=lambda found: -found.rank)),
                title=title,
                why=why,
                fix=fix,
                basis=tuple(sorted({form.number for form in owners})),
                forms=tuple(form.id for form in owners),
                statutory=any(relation.statutory for relation in relations),
                plugin=offer.plugin,
            )
    for checked in offers.checks.values():
        check = checked.thing
        yield _Rule(
            code=check.code,
            severities=(check.severity,),
            title=check.title,
            why=check.why,
            fix=check.fix,
            basis=(check.basis,) if check.basis else (),
            forms=check.forms,
            statutory=check.statutory,
            plugin=checked.plugin,
        )


def _explained(rule: _Rule, speech: Speech) -> Iterator[str]:
    severities = [speech.say_text(severity.value) for severity in rule.severities]
    rows = (
        (mark("severity"), " / ".join(severities)),
        (mark("why"), speech.say(rule.why)),
        (mark("to mend"), speech.say(rule.fix)),
        (mark("basis"), "；".join(rule.basis)),
        (mark("forms"), ", ".join(rule.forms) or speech.say_text("all")),
        (mark("waiver"), speech.say_text(_WAIVER[rule.statutory])),
        (mark("plugin"), rule.plugin),
    )
    for label, text in rows:
        if text:
            yield "  " + speech.say_text(
                "{label}: {text}", label=speech.translate(label), text=text
            )


def _data(rule: _Rule, speech: Speech) -> dict[str, object]:
    return {
        "code": rule.code,
        "severities": [severity.value for severity in rule.severities],
        "title": speech.say(rule.title),
        "why": speech.say(rule.why),
        "fix": speech.say(rule.fix),
        "basis": list(rule.basis),
        "forms": list(rule.forms),
        "statutory": rule.statutory,
        "plugin": rule.plugin,
    }
