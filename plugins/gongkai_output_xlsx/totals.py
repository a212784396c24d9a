"""Totals that a sheet computes: the sums that the form's relations say, in cells of one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter

from attrs import frozen

from gongkai import Form, Instance, Operator, Term, expand
from gongkai_output_xlsx.cells import Number, before_number, column_name
from gongkai_output_xlsx.kept import Kept

#: As many arguments as Excel takes.
_MOST_ARGUMENTS = 255

#: Row and column of a cell, both counted from 0.
Spot = tuple[int, int]


#: Multiples of cells, by their addresses.
Terms = tuple[tuple[int, str], ...]


@frozen
class Total:
    """A sum that a cell must be: cells that are added, multiples of others, and the formula.

    Cells are told by their number in the table; ``added`` picks those that count once. ``whole``
    is what precedes a whole number that is so computed. There is no formula where it would lead
    back to the cell itself.
    """

    added: Callable[[Sequence[Number]], Sequence[Number]]
    others: tuple[tuple[int, int], ...]
    formula: str
    whole: str

    def of(self, values: Sequence[Number]) -> Number:
        """The sum; unknown where a part of it is."""
        total: Number = sum(self.added(values))
        for times, cell in self.others:
            total += times * values[cell]
        return total


#: A number that nobody knows exactly; what it is added to is not known either.
UNKNOWN = Decimal("NaN")


def is_known(value: Number) -> bool:
    """Whether somebody knows it exactly."""
    return type(value) is int or not Decimal(value).is_nan()


_kept: Kept[tuple[tuple[str, Terms], ...]] = Kept()


def totals_of(form: Form, spots: Mapping[str, Spot]) -> Mapping[str, tuple[Total, ...]]:
    """The sums that relations of the form say of cells at these spots, by the cell's address."""
    numbers = {address: number for number, address in enumerate(spots)}
    totals: dict[str, tuple[Total, ...]] = {}
    leads: dict[str, set[str]] = {}
    for address, terms in _sums_of(form):
        parts = {cell for _, cell in terms}
        if address in spots and parts <= spots.keys():
            circular = any(_reaches(part, address, leads) for part in parts)
            formula = "" if circular else _formula(terms, spots)
            if formula:
                leads.setdefault(address, set()).update(parts)
            total = Total(
                added=_picks([numbers[cell] for times, cell in terms if times == 1]),
                others=tuple((times, numbers[cell]) for times, cell in terms if times != 1),
                formula=formula,
                whole=before_number(ref_of(spots[address]), "number0", formula),
            )
            totals[address] = (*totals.get(address, ()), total)
    return totals


def _picks(cells: Sequence[int]) -> Callable[[Sequence[Number]], Sequence[Number]]:
    """Pick the values of cells by their numbers."""
    if len(cells) > 1:
        return itemgetter(*cells)
    first = next(iter(cells), 0)
    return itemgetter(slice(first, first + len(cells)))


def _sums_of(form: Form) -> tuple[tuple[str, Terms], ...]:
    tables = tuple(table for table in form.tables if not table.supplementary)
    return _kept.get(form.id, (form.relations, *tables), lambda: tuple(_sums(form)))


def _sums(form: Form) -> Iterator[tuple[str, Terms]]:
    for instance in expand(form):
        if _is_sum(instance):
            terms = tuple((term.times, term.cell) for term in instance.right)
            yield instance.left[0].cell, terms


def _is_sum(instance: Instance) -> bool:
    """Whether it says what one cell of this year is, in cells of this year."""
    return (
        instance.relation.operator is Operator.EQUAL
        and len(instance.left) == 1
        and instance.left[0].times == 1
        and not any(map(_elsewhere, (*instance.left, *instance.right)))
    )


def _elsewhere(term: Term) -> bool:
    """Whether a term may be nothing, or is of another year."""
    return term.optional or term.year != 0


def _reaches(start: str, goal: str, leads: Mapping[str, set[str]]) -> bool:
    """Whether a formula that uses ``start`` would, in the end, use ``goal``."""
    seen: set[str] = set()
    left = [start]
    while left:
        address = left.pop()
        if address == goal:
            return True
        if address not in seen:
            seen.add(address)
            left.extend(leads.get(address, ()))
    return False


def _formula(terms: Terms, spots: Mapping[str, Spot]) -> str:
    """Write a sum as a person would: ranges added up, the rest added or taken off."""
    areas = list(_areas(spots[address] for times, address in terms if times == 1))
    if not 0 < len(areas) <= _MOST_ARGUMENTS:
        return ""
    rest = "".join(f"{times:+d}*{ref_of(spots[address])}" for times, address in terms if times != 1)
    return f"SUM({','.join(areas)}){rest}".replace("-1*", "-")


def _areas(spots: Iterable[Spot]) -> Iterator[str]:
    """Join neighbours in a row or in a column to ranges."""
    runs: list[list[Spot]] = []
    for spot in spots:
        if not (runs and _goes_on(runs[-1], spot)):
            runs.append([])
        runs[-1].append(spot)
    for run in runs:
        yield ref_of(run[0]) if len(run) == 1 else f"{ref_of(run[0])}:{ref_of(run[-1])}"


def _goes_on(run: list[Spot], spot: Spot) -> bool:
    """Whether a spot is the next one to the right or below, in the direction of the run."""
    step = (spot[0] - run[-1][0], spot[1] - run[-1][1])
    before = (run[-1][0] - run[0][0], run[-1][1] - run[0][1])
    return step in {(0, 1), (1, 0)} and (len(run) == 1 or before[step[0]] == 0)


def ref_of(spot: Spot) -> str:
    """A cell as Excel calls it."""
    return f"{column_name(spot[1])}{spot[0] + 1}"
