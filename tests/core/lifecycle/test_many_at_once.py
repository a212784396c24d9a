"""Many at once: one wins, the others are told; no move is lost or doubled, the chain is whole."""

from __future__ import annotations

import random
from multiprocessing import get_context

import pytest

from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk, RefusedError, Seen, look, perform, perform_seen
from gongkai.lifecycle.store import Store, open_store
from gongkai.lifecycle.verify import verify_entries
from tests.core.lifecycle.forked import Forked, Note, Work, needs_fork
from tests.core.lifecycle.office import BUREAU, NEEDED, YEAR, asked, desk_of, make, write_office
from tests.core.lifecycle.stores import opened

pytestmark = [pytest.mark.slow, needs_fork]

PROCESSES, MOVES = 8, 2_000
BUREAUS = tuple(f"{BUREAU}-{number}" for number in range(12))
#: One move in so many reads and checks its report anew; the others are of one that was just read.
WHOLE = 10
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


def answers_of(*works: Work) -> dict[str, list[str]]:
    """What all of them were answered that worked at the same time, by the first word of it."""
    answers: dict[str, list[str]] = {"made": [], "refused": []}
    for each in [Forked(work) for work in works]:
        for line in each.noted():
            said, _, what = line.partition(" ")
            answers[said].append(what)
    return answers


def test_of_several_that_open_a_store_at_once_all_find_it(store_url: str) -> None:
    barrier = get_context("fork").Barrier(PROCESSES)

    def opening(note: Note) -> None:
        barrier.wait()
        note(f"made {open_store(store_url).end()[0]}")

    made = answers_of(*[opening] * PROCESSES)["made"]
    assert len(made) == PROCESSES
    assert len(set(made)) == 1


def test_of_two_people_who_move_a_report_at_once_one_wins_and_the_other_is_told(
    tree: Tree, store_url: str, installed: Plugins
) -> None:
    with opened(store_url) as store:
        make(desk_of(tree, store, installed), ("mark-checked", "zhang"), ("submit", "zhang"))
    barrier = get_context("fork").Barrier(2)

    def sending_back(user: str) -> Work:
        def work(note: Note) -> None:
            desk = desk_of(tree, open_store(store_url), installed)
            seen = look(desk, BUREAU, YEAR)
            barrier.wait()
            note(answer(desk, "return", user, BUREAU, seen))

        return work

    answers = answers_of(sending_back("li"), sending_back("wang"))
    assert len(answers["made"]) == 1
    assert answers["refused"] == ["state"]
    with opened(store_url) as store:
        assert [entry.event.move for entry in store.entries()][2:] == ["return"]


def test_of_two_thousand_moves_by_eight_processes_none_is_lost_and_none_doubled(
    tree: Tree, store_url: str, installed: Plugins
) -> None:
    write_office(tree.root, BUREAUS)
    with opened(store_url):
        pass

    def moving(number: int) -> Work:
        def work(note: Note) -> None:
            desk = desk_of(tree, open_store(store_url), installed)
            move_about(desk, random.Random(number), note)  # noqa: S311 - seeded

        return work

    answers = answers_of(*map(moving, range(PROCESSES)))
    assert len(answers["made"]) == MOVES
    assert {*answers["refused"]} <= {"state"}
    with opened(store_url) as store:
        assert sorted(answers["made"]) == sorted(entry.hash for entry in store.entries())
        check(store)


def move_about(desk: Desk, chance: random.Random, note: Note) -> None:
    """Take reports on, whichever they are and whoever else does, until one's own moves are made."""
    seen = {agency: look(desk, agency, YEAR) for agency in BUREAUS}
    made = 0
    while made < MOVES // PROCESSES:
        agency = chance.choice(BUREAUS)
        move, user = ROUND[desk.store.head(agency, YEAR).state]
        whole = chance.randrange(WHOLE) == 0
        said = answer(desk, move, user, agency, None if whole else seen[agency])
        note(said)
        made += said.startswith("made")


def check(store: Store) -> None:
    """Both chains are whole, and every report stands as its events say."""
    found = verify_entries(store.entries())
    assert found.broken is None
    assert store.end()[1] == found.events
    for each in store.standings():
        head = store.head(each.agency, each.year)
        assert (each.step, each.hash, each.state) == (head.step, head.hash, head.state)
        assert found.ends[each.agency, each.year][:2] == (head.step, head.hash)
