"""The key areas (重点领域): registers of one subject each, told apart by data alone."""

from __future__ import annotations

from functools import partial

from gongkai import AreaSettings, Section, hookimpl
from gongkai_key_areas.areas import Area, read_areas
from gongkai_key_areas.compose import compose

GONGKAI_API = 1


@hookimpl
def gongkai_register_sections() -> tuple[Section[AreaSettings], ...]:
    """Offer every area of ``areas.toml``, in its order."""
    return tuple(_section(area) for area in read_areas())


def _section(area: Area) -> Section[AreaSettings]:
    return Section(
        name=area.name,
        title=area.title,
        settings=AreaSettings,
        compose=partial(compose, area),
        fields=area.fields,
        unit=area.unit,
        chapters=area.chapters,
    )
