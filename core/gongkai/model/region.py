"""A region's sum: its members, what each contributes to a cell, and who has reported."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class RegionSum:
    """What a region's report was added up from."""
