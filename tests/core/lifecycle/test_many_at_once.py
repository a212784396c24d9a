"""Many at once: one wins, the others are told; no move is lost or doubled, the chain is whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pytest

from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk, look
from gongkai.lifecycle.store import open_store
from tests.core.lifecycle.forked import Forked, Note, Work, needs_fork
from tests.core.lifecycle.moving import ROUND, answer, publication
from tests.core.lifecycle.office import BUREAU, WAY, YEAR, desk_of, make, write_office
from tests.core.lifecycle.packs import assert_whole_pack
from tests.core.lifecycle.stores import assert_whole, opened

pytestmark = [pytest.mark.slow, needs_fork]

PROCESSES, MOVES = 8, 2_000
BUREAUS = tuple(f"{BUREAU}-{number}" for number in range(40))
#: One move in so many reads and checks its report anew; the others are of one that was just read.
WHOLE = 10

Answers = dict[str, list[str]]


@pytest.fixture
def publishing(
    tree: Tree, store_url: str, installed: Plugins, tmp_path: Path
) -> Callable[[str], Answers]:
    """Lets several publish the bureau's report at once, each with this suffix."""

    def published(suffix: str) -> Answers:
        barrier = get_context("fork").Barrier(PROCESSES)

        def work(note: Note) -> None:
            desk = desk_of(tree, open_store(store_url), installed)
            barrier.wait()
            note(publication(desk, tmp_path, suffix))

        return answers_of(*[work] * PROCESSES)

    return published


def answers_of(*works: Work) -> Answers:
    """What all of them were answered that worked at the same time, by the first word of it."""
    answers: Answers = {"made": [], "refused": []}
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


@pytest.mark.parametrize("suffix", ["", ".zip"])
def test_of_several_who_publish_at_once_one_does_and_none_spoils_the_pack(
    desk: Desk, publishing: Callable[[str], Answers], tmp_path: Path, suffix: str
) -> None:
    place = tmp_path / BUREAU / str(YEAR) / f"r1{suffix}"
    make(desk, *WAY[:4])
    desk.store.engine.dispose()

    answers = publishing(suffix)
    assert len(answers["made"]) == 1
    assert {*answers["refused"]} <= {"state", "known"}
    assert_whole_pack(place, desk.store)

    place.rename(tmp_path / "lost")
    desk.store.engine.dispose()
    assert publishing(suffix) == {"made": [], "refused": ["known"] * PROCESSES}
    assert_whole_pack(place, desk.store)


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
        assert_whole(store)


def move_about(desk: Desk, chance: random.Random, note: Note) -> None:
    """Take reports on, whichever they are and whoever else does, until one's own moves are made."""
    seen = cache(lambda agency: look(desk, agency, YEAR))
    made = 0
    while made < MOVES // PROCESSES:
        agency = chance.choice(BUREAUS)
        move, user = ROUND[desk.store.head(agency, YEAR).state]
        whole = chance.randrange(WHOLE) == 0
        said = answer(desk, move, user, agency, None if whole else seen(agency))
        note(said)
        made += said.startswith("made")
