"""The narrative sections: what a bureau tells in its own words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tomli
from attrs import frozen

from gongkai import Block, Material, Section, hookimpl

GONGKAI_API = 1

_CATALOGUE = Path(__file__).parent / "sections.toml"


@frozen(kw_only=True)
class NarrativeSettings:
    """What a section's TOML table may say: ``title`` goes before the usual one."""

    title: str = ""


@hookimpl
def gongkai_register_sections() -> tuple[Section[NarrativeSettings], ...]:
    """Offer every section of ``sections.toml``."""
    catalogue = tomli.loads(_CATALOGUE.read_text(encoding="utf-8"))
    return tuple(
        Section(settings=NarrativeSettings, compose=compose, **entry)
        for entry in catalogue["section"]
    )


def compose(material: Material, settings: NarrativeSettings) -> Iterable[Block]:  # noqa: ARG001 - the engine prints the title
    """Give the narrative as it was written; the engine adds the form's tables and key areas."""
    return material.narrative
