"""The catalogue of key areas, read from ``areas.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomli
from attrs import frozen

from gongkai import Field
from gongkai_key_areas.privacy import mask_for

_CATALOGUE = Path(__file__).parent / "areas.toml"


@frozen(kw_only=True)
class Area:
    """A key area as the catalogue has it; ``areas.toml`` says what its keys mean."""

    name: str
    title: str
    chapters: tuple[str, ...]
    unit: str
    measure: str
    evidence: str
    fields: tuple[Field, ...]

    @property
    def address(self) -> str:
        """Where the number of its records stands."""
        return f"areas.{self.name.replace('-', '_')}"


def read_areas() -> tuple[Area, ...]:
    """Read the catalogue; it lies beside this module, so a mistake in it is a bug."""
    catalogue = tomli.loads(_CATALOGUE.read_text(encoding="utf-8"))
    return tuple(
        Area(
            **{
                **area,
                "chapters": tuple(area["chapters"]),
                "fields": tuple(_field(**entry) for entry in area["fields"]),
            }
        )
        for area in catalogue["area"]
    )


def _field(*, pii: str, aliases: Iterable[str] = (), **said: Any) -> Field:  # noqa: ANN401 - TOML
    return Field(aliases=tuple(aliases), mask=mask_for(said["type"], pii), **said)
