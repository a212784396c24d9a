"""Working days: weekends, holidays, and days made up for them, year by year."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class Calendar:
    """Which days are working days."""
