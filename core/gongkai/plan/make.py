"""Choices and offers → plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

from gongkai.arithmetic import expand
from gongkai.config.choices import Choices, Waiver
from gongkai.config.figures import read_figures
from gongkai.config.source import Keys
from gongkai.config.structure import unknown_key
from gongkai.errors import ConfigError
from gongkai.kinds import NoSettings, Offers, Phase
from gongkai.model.figures import Figure
from gongkai.model.form import Form
from gongkai.plan.areas import area_figures, check_stated_once
from gongkai.plan.chapters import bind_chapters, look_at_chapters
from gongkai.plan.files import with_files
from gongkai.plan.form import choose_form, with_supplements
from gongkai.plan.lookup import Lookup
from gongkai.plan.registers import bind_channels, bind_entries, bind_register
from gongkai.plan.values import BoundCheck, BoundOutput, BoundSection, PlacedWaiver, Plan
from gongkai.relations import relation_checks
from gongkai.wording import words


def make_plan(choices: Choices, offers: Offers) -> Plan:
    """Look everything up; `ConfigError` with every name and setting that is wrong."""
    lookup = Lookup(choices, offers, list(choices.mistakes))
    channels = bind_channels(lookup)
    register = bind_register(lookup)
    entries = bind_entries(lookup)
    outputs = _outputs(lookup)
    printed_form = choose_form(lookup)
    checks = _checks(printed_form, lookup)
    if printed_form is None:
        raise _without_form(lookup)
    chapters = bind_chapters(printed_form, channels, lookup)
    areas = tuple(area for chapter in chapters for area in chapter.areas)
    form = with_supplements(printed_form, channels, areas, entries, choices.said.figures)
    plan = Plan(
        choices=choices,
        form=form,
        instances=expand(form),
        stated=_stated(form, areas, lookup),
        register=register,
        same=choices.said.registers.disclosures.same,
        entries=entries,
        channels=channels,
        known_channels=tuple(offer.thing for offer in offers.channels.values()),
        chapters=chapters,
        texts=_texts(lookup, tuple(chapter.name for chapter in chapters)),
        checks=(*_relations(form, lookup), *checks),
        outputs=outputs,
        waivers=_waivers(form, lookup),
    )
    lookup.stop_if_any()
    return plan


def _without_form(lookup: Lookup) -> ConfigError:
    """Everything that is wrong besides the form; of figures nothing can be said without it."""
    look_at_chapters(lookup)
    _texts(lookup)
    _waivers(None, lookup)
    return ConfigError(lookup.mistakes)


def _stated(form: Form, areas: tuple[BoundSection, ...], lookup: Lookup) -> Mapping[str, Figure]:
    of_areas = area_figures(areas, lookup)
    check_stated_once(of_areas, lookup)
    figures: Mapping[str, Figure] = {}
    with lookup.collected():
        figures = read_figures(lookup.choices.said.figures, form, lookup.choices.layers)
    return {**of_areas, **figures}


def _texts(lookup: Lookup, names: tuple[str, ...] | None = None) -> Mapping[str, Path]:
    """The Markdown file of each chapter, and of the opening; no ``names`` means any."""
    choices = lookup.choices
    texts = {}
    for name, written in {
        "opening": choices.said.narrative.opening,
        **choices.said.narrative.files,
    }.items():
        at = ("narrative", name)
        if names is not None and name not in {"opening", *names}:
            _not_printed(name, names, lookup)
        elif written:
            with lookup.collected():
                place = partial(choices.layers.position, at)
                texts[name] = choices.tree.existing(choices.folder, written, place)
    return texts


def _not_printed(name: str, names: tuple[str, ...], lookup: Lookup) -> None:
    """A text for a section that the report does not have, or that nobody knows."""
    at = ("narrative", name)
    listed = lookup.choices.said.sections.include
    if name in lookup.offers.sections and listed and set(names) <= set(listed):
        message = words(
            "the text of the section {name!r} is not printed; add it to [sections] include",
            name=name,
        )
        lookup.wrong(at, message, key=True)
    else:
        known = ("omitted", "opening", *(names or lookup.offers.sections))
        lookup.mistakes.append(unknown_key(lookup.choices.layers, at, known))


def _relations(form: Form, lookup: Lookup) -> tuple[BoundCheck, ...]:
    """The form's relations."""
    offers = lookup.offers
    owner = offers.forms[form.id].plugin if form.id in offers.forms else f"form:{form.id}"
    return _bound_relations(form, owner)


@lru_cache(maxsize=64)
def _bound_relations(form: Form, owner: str) -> tuple[BoundCheck, ...]:
    return tuple(
        BoundCheck(check=check, settings=None, plugin=owner)
        for check in relation_checks(form, expand(form))
    )


def _checks(form: Form | None, lookup: Lookup) -> tuple[BoundCheck, ...]:
    """Every rule that plugins offer."""
    offers = lookup.offers
    bound = []
    chosen = lookup.choices.said.checks.settings
    of_forms = _codes_of_forms(form, lookup)
    for code in chosen:
        if code in of_forms:
            message = words("the rule {code} is one of the form and has no settings", code=code)
            lookup.wrong(("checks", code), message, key=True)
        elif code not in offers.checks:
            known = {*offers.checks, *of_forms}
            lookup.unknown(("checks", code), words("rule"), known, key=True)
    for code, offer in offers.checks.items():
        rule = offer.thing
        if code not in chosen and rule.settings is NoSettings:
            bound.append(BoundCheck(check=rule, settings=_NONE, plugin=offer.plugin))
            continue
        with lookup.collected():
            settings = lookup.settings(chosen.get(code, {}), rule.settings, ("checks", code))
            bound.append(BoundCheck(check=rule, settings=settings, plugin=offer.plugin))
    return tuple(bound)


#: What nearly every rule has to set.
_NONE = NoSettings()


def _codes_of_forms(form: Form | None, lookup: Lookup) -> frozenset[str]:
    """The rules of this report's form, and of every form that plugins offer."""
    offered = [offer.thing for offer in lookup.offers.forms.values()]
    forms = offered if form is None else [form, *offered]
    return frozenset(rule.code for each in forms for rule in each.rules)


def _outputs(lookup: Lookup) -> tuple[BoundOutput, ...]:
    bound = []
    for name, table in lookup.choices.said.outputs.items():
        if name not in lookup.offers.outputs:
            lookup.unknown(("outputs", name), words("output"), lookup.offers.outputs, key=True)
            continue
        with lookup.collected():
            offer = lookup.offers.outputs[name]
            settings = lookup.settings(table, offer.thing.settings, ("outputs", name))
            layers, tree = lookup.choices.layers, lookup.choices.tree
            settings = with_files(settings, layers, tree, ("outputs", name))
            bound.append(BoundOutput(output=offer.thing, settings=settings, plugin=offer.plugin))
    return tuple(bound)


def _waivers(form: Form | None, lookup: Lookup) -> tuple[PlacedWaiver, ...]:
    """The waivers that concern this report; one for the rule of another form waits for its year."""
    choices, offers = lookup.choices, lookup.offers
    here_known = {*offers.checks, *(rule.code for rule in (form.rules if form else ()))}
    known = {*here_known, *_codes_of_forms(form, lookup)}
    judged = form is not None or not (choices.said.forms or "forms" in choices.unread)
    placed: list[PlacedWaiver] = []
    for index, waiver in enumerate(choices.said.checks.ignore):
        at: Keys = ("checks", "ignore", index)
        if waiver is None or not waiver.code.strip():
            continue
        if waiver.code not in known and judged:
            lookup.unknown((*at, "code"), words("rule"), known)
        elif waiver.code in here_known and _may_be_waived(waiver.code, at, lookup):
            placed.extend(_placed(waiver, at, choices))
    return tuple(placed)


def _may_be_waived(code: str, at: Keys, lookup: Lookup) -> bool:
    """What looks at findings or at the run comes too late for a waiver."""
    offer = lookup.offers.checks.get(code)
    possible = offer is None or offer.thing.phase is Phase.REPORT
    if not possible:
        message = words("the rule {code} looks at the run and cannot be waived", code=code)
        lookup.wrong((*at, "code"), message)
    return possible


def _placed(waiver: Waiver, at: Keys, choices: Choices) -> Iterator[PlacedWaiver]:
    position = choices.layers.position(at)
    if waiver.year in {None, choices.year}:
        here = waiver.year is not None or position.file == choices.layers.files[-1].name
        yield PlacedWaiver(waiver=waiver, position=position, here=here)
