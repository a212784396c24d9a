"""What each member adds to a cell of a region's sum."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gongkai.cli.data import to_json
from gongkai.cli.evidence import evidence_data, evidence_words, state_words
from gongkai.cli.speech import Speech
from gongkai.cli.terminal import tell
from gongkai.errors import GongkaiError, near
from gongkai.model.figures import Contribution, Derived, Figure, State, Summed
from gongkai.model.form import FormCell
from gongkai.model.outcome import RolledUp
from gongkai.model.region import Scope
from gongkai.wording import Words, words


def explain_sum(
    sums: tuple[RolledUp, ...], scope: Scope, address: str, speech: Speech, *, as_json: bool
) -> None:
    """Say what a cell of one sum was added up from; `GongkaiError` if there is no such cell."""
    by_scope = {found.summed.scope: found for found in sums}
    if scope not in by_scope:
        raise GongkaiError(words("the region's own level has no members"))
    found = by_scope[scope]
    cells = {cell.address: cell for cell in found.outcome.report.form.cells()}
    if address not in cells:
        raise GongkaiError(
            words(
                "the form {form} has no cell {address!r}; {hint}",
                form=found.outcome.report.form.id,
                address=address,
                hint=near(address, cells),
            )
        )
    if as_json:
        click.echo(to_json(_data(cells[address], found, speech)))
        return
    for line in _lines(cells[address], found):
        tell(speech.say(line) if isinstance(line, Words) else line)


def _lines(cell: FormCell, found: RolledUp) -> Iterator[Words | str]:
    figures = found.outcome.report.figures
    figure = figures[cell.address]
    yield f"{cell.address}  {cell.label}"
    yield state_words(figure, cell)
    yield words("  {evidence}", evidence=evidence_words(figure))
    if isinstance(figure.evidence, Derived):
        for address in figure.evidence.operands:
            yield f"    {figures[address].printed or '—':>8}  {address}"
    if isinstance(figure.evidence, Summed):
        yield from _contributions(figure.evidence)
        yield from _joint(figure.evidence)
        yield words(
            "  further down: gongkai explain MEMBER {year} {address}",
            year=found.summed.year,
            address=cell.address,
        )


def _contributions(evidence: Summed) -> Iterator[Words]:
    """The largest first; what is missing from the sum stands at the end."""
    for given in sorted(evidence.contributions, key=_size, reverse=True):
        yield words(
            "    {value}  {name} ({agency}): {evidence}",
            value=f"{_value(given):>8}",
            name=given.name,
            agency=given.agency,
            evidence=_rests_on(given),
        )


def _size(given: Contribution) -> tuple[bool, object]:
    value = given.figure.value if given.figure else None
    return value is not None, value or 0


def _value(given: Contribution) -> str:
    return (given.figure.printed if given.figure else "") or "—"


def _rests_on(given: Contribution) -> Words:
    figure = given.figure
    if figure is None:
        return words("no report with such a cell")
    if figure.state is State.NOT_APPLICABLE:
        return words("not applicable: {reason}", reason=figure.text)
    return evidence_words(figure)


def _joint(evidence: Summed) -> Iterator[Words]:
    for joint in evidence.joint:
        yield words(
            "    {value}  issued jointly, counts once: {number} {title} ({agencies})",
            value=f"{-joint.surplus:>8}",
            number=joint.document_number,
            title=joint.title,
            agencies=", ".join(joint.agencies),
        )


def _data(cell: FormCell, found: RolledUp, speech: Speech) -> dict[str, object]:
    figure: Figure = found.outcome.report.figures[cell.address]
    return {
        "region": found.summed.region.id,
        "scope": found.summed.scope.value,
        "year": found.summed.year,
        "address": cell.address,
        "label": cell.label,
        "unit": cell.unit,
        "state": figure.state.value,
        "value": figure.value,
        "approximate": figure.exactness.value,
        "text": figure.text,
        "evidence": evidence_data(figure.evidence),
        "words": speech.say(evidence_words(figure)),
    }
