"""The arithmetic of forms: what relations say, whether they hold, and what follows from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve, frozen

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
from gongkai.model.form import Form, Operator, Relation, Term


@frozen
class Instance:
    """A relation applied to certain cells. ``address`` is the cell that a breach is blamed on."""

    relation: Relation
    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def address(self) -> str:
        """The single term of a side, if one side has a single term; else the first."""
        alone = self.right if len(self.right) == 1 < len(self.left) else self.left
        return alone[0].cell


@frozen
class Range:
    """The values that a sum may have: from ``low`` to ``high``; None is open."""

    low: Number | None
    high: Number | None

    def plus(self, other: Range, times: int = 1) -> Range:
        """Add a multiple of another range."""
        low, high = (other.low, other.high) if times > 0 else (other.high, other.low)
        return Range(_add(self.low, low, times), _add(self.high, high, times))


@frozen(kw_only=True)
class Breach:
    """A relation that does not hold: the bounds for the left side, its value, and by how much.

    ``needed`` names the cells that are not stated and could make it true, and ``difference`` is
    then what they would have to be together. ``lower`` says that the lower bound was missed.
    """

    actual: str
    expected: str
    difference: str
    needed: tuple[str, ...] = ()
    lower: bool = False


@frozen(kw_only=True)
class Unknown:
    """A relation that cannot be judged: these cells are missing, in this year or in another."""

    missing: tuple[Term, ...]


def expand(form: Form) -> tuple[Instance, ...]:
    """Apply every relation of a form to every row, column or cell that it is for.

    An optional term whose cell the form does not have is left out.
    """
    known = {cell.address for cell in form.cells()}
    return tuple(
        Instance(found.relation, found.left, _there(found.right, known))
        for relation in form.relations
        for found in _instances(relation, form)
    )


def _there(terms: tuple[Term, ...], known: Collection[str]) -> tuple[Term, ...]:
    if not any(term.optional for term in terms):
        return terms
    return tuple(term for term in terms if not term.optional or term.cell in known)


def _instances(relation: Relation, form: Form) -> Iterator[Instance]:
    if isinstance(relation.each, tuple) and relation.each:
        for address in relation.each:
            yield _placed(relation, {"*": address})
    elif relation.each:
        table = form.table(relation.table)
        rows = [row.key for row in table.rows if not row.heading]
        columns = [column.key for column in table.columns]
        if relation.each == "column":
            for column in columns:
                yield _placed(relation, {row: table.address(row, column) for row in rows})
        else:
            for row in rows:
                yield _placed(relation, {column: table.address(row, column) for column in columns})
    else:
        yield Instance(relation, relation.left, relation.right)


def _placed(relation: Relation, places: Mapping[str, str]) -> Instance:
    def place(terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(evolve(term, cell=places.get(term.cell, term.cell)) for term in terms)

    return Instance(relation, place(relation.left), place(relation.right))


def judge(
    instance: Instance, figures: Figures, previous: Figures | None = None
) -> Breach | Unknown | None:
    """Say whether a relation holds: None if it does.

    A figure that is not applicable counts as nothing; one that is missing, blank or no number
    makes the relation unknown, unless it is a right term of a relation with ``undetermined``.
    """
    if _plainly_equal(instance, figures, previous):
        return None
    ranges = {term: _range(term, figures, previous) for term in (*instance.left, *instance.right)}
    missing = tuple(term for term, found in ranges.items() if found is None and not term.optional)
    lenient = instance.relation.undetermined is not None
    if missing and (
        not lenient or set(missing) & set(instance.left) or len(missing) == len(ranges) - 1
    ):
        return Unknown(missing=missing)
    left = _sum((term.times, ranges[term]) for term in instance.left)
    right = _sum((term.times, ranges[term]) for term in instance.right)
    low, high = _bounds(instance, right, [ranges[term] for term in instance.right])
    return _breach(left, low, high, tuple(term.cell for term in missing))


def _plainly_equal(instance: Instance, figures: Figures, previous: Figures | None) -> bool:
    """Whether an equation holds between exact numbers: so it is nearly everywhere."""
    if instance.relation.operator is not Operator.EQUAL:
        return False
    difference: Number = 0
    for terms, sign in ((instance.left, 1), (instance.right, -1)):
        for term in terms:
            figure = (previous or {} if term.year else figures).get(term.cell)
            exact = figure is not None and figure.exactness is Exactness.EXACT
            if figure is None or figure.value is None or not exact:
                return False
            difference += figure.value * term.times * sign
    return difference == 0


def _range(term: Term, figures: Figures, previous: Figures | None) -> Range | None:
    figure = (figures if term.year == 0 else previous or {}).get(term.cell)
    return None if figure is None else _of_figure(figure)


def _of_figure(figure: Figure) -> Range | None:
    if figure.state is State.NOT_APPLICABLE:
        return Range(0, 0)
    if figure.value is None:
        return None
    if figure.exactness is Exactness.ABOUT:
        return Range(None, None)
    return Range(figure.value, None if figure.exactness is Exactness.AT_LEAST else figure.value)


def _sum(terms: Iterable[tuple[int, Range | None]]) -> Range:
    total = Range(0, 0)
    for times, found in terms:
        total = total.plus(found or Range(0, 0), times)
    return total


def _add(one: Number | None, other: Number | None, times: int) -> Number | None:
    return None if one is None or other is None else one + other * times


def _bounds(
    instance: Instance, right: Range, parts: list[Range | None]
) -> tuple[Number | None, Number | None]:
    """What the left side must lie between."""
    operator = instance.relation.operator
    if operator is Operator.EQUAL:
        return right.low, right.high
    if operator is Operator.AT_MOST:
        return None, right.high
    if operator is Operator.AT_LEAST:
        return right.low, None
    known = [part.low for part in parts if part is not None and part.low is not None]
    return max(known, default=None), right.high


def _breach(
    left: Range, low: Number | None, high: Number | None, missing: tuple[str, ...]
) -> Breach | None:
    expected = _between(low, high)
    if high is not None and left.low is not None and left.low > high:
        return Breach(
            actual=_text(left.low),
            expected=expected,
            difference=_text(left.low - high),
            needed=missing,
        )
    if low is not None and left.high is not None and left.high < low:
        return Breach(
            actual=_text(left.high),
            expected=expected,
            difference=_text(left.high - low),
            lower=True,
        )
    return None


def _between(low: Number | None, high: Number | None) -> str:
    if low == high:
        return _text(low)
    if low is None:
        return f"≤{_text(high)}"
    return f"≥{_text(low)}" if high is None else f"{_text(low)}..{_text(high)}"


def _text(value: Number | None) -> str:
    return "" if value is None else format(value, "f" if not isinstance(value, int) else "")


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
    ranges = [_of_figure(figure) for figure in figures]
    total = _sum((1, found) for found in ranges)
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
    total = _sum((term.times, _range(term, figures, previous)) for _, term in needed)
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
    total = _sum((term.times, _range(term, figures, None)) for term in instance.right)
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
        text="" if exact else f"{_text(low)}余",
        evidence=evidence,
    )
