"""``gongkai explain``: where a number comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import click

from gongkai.cli.data import to_json
from gongkai.cli.due import due_answer, due_data, due_lines
from gongkai.cli.evidence import channel_words, evidence_data, evidence_words, state_words
from gongkai.cli.explain_records import record_data, record_lines
from gongkai.cli.known import tree_of
from gongkai.cli.run import chosen
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import tell
from gongkai.errors import GongkaiError, near
from gongkai.host import Plugins
from gongkai.model.figures import Carried, Derived
from gongkai.model.form import FormCell
from gongkai.plan import Plan
from gongkai.prepare import Options, Prepared, items_of, planned, prepare
from gongkai.stages.collect import collect_requests
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
@click.argument("address", metavar=mark("[ADDRESS]"), required=False)
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
    if due is None:
        prepared = prepare(tree_of(ctx), report, plugins, options)
        _explain_cell(prepared, str(address), ctx.obj, as_json=as_json)
    else:
        plan, _ = planned(tree_of(ctx), report, plugins, options)
        _explain_due(plan, due, ctx.obj, options.today, as_json=as_json)


def _explain_due(plan: Plan, number: str, speech: Speech, today: date, *, as_json: bool) -> None:
    """Answer from the register of requests alone: no other is read."""
    requests, bad_rows = collect_requests(plan)
    answer = due_answer(requests, number, plan.calendar, today, bad_rows)
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
    for line in _lines(cells[address], prepared, cells, speech):
        tell(speech.say(line) if isinstance(line, Words) else line)


def _lines(
    cell: FormCell, prepared: Prepared, cells: dict[str, FormCell], speech: Speech
) -> Iterator[Words | str]:
    figure = prepared.counting.figures[cell.address]
    yield f"{cell.address}  {cell.label}"
    yield state_words(figure, cell)
    yield words("  {evidence}", evidence=evidence_words(figure, _channels(prepared)))
    if isinstance(figure.evidence, Derived | Carried):
        for address in figure.evidence.operands:
            part = prepared.counting.figures[address]
            yield f"    {part.printed or '—':>8}  {address}  {cells[address].label}"
    for item in items_of(prepared, cell, figure):
        yield from record_lines(item, _channels(prepared), speech.say)


def _channels(prepared: Prepared) -> Mapping[str, Words]:
    return channel_words(prepared.plan.known_channels)


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
        "evidence": evidence_data(figure.evidence),
        "words": speech.say(evidence_words(figure, _channels(prepared))),
        "records": [record_data(item) for item in items_of(prepared, cell, figure)],
    }
