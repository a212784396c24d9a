"""The lifecycle as a table: states, moves, and the steps that a region adds between them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import tomli
from attrs import evolve, frozen

from gongkai.wording import mark

_FILE = Path(__file__).with_name("moves.toml")

#: Where a report begins, and where it falls back to when what it was made from has changed.
DRAFT = "draft"
CHECKED = "checked"
RETURNED = "returned"
#: States in which a report was released to the public.
RELEASED = frozenset({"published", "corrected", "archived"})

#: States in which the content is fixed.
FINAL = frozenset({"approved", *RELEASED})

#: What people may be, in the order in which a report meets them.
ROLES = {
    "drafter": mark("drafter"),
    "section-owner": mark("owner of a section"),
    "reviewer": mark("reviewer"),
    "secrecy-reviewer": mark("secrecy reviewer"),
    "approver": mark("approver"),
    "publisher": mark("publisher"),
    "auditor": mark("auditor"),
}


@frozen(kw_only=True)
class State:
    """A state: its name, its official label, and what it means."""

    name: str
    label: str
    title: str


@frozen(kw_only=True)
class Move:
    """A move: from which states, whereto (empty: it stays), by whom, and what must hold.

    ``to_again`` is where it leads in a later revision; ``own_revision`` says that it begins one.
    ``people`` is how many different persons must make it before the state changes.
    """

    name: str
    label: str
    from_: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    guards: tuple[str, ...]
    to_again: str = ""
    own_revision: bool = False
    people: int = 1

    def leads_to(self, state: str, revision: int) -> str:
        """The state after the move."""
        if revision > 1 and self.to_again:
            return self.to_again
        return self.to or state


@frozen(kw_only=True)
class Step:
    """What a region adds between two states: legal review (法核), joint signature (会签).

    ``after`` is the state that it follows; ``state`` and ``done`` are the name and the label of
    the state that it leads to.
    """

    name: str
    label: str
    after: str
    state: str
    done: str
    by: tuple[str, ...]
    people: int = 1


@frozen(kw_only=True)
class Lifecycle:
    """All states and moves of a report, in order."""

    states: tuple[State, ...]
    moves: tuple[Move, ...]

    def move(self, name: str) -> Move:
        """Find a move; `KeyError` if there is none of that name."""
        return {move.name: move for move in self.moves}[name]

    def state(self, name: str) -> State:
        """Find a state; `KeyError` if there is none of that name."""
        return {state.name: state for state in self.states}[name]

    def from_state(self, name: str) -> tuple[Move, ...]:
        """The moves that lead on from a state."""
        return tuple(move for move in self.moves if name in move.from_)

    def with_steps(self, steps: Iterable[Step]) -> Lifecycle:
        """The lifecycle with steps put in, each where it belongs."""
        made = self
        for step in steps:
            made = _with_step(made, step)
        return made


@cache
def lifecycle() -> Lifecycle:
    """The lifecycle as ``moves.toml`` says it, without any step of a region."""
    table = tomli.loads(_FILE.read_text("utf-8"))
    return Lifecycle(
        states=tuple(State(**each) for each in table["state"]),
        moves=tuple(_move(**each) for each in table["move"]),
    )


def label_of(state: str) -> str:
    """The official label of a state; one that a region added goes by its name."""
    return next((each.label for each in lifecycle().states if each.name == state), state)


def _move(**said: object) -> Move:
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    from_ = lists.pop("from")
    return Move(from_=from_, to=lists.pop("to", ""), **lists)  # type: ignore[arg-type]


def _with_step(before: Lifecycle, step: Step) -> Lifecycle:
    """Whatever led on from ``after`` leads on from the new state; going back works from both."""
    moves = tuple(_behind(move, step) for move in before.moves)
    at = next(i for i, move in enumerate(moves) if step.state in move.from_ and _leads_on(move))
    new = Move(
        name=step.name,
        label=step.label,
        from_=(step.after,),
        to=step.state,
        by=step.by,
        guards=("content",),
        people=step.people,
    )
    index = [state.name for state in before.states].index(step.after) + 1
    state = State(name=step.state, label=step.done, title=step.done)
    return Lifecycle(
        states=(*before.states[:index], state, *before.states[index:]),
        moves=(*moves[:at], new, *moves[at:]),
    )


def _behind(move: Move, step: Step) -> Move:
    if step.after not in move.from_:
        return move
    if _leads_on(move):
        from_ = tuple(step.state if name == step.after else name for name in move.from_)
    else:
        from_ = (*move.from_, step.state)
    return evolve(move, from_=from_)


def _leads_on(move: Move) -> bool:
    """Whether a move brings a report nearer to the public."""
    return move.to not in {"", RETURNED, DRAFT}
