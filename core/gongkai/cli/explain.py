"""``gongkai explain``: where a number comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from gongkai.cli.data import to_json
from gongkai.cli.due import due_answer, due_data, due_lines
from gongkai.cli.explain_records import record_data, record_lines
from gongkai.cli.known import tree_of
from gongkai.cli.run import chosen
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import tell
from gongkai.errors import GongkaiError, near
from gongkai.host import Plugins
from gongkai.model.figures import (
    Carried,
    Counted,
    Derived,
    Evidence,
    Figure,
    Overridden,
    State,
    Stated,
    printed,
)
from gongkai.model.form import FormCell
from gongkai.prepare import Options, Prepared, items_of, prepare
from gongkai.wording import Words, words


@click.command(
    help=mark(
        "Say where a figure comes from: who stated it where, which records were counted, from "
        "which other figures it was derived. ADDRESS is table.row or table.row.column. "
        "With --due instead of ADDRESS: when the reply to a request is due, and why."
    )
)
@click.argument("agency", metavar=mark("AGENCY"))
@click.argument("year", type=int, metavar=mark("YEAR"))
@click.argument("address", metavar=mark("ADDRESS"), required=False)
@click.option(
    "--due", metavar="REQUEST", help=mark("The number of a request whose due date is asked for.")
)
@click.option("--json", "as_json", is_flag=True, help=mark("Print the answer as JSON."))
@click.pass_context
def command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    /,
    agency: str,
    year: int,
    address: str | None,
    due: str | None,
    *,
    as_json: bool,
) -> None:
    """Explain one figure, or one due date."""
    if (address is None) is (due is None):
        raise GongkaiError(words("name either an ADDRESS or a request with --due"))
    (report,) = chosen(ctx, (agency,), (year,))
    plugins = Plugins.installed(without=ctx.meta["without"])
    options = Options(agency_code=ctx.meta["agency_code"])
    prepared = prepare(tree_of(ctx), report, plugins, options)
    if due is None:
        _explain_cell(prepared, str(address), ctx.obj, as_json=as_json)
    else:
        _explain_due(prepared, due, ctx.obj, options.today, as_json=as_json)


def _explain_due(
    prepared: Prepared, number: str, speech: Speech, today: date, *, as_json: bool
) -> None:
    plan = prepared.plan
    answer = due_answer(prepared.collected.requests, number, plan.calendar, today)
    if as_json:
        place = {"agency": plan.choices.agency.id, "year": plan.choices.year}
        click.echo(to_json({**place, **due_data(answer, speech)}))
        return
    for line in due_lines(answer):
        tell(speech.say(line))


def _explain_cell(prepared: Prepared, address: str, speech: Speech, *, as_json: bool) -> None:
    cells = {cell.address: cell for cell in prepared.plan.form.cells()}
    if address not in cells:
        raise GongkaiError(
            words(
                "the form {form} has no cell {address!r}; {hint}",
                form=prepared.plan.form.id,
                address=address,
                hint=near(address, cells),
            )
        )
    if as_json:
        click.echo(to_json(_data(cells[address], prepared, speech)))
        return
    for line in _lines(cells[address], prepared, cells):
        tell(speech.say(line) if isinstance(line, Words) else line)


def _lines(cell: FormCell, prepared: Prepared, cells: dict[str, FormCell]) -> Iterator[Words | str]:
    figure = prepared.counting.figures[cell.address]
    yield f"{cell.address}  {cell.label}"
    yield _state(figure, cell)
    yield words("  {evidence}", evidence=_evidence(figure.evidence, figure))
    if isinstance(figure.evidence, Derived):
        for address in figure.evidence.operands:
            part = prepared.counting.figures[address]
            yield f"    {part.printed or '—':>8}  {address}  {cells[address].label}"
    yield from _records(figure, cell, prepared)


def _state(figure: Figure, cell: FormCell) -> Words | str:
    if figure.state in {State.NUMBER, State.ZERO}:
        return f"  = {_with_unit(figure.printed, cell.unit)}"
    if figure.state is State.NOT_APPLICABLE:
        return words("  not applicable: {reason}", reason=figure.text)
    if figure.state is State.NOT_A_NUMBER:
        return words("  no number: {text!r}", text=figure.text)
    return words("  printed blank") if figure.state is State.BLANK else words("  missing")


def _with_unit(text: str, unit: str) -> str:
    """A number and its unit; what a person wrote in words (近20条, 200余) may have it already."""
    if unit in text:
        return text
    return f"{text} {unit}" if text[-1:].isdecimal() else f"{text}{unit}"


def _evidence(evidence: Evidence | None, figure: Figure) -> Words:  # noqa: PLR0911 - one for each
    if isinstance(evidence, Stated):
        if figure.counted is not None:
            return words(
                "stated in {position}; the register counts {counted}",
                position=evidence.position,
                counted=printed(figure.counted),
            )
        return words("stated in {position}", position=evidence.position)
    if isinstance(evidence, Counted):
        return words(
            "counted: {items} items of the register {register}{filter}",
            items=printed(evidence.items),
            register=evidence.count.register,
            filter=_filter(evidence),
        )
    if isinstance(evidence, Derived):
        return words("derived by the rule {code} from:", code=evidence.code)
    if isinstance(evidence, Overridden):
        return words(
            "overridden in {position} by {by}: {reason}; the register counts {replaced}",
            position=evidence.position,
            by=evidence.by or "—",
            reason=evidence.reason or "—",
            replaced="—" if evidence.replaced is None else printed(evidence.replaced),
        )
    if isinstance(evidence, Carried):
        return words(
            "carried from {agency} {year} {address}",
            agency=evidence.agency,
            year=evidence.year,
            address=evidence.address,
        )
    return words("nobody stated it, no register counts it, no rule derives it")


def _filter(evidence: Counted) -> Words | str:
    parts = list(evidence.channels)
    if evidence.count.rest:
        parts.append("…")
    if evidence.count.normative:
        return words(", normative documents only")
    if evidence.count.where:
        conditions = (f"{w.facet} = {'/'.join(w.values)}" for w in evidence.count.where)
        return words(" where {conditions}", conditions=", ".join(conditions))
    return words(", released on {channels}", channels=", ".join(parts)) if parts else ""


def _records(figure: Figure, cell: FormCell, prepared: Prepared) -> Iterator[str]:
    for item in items_of(prepared, cell, figure):
        yield from record_lines(item)


def _data(cell: FormCell, prepared: Prepared, speech: Speech) -> dict[str, object]:
    figure = prepared.counting.figures[cell.address]
    return {
        "agency": prepared.plan.choices.agency.id,
        "year": prepared.plan.choices.year,
        "address": cell.address,
        "label": cell.label,
        "unit": cell.unit,
        "state": figure.state.value,
        "value": figure.value,
        "approximate": figure.exactness.value,
        "text": figure.text,
        "counted": figure.counted,
        "evidence": _evidence_data(figure.evidence),
        "words": speech.say(_evidence(figure.evidence, figure)),
        "records": [record_data(item) for item in items_of(prepared, cell, figure)],
    }


def _evidence_data(evidence: Evidence | None) -> dict[str, object] | None:
    if isinstance(evidence, Stated):
        return {"kind": "stated", "source": _source(evidence)}
    if isinstance(evidence, Counted):
        return {
            "kind": "counted",
            "register": evidence.count.register,
            "channels": list(evidence.channels),
            "rest": evidence.count.rest,
            "normative": evidence.count.normative,
            "where": {where.facet: list(where.values) for where in evidence.count.where},
            "divide": evidence.count.divide,
            "items": evidence.items,
        }
    if isinstance(evidence, Derived):
        return {"kind": "derived", "code": evidence.code, "operands": list(evidence.operands)}
    if isinstance(evidence, Overridden):
        return {
            "kind": "overridden",
            "source": _source(evidence),
            "by": evidence.by,
            "reason": evidence.reason,
            "replaced": evidence.replaced,
        }
    if isinstance(evidence, Carried):
        return {
            "kind": "carried",
            "agency": evidence.agency,
            "year": evidence.year,
            "address": evidence.address,
            "code": evidence.code,
            "operands": list(evidence.operands),
        }
    return None


def _source(evidence: Stated | Overridden) -> dict[str, object]:
    position = evidence.position
    return {"file": position.file, "line": position.line, "column": position.column}
