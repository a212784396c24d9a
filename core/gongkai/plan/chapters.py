"""The chapters of a report: the form's where it fixes them, else those that the bureau lists."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from attrs import evolve

from gongkai.config.source import Keys
from gongkai.errors import near
from gongkai.kinds import Offer, Section
from gongkai.model.form import Form
from gongkai.plan.areas import check_texts
from gongkai.plan.lookup import Lookup
from gongkai.plan.registers import export_of
from gongkai.plan.values import BoundChannel, BoundSection, ChapterPlan
from gongkai.wording import Words, words


def bind_chapters(
    form: Form, channels: tuple[BoundChannel, ...], lookup: Lookup
) -> tuple[ChapterPlan, ...]:
    """Bind every chapter with its section, its key areas and its tables."""
    _check_names(lookup)
    areas = _areas(lookup)
    chapters = _fixed(form, areas, lookup) if form.sections else _listed(form, areas, lookup)
    # Reports tell of their channels first of all, in every form since 2008.
    return tuple(
        evolve(chapter, channels=channels if index == 0 else ())
        for index, chapter in enumerate(chapters)
    )


def look_at_chapters(lookup: Lookup) -> None:
    """Tell what is wrong with sections and key areas where nobody knows the form."""
    _check_names(lookup)
    _areas(lookup)
    chosen = lookup.choices.said.sections
    for name in dict.fromkeys((*chosen.include, *chosen.settings)):
        _section(name, lookup)


def _check_names(lookup: Lookup) -> None:
    """Look up every section that a file names, whether or not the form asks for it."""
    chosen = lookup.choices.said.sections
    known = [name for name, offer in lookup.offers.sections.items() if not offer.thing.chapters]
    _check_list("sections", chosen.include, words("section"), known, lookup)
    for name in chosen.settings:
        if name not in known:
            lookup.unknown(("sections", name), words("section"), known, key=True)


def _check_list(
    part: str, names: tuple[str, ...], kind: Words, known: Collection[str], lookup: Lookup
) -> None:
    """Look up every name of a list; none may stand in it twice."""
    for index, name in enumerate(names):
        at: Keys = (part, "include", index)
        if name not in known:
            lookup.unknown(at, kind, known)
        elif name in names[:index]:
            lookup.wrong(at, words("the key {key!r} stands here a second time", key=name))


def _fixed(form: Form, areas: tuple[BoundSection, ...], lookup: Lookup) -> tuple[ChapterPlan, ...]:
    home = next((section.key for section in form.sections if section.areas), "")
    return tuple(
        ChapterPlan(
            name=section.key,
            title=section.heading,
            section=_section(section.key, lookup),
            areas=areas if section.key == home else (),
            tables=_tables(form, section.key),
        )
        for section in form.sections
    )


def _listed(form: Form, areas: tuple[BoundSection, ...], lookup: Lookup) -> tuple[ChapterPlan, ...]:
    names = _names(lookup)
    for area in areas:
        if not _home(area, names):
            _homeless(area, lookup)
    found = [(name, section) for name in names if (section := _section(name, lookup))]
    return tuple(
        ChapterPlan(
            name=name,
            title=f"{chinese_number(order)}、{_title(section)}",
            section=section,
            areas=tuple(area for area in areas if _home(area, names) == name),
            tables=_tables(form, name),
        )
        for order, (name, section) in enumerate(found, 1)
    )


def _names(lookup: Lookup) -> tuple[str, ...]:
    """The sections that the bureau lists; without a list, those it has a text for."""
    said = lookup.choices.said
    if said.sections.include:
        return tuple(dict.fromkeys(said.sections.include))
    sections = lookup.offers.sections
    return tuple(
        name
        for name in said.narrative.files
        if name in sections and not sections[name].thing.chapters
    )


def _tables(form: Form, section: str) -> tuple[str, ...]:
    return tuple(table.key for table in form.tables if table.section == section)


def _title(section: BoundSection) -> str:
    return getattr(section.settings, "title", "") or section.offer.thing.title


def chinese_number(number: int) -> str:
    """Write 1 to 99 as headings are numbered: 一, 十, 十一, 二十."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else ("十" if tens == 1 else digits[tens] + "十")
    return ten + (digits[ones] if ones or not tens else "")


def _section(name: str, lookup: Lookup) -> BoundSection | None:
    """A section that plugins offer, with its settings; None if none does."""
    offer = lookup.offers.sections.get(name)
    bound = None
    if offer is not None and not offer.thing.chapters:
        with lookup.collected():
            table = lookup.choices.said.sections.settings.get(name, {})
            settings = lookup.settings(table, offer.thing.settings, ("sections", name))
            bound = BoundSection(offer=offer, settings=settings)
    return bound


def _areas(lookup: Lookup) -> tuple[BoundSection, ...]:
    """The key areas that the bureau lists, in its order."""
    chosen = lookup.choices.said.key_areas
    known = {name: offer for name, offer in lookup.offers.sections.items() if offer.thing.chapters}
    _check_list("key-areas", chosen.include, words("key area"), known, lookup)
    bound = []
    for name in dict.fromkeys(chosen.include):
        with lookup.collected():
            if name in known:
                bound.append(_area(known[name], lookup))
    for name in chosen.settings:
        if name not in known:
            lookup.unknown(("key-areas", name), words("key area"), known, key=True)
        elif name not in chosen.include and not _meant_for_others(name, lookup):
            message = words(
                "the key area {name!r} has settings but is not in include; {hint}",
                name=name,
                hint=near(name, chosen.include),
            )
            lookup.wrong(("key-areas", name), message, key=True)
    return tuple(bound)


def _meant_for_others(name: str, lookup: Lookup) -> bool:
    """Whether settings come from a file below the one that lists the areas, or from a region."""
    layers = lookup.choices.layers
    settings = layers.origin(("key-areas", name))
    included = layers.origin(("key-areas", "include"))
    below = layers.files.index(settings) < layers.files.index(included)
    listed = ("key-areas", "include") in layers.origins
    return settings.path.name == "region.toml" or (below and listed)


def _area(offer: Offer[Section[Any]], lookup: Lookup) -> BoundSection:
    at: Keys = ("key-areas", offer.thing.name)
    table = lookup.choices.said.key_areas.settings.get(offer.thing.name, {})
    settings = lookup.settings(table, offer.thing.settings, at)
    check_texts(settings, at, lookup)
    fields = [column.key for column in offer.thing.fields]
    return BoundSection(
        offer=offer, settings=settings, export=export_of(settings, at, fields, lookup)
    )


def _home(area: BoundSection, names: tuple[str, ...]) -> str:
    """The first chapter of those a key area may stand in that the report has."""
    return next((name for name in area.offer.thing.chapters if name in names), "")


def _homeless(area: BoundSection, lookup: Lookup) -> None:
    message = words(
        "the key area {name!r} stands in the section {sections}; add it to [sections] include",
        name=area.offer.thing.name,
        sections=" / ".join(area.offer.thing.chapters),
    )
    lookup.wrong(("key-areas", "include"), message)
