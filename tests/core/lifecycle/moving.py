"""Moves of processes that are watched from outside: each answer is a line."""

from __future__ import annotations

from pathlib import Path

from gongkai.lifecycle.act import Desk, RefusedError, Seen, perform, perform_seen
from gongkai.lifecycle.pack import publish
from tests.core.lifecycle.office import NEEDED, asked

#: Who takes a report on from each state, round and round.
ROUND = {
    "draft": ("mark-checked", "zhang"),
    "returned": ("mark-checked", "zhang"),
    "checked": ("submit", "zhang"),
    "submitted": ("return", "li"),
}


def answer(desk: Desk, move: str, user: str, agency: str, seen: Seen | None = None) -> str:
    """Ask for a move; ``made`` and the hash of its event, or ``refused`` and the guard."""
    want = asked(move, user, agency, **NEEDED.get(move, {}))
    try:
        done = perform_seen(desk, want, seen) if seen else perform(desk, want)
    except RefusedError as error:
        return f"refused {error.refusals[0].guard}"
    return f"made {done.entry.hash}"


def publication(desk: Desk, out: Path, suffix: str) -> str:
    """Ask for the publication; ``refused known`` if it had been published before."""
    try:
        done = publish(desk, asked("publish", "zhao"), out, zipped=bool(suffix)).done
    except RefusedError as error:
        return f"refused {error.refusals[0].guard}"
    return f"made {done.entry.hash}" if done else "refused known"
