"""What a plan is made of: every offer bound to this report's settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import field, frozen

from gongkai.arithmetic import Instance
from gongkai.calendar import Calendar
from gongkai.config.choices import Choices, Waiver
from gongkai.config.days import calendar_years
from gongkai.config.layers import Layers
from gongkai.config.source import Keys
from gongkai.entries.layout import EntryRegister
from gongkai.errors import Position
from gongkai.kinds import Channel, Check, Offer, Output, Reader, Section
from gongkai.model.figures import Figure, State
from gongkai.model.form import CHANNELS, Form
from gongkai.tally import Same


@frozen(kw_only=True)
class Export:
    """A register's file, who reads it, and what a person said of its columns."""

    path: Path
    name: str
    reader: Offer[Reader]
    columns: Mapping[str, str]
    layers: Layers = field(repr=False)
    at: Keys

    @property
    def position(self) -> Position:
        """Where the file is named."""
        return self.layers.position(self.at)


@frozen(kw_only=True)
class BoundEntries:
    """One of the engine's own registers, and its file."""

    register: EntryRegister
    export: Export
    complete: bool = True


@frozen(kw_only=True)
class BoundChannel:
    """A channel that the bureau has, and its settings."""

    offer: Offer[Channel[Any]]
    settings: Any
    export: Export | None


@frozen(kw_only=True)
class BoundSection:
    """A section of this report, its settings, and its register."""

    offer: Offer[Section[Any]]
    settings: Any
    export: Export | None = None


@frozen(kw_only=True)
class ChapterPlan:
    """A chapter to write: its name and printed title, its section, key areas and tables.

    ``channels`` are those whose remarks stand here: an account that was closed, say.
    """

    name: str
    title: str
    section: BoundSection | None
    areas: tuple[BoundSection, ...]
    tables: tuple[str, ...]
    channels: tuple[BoundChannel, ...] = ()


@frozen(kw_only=True)
class BoundCheck:
    """A rule, its settings, and whose it is."""

    check: Check
    settings: Any
    plugin: str


@frozen(kw_only=True)
class BoundOutput:
    """An output, its settings, and whose it is."""

    output: Output[Any]
    settings: Any
    plugin: str


@frozen(kw_only=True)
class PlacedWaiver:
    """A waiver, where it is written, and whether for this report alone."""

    waiver: Waiver
    position: Position
    here: bool


@frozen(kw_only=True, eq=False)
class Plan:
    """Everything that one report needs, looked up and checked."""

    choices: Choices
    form: Form
    instances: tuple[Instance, ...]
    stated: Mapping[str, Figure]
    register: Export | None
    same: Same
    entries: tuple[BoundEntries, ...]
    channels: tuple[BoundChannel, ...]
    known_channels: tuple[Channel[Any], ...]
    chapters: tuple[ChapterPlan, ...]
    texts: Mapping[str, Path]
    checks: tuple[BoundCheck, ...]
    outputs: tuple[BoundOutput, ...]
    waivers: tuple[PlacedWaiver, ...]

    @property
    def covered(self) -> frozenset[str]:
        """The channels that registers tell of: those with an export, or all in a common one."""
        return frozenset(
            channel.offer.thing.name
            for channel in self.channels
            if self.register is not None or channel.export is not None
        )

    @property
    def uncovered(self) -> frozenset[str]:
        """The bureau's channels that no register tells of, and for which it states no 0."""
        names = {channel.offer.thing.name for channel in self.channels} - self.covered
        return frozenset(name for name in names if not self._states_none(name))

    def _states_none(self, channel: str) -> bool:
        figure = self.stated.get(f"{CHANNELS}.{channel.replace('-', '_')}")
        return figure is not None and figure.state is State.ZERO

    @property
    def cut_off(self) -> date | None:
        """The day after which what was entered no longer counts.

        A day of publication within the report year cannot be right, and closes nothing.
        """
        said = self.choices.said
        published = said.published
        over = published is not None and published.year > self.choices.year
        return said.registers.cut_off or (published if over else None)

    @property
    def calendar(self) -> Calendar:
        """The working days that the library and the bureau's files know."""
        return Calendar(own=calendar_years(self.choices.said.calendar))

    @property
    def areas(self) -> tuple[BoundSection, ...]:
        """The key areas, in the order in which they are written."""
        return tuple(area for chapter in self.chapters for area in chapter.areas)


def area_key(area: BoundSection) -> str:
    """The row of a key area in the supplementary table."""
    return area.offer.thing.name.replace("-", "_")
