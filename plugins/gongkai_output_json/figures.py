"""Every figure by its address, with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import asdict

from gongkai import (
    Contribution,
    Count,
    Counted,
    Figure,
    Form,
    Position,
    Report,
    State,
    Stated,
    Summed,
)
from gongkai_output_json.blocks import Json


def figures(report: Report) -> dict[str, Json]:
    """Write the figures in the order of the report; labels are those of the form."""
    labels = _labels(report.form)
    return {
        address: _figure(figure, labels.get(address, ""))
        for address, figure in report.figures.items()
    }


@lru_cache(maxsize=64)
def _labels(form: Form) -> Mapping[str, str]:
    return {cell.address: cell.label for cell in form.cells()}


def previous(report: Report) -> dict[str, Json]:
    """Last year's figures that stand beside this year's in a chart."""
    shown = dict.fromkeys(
        cell
        for chart in report.charts
        if chart.compared
        for bar in chart.bars
        for cell in bar.cells
        if cell in report.previous
    )
    return {address: _compared(report.previous[address]) for address in shown}


def _compared(figure: Figure) -> Json:
    return {
        "value": figure.value,
        "state": figure.state.value,
        "approximate": figure.exactness.value,
        "printed": figure.printed,
    }


def _figure(figure: Figure, label: str) -> Json:
    return {
        "value": figure.value,
        "state": figure.state.value,
        "approximate": figure.exactness.value,
        "printed": figure.printed,
        "text": figure.text,
        "unit": figure.unit,
        "label": label,
        "evidence": _evidence(figure),
    }


def _evidence(figure: Figure) -> Json:
    """Write what the figure rests on; its kind is the name of the evidence's class."""
    match figure.evidence:
        case None:
            return None
        case Summed() as evidence:
            return _summed(evidence)
        case Counted() as evidence:
            return {
                "kind": "counted",
                "count": _count(evidence.count),
                "channels": list(evidence.channels),
                "items": evidence.items,
            }
        case Stated() as evidence:
            return {"kind": "stated", "position": _position(evidence.position)}
        case evidence:
            return {"kind": type(evidence).__name__.lower(), **asdict(evidence)}


def _position(place: Position) -> Json:
    return {"file": place.file, "line": place.line, "column": place.column}


@lru_cache(maxsize=4096)
def _count(count: Count) -> Json:
    """How a cell is counted: the same in every report of a form."""
    return asdict(count)


def _summed(evidence: Summed) -> Json:
    """Write what members add, and no more of their figures: their own reports tell the rest."""
    return {
        "kind": "summed",
        "contributions": [_contribution(given) for given in evidence.contributions],
        "joint": [{**asdict(document), "surplus": document.surplus} for document in evidence.joint],
    }


def _contribution(given: Contribution) -> Json:
    figure = given.figure or Figure(address="", state=State.MISSING)
    return {
        "agency": given.agency,
        "name": given.name,
        "value": figure.value,
        "state": figure.state.value,
        "approximate": figure.exactness.value,
    }
