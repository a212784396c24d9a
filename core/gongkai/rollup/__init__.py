"""Many reports → the region's own: who is a member, the sum, and the report made of it."""

from gongkai.rollup.succession import predecessors

__all__ = ["predecessors"]
