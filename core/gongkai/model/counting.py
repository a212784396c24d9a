"""How a cell of a form is counted: which records of which register fit."""

from __future__ import annotations

from attrs import frozen

#: The register of a cell that no register counts, though its table has one.
UNCOUNTED = "none"


@frozen(kw_only=True)
class Where:
    """A condition on the records of a register: ``facet`` is one of ``values``."""

    facet: str
    values: tuple[str, ...]


@frozen(kw_only=True, cache_hash=True)
class Count:
    """How a cell is counted: the distinct items of ``register`` that fit every condition.

    A table, a row and a column may each say a part of it; together they say how their cell is
    counted. ``channels`` empty means any channel; ``rest`` means any channel that no other row of
    the table counts. ``where`` holds the conditions on a register that is not that of
    disclosures; ``divide`` turns the register's unit into the cell's (yuan into 万元: 10000).
    """

    register: str = ""
    channels: tuple[str, ...] = ()
    rest: bool = False
    normative: bool | None = None
    where: tuple[Where, ...] = ()
    divide: int = 1

    def plus(self, other: Count) -> Count:
        """Both parts together; what ``other`` says of a single thing goes before this."""
        return Count(
            register=other.register or self.register,
            channels=other.channels or self.channels,
            rest=other.rest or self.rest,
            normative=self.normative if other.normative is None else other.normative,
            where=(*self.where, *other.where),
            divide=other.divide if other.divide != 1 else self.divide,
        )
