"""A report as one JSON document. What it holds is promised in ``report.schema.json``."""

from __future__ import annotations

import re

import msgspec
from attrs import asdict

from gongkai import Agency, NoSettings, Region, Report, Severity, Snapshot
from gongkai_output_json.blocks import Json, blocks
from gongkai_output_json.figures import figures, previous

#: Name and version of the schema. A reader of version 1 can read whatever says so.
SCHEMA = "gongkai-report/1"

_LONE = re.compile("[\ud800-\udfff]")
# Exact decimals as JSON numbers; the keys stand in the order of the report.
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def render(report: Report, _settings: NoSettings) -> bytes:
    """Write the report as UTF-8, indented, with a newline at its end."""
    document = _document(report)
    try:
        packed = _ENCODER.encode(document)
    except UnicodeEncodeError:
        packed = _ENCODER.encode(_encodable(document))
    return msgspec.json.format(packed, indent=2) + b"\n"


def _document(report: Report) -> Json:
    provenance = report.provenance
    return {
        "schema": SCHEMA,
        "agency": _agency(report.agency),
        "year": report.year,
        "form": {
            "id": report.form.id,
            "title": report.form.title,
            "number": report.form.number,
        },
        "title": report.title,
        "status": report.status.value,
        "published": report.published.isoformat() if report.published else None,
        "source": report.source,
        "omitted": report.omitted,
        "opening": blocks(report.opening),
        "chapters": [
            {"name": part.name, "title": part.title, "blocks": blocks(part.blocks)}
            for part in report.chapters
        ],
        "charts": blocks(report.charts),
        "figures": figures(report),
        "previous": previous(report),
        "provenance": {
            "versions": dict(provenance.versions),
            "inputs": dict(provenance.inputs),
            "registers": [_snapshot(snapshot) for snapshot in provenance.registers],
            "findings": {
                severity.value: sum(f.severity is severity for f in report.findings)
                for severity in Severity
            },
        },
    }


def _snapshot(snapshot: Snapshot) -> Json:
    return {
        "register": snapshot.register,
        "files": dict(snapshot.files),
        "cut_off": snapshot.cut_off.isoformat() if snapshot.cut_off else None,
    }


def _agency(agency: Agency) -> Json:
    return {
        "id": agency.id,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": agency.kind.value,
        "region": _region(agency.region),
        "site": agency.site,
        "contact": asdict(agency.contact),
    }


def _region(region: Region | None) -> Json:
    if region is None:
        return None
    return {"id": region.id, "name": region.name, "level": region.level.value}


def _encodable(value: Json) -> Json:
    """Replace what UTF-8 cannot carry."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_LONE.sub("\ufffd", key): _encodable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_encodable(inner) for inner in value]
    return value
