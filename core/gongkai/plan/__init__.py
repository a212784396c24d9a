"""Choices and offers → plan: every name and setting is checked before work starts."""

from gongkai.model.form import AREAS, CHANNELS
from gongkai.plan.make import make_plan
from gongkai.plan.values import (
    BoundChannel,
    BoundCheck,
    BoundEntries,
    BoundOutput,
    BoundSection,
    ChapterPlan,
    Export,
    PlacedWaiver,
    Plan,
    area_key,
)

__all__ = [
    "AREAS",
    "CHANNELS",
    "BoundChannel",
    "BoundCheck",
    "BoundEntries",
    "BoundOutput",
    "BoundSection",
    "ChapterPlan",
    "Export",
    "PlacedWaiver",
    "Plan",
    "area_key",
    "make_plan",
]
