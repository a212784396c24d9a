"""What a figure rests on, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.entries.said import said_conditions, said_register
from gongkai.kinds import Channel
from gongkai.model.figures import (
    Carried,
    Contribution,
    Counted,
    Derived,
    Evidence,
    Figure,
    Overridden,
    State,
    Stated,
    Summed,
    printed,
)
from gongkai.model.form import FormCell
from gongkai.wording import Words, listed, words

#: For those who know of no channels: their keys are said.
_NO_NAMES: Mapping[str, Words] = {}


def channel_words(channels: Iterable[Channel[Any]]) -> Mapping[str, Words]:
    """The names of channels: their keys, and their labels in the language of the form."""
    return {channel.name: Words(channel.name, native=channel.label) for channel in channels}


def state_words(figure: Figure, cell: FormCell) -> Words | str:
    """What stands in a cell, in words, indented."""
    if figure.state in {State.NUMBER, State.ZERO}:
        # A lower bound has its own sign.
        sign = "" if figure.printed.startswith("≥") else "= "
        return f"  {sign}{_with_unit(figure.printed, cell.unit)}"
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


def evidence_words(  # noqa: PLR0911 - one for each kind of evidence
    figure: Figure, channels: Mapping[str, Words] = _NO_NAMES
) -> Words:
    """What a figure rests on, in words; ``channels`` gives the names of channels in words."""
    evidence = figure.evidence
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
            register=said_register(evidence.count.register),
            filter=_filter(evidence, channels),
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
            "carried from {agency} {year} {address} by the rule {code}",
            agency=evidence.agency,
            year=evidence.year,
            address=evidence.address,
            code=evidence.code,
        )
    if isinstance(evidence, Summed):
        return words("added up from {number} members:", number=len(evidence.contributions))
    return words("nobody stated it, no register counts it, no rule derives it")


def _filter(evidence: Counted, channels: Mapping[str, Words]) -> Words | str:
    parts = [channels.get(name, Words(name)) for name in evidence.channels]
    if evidence.count.rest:
        parts.append(Words("…"))
    if evidence.count.normative:
        return words(", normative documents only")
    if evidence.count.where:
        return words(" where {conditions}", conditions=said_conditions(evidence.count))
    return words(", released on {channels}", channels=listed(parts)) if parts else ""


def evidence_data(  # noqa: PLR0911 - one for each kind of evidence
    evidence: Evidence | None,
) -> dict[str, object] | None:
    """What a figure rests on, as data."""
    if isinstance(evidence, Stated):
        return {"kind": "stated", "source": _source(evidence)}
    if isinstance(evidence, Counted):
        return _counted_data(evidence)
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
    if isinstance(evidence, Summed):
        return _summed_data(evidence)
    return None


def _counted_data(evidence: Counted) -> dict[str, object]:
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


def _summed_data(evidence: Summed) -> dict[str, object]:
    joint = [
        {
            "document_number": each.document_number,
            "title": each.title,
            "agencies": list(each.agencies),
            "surplus": each.surplus,
        }
        for each in evidence.joint
    ]
    given = [_contribution(each) for each in evidence.contributions]
    return {"kind": "summed", "contributions": given, "joint": joint}


def _contribution(given: Contribution) -> dict[str, object]:
    """A member's part of a sum; without a figure it is missing from it."""
    figure = given.figure or Figure(address="", state=State.MISSING)
    return {
        "agency": given.agency,
        "name": given.name,
        "value": figure.value,
        "state": figure.state.value,
        "approximate": figure.exactness.value,
        "evidence": evidence_data(figure.evidence),
    }


def _source(evidence: Stated | Overridden) -> dict[str, object]:
    position = evidence.position
    return {"file": position.file, "line": position.line, "column": position.column}
