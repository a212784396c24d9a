"""Choices and offers → plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.arithmetic import Instance, expand
from gongkai.config.choices import Choices
from gongkai.config.figures import read_figures
from gongkai.config.structure import unknown_key
from gongkai.kinds import Offers
from gongkai.model.figures import Figure
from gongkai.model.form import Form
from gongkai.plan.chapters import bind_chapters
from gongkai.plan.form import area_figures, choose_form, with_supplements
from gongkai.plan.lookup import Lookup
from gongkai.plan.registers import bind_channels, bind_register
from gongkai.plan.values import BoundCheck, BoundOutput, ChapterPlan, PlacedWaiver, Plan
from gongkai.relations import relation_checks
from gongkai.wording import words


def make_plan(choices: Choices, offers: Offers) -> Plan:
    """Look everything up; `ConfigError` with every name and setting that is wrong."""
    lookup = Lookup(choices, offers, list(choices.mistakes))
    channels = bind_channels(lookup)
    register = bind_register(lookup)
    outputs = _outputs(lookup)
    printed_form = choose_form(lookup)
    chapters = bind_chapters(printed_form, channels, lookup)
    areas = tuple(area for chapter in chapters for area in chapter.areas)
    form = with_supplements(printed_form, channels, areas)
    instances = expand(form)
    plan = Plan(
        choices=choices,
        form=form,
        instances=instances,
        stated={**area_figures(areas, lookup), **_stated(form, lookup)},
        register=register,
        same=choices.said.registers.disclosures.same,
        channels=channels,
        known_channels=tuple(offer.thing for offer in offers.channels.values()),
        chapters=chapters,
        texts=_texts(chapters, lookup),
        checks=_checks(form, instances, lookup),
        outputs=outputs,
        waivers=_waivers(form, lookup),
    )
    lookup.stop_if_any()
    return plan


def _stated(form: Form, lookup: Lookup) -> Mapping[str, Figure]:
    figures: Mapping[str, Figure] = {}
    with lookup.collected():
        figures = read_figures(lookup.choices.said.figures, form, lookup.choices.layers)
    return figures  # noqa: RET504 - a mistake leaves the empty one


def _texts(chapters: tuple[ChapterPlan, ...], lookup: Lookup) -> Mapping[str, Path]:
    """The Markdown file of each chapter, and of the opening."""
    choices = lookup.choices
    names = [chapter.name for chapter in chapters]
    texts = {}
    for name, written in {
        "opening": choices.said.narrative.opening,
        **choices.said.narrative.files,
    }.items():
        at = ("narrative", name)
        if name not in {"opening", *names}:
            known = ("omitted", "opening", *names)
            lookup.mistakes.append(unknown_key(choices.layers, at, known))
        elif written:
            with lookup.collected():
                position = choices.layers.position(at)
                texts[name] = choices.tree.existing(choices.folder, written, position)
    return texts


def _checks(form: Form, instances: tuple[Instance, ...], lookup: Lookup) -> tuple[BoundCheck, ...]:
    """The form's relations, and every rule that plugins offer."""
    offers = lookup.offers
    owner = offers.forms[form.id].plugin if form.id in offers.forms else f"form:{form.id}"
    bound = [
        BoundCheck(check=check, settings=None, plugin=owner)
        for check in relation_checks(form, instances)
    ]
    chosen = lookup.choices.said.checks.settings
    for code in chosen:
        if code not in offers.checks:
            lookup.unknown(("checks", code), words("rule"), offers.checks, key=True)
    for code, offer in offers.checks.items():
        with lookup.collected():
            table = chosen.get(code, {})
            settings = lookup.settings(table, offer.thing.settings, ("checks", code))
            bound.append(BoundCheck(check=offer.thing, settings=settings, plugin=offer.plugin))
    return tuple(bound)


def _outputs(lookup: Lookup) -> tuple[BoundOutput, ...]:
    bound = []
    for name, table in lookup.choices.said.outputs.items():
        if name not in lookup.offers.outputs:
            lookup.unknown(("outputs", name), words("output"), lookup.offers.outputs, key=True)
            continue
        with lookup.collected():
            offer = lookup.offers.outputs[name]
            settings = lookup.settings(table, offer.thing.settings, ("outputs", name))
            bound.append(BoundOutput(output=offer.thing, settings=settings, plugin=offer.plugin))
    return tuple(bound)


def _waivers(form: Form, lookup: Lookup) -> tuple[PlacedWaiver, ...]:
    """The waivers that concern this report; one for the rule of another form waits for its year."""
    choices = lookup.choices
    here_known = {*lookup.offers.checks, *(rule.code for rule in form.rules)}
    other_forms = (offer.thing for offer in lookup.offers.forms.values())
    known = {*here_known, *(rule.code for other in other_forms for rule in other.rules)}
    placed = []
    for index, waiver in enumerate(choices.said.checks.ignore):
        position = choices.layers.position(("checks", "ignore", index))
        if waiver.code not in known:
            lookup.unknown(("checks", "ignore", index, "code"), words("rule"), known)
        elif waiver.code in here_known and waiver.year in {None, choices.year}:
            here = waiver.year is not None or position.file == choices.layers.files[-1].name
            placed.append(PlacedWaiver(waiver=waiver, position=position, here=here))
    return tuple(placed)
