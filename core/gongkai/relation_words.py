"""What a broken relation says: both sides written out, in words that lead to the wrong cell."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from gongkai.arithmetic import Breach, Instance
from gongkai.kinds import Checking
from gongkai.model.figures import Exactness, Figure, Number, Stated, printed
from gongkai.model.form import FormCell
from gongkai.model.relation import Operator, Term
from gongkai.wording import Words, words

#: The terms of a side of no more than these are told with their labels, zeros too.
_LABELLED = 4
#: A sum of more terms than this is told by its first ones.
_SHOWN = 8


@frozen(kw_only=True)
class Broken:
    """A relation that does not hold, and where. ``cells`` are those of the report's form."""

    instance: Instance
    breach: Breach
    checking: Checking
    cells: Mapping[str, FormCell]

    @classmethod
    def of(cls, instance: Instance, breach: Breach, checking: Checking) -> Broken:
        """Put together what is needed to tell of a breach."""
        cells = {cell.address: cell for cell in checking.report.form.cells()}
        return cls(instance=instance, breach=breach, checking=checking, cells=cells)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Those of both sides."""
        return (*self.instance.left, *self.instance.right)

    @property
    def shared(self) -> tuple[str, str]:
        """What the sides have in common, ``row`` or ``column``, and what that is called."""
        left, right = self.instance.left, self.instance.right
        if len(left) == len(right) == 1 or not right:
            return "", ""
        one, other = self.cells[left[0].cell], self.cells[right[0].cell]
        if one.table is not other.table or len(one.table.columns) == 1:
            return "", ""
        if one.row is other.row:
            return "row", one.row_label
        return ("column", one.column_label) if one.column is other.column else ("", "")

    def figure(self, term: Term) -> Figure:
        """What stands in a term's cell, in its year."""
        known = self.checking.previous or {} if term.year else self.checking.report.figures
        return known[term.cell]

    def full_label(self, term: Term) -> str:
        """What a term is called by itself, with the year if that is another one."""
        return self._of_year(self.cells[term.cell].label, term)

    def label(self, term: Term) -> str:
        """What a term is called where what the sides share has been said."""
        kind, named = self.shared
        cell = self.cells[term.cell]
        if kind == "row" and cell.row_label == named:
            return self._of_year(cell.column_label, term)
        if kind == "column" and cell.column_label == named:
            return self._of_year(cell.row_label, term)
        return self.full_label(term)

    def _of_year(self, label: str, term: Term) -> str:
        return f"{label}（{self.checking.report.year + term.year}）" if term.year else label


def broken_words(broken: Broken) -> Words:
    """Both sides and by how much they differ, and what to look at first."""
    said = _compared(broken)
    _, shared = broken.shared
    if shared:
        said = words("{where}: {what}", where=shared, what=said)
    for more in (_of_last_year(broken), _stated_otherwise(broken)):
        if more is not None:
            said = words("{said}. {more}", said=said, more=more)
    return said


def _compared(broken: Broken) -> Words:
    instance, breach = broken.instance, broken.breach
    facts = {
        "left": " + ".join(broken.label(term) for term in instance.left),
        "actual": breach.actual,
        "sum": _side(broken, instance.right),
        "difference": breach.difference,
    }
    if breach.needed:
        named = {term.cell: broken.label(term) for term in instance.right}
        return words(
            "{left} is {actual}, but {sum}; {needed} is not stated and would have to be "
            "at least {difference}",
            needed="、".join(named[address] for address in breach.needed),
            **facts,
        )
    if breach.lower and instance.relation.operator is Operator.WITHIN:
        return words("{left} is {actual}, less than one of its parts alone: {sum}", **facts)
    if instance.relation.operator is Operator.EQUAL:
        return _unequal(broken, facts)
    return words("{left} is {actual}, out of the bound {sum}, by {difference}", **facts)


def _unequal(broken: Broken, facts: Mapping[str, object]) -> Words:
    left, right = broken.instance.left, broken.instance.right
    if len(left) > 1:
        both = {**facts, "left": _side(broken, left)}
        return words("{left}, but {sum}; the difference is {difference}", **both)
    if len(right) == 1 and right[0].year:
        return _unlike_last_year(broken, right[0], facts)
    return words("{left} is {actual}, but {sum}; the difference is {difference}", **facts)


def _unlike_last_year(broken: Broken, term: Term, facts: Mapping[str, object]) -> Words:
    """With the year of the other figure, and the place where a person wrote it."""
    figure = broken.figure(term)
    known = {
        **facts,
        "year": broken.checking.report.year + term.year,
        "value": figure.printed or 0,
        "label": broken.cells[term.cell].label,
    }
    if figure.position is None:
        return words(
            "{left} is {actual}; last year's report ({year}) has {value} in {label}; "
            "the difference is {difference}",
            **known,
        )
    return words(
        "{left} is {actual}; last year's report ({year}, {place}) has {value} in {label}; "
        "the difference is {difference}",
        place=figure.position,
        **known,
    )


def _side(broken: Broken, terms: tuple[Term, ...]) -> Words | str:
    """Write a side out: with labels where it is short, else ``363 + 152 + 20 + 5 = 540``."""
    known = [(term, broken.figure(term)) for term in terms]
    if len(terms) == 1:
        return f"{broken.label(terms[0])} = {known[0][1].printed or 0}"
    said = [(term, figure) for term, figure in known if figure.printed]
    adding = [(term, figure) for term, figure in said if figure.value]
    if len(said) > _LABELLED and not adding:
        return words("all of its {number} parts are 0", number=len(said))
    shown = said if len(said) <= _LABELLED else adding
    facts = {"parts": _written(broken, shown), "total": _total(known)}
    if len(shown) < len(said):
        return words("{parts} (all others are 0) = {total}", **facts)
    return words("{parts} = {total}", **facts)


def _written(broken: Broken, shown: list[tuple[Term, Figure]]) -> str:
    labelled = len(shown) <= _LABELLED
    parts = [
        f"{'-' if term.times < 0 else '+'} "
        + (f"{broken.label(term)} " if labelled else "")
        + figure.printed
        for term, figure in shown
    ]
    if len(parts) > _SHOWN:
        parts = [*parts[: _SHOWN - 1], "+ …"]
    return " ".join(parts).removeprefix("+ ") or "0"


def _total(known: list[tuple[Term, Figure]]) -> str:
    total: Number = sum((term.times * (figure.value or 0) for term, figure in known), start=0)
    return printed(total)


def _of_last_year(broken: Broken) -> Words | None:
    """Where last year's part of a sum stands; a single one has been told with its place."""
    for term in broken.instance.right if len(broken.instance.right) > 1 else ():
        if term.year and broken.figure(term).position:
            return words(
                "{label} stands at {place}",
                label=broken.label(term),
                place=broken.figure(term).position,
            )
    return None


def _stated_otherwise(broken: Broken) -> Words | None:
    """What is stated while its register counts another number: often the cause of the breach."""
    wrong = [
        (broken.label(term), broken.figure(term))
        for term in broken.terms
        if not term.year and _is_otherwise(broken.figure(term))
    ]
    if not wrong:
        return None
    return words(
        "Of these, {stated} is stated while the register counts {counted}; mend that first",
        stated="、".join(f"{label} {figure.printed}" for label, figure in wrong),
        counted="、".join(printed(figure.counted or 0) for _, figure in wrong),
    )


def _is_otherwise(figure: Figure) -> bool:
    exact = isinstance(figure.evidence, Stated) and figure.exactness is Exactness.EXACT
    return exact and figure.counted is not None and figure.counted != figure.value
