"""The report as an article for a WeChat account."""

from __future__ import annotations

GONGKAI_API = 1
