"""Many reports → the region's own: who is a member, the sum, and the report made of it."""

from gongkai.rollup.draft import Draft, draft
from gongkai.rollup.gather import Made, Make

__all__ = ["Draft", "Made", "Make", "draft"]
