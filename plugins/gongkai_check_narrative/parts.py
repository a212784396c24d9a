"""Parts that the text enumerates against the total that it states, and 一是, 二是, 三是 in order.

Only a list that is plainly the whole is judged from below. Channels may overlap (an item counts
once in the total and once on each channel), so that their sum may lawfully be above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from gongkai import Checking, NotAssessable, Operand, Position, Problem, Severity, words
from gongkai_check_narrative.closings import closings
from gongkai_check_narrative.desk import narrative_of
from gongkai_check_narrative.lists import List, lists
from gongkai_check_narrative.points import Ordinal, miscounted, ordinals

#: A list of so many parts that comes so near to the total is meant to be the whole of it.
_MANY, _NEAR_MANY = 5, Decimal("0.9")
_SOME, _NEAR_SOME = 3, Decimal("0.95")


def parts(checking: Checking) -> Iterator[Problem | NotAssessable]:
    """Parts add up to their total; what is counted 一是, 二是 is counted in order."""
    report = checking.report
    if report.omitted:
        yield NotAssessable(why=words("the narrative is omitted"))
        return
    points: list[Ordinal] = []
    chapter = ""
    for told in narrative_of(report):
        if told.chapter != chapter:
            yield from miscounted(points, chapter)
            chapter, points = told.chapter, []
        for found in (*lists(told), *closings(told)):
            severity = _wrong(found)
            if severity:
                yield _problem(found, chapter, told.place(found.total.start), severity)
        points.extend(ordinals(told))
    yield from miscounted(points, chapter)


def _wrong(found: List) -> Severity | None:
    """How bad it is that the parts do not add up; None where they do, or may."""
    total = Decimal(found.total.value)
    so_far = tuple(accumulate(Decimal(part.number.value) for part in found.parts))
    if {total, found.both} & set(so_far[1:]) or not found.is_exact:
        return None
    below = found.sum < total
    if below and not found.ended:
        return None
    if found.whole or found.has_rest:
        return Severity.ERROR if below or not found.may_overlap else None
    if found.may_overlap:
        return None
    return _how_near(found, total) if below else Severity.ERROR


def _how_near(found: List, total: Decimal) -> Severity | None:
    """Whether so much is named that all was meant to be."""
    if len(found.parts) >= _MANY and found.sum >= total * _NEAR_MANY:
        return Severity.ERROR
    near = len(found.parts) >= _SOME and found.sum >= total * _NEAR_SOME
    return Severity.WARNING if near else None


def _problem(found: List, chapter: str, place: Position | None, severity: Severity) -> Problem:
    total = Decimal(found.total.value)
    return Problem(
        address=f"section:{chapter}",
        message=words(
            "the parts add up to {sum}, the text says {total} in all",
            sum=format(found.sum, "f"),
            total=found.total.written,
        ),
        operands=tuple(
            Operand(label=part.label, address="", value=part.number.written) for part in found.parts
        ),
        expected=format(found.sum, "f"),
        actual=format(total, "f"),
        difference=format(total - found.sum, "f"),
        severity=severity,
        place=place,
    )
