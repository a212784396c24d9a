"""The lifecycle's page: a diagram and tables, from the table that the engine reads."""

from __future__ import annotations

from collections.abc import Iterator

from tools.reference.markdown import code, table

from gongkai.lifecycle.guards import GUARD_TITLES
from gongkai.lifecycle.office import FOUR_EYES
from gongkai.lifecycle.table import ROLES, Move, lifecycle


def lifecycle_page() -> Iterator[str]:
    """Write states, moves, guards and roles."""
    made = lifecycle()
    yield from ("# The lifecycle of a report", "")
    yield "`gongkai forms --lifecycle AGENCY` prints it with the steps that a region has added."
    yield "A change of any input between the check and the publication makes it a draft again."
    yield from ("", "```mermaid", "stateDiagram-v2", *_diagram(made.moves), "```", "")
    yield from ("## States", "")
    states = [(code(state.name), state.label, state.title) for state in made.states]
    yield from table(("state", "label", "meaning"), states)
    yield from ("## Moves", "")
    moves = [_row(move) for move in made.moves]
    yield from table(("move", "label", "from", "to", "by", "must hold"), moves)
    yield from ("## Guards", "")
    guards = [(code(name), text) for name, text in GUARD_TITLES.items()]
    yield from table(("guard", "what must hold"), guards)
    pairs = "; ".join(" ≠ ".join(pair) for pair in FOUR_EYES)
    yield from (f"Four eyes, unless a region says otherwise: {pairs}.", "", "## Roles", "")
    yield from table(("role", "meaning"), [(code(name), text) for name, text in ROLES.items()])


def _row(move: Move) -> tuple[str, ...]:
    whereto = f"{move.to}, later {move.to_again}" if move.to_again else move.to or "stays"
    names = (", ".join(move.from_), whereto, ", ".join(move.by), ", ".join(move.guards))
    return (code(move.name), move.label, *names)


def _diagram(moves: tuple[Move, ...]) -> Iterator[str]:
    yield "  [*] --> draft"
    for move in moves:
        for before in move.from_:
            yield f"  {before} --> {move.to or before}: {move.name}"
            if move.to_again:
                yield f"  {before} --> {move.to_again}: {move.name} (again)"
