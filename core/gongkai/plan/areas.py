"""What a bureau says of its key areas in place of a register, and where that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.config.source import Keys
from gongkai.model.figures import Figure, State, Stated, number
from gongkai.model.form import AREAS
from gongkai.plan.lookup import Lookup
from gongkai.plan.values import BoundSection, area_key
from gongkai.wording import words

#: Texts of an area's table that stand in its report.
_TEXTS = ("nothing", "not_applicable", "text")


def check_texts(settings: object, at: Keys, lookup: Lookup) -> None:
    """Texts say something, and not both that there was none and that none was possible.

    An empty text is meant only where it takes back what a file below says.
    """
    texts = {key: str(getattr(settings, key, "")) for key in _TEXTS}
    layers = lookup.choices.layers
    for key, text in texts.items():
        written = layers.is_set((*at, key))
        if written and not text.strip() and (text or not layers.overlays((*at, key))):
            name = ".".join(map(str, (*at, key)))
            empty = words("must not be empty")
            lookup.wrong((*at, key), words("{name}: {message}", name=name, message=empty))
    if texts["nothing"] and texts["not_applicable"]:
        message = words(
            "the key area {name!r} says both nothing and not_applicable; keep one", name=at[-1]
        )
        lookup.wrong((*at, "not_applicable"), message)


def area_figures(areas: Iterable[BoundSection], lookup: Lookup) -> dict[str, Figure]:
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


def check_stated_once(areas: Iterable[str], lookup: Lookup) -> None:
    """What an area's own table says of its number is not said again in ``[figures.areas]``."""
    for address in areas:
        keys: Keys = ("figures", *address.split("."))
        if lookup.choices.layers.is_set(keys):
            message = words(
                "{address} is stated here, and the key area itself says that there is none",
                address=address,
            )
            lookup.wrong(keys, message)
