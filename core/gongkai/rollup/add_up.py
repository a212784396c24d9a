"""Members' figures → the region's: cell by cell, as the form says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext

from attrs import evolve, frozen

from gongkai.model.adding import Adding
from gongkai.model.figures import (
    Contribution,
    Derived,
    Exactness,
    Figure,
    Figures,
    Joint,
    Number,
    State,
    Summed,
    number,
    printed,
)
from gongkai.model.form import Form, FormCell, ValueType
from gongkai.model.region import Member
from gongkai.model.report import Report
from gongkai.rollup.joint import JointDocuments

#: The rule under which a ratio of sums is derived.
CODE = "rollup.sum"
#: More reasons than this are not listed.
_REASONS = 3
#: Digits enough for any sum to be exact.
_DIGITS = 400


@frozen(kw_only=True)
class Addends:
    """The members to add up, and the documents that some of them issued together."""

    members: tuple[Member, ...]
    joint: JointDocuments


def add_up(form: Form, addends: Addends) -> Figures:
    """Fill every cell of the region's form.

    What is not applicable adds nothing; where a member or its figure is missing, the sum is a
    lower bound; what is approximate stays so.
    """
    with localcontext() as context:
        context.prec = _DIGITS
        figures = {cell.address: _summed(cell, form, addends) for cell in form.cells()}
        ratios = {cell.address: _ratio(cell, figures) for cell in _rolled(form, Adding.RATIO)}
    alone = {cell.address: _alone(cell) for cell in _rolled(form, Adding.NONE)}
    return {**figures, **ratios, **alone}


def _rolled(form: Form, adding: Adding) -> Iterator[FormCell]:
    return (cell for cell in form.cells() if cell.rollup.adding is adding)


def _summed(cell: FormCell, form: Form, addends: Addends) -> Figure:
    given = tuple(_contributions(cell, form, addends.members))
    joint = addends.joint.in_cell(cell, {c.agency for c in given if c.figure and _counts(c.figure)})
    figures = [contribution.figure for contribution in given]
    summed = _sum([figure for figure in figures if figure is not None], joint, cell)
    if not all(figure is not None and _says_all(figure) for figure in figures):
        summed = _at_least(summed, cell)
    return evolve(_worded(summed), evidence=Summed(contributions=given, joint=joint))


def _contributions(cell: FormCell, form: Form, members: Sequence[Member]) -> Iterator[Contribution]:
    for member in members:
        figure = _given(cell, form, member.report)
        yield Contribution(agency=member.agency.id, name=member.agency.name, figure=figure)


def _given(cell: FormCell, form: Form, report: Report | None) -> Figure | None:
    """What a report has in the cell; under another form only the engine's own tables agree."""
    if report is None or (report.form.id != form.id and not cell.table.supplementary):
        return None
    return report.figures.get(cell.address)


def _counts(figure: Figure) -> bool:
    return figure.value is not None


def _says_all(figure: Figure) -> bool:
    return figure.value is not None or figure.state is State.NOT_APPLICABLE


def _sum(figures: Sequence[Figure], joint: tuple[Joint, ...], cell: FormCell) -> Figure:
    """The sum of what is known; without any number there is none."""
    values = [figure.value for figure in figures if figure.value is not None]
    if values:
        total: Number = sum(values, start=0) - sum(document.surplus for document in joint)
        exactness = _exactness(figures)
        return number(cell.address, total, unit=cell.unit, exactness=exactness)
    reasons = [f.text for f in figures if f.state is State.NOT_APPLICABLE]
    if reasons:
        return Figure(
            address=cell.address,
            state=State.NOT_APPLICABLE,
            text=_reason(reasons),
            unit=cell.unit,
        )
    return Figure(address=cell.address, state=State.MISSING, unit=cell.unit)


def _exactness(figures: Sequence[Figure]) -> Exactness:
    """What is about something makes the sum so; what is at least something, at least so."""
    exactness = {figure.exactness for figure in figures if figure.value is not None}
    for vague in (Exactness.ABOUT, Exactness.AT_LEAST):
        if vague in exactness:
            return vague
    return Exactness.EXACT


def _at_least(figure: Figure, cell: FormCell) -> Figure:
    """A sum that something is missing from; what may be negative bounds nothing."""
    if figure.value is None:
        return Figure(address=cell.address, state=State.MISSING, unit=cell.unit)
    if figure.exactness is Exactness.ABOUT or cell.value_type is ValueType.SIGNED:
        return evolve(figure, exactness=Exactness.ABOUT)
    return evolve(figure, exactness=Exactness.AT_LEAST)


def _worded(figure: Figure) -> Figure:
    """A number that is not exact is printed in words."""
    if figure.value is None or figure.exactness is Exactness.EXACT:
        return figure
    sign = "≥" if figure.exactness is Exactness.AT_LEAST else "约"
    return evolve(figure, text=f"{sign}{printed(figure.value)}")


def _reason(reasons: Sequence[str]) -> str:
    said = tuple(dict.fromkeys(reasons))
    return "；".join(said) if len(said) <= _REASONS else "各成员单位均不适用"


def _ratio(cell: FormCell, sums: Figures) -> Figure:
    """The ratio of two sums, with the decimals that members print; per cent where that is counted.

    A ratio is as exact as its parts; of two that are bounds nothing is known.
    """
    rollup = cell.rollup
    above, below = sums[rollup.above], sums[rollup.below]
    evidence = Derived(code=CODE, operands=(above.address, below.address))
    if above.value is None or below.value is None:
        return Figure(address=cell.address, state=State.MISSING, unit=cell.unit, evidence=evidence)
    if below.value == 0:
        return Figure(
            address=cell.address,
            state=State.NOT_APPLICABLE,
            text="分母为0",
            unit=cell.unit,
            evidence=evidence,
        )
    times = 100 if cell.unit == "%" else 1
    ratio = Decimal(above.value) * times / Decimal(below.value)
    found = number(
        cell.address,
        ratio.quantize(Decimal(1).scaleb(-_decimals(sums[cell.address]))),
        unit=cell.unit,
        evidence=evidence,
    )
    exact = above.exactness is below.exactness is Exactness.EXACT
    return found if exact else _worded(evolve(found, exactness=Exactness.ABOUT))


def _decimals(summed: Figure) -> int:
    """The most decimals that a member prints in the cell, at least two."""
    given = summed.evidence.contributions if isinstance(summed.evidence, Summed) else ()
    values = [contribution.figure.value for contribution in given if contribution.figure]
    return max([2, *(_places(value) for value in values if isinstance(value, Decimal))])


def _places(value: Decimal) -> int:
    """How many decimals a number is printed with."""
    return len(printed(value).partition(".")[2])


def _alone(cell: FormCell) -> Figure:
    return Figure(
        address=cell.address,
        state=State.NOT_APPLICABLE,
        text="各成员单位的数据不能相加",
        unit=cell.unit,
    )
