"""Which severities a rule may give, and which of them applies when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.model.findings import Severity
from gongkai.model.relation import Relation
from gongkai.wording import Words, words


def worst_first(severities: Iterable[Severity]) -> tuple[Severity, ...]:
    """Severities as people are shown them."""
    return tuple(sorted(severities, key=lambda severity: -severity.rank))


def severities_of(relations: Iterable[Relation]) -> tuple[Severity, ...]:
    """Every severity that the relations of a rule may give, the worst first."""
    given = {
        severity
        for relation in relations
        for severity in (relation.severity, relation.undetermined, relation.lower)
        if severity is not None
    }
    return worst_first(given)


def when_of(relations: Iterable[Relation]) -> tuple[Words, ...]:
    """Which severity applies when; nothing where there is but one."""
    told = tuple(relations)
    if len(severities_of(told)) <= 1:
        return ()
    return tuple(dict.fromkeys((*_by_cells(told), *_by_breach(told))))


def _by_cells(relations: Iterable[Relation]) -> Iterator[Words]:
    by_severity: dict[Severity, dict[str, None]] = {}
    for relation in relations:
        cells = by_severity.setdefault(relation.severity, {})
        cells.update(dict.fromkeys(term.cell for term in relation.left))
    for severity, cells in by_severity.items() if len(by_severity) > 1 else ():
        yield words("{severity}: {cells}", severity=words(severity.value), cells=", ".join(cells))


def _by_breach(relations: Iterable[Relation]) -> Iterator[Words]:
    for relation in relations:
        if relation.undetermined and relation.undetermined is not relation.severity:
            yield words(
                "{severity}: where a figure that nobody states could make it true",
                severity=words(relation.undetermined.value),
            )
        if relation.lower and relation.lower is not relation.severity:
            yield words(
                "{severity}: where the total is below one of its parts",
                severity=words(relation.lower.value),
            )
