"""What follows from other figures: totals, and what goes on from last year's report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from attrs import evolve

from gongkai.arithmetic import Instance, range_of, range_of_term, total_of, written
from gongkai.model.figures import (
    Carried,
    Derived,
    Evidence,
    Exactness,
    Figure,
    Figures,
    Number,
    State,
)


def derive(figures: Figures, instances: Iterable[Instance]) -> Figures:
    """Fill in the totals that a form defines, where they are missing and all parts are there.

    What it gives is not to be changed: every plugin sees the same figures.
    """
    filled = dict(figures)
    waiting = [instance for instance in instances if _derives(instance)]
    before = -1
    while len(waiting) != before:
        before = len(waiting)
        waiting = [instance for instance in waiting if not _derive_one(instance, filled)]
    return MappingProxyType(filled)


def _derives(instance: Instance) -> bool:
    """Whether a figure follows from this year's cells alone."""
    return instance.relation.derives and all(term.year == 0 for term in instance.right)


def together(parts: Sequence[Figures]) -> Figures:
    """The figures of several reports added up; what one of them does not know is not known."""
    if len(parts) == 1:
        return parts[0]
    shared = [address for address in parts[0] if all(address in part for part in parts)]
    added = (_added([part[address] for part in parts]) for address in shared)
    return {figure.address: figure for figure in added if figure is not None}


def _added(figures: Sequence[Figure]) -> Figure | None:
    if not all(map(_usable, figures)):
        return None
    ranges = [range_of(figure) for figure in figures]
    total = total_of((1, found) for found in ranges)
    if total.low is None:
        return None
    return _total(figures[0], total.low, exact=total.low == total.high, evidence=None)


def waiting(figures: Figures, instances: Iterable[Instance]) -> tuple[Instance, ...]:
    """The relations that would fill a gap from last year's figures."""
    return tuple(
        instance
        for instance in instances
        if instance.relation.derives
        and any(term.year for term in instance.right)
        and figures[instance.left[0].cell].state is State.MISSING
    )


def carry(
    figures: Figures, gaps: Iterable[Instance], previous: Figures, source: tuple[str, int]
) -> Figures:
    """Fill gaps from last year's figures: what was carried out then is carried in now.

    ``source`` is the agency and the year of ``previous``. What is not known there stays missing.
    """
    filled = dict(figures)
    for instance in gaps:
        found = _carried(instance, filled, previous, source)
        if found is not None:
            filled[found.address] = found
    return MappingProxyType(filled)


def _carried(
    instance: Instance, figures: Figures, previous: Figures, source: tuple[str, int]
) -> Figure | None:
    parts = [((previous if term.year else figures).get(term.cell), term) for term in instance.right]
    needed = [(figure, term) for figure, term in parts if figure or not term.optional]
    if not all(figure and _usable(figure) for figure, _ in needed):
        return None
    total = total_of((term.times, range_of_term(term, figures, previous)) for _, term in needed)
    if total.low is None:
        return None
    agency, year = source
    evidence = Carried(
        agency=agency,
        year=year,
        address=next(term.cell for term in instance.right if term.year),
        code=instance.relation.code,
        operands=tuple(term.cell for _, term in needed if not term.year),
    )
    target = figures[instance.left[0].cell]
    return _total(target, total.low, exact=total.low == total.high, evidence=evidence)


def _derive_one(instance: Instance, figures: dict[str, Figure]) -> bool:
    target = figures[instance.left[0].cell]
    parts = [figures[term.cell] for term in instance.right]
    if target.state is not State.MISSING or not all(map(_usable, parts)):
        return False
    total = total_of((term.times, range_of_term(term, figures, None)) for term in instance.right)
    evidence = Derived(
        code=instance.relation.code, operands=tuple(term.cell for term in instance.right)
    )
    if all(part.state is State.NOT_APPLICABLE for part in parts):
        reason = "；".join(dict.fromkeys(part.text for part in parts))
        found = evolve(target, state=State.NOT_APPLICABLE, text=reason, evidence=evidence)
    elif total.low is None:
        return False
    else:
        found = _total(target, total.low, exact=total.low == total.high, evidence=evidence)
    figures[target.address] = found
    return True


def _usable(figure: Figure) -> bool:
    return figure.state in {State.NUMBER, State.ZERO, State.NOT_APPLICABLE}


def _total(target: Figure, low: Number, *, exact: bool, evidence: Evidence | None) -> Figure:
    return evolve(
        target,
        state=State.ZERO if low == 0 and exact else State.NUMBER,
        value=low,
        exactness=Exactness.EXACT if exact else Exactness.AT_LEAST,
        text="" if exact else f"{written(low)}余",
        evidence=evidence,
    )
