"""``gongkai forms --lifecycle``: the states of a report, and the moves between them."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.cli.box_table import width_of
from gongkai.cli.speech import Speech
from gongkai.cli.terminal import Line, Styled
from gongkai.lifecycle.office import Office
from gongkai.lifecycle.table import Move


def lifecycle_lines(office: Office, speech: Speech) -> Iterator[Line]:
    """Every move: from where, whereto, who may make it, and what must hold."""
    label = max(width_of(move.label) for move in office.lifecycle.moves)
    name = max(len(move.name) for move in office.lifecycle.moves)
    for move in office.lifecycle.moves:
        padded = move.label + " " * (label - width_of(move.label))
        yield (
            Styled(f"{move.name:<{name}}", bold=True),
            f"  {padded}  {_states(move, office)}",
        )
        indent = " " * (name + label + 4)
        yield (indent, Styled(speech.say_text("by: {roles}", roles=", ".join(move.by)), dim=True))
        if move.guards:
            guards = ", ".join(move.guards)
            yield (indent, Styled(speech.say_text("must hold: {guards}", guards=guards), dim=True))
    pairs = "; ".join(" ≠ ".join(pair) for pair in office.four_eyes)
    yield (speech.say_text("not by the same person: {pairs}", pairs=pairs),)


def _states(move: Move, office: Office) -> str:
    before = "/".join(_named(name, office) for name in move.from_)
    if not move.to:
        return before
    return f"{before} → {_named(move.to, office)}"


def _named(state: str, office: Office) -> str:
    return f"{state} {office.lifecycle.state(state).label}"


def lifecycle_data(office: Office) -> dict[str, object]:
    """The same, as data."""
    made = office.lifecycle
    return {
        "states": [
            {"name": state.name, "label": state.label, "title": state.title}
            for state in made.states
        ],
        "moves": [
            {
                "name": move.name,
                "label": move.label,
                "from": list(move.from_),
                "to": move.to,
                "to_again": move.to_again,
                "by": list(move.by),
                "guards": list(move.guards),
                "people": move.people,
                "new_revision": move.own_revision,
            }
            for move in made.moves
        ],
        "four_eyes": [list(pair) for pair in office.four_eyes],
    }
