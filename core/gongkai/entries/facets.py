"""By what records are counted: facets that a form's data asks for, as of the end of a year."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import frozen

from gongkai.entries.layout import entry_registers
from gongkai.model.records import Decision, Document, Entry, Fee, Remedy, Request

#: What a record is for a count: the values of each facet. Several may hold at once: a request
#: that came in and was answered in one year is received and handled.
Facets = Mapping[str, frozenset[str]]

_BEFORE, _WITHIN = -1, 0
_UP_TO_NOW = frozenset({_BEFORE, _WITHIN})

#: What ``when`` may say, by register.
WHEN: Mapping[str, tuple[str, ...]] = {
    "requests": ("received", "carried-in", "handled", "carried-out"),
    "remedies": ("counted",),
    "documents": ("made", "repealed", "expired", "in-force", "published", "public"),
    "decisions": ("decided",),
    "fees": ("charged",),
}


class _RequestKey(NamedTuple):
    received: int | None
    decided: int | None
    outcome: str
    applicant: str
    form: str
    extended: bool


class _RemedyKey(NamedTuple):
    filed: int | None
    decided: int | None
    kind: str
    result: str
    co_defendant: bool


class _DocumentKey(NamedTuple):
    made: int | None
    repealed: int | None
    ended: int | None
    published: int | None
    kind: str


class _DecisionKey(NamedTuple):
    decided: int | None
    kind: str


class _FeeKey(NamedTuple):
    charged: int | None


@frozen(kw_only=True)
class _Kind:
    """How records of one register are told apart: ``key`` holds all that ``facets`` look at."""

    key: Callable[[Any, int], Any]
    facets: Callable[[Any], Facets]


def facets_of(entry: Entry, year: int) -> Facets:
    """The facets of a record in the report of ``year``; none at all where it plays no part."""
    kind = _KINDS[type(entry)]
    return _cached(kind, kind.key(entry, year))


@lru_cache(maxsize=4096)
def _cached(kind: _Kind, key: Hashable) -> Facets:
    return kind.facets(key)


def known_facets(register: str) -> Mapping[str, tuple[str, ...]]:
    """What a form's data may ask of a register: its facets, and the values of each."""
    flags = {"extended": ("yes", "no")} if register == "requests" else {}
    labels = entry_registers()[register].labels
    values = {field: tuple(known) for field, known in labels.items()}
    return {"when": WHEN[register], **values, **flags}


def _side(day: date | None, year: int) -> int | None:
    """Before the year, within it or after it; None for no day."""
    return None if day is None else (day.year > year) - (day.year < year)


def _request_key(found: Request, year: int) -> _RequestKey:
    return _RequestKey(
        _side(found.received, year),
        _side(found.decided, year),
        "partial" if found.separated else found.outcome,
        found.applicant,
        found.form,
        found.extended,
    )


def _request(key: _RequestKey) -> Facets:
    """A request counts where it came in, and where it was at the end of the year."""
    here = key.received in _UP_TO_NOW
    when = {
        "received": key.received == _WITHIN,
        "carried-in": key.received == _BEFORE and key.decided != _BEFORE,
        "handled": here and key.decided == _WITHIN,
        "carried-out": here and key.decided not in _UP_TO_NOW,
    }
    return {
        "when": _holding(when),
        "outcome": frozenset({key.outcome}),
        "applicant": frozenset({key.applicant}),
        "form": frozenset({key.form}),
        "extended": frozenset({"yes" if key.extended else "no"}),
    }


def _remedy_key(found: Remedy, year: int) -> _RemedyKey:
    return _RemedyKey(
        _side(found.filed, year),
        _side(found.decided, year),
        found.kind,
        found.result,
        found.co_defendant,
    )


def _remedy(key: _RemedyKey) -> Facets:
    """A case counts in the year in which it ends, and as pending at the end of those before.

    Where this organ is sued as the review organ, the original organ alone counts the case
    (国办公开办函〔2021〕30号).
    """
    counted = key.filed in _UP_TO_NOW and key.decided != _BEFORE and not key.co_defendant
    return {
        "when": _holding({"counted": counted}),
        "kind": frozenset({key.kind}),
        "result": frozenset({key.result if key.decided == _WITHIN else "pending"}),
    }


def _document_key(found: Document, year: int) -> _DocumentKey:
    return _DocumentKey(
        _side(found.made, year),
        _side(found.repealed, year),
        # On its last day a document that ends by itself is still in force.
        _side(found.expires and found.expires + timedelta(days=1), year),
        _side(found.published, year),
        found.kind,
    )


def _document(key: _DocumentKey) -> Facets:
    """A document is in force from the year it is made until it is repealed or ends by itself."""
    gone = key.repealed in _UP_TO_NOW
    in_force = key.made in _UP_TO_NOW and not gone and key.ended not in _UP_TO_NOW
    when = {
        "made": key.made == _WITHIN,
        "repealed": key.repealed == _WITHIN and key.ended != _BEFORE,
        "expired": key.ended == _WITHIN and not gone,
        "in-force": in_force,
        "published": key.published == _WITHIN,
        "public": in_force and key.published in _UP_TO_NOW,
    }
    return {"when": _holding(when), "kind": frozenset({key.kind})}


def _decision_key(found: Decision, year: int) -> _DecisionKey:
    return _DecisionKey(_side(found.decided, year), found.kind)


def _decision(key: _DecisionKey) -> Facets:
    when = _holding({"decided": key.decided == _WITHIN})
    return {"when": when, "kind": frozenset({key.kind})}


def _fee_key(found: Fee, year: int) -> _FeeKey:
    return _FeeKey(_side(found.charged, year))


def _fee(key: _FeeKey) -> Facets:
    return {"when": _holding({"charged": key.charged == _WITHIN})}


def _holding(conditions: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(name for name, holds in conditions.items() if holds)


_KINDS: Mapping[type, _Kind] = {
    Request: _Kind(key=_request_key, facets=_request),
    Remedy: _Kind(key=_remedy_key, facets=_remedy),
    Document: _Kind(key=_document_key, facets=_document),
    Decision: _Kind(key=_decision_key, facets=_decision),
    Fee: _Kind(key=_fee_key, facets=_fee),
}
