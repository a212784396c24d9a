"""The channels and registers of a report: which file, which reader, which columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from gongkai.config.source import Keys
from gongkai.config.structure import unknown_key
from gongkai.entries.layout import EntryRegister, entry_registers
from gongkai.errors import ConfigError, Mistake, near
from gongkai.model.records import DISCLOSURE_FIELDS
from gongkai.plan.lookup import Lookup
from gongkai.plan.values import BoundChannel, BoundEntries, Export
from gongkai.wording import Words, words


def bind_channels(lookup: Lookup) -> tuple[BoundChannel, ...]:
    """Bind every channel that the bureau has with its settings and its export."""
    bound: list[BoundChannel] = []
    for name, table in lookup.choices.said.channels.items():
        at: Keys = ("channels", name)
        if name not in lookup.offers.channels:
            lookup.unknown(at, words("channel"), lookup.offers.channels, key=True)
            continue
        with lookup.collected():
            offer = lookup.offers.channels[name]
            settings = lookup.settings(table, offer.thing.settings, at)
            export = export_of(settings, at, DISCLOSURE_FIELDS, lookup)
            _refuse_twice(export, bound)
            bound.append(BoundChannel(offer=offer, settings=settings, export=export))
    return tuple(bound)


def _refuse_twice(export: Export | None, bound: Iterable[BoundChannel]) -> None:
    """Refuse a file that is the export of another channel already."""
    for other in bound:
        if export and other.export and export.path == other.export.path:
            message = words(
                "{file} is the export of the channel {channel!r} already; "
                "a channel has an export of its own, or [registers.disclosures] has one for all",
                file=export.name,
                channel=other.offer.thing.name,
            )
            raise ConfigError([Mistake(export.position, message)])


def bind_register(lookup: Lookup) -> Export | None:
    """Bind the register that all channels share, if the bureau keeps one."""
    table = lookup.choices.said.registers.disclosures
    at: Keys = ("registers", "disclosures")
    for index, group in enumerate(table.same):
        for name in group:
            if name not in DISCLOSURE_FIELDS:
                message = words(
                    "a disclosure has no field {name!r}; {hint}",
                    name=name,
                    hint=near(name, DISCLOSURE_FIELDS),
                )
                lookup.wrong((*at, "same", index), message)
    export = None
    with lookup.collected():
        export = export_of(table, at, DISCLOSURE_FIELDS, lookup)
    return export  # noqa: RET504 - a mistake leaves None


def bind_entries(lookup: Lookup) -> tuple[BoundEntries, ...]:
    """Bind every other register of the engine that the bureau keeps."""
    bound = []
    for name, register in entry_registers().items():
        table = getattr(lookup.choices.said.registers, name)
        fields = [field.key for field in register.fields]
        with lookup.collected():
            export = export_of(table, ("registers", name), fields, lookup)
            _refuse_personal(register, export, lookup)
            if export is not None:
                known = register.with_words(_own_words(register, table.words, lookup))
                complete = getattr(table, "complete", True)
                bound.append(BoundEntries(register=known, export=export, complete=complete))
    return tuple(bound)


def _own_words(
    register: EntryRegister, written: Mapping[str, Mapping[str, str]], lookup: Lookup
) -> Mapping[str, Mapping[str, str]]:
    """The words that a bureau's own register uses, each for a value that there is."""
    at: Keys = ("registers", register.name, "words")
    for field, words_ in written.items():
        known = register.labels.get(field)
        if known is None:
            lookup.wrong(
                (*at, field), _unknown_name(words("field"), field, register.labels), key=True
            )
            continue
        for word, value in words_.items():
            if value not in known:
                lookup.wrong((*at, field, word), _unknown_name(words("value"), value, known))
    return written


def _unknown_name(what: Words, name: str, known: Iterable[str]) -> Words:
    return words(
        "there is no {what} {name!r}; {hint}", what=what, name=name, hint=near(name, known)
    )


def _refuse_personal(register: EntryRegister, export: Export | None, lookup: Lookup) -> None:
    """Refuse a column of personal data as a field whose text becomes part of a record."""
    for field in register.fields:
        heading = export.columns.get(field.key) if export else None
        if heading and field.type in {"text", "number"} and not field.may_be_told(heading):
            message = words(
                "the column {heading!r} holds personal data; it cannot be the {field!r}",
                heading=heading,
                field=field.key,
            )
            lookup.wrong(("registers", register.name, "columns", field.key), message)


def export_of(settings: object, at: Keys, fields: Iterable[str], lookup: Lookup) -> Export | None:
    """Find a register's file and its reader; None if the settings name no file."""
    written: str = getattr(settings, "export", "")
    columns: Mapping[str, str] = getattr(settings, "columns", {})
    layers, tree = lookup.choices.layers, lookup.choices.tree
    unknown = [
        unknown_key(layers, (*at, "columns", name), fields)
        for name in columns
        if name not in fields
    ]
    if unknown:
        raise ConfigError(unknown)
    if not written:
        return None
    place: Keys = (*at, "export")
    path = tree.existing(lookup.choices.folder, written, partial(layers.position, place))
    suffixes = {
        suffix: offer for offer in lookup.offers.readers.values() for suffix in offer.thing.suffixes
    }
    reader = suffixes.get(path.suffix.lower())
    if reader is None:
        message = words(
            "no plugin reads {suffix!r} files; {hint}",
            suffix=path.suffix,
            hint=near(path.suffix, suffixes),
        )
        raise ConfigError([Mistake(layers.position(place), message)])
    return Export(
        path=path,
        name=tree.name(path),
        reader=reader,
        columns=columns,
        layers=layers,
        at=place,
    )
