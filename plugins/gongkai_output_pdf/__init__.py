"""The report as a tagged PDF, laid out as an official document."""

from __future__ import annotations

GONGKAI_API = 1
