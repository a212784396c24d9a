"""The report as a Weibo post or thread."""

from __future__ import annotations

GONGKAI_API = 1
