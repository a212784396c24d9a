"""A region's disclosure column as static files."""

from __future__ import annotations

GONGKAI_API = 1
