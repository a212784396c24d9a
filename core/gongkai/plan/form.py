"""The form of a report, with the tables that the engine keeps under every form."""

from __future__ import annotations

from attrs import evolve

from gongkai.config.forms import read_form
from gongkai.config.source import Keys
from gongkai.errors import ConfigError, GongkaiError
from gongkai.model.figures import Figure, State, Stated, number
from gongkai.model.form import Column, Count, Form, Row
from gongkai.model.form import Table as FormTable
from gongkai.plan.lookup import Lookup
from gongkai.plan.values import AREAS, CHANNELS, BoundChannel, BoundSection, area_key
from gongkai.wording import words


def choose_form(lookup: Lookup) -> Form:
    """The form that the report names, or else the one in force for its year."""
    forms = {name: offer.thing for name, offer in lookup.offers.forms.items()}
    _add_own_forms(forms, lookup)
    choices = lookup.choices
    if choices.said.form in forms:
        return forms[choices.said.form]
    if choices.said.form:
        lookup.unknown(("form",), words("form"), forms)
        raise ConfigError(lookup.mistakes)
    fitting = [
        form
        for form in forms.values()
        if form.default and form.years_from <= choices.year <= form.years_to
    ]
    if len(fitting) == 1:
        return fitting[0]
    lookup.stop_if_any()
    raise GongkaiError(
        words(
            "{file}: {number} forms are in force for {year}; "
            'name one with form = "…"; known: {known}',
            file=choices.layers.files[-1].name,
            number=len(fitting),
            year=choices.year,
            known=", ".join(sorted(forms)) or "—",
        )
    )


def _add_own_forms(forms: dict[str, Form], lookup: Lookup) -> None:
    """Add what a region or a bureau brings; paths are relative to the file that says so.

    A form that cannot be read may be the very one that is needed, so it is told at once.
    """
    layers, tree = lookup.choices.layers, lookup.choices.tree
    for index, written in enumerate(lookup.choices.said.forms):
        at: Keys = ("forms", index)
        with lookup.collected():
            path = tree.existing(layers.origin(at).path.parent, written, layers.position(at))
            form = read_form(path, tree.name(path))
            if form.id in forms:
                lookup.wrong(at, words("there is already a form {name!r}", name=form.id))
            forms[form.id] = form
    if lookup.choices.said.forms:
        lookup.stop_if_any()


def with_supplements(
    form: Form, channels: tuple[BoundChannel, ...], areas: tuple[BoundSection, ...]
) -> Form:
    """Add the tables that the engine keeps under every form: by channel, and by key area."""
    total = _row("total", "主动公开政府信息数", "条", Count(register="disclosures"))
    rows = [
        _row(
            channel.offer.thing.name.replace("-", "_"),
            channel.offer.thing.label,
            "条",
            Count(register="disclosures", channels=(channel.offer.thing.name,)),
        )
        for channel in channels
    ]
    tables = [_supplement(CHANNELS, "各渠道公开情况", (total, *rows))]
    if areas:
        area_rows = tuple(
            _row(area_key(area), area.offer.thing.title, area.offer.thing.unit) for area in areas
        )
        tables.append(_supplement(AREAS, "重点领域公开情况", area_rows))
    return evolve(form, tables=(*form.tables, *tables))


def _supplement(key: str, title: str, rows: tuple[Row, ...]) -> FormTable:
    column = Column(key="value", label="数量", path=("数量",))
    return FormTable(key=key, title=title, columns=(column,), rows=rows, supplementary=True)


def _row(key: str, label: str, unit: str, count: Count | None = None) -> Row:
    return Row(key=key, label=label, path=(label,), unit=unit, count=count)


def area_figures(areas: tuple[BoundSection, ...], lookup: Lookup) -> dict[str, Figure]:
    """What a bureau states of its key areas: none this year is 0, not concerned is not 0."""
    figures = {}
    for area in areas:
        address = f"{AREAS}.{area_key(area)}"
        at = ("key-areas", area.offer.thing.name)
        unit = area.offer.thing.unit
        if getattr(area.settings, "not_applicable", ""):
            position = lookup.choices.layers.position((*at, "not_applicable"))
            figures[address] = Figure(
                address=address,
                state=State.NOT_APPLICABLE,
                text=area.settings.not_applicable,
                unit=unit,
                evidence=Stated(position=position),
            )
        elif getattr(area.settings, "nothing", ""):
            position = lookup.choices.layers.position((*at, "nothing"))
            figures[address] = number(address, 0, unit=unit, evidence=Stated(position=position))
    return figures
