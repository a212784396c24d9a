"""The arithmetic of forms: what relations say, whether they hold, and what follows from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import evolve, frozen

from gongkai.model.figures import (
    Exactness,
    Figure,
    Figures,
    Number,
    State,
)
from gongkai.model.form import Form
from gongkai.model.relation import Operator, Relation, Term


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


@lru_cache(maxsize=64)
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
    ranges = {
        term: range_of_term(term, figures, previous) for term in (*instance.left, *instance.right)
    }
    missing = tuple(term for term, found in ranges.items() if found is None and not term.optional)
    lenient = instance.relation.undetermined is not None
    if missing and (
        not lenient or set(missing) & set(instance.left) or len(missing) == len(ranges) - 1
    ):
        return Unknown(missing=missing)
    left = total_of((term.times, ranges[term]) for term in instance.left)
    right = total_of((term.times, ranges[term]) for term in instance.right)
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


def range_of_term(term: Term, figures: Figures, previous: Figures | None) -> Range | None:
    """The values that a term's cell may have; None where nobody knows."""
    figure = (figures if term.year == 0 else previous or {}).get(term.cell)
    return None if figure is None else range_of(figure)


def range_of(figure: Figure) -> Range | None:
    """The values that a figure may have; what is not applicable adds nothing."""
    if figure.state is State.NOT_APPLICABLE:
        return Range(0, 0)
    if figure.value is None:
        return None
    if figure.exactness is Exactness.ABOUT:
        return Range(None, None)
    return Range(figure.value, None if figure.exactness is Exactness.AT_LEAST else figure.value)


def total_of(terms: Iterable[tuple[int, Range | None]]) -> Range:
    """The values that a sum of multiples may have; what nobody knows adds nothing."""
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
            actual=written(left.low),
            expected=expected,
            difference=written(left.low - high),
            needed=missing,
        )
    if low is not None and left.high is not None and left.high < low:
        return Breach(
            actual=written(left.high),
            expected=expected,
            difference=written(left.high - low),
            lower=True,
        )
    return None


def _between(low: Number | None, high: Number | None) -> str:
    if low == high:
        return written(low)
    if low is None:
        return f"≤{written(high)}"
    return f"≥{written(low)}" if high is None else f"{written(low)}..{written(high)}"


def written(value: Number | None) -> str:
    """A number as findings show it; empty for none."""
    return "" if value is None else format(value, "f" if not isinstance(value, int) else "")
