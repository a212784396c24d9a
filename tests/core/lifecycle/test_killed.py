"""Two hundred times ``kill -9`` in the middle of a move, a publication, a change of the schema.

What is killed is forked from the process of the tests, where everything is loaded: it begins its
work at once, is killed after a seeded random time no longer than the whole work takes, and what it
was answered comes through a pipe, line by line, as soon as it is answered. What was through before
it could be killed does not count.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url

import gongkai.cli.moves  # noqa: F401 - so that what is forked need not
from gongkai.cli import main
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk, look
from gongkai.lifecycle.pack import publish
from gongkai.lifecycle.store import Store, migrate, open_store
from gongkai.lifecycle.store import open as opening
from gongkai.lifecycle.store.schema import version_of
from tests.core.lifecycle.forked import Note, Work, killed_at_random, needs_fork
from tests.core.lifecycle.moving import ROUND, answer
from tests.core.lifecycle.office import BUREAU, ON, PLACE, WAY, YEAR, asked, desk_of, make
from tests.core.lifecycle.packs import assert_whole_pack
from tests.core.lifecycle.stores import Server, assert_whole, opened

pytestmark = [pytest.mark.slow, needs_fork]

#: How often each is killed: 200 times in all.
MOVES = {"sqlite": 70, "postgresql": 30}
PUBLICATIONS = {"sqlite": 20, "postgresql": 5}  # as a folder, and as a zip
OPENINGS = {"sqlite": 20, "postgresql": 10}
UPGRADES = {"sqlite": 10, "postgresql": 10}

LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "0001", None, None


def upgrade():
    op.add_column("heads", sa.Column("later", sa.Text, nullable=False, server_default=""))
    op.execute("CREATE TABLE later AS SELECT * FROM events")
    op.create_index("later_agency", "later", ["agency"])
    op.execute("UPDATE heads SET later = agency")
"""


def times(kills: dict[str, int], url: str) -> int:
    """How often it is killed on the database of an address."""
    return kills[url.partition(":")[0]]


def test_after_a_kill_in_the_middle_of_a_move_every_answered_move_is_there(
    tree: Tree, store_url: str, installed: Plugins
) -> None:
    with opened(store_url) as store:
        seen = look(desk_of(tree, store, installed), BUREAU, YEAR)

    def moving(_: int) -> Work:
        def work(note: Note) -> None:
            desk = desk_of(tree, open_store(store_url), installed)
            for _ in range(10):
                move, user = ROUND[desk.store.head(BUREAU, YEAR).state]
                note(answer(desk, move, user, BUREAU, seen))

        return work

    answered = set()
    kills = times(MOVES, store_url)
    for number, lines in killed_at_random(moving, count(1), kills, seed=1):
        answered |= {line.removeprefix("made ") for line in lines if line.startswith("made ")}
        with opened(store_url) as store:
            assert_whole(store)
            assert answered <= {entry.hash for entry in store.entries()}
            # The first three were through; of each other no more than one move went unanswered.
            assert store.end()[1] - 3 * 10 - len(answered) in range(number - 2)


@pytest.mark.parametrize("suffix", ["", ".zip"])
def test_after_a_kill_in_the_middle_of_a_publication_its_pack_is_whole_or_absent(
    tree: Tree, store_url: str, installed: Plugins, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / "published"

    def publishing(_: Path) -> Work:
        said = f"--agencies {tree.root} --store {store_url} publish {BUREAU} --year {YEAR}"
        more = f"--actor zhao --on {ON} --place {PLACE} --out {out}{' --zip' * bool(suffix)}"
        return lambda note: note(f"status {main([*said.split(), *more.split()])}")

    def approved() -> Iterator[Path]:
        for revision in count(1):
            with opened(store_url) as store:
                make(desk_of(tree, store, installed), *WAY[:4])
            yield out / BUREAU / str(YEAR) / f"r{revision}{suffix}"
            with opened(store_url) as store:
                make(desk_of(tree, store, installed), ("correct", "wang"))

    kills = times(PUBLICATIONS, store_url)
    for place, lines in killed_at_random(publishing, approved(), kills, seed=2):
        with opened(store_url) as store:
            assert_whole(store)
            assert_whole_or_absent(place, store, told=lines == ["status 0"])
            desk = desk_of(tree, store, installed)
            publish(desk, asked("publish", "zhao"), out, zipped=bool(suffix))
            assert_whole_pack(place, store)


def assert_whole_or_absent(place: Path, store: Store, *, told: bool) -> None:
    """Whoever was told that a pack is published has it."""
    if told or place.exists():
        assert_whole_pack(place, store)


def test_after_a_kill_in_the_middle_of_making_a_store_it_is_made(
    tree: Tree, new_url: Callable[[], str], installed: Plugins
) -> None:
    def making(url: str) -> Work:
        return lambda note: note(open_store(url).end()[0])

    kills = times(OPENINGS, new_url())
    for url, lines in killed_at_random(making, iter(new_url, None), kills, seed=3):
        with opened(url) as store:
            assert {*lines} <= {store.end()[0]}
            make(desk_of(tree, store, installed), ("mark-checked", "zhang"))
            assert_whole(store)
            assert store.end()[1] == 1


@pytest.fixture
def copied(request: pytest.FixtureRequest, store_url: str, tmp_path: Path) -> Callable[[int], str]:
    """What copies the store, under a number; its address."""
    database = make_url(store_url).database or ""

    def copy_file(number: int) -> str:
        return f"sqlite:///{shutil.copy(database, tmp_path / f'copy{number}.sqlite')}"

    if store_url.startswith("sqlite"):
        return copy_file
    server: Server = request.getfixturevalue("server")
    return lambda _: server.new_database(of=database)


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on stores are brought to a schema that does not exist yet."""
    scripts = shutil.copytree(Path(migrate.__file__).with_name("migrations"), tmp_path / "scripts")
    (scripts / "versions" / "m9999_later.py").write_text(LATER, "utf-8")
    monkeypatch.setattr(migrate, "_MIGRATIONS", scripts)
    monkeypatch.setattr(opening, "NEWEST", "9999")


def schema_of(url: str) -> tuple[str | None, bool, bool]:
    """The version of a store, and whether the table and the column of the later one are there."""
    engine = opening._engine(url)
    with engine.connect() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("heads")}
        there = inspect(connection).has_table("later")
        found = (version_of(connection), there, "later" in columns)
    engine.dispose()
    return found


def test_after_a_kill_in_the_middle_of_an_upgrade_it_is_done_or_not_begun(
    desk: Desk,
    copied: Callable[[int], str],
    store_url: str,
    request: pytest.FixtureRequest,
) -> None:
    make(desk, *WAY, ("correct", "wang"), *WAY)
    before = list(desk.store.entries())
    desk.store.engine.dispose()
    request.getfixturevalue("later_version")

    def upgrading(url: str) -> Work:
        return lambda note: note(open_store(url).end()[0])

    kills = times(UPGRADES, store_url)
    for url, _ in killed_at_random(upgrading, map(copied, count()), kills, seed=4):
        assert schema_of(url) in {("0001", False, False), ("9999", True, True)}
        with opened(url) as store:
            assert list(store.entries()) == before
            assert_whole(store)
        assert schema_of(url) == ("9999", True, True)
