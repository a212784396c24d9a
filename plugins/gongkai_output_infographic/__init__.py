"""The report at a glance (一图读懂): one poster."""

from __future__ import annotations

GONGKAI_API = 1
