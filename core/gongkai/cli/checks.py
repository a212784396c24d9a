"""``gongkai checks``: the rules, and what each is for."""

from __future__ import annotations

from collections.abc import Mapping

import click

from gongkai.cli.data import to_json
from gongkai.cli.known import offers_of
from gongkai.cli.rule_text import rule_text
from gongkai.cli.rules import Rule, rule_data, rules_of
from gongkai.cli.severities import worst_first
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import tell
from gongkai.errors import GongkaiError, near
from gongkai.host import Plugins
from gongkai.wording import words


@click.command(
    help=mark(
        "List the rules; with a CODE, say what it is, why, on what legal basis, how to mend, "
        "and show a good and a bad report."
    )
)
@click.argument("code", required=False, metavar=mark("[CODE]"))
@click.option("--json", "as_json", is_flag=True, help=mark("Print the rules as JSON."))
@click.pass_context
def command(ctx: click.Context, /, code: str | None, *, as_json: bool) -> None:
    """List the rules, or explain one."""
    plugins = Plugins.installed(without=ctx.meta["without"])
    rules = rules_of(offers_of(ctx), plugins.examples())
    if code is not None and code not in rules:
        raise GongkaiError(
            words("there is no rule {code!r}; {hint}", code=code, hint=near(code, rules))
        )
    if as_json:
        shown = [rules[code]] if code else [rules[name] for name in sorted(rules)]
        click.echo(to_json({"rules": [rule_data(rule, ctx.obj) for rule in shown]}))
    elif code:
        for line in rule_text(rules[code], plugins, ctx.obj):
            tell(*line)
    else:
        _list(rules, ctx.obj)


def _list(rules: Mapping[str, Rule], speech: Speech) -> None:
    width = max(map(len, rules))
    for code in sorted(rules):
        found = worst_first(rules[code].severities)
        severities = "/".join(severity.value[0].upper() for severity in found)
        tell(f"{code:<{width}}  {severities:<5}  {speech.say(rules[code].title)}")
    tell(speech.say_text("E: error, W: warning, I: information"))
