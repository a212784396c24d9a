"""Rules on reviews and suits."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai import Check, hookimpl

GONGKAI_API = 1


@hookimpl
def gongkai_register_checks() -> Iterable[Check]:
    """Offer the rules."""
    return ()
