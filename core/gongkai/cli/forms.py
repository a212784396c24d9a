"""``gongkai forms``: the statutory forms, as a person would print them."""

from __future__ import annotations

import shutil

import click

from gongkai.cli.data import to_json
from gongkai.cli.form_text import form_text
from gongkai.cli.known import offers_of, tree_of
from gongkai.cli.lifecycle_text import lifecycle_data, lifecycle_lines
from gongkai.cli.speech import Speech, mark
from gongkai.cli.terminal import tell
from gongkai.errors import GongkaiError, near
from gongkai.lifecycle.people import read_office
from gongkai.model.form import Form
from gongkai.wording import words


@click.command(help=mark("List the forms; with an ID, show one as it is printed."))
@click.argument("form_id", metavar=mark("[ID]"), required=False)
@click.option(
    "--lifecycle",
    "agency",
    is_flag=False,
    flag_value=".",
    metavar="[AGENCY]",
    help=mark("Show the states of a report and the moves between them, as of an agency."),
)
@click.option("--json", "as_json", is_flag=True, help=mark("Print the cells as JSON."))
@click.pass_context
def command(
    ctx: click.Context, /, form_id: str | None, agency: str | None, *, as_json: bool
) -> None:
    """List the forms, or show one."""
    if agency is not None:
        _lifecycle(ctx, agency, as_json=as_json)
        return
    offers = offers_of(ctx)
    forms = {name: offer.thing for name, offer in offers.forms.items()}
    speech: Speech = ctx.obj
    if form_id is not None and form_id not in forms:
        raise GongkaiError(
            words("there is no form {name!r}; {hint}", name=form_id, hint=near(form_id, forms))
        )
    shown = [forms[form_id]] if form_id else list(forms.values())
    if as_json:
        click.echo(to_json({"forms": [_data(form) for form in shown]}))
    elif form_id:
        tell(form_text(forms[form_id], shutil.get_terminal_size().columns))
    else:
        for form in shown:
            tell(_line(form, speech))


def _lifecycle(ctx: click.Context, agency: str, *, as_json: bool) -> None:
    office = read_office(tree_of(ctx), agency.strip("/"))
    if as_json:
        click.echo(to_json(lifecycle_data(office)))
        return
    for line in lifecycle_lines(office, ctx.obj):
        tell(*line)


def _line(form: Form, speech: Speech) -> str:
    cells = speech.say_text("{number} cells", number=sum(1 for _ in form.cells()))
    years = f"{form.years_from}–{form.years_to if form.years_to < 2100 else ''}"  # noqa: PLR2004
    return f"{form.id:<12} {years:<10} {cells:<10} {form.title}  {form.number}"


def _data(form: Form) -> dict[str, object]:
    return {
        "id": form.id,
        "title": form.title,
        "number": form.number,
        "years_from": form.years_from,
        "years_to": form.years_to,
        "sections": [{"key": s.key, "heading": s.heading} for s in form.sections],
        "cells": [
            {
                "address": cell.address,
                "label": cell.label,
                "unit": cell.unit,
                "type": cell.value_type.value,
                "sighting": cell.row.sighting.value,
            }
            for cell in form.cells()
        ],
    }
