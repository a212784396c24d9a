"""Figures of an earlier form at the addresses of a later one, and where a series ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from gongkai.model.figures import Figure, Figures
from gongkai.model.form import Form, FormCell
from gongkai.model.relation import Crosswalk


def at_addresses_of(
    form: Form, earlier: Form, figures: Figures
) -> tuple[Figures, Mapping[str, str]]:
    """The figures of another form as far as they can be compared, and why others cannot.

    Between forms that no crosswalk joins only the engine's own tables go on.
    """
    if earlier.id == form.id:
        return figures, {}
    walk = next((walk for walk in form.crosswalks if walk.form == earlier.id), None)
    found: dict[str, Figure] = {}
    breaks: dict[str, str] = {}
    for cell in form.cells():
        source, reason = _before(cell, walk, earlier)
        if reason:
            breaks[cell.address] = reason
        elif source in figures:
            found[cell.address] = evolve(figures[source], address=cell.address)
    return found, breaks


def _before(cell: FormCell, walk: Crosswalk | None, earlier: Form) -> tuple[str, str]:
    """The address that a cell had in the earlier form, or why its series ends; one is empty.

    What is said of a cell goes before what is said of its row, and that before its table.
    """
    if walk is None:
        if cell.table.supplementary:
            return cell.address, ""
        return "", f"本年格式与上年格式（{earlier.id}）之间没有对应关系"
    for part in _parts(cell.address):
        if part in walk.moved:
            return walk.moved[part] + cell.address.removeprefix(part), ""
        if part in walk.breaks:
            return "", walk.breaks[part]
    return cell.address, ""


def _parts(address: str) -> Iterator[str]:
    """The cell, its row and its table, the narrowest first."""
    yield address
    while "." in address:
        address = address.rpartition(".")[0]
        yield address
