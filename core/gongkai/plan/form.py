"""The form of a report, with the tables that the engine keeps under every form."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from attrs import evolve

from gongkai.config.forms import read_form
from gongkai.config.source import Keys
from gongkai.entries.layout import EntryRegister, entry_registers
from gongkai.errors import Mistake, Position
from gongkai.model.agency import LAST_YEAR
from gongkai.model.counting import Count, Where
from gongkai.model.form import AREAS, CHANNELS, EXPIRED, Column, Form, Row
from gongkai.model.form import Table as FormTable
from gongkai.plan.lookup import Lookup
from gongkai.plan.values import BoundChannel, BoundEntries, BoundSection, area_key
from gongkai.wording import Words, words


def choose_form(lookup: Lookup) -> Form | None:
    """The form that the report names, or else the one in force for its year; None is a mistake."""
    forms = {name: offer.thing for name, offer in lookup.offers.forms.items()}
    if not _add_own_forms(forms, lookup) or "form" in lookup.choices.unread:
        return None
    named = lookup.choices.said.form
    if not named:
        return _in_force(forms, lookup)
    if named not in forms:
        lookup.unknown(("form",), words("form"), forms)
        return None
    form = forms[named]
    if not form.may_be_of(lookup.choices.year):
        lookup.wrong(("form",), _another_year(form, lookup.choices.year))
    return form


def _another_year(form: Form, year: int) -> Words:
    if form.years_to == LAST_YEAR:
        return words(
            "the form {form} is for {first} and after, the report is of {year}",
            form=form.id,
            first=form.years_from,
            year=year,
        )
    return words(
        "the form {form} is for {first} to {last}, the report is of {year}",
        form=form.id,
        first=form.years_from,
        last=form.years_to,
        year=year,
    )


def _in_force(forms: dict[str, Form], lookup: Lookup) -> Form | None:
    choices = lookup.choices
    fitting = [
        form
        for form in forms.values()
        if form.default and form.years_from <= choices.year <= form.years_to
    ]
    if len(fitting) == 1:
        return fitting[0]
    message = words(
        '{number} forms are in force for {year}; name one with form = "…"; known: {known}',
        number=len(fitting),
        year=choices.year,
        known=", ".join(sorted(forms)) or "—",
    )
    lookup.mistakes.append(Mistake(Position(choices.layers.files[-1].name), message))
    return None


def _add_own_forms(forms: dict[str, Form], lookup: Lookup) -> bool:
    """Add what a region or a bureau brings; paths are relative to the file that says so.

    False if one cannot be read: it may be the very one that is needed.
    """
    layers, tree = lookup.choices.layers, lookup.choices.tree
    before = len(lookup.mistakes)
    for index, written in enumerate(lookup.choices.said.forms):
        at: Keys = ("forms", index)
        with lookup.collected():
            path = tree.existing(layers.origin(at).path.parent, written, layers.position(at))
            form = read_form(path, tree.name(path))
            if form.id in forms:
                lookup.wrong(at, words("there is already a form {name!r}", name=form.id))
            forms[form.id] = form
    return len(lookup.mistakes) == before and "forms" not in lookup.choices.unread


def with_supplements(
    form: Form,
    channels: tuple[BoundChannel, ...],
    areas: tuple[BoundSection, ...],
    entries: tuple[BoundEntries, ...] = (),
    stated: Collection[str] = (),
) -> Form:
    """Add the tables that the engine keeps under every form: by channel, and by key area.

    Where a register of documents is kept, also how many ended by themselves: the forms ask for
    those repealed alone, and the stock loses both. Who keeps none, as a government whose report
    adds up others, may have it among its ``stated`` tables.
    """
    return _supplemented(
        form,
        tuple((channel.offer.thing.name, channel.offer.thing.label) for channel in channels),
        tuple((area_key(area), area.offer.thing.title, area.offer.thing.unit) for area in areas),
        EXPIRED in stated or any(bound.register.name == "documents" for bound in entries),
    )


@lru_cache(maxsize=64)
def _supplemented(
    form: Form,
    channels: tuple[tuple[str, str], ...],
    areas: tuple[tuple[str, str, str], ...],
    expired: bool,  # noqa: FBT001 - part of a key
) -> Form:
    """Bureaus with the same channels and areas share a form, and what follows from it."""
    total = _row("total", "主动公开政府信息数", "条", Count(register="disclosures"))
    rows = [
        _row(name.replace("-", "_"), label, "条", Count(register="disclosures", channels=(name,)))
        for name, label in channels
    ]
    tables = [_supplement(CHANNELS, "各渠道公开情况", (total, *rows))]
    if areas:
        tables.append(_supplement(AREAS, "重点领域公开情况", tuple(_row(*area) for area in areas)))
    if expired:
        expired_rows = _expired_rows(entry_registers()["documents"])
        tables.append(_supplement(EXPIRED, "有效期届满自行失效情况", expired_rows))
    return evolve(form, tables=(*form.tables, *tables))


def _expired_rows(register: EntryRegister) -> tuple[Row, ...]:
    return tuple(
        _row(kind, label, "件", Count(register=register.name, where=_expired(kind)))
        for kind, label in register.labels["kind"].items()
    )


def _expired(kind: str) -> tuple[Where, ...]:
    return Where(facet="when", values=("expired",)), Where(facet="kind", values=(kind,))


def _supplement(key: str, title: str, rows: tuple[Row, ...]) -> FormTable:
    column = Column(key="value", label="数量", path=("数量",))
    return FormTable(key=key, title=title, columns=(column,), rows=rows, supplementary=True)


def _row(key: str, label: str, unit: str, count: Count | None = None) -> Row:
    return Row(key=key, label=label, path=(label,), unit=unit, count=count)
