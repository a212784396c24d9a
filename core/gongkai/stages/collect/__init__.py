"""Sources → registers: rows become records, and what cannot be read is told."""

from gongkai.stages.collect.sources import Collected, collect, collect_requests

__all__ = ["Collected", "collect", "collect_requests"]
