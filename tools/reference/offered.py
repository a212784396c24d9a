"""What the installed plugins offer: rules, forms, registers."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

from tools.reference.markdown import code, file_block, table

from gongkai import Column, Count, Field, Form, Row, Table
from gongkai.cli import main
from gongkai.config.show import show
from gongkai.entries.layout import EntryRegister, entry_registers, fold
from gongkai.entries.said import said_of
from gongkai.kinds import Offers
from gongkai.model.agency import LAST_YEAR
from gongkai.stages.collect.disclosures import HEADINGS

#: The register whose counts are told by channel.
DISCLOSURES = "disclosures"


def _data(*arguments: str) -> Any:  # noqa: ANN401 - JSON
    printed = StringIO()
    with redirect_stdout(printed):
        main(["--lang", "en", *arguments, "--json"])
    return json.loads(printed.getvalue())


def rules_page() -> Iterator[str]:
    """Every rule: how bad, why, how to mend, on what basis."""
    rules = _data("checks")["rules"]
    yield from ("# Rules", "")
    yield "Codes are stable and never used again for something else."
    yield "Rules of a form are in the form's language, because the form brings them."
    yield "Tests run the reports shown here: the good one keeps its rule, the bad one breaks it."
    yield "Each says only where it differs from a model report of 2024, which keeps every rule."
    yield ""
    for rule in rules:
        yield from (f"## {rule['code']}", "", rule["title"], "")
        rows = (
            ("severity", " / ".join(rule["severities"])),
            ("why", rule["why"]),
            ("to mend", rule["fix"]),
            ("basis", "；".join(filter(None, rule["basis"])) or "—"),
            ("forms", ", ".join(rule["forms"]) or "all"),
            *_limits(rule),
            *_rule_settings(rule),
            ("waiver", "none: statutory" if rule["statutory"] else "possible"),
            ("plugin", rule["plugin"]),
        )
        yield from (f"- {label}: {text}" for label, text in rows)
        yield ""
        for side in ("good", "bad"):
            if rule[side]:
                yield from _example(side, rule[side])


def _limits(rule: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Whom a rule concerns, where that is not everybody."""
    if rule["kinds"]:
        yield "kinds of agency", ", ".join(rule["kinds"])
    if rule["years_from"]:
        yield "report years", f"from {rule['years_from']}"


def _rule_settings(rule: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys of a rule's own table, and what they are by default."""
    keys = [
        code(f"{key} = {'…' if value is None else show(value, whole=True)}")
        for key, value in rule["settings"].items()
    ]
    if keys:
        table_name = f'[checks."{rule["code"]}"]'
        yield "settings", f"in {code(table_name)}, by default {', '.join(keys)}"


def _example(side: str, example: dict[str, Any]) -> Iterator[str]:
    """What an example writes, each file under its path."""
    report = f"{example['year']}/report.toml"
    laid = {"bureau.toml": example["bureau"], report: example["report"]}
    texts = {path: text for path, text in {**laid, **example["files"]}.items() if text.strip()}
    same = not (texts or example["page"])
    yield from (f"A {side} report" + (" is the model report itself." if same else ":"), "")
    for path, text in texts.items():
        place = posixpath.normpath(f"agencies/ju/{path}")
        yield from (code(place), "")
        yield from file_block(place, text)
    if example["region"]:
        yield from ("Checked is the region's sum of its members' reports.", "")
    for ours, theirs in example["page"].items():
        yield from (
            f"On the published page, {code(theirs)} stands in the place of {code(ours)}.",
            "",
        )


def forms_page(offers: Offers) -> Iterator[str]:
    """Every form with the keys of its tables."""
    yield from ("# Forms", "")
    yield "`gongkai forms ID` prints a form as people know it; here are the keys that TOML uses."
    yield "A label marked † is in other words than the source, one marked ‡ is from memory."
    yield ""
    for offer in offers.forms.values():
        yield from _form(offer.thing)


def _form(form: Form) -> Iterator[str]:
    yield from (f"## {form.id}", "", f"{form.title}。{form.number}".rstrip("。"), "")
    until = form.years_to if form.years_to < LAST_YEAR else "…"
    late = f", and tolerated until {form.tolerated_to}" if form.tolerated_to else ""
    yield from (f"Report years {form.years_from}–{until}{late}.", "")
    if form.sections:
        rows = [(code(section.key), section.heading) for section in form.sections]
        yield from table(("section", "heading"), rows)
    for printed in form.tables:
        yield from _form_table(printed)


def _form_table(printed: Table) -> Iterator[str]:
    yield from (f"### {printed.key}", "", printed.title, "")
    if printed.count:
        yield from (f"Counted from: {said_of(printed.count)}.", "")
    if len(printed.columns) > 1:
        columns = (
            (code(c.key), _marked(" · ".join(c.path), c), _counted(c.count))
            for c in printed.columns
        )
        yield from table(("column", "label", "counted from"), columns)
    rows = [
        (code(row.key), _marked(row.label, row), row.unit, _counted(row.count))
        for row in printed.rows
        if not row.heading
    ]
    yield from table(("row", "label", "unit", "counted from"), rows)


def _marked(label: str, named: Row | Column) -> str:
    return label + {"retrieved": "", "variant": "†", "recalled": "‡"}[named.sighting.value]


def _counted(count: Count | None) -> str:
    if count is None:
        return ""
    if count.register != DISCLOSURES:
        return said_of(count)
    where = ("rest",) if count.rest else count.channels
    normative = {None: "", True: ", normative", False: ", not normative"}[count.normative]
    return count.register + (f" ({', '.join(where)})" if where else "") + normative


def registers_page(offers: Offers) -> Iterator[str]:
    """Every register with its fields and the headings that are known."""
    yield from ("# Registers", "")
    yield "A register is a file in the year's folder; its first row holds the headings."
    yield "A heading is looked for in this order: the one in `columns`, those of the"
    yield "channel's platform, those of every register."
    yield "Columns that are not asked for are left alone."
    yield from ("", "## Disclosures, on any channel", "")
    yield from table(("field", "headings"), ((code(k), "、".join(v)) for k, v in HEADINGS.items()))
    for offer in offers.channels.values():
        channel = offer.thing
        yield from (f"## {channel.name}", "", f"{channel.label}；{'、'.join(channel.aliases)}", "")
        rows = ((code(field), "、".join(names)) for field, names in channel.columns.items())
        yield from table(("field", "headings of the platform's export"), rows)
    for register in entry_registers().values():
        yield from _entry_register(register)
    for section in (offer.thing for offer in offers.sections.values()):
        if section.fields:
            yield from (f"## {section.name}", "", section.title, "")
            heads = ("field", "type", "headings", "", "shown")
            yield from table(heads, map(_area_field, section.fields))


def _entry_register(register: EntryRegister) -> Iterator[str]:
    """One of the engine's own registers: its columns, and the words that its choices know."""
    yield from (f"## {register.name}", "", register.label, "")
    rows = (
        (
            code(field.key),
            field.type,
            "、".join(field.headings[1:]),
            "required" if field.required else "",
        )
        for field in register.fields
    )
    yield from table(("field", "type", "headings", ""), rows)
    for field, labels in register.labels.items():
        yield from (f"What {code(field)} may say:", "")
        words = ((code(value), "、".join(_words(register, field, value))) for value in labels)
        yield from table(("value", "words"), words)


def _words(register: EntryRegister, field: str, value: str) -> tuple[str, ...]:
    known = register.words[field]
    return tuple(word for word, meant in known.items() if meant == value and word != fold(value))


def _area_field(field: Field) -> tuple[str, ...]:
    must = "required" if field.required else ""
    headings = "、".join((field.label, *field.aliases))
    return code(field.key), field.type, headings, must, "masked" if field.mask else "as it is"
