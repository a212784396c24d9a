"""The report as pages of the government gazette."""

from __future__ import annotations

GONGKAI_API = 1
