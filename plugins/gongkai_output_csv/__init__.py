"""The figures as one tidy table."""

from __future__ import annotations

GONGKAI_API = 1
