"""Rules on the text itself: what was injected, lost, or does not belong there."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import Check, hookimpl
from gongkai_check_integrity.published import PUBLISHED

GONGKAI_API = 1


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules."""
    return (PUBLISHED,)
