"""Every figure by its address, with what it rests on."""

from __future__ import annotations

from attrs import asdict

from gongkai import Figure, Report
from gongkai_output_json.blocks import Json


def figures(report: Report) -> dict[str, Json]:
    """Write the figures in the order of the report; labels are those of the form."""
    labels = {cell.address: cell.label for cell in report.form.cells()}
    return {
        address: _figure(figure, labels.get(address, ""))
        for address, figure in report.figures.items()
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
    if figure.evidence is None:
        return None
    return {"kind": type(figure.evidence).__name__.lower(), **asdict(figure.evidence)}
