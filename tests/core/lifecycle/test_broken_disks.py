"""A full disk, a folder that can only be read, a server that goes: told, and nothing half done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError
from gongkai.host import Plugins
from gongkai.lifecycle.act import Desk, look, perform, perform_seen
from gongkai.lifecycle.pack import publish
from gongkai.lifecycle.store import open_store
from tests.core.cli.command import Said
from tests.core.lifecycle.disks import Disk
from tests.core.lifecycle.forked import Forked, Note, needs_fork
from tests.core.lifecycle.office import (
    BUREAU,
    ON,
    PLACE,
    WAY,
    YEAR,
    asked,
    desk_of,
    make,
    write_office,
)
from tests.core.lifecycle.packs import assert_whole_pack
from tests.core.lifecycle.stores import Server, assert_whole, opened

pytestmark = pytest.mark.slow

_REPORT = (BUREAU, "--year", str(YEAR))
CHECK = ("mark-checked", *_REPORT, "--actor", "zhang")
REVIEW = ("secrecy-review", *_REPORT, "--actor", "li")
PUBLISH = ("publish", *_REPORT, "--actor", "zhao", "--on", str(ON), "--place", PLACE)
LOG = Path(".gongkai") / "log.sqlite"


@pytest.fixture
def office(disk: Disk) -> Disk:
    """A disk with a bureau, and a store of which nobody has heard."""
    write_office(disk.given / "agencies")
    return disk


@pytest.fixture
def submitted(office: Disk, installed: Plugins) -> Disk:
    """The same, and the report is submitted."""
    with opened(f"sqlite:///{office.given / LOG}") as store:
        make(desk_of(Tree(office.given / "agencies"), store, installed), *WAY[:2])
    return office


def failed(disk: Disk, why: str) -> Said:
    return Said(2, "", f"gongkai: the store sqlite:///{disk.place / LOG}: {why}\n")


def moves_after(disk: Disk, plugins: Plugins, *more: tuple[str, str]) -> list[str]:
    """The moves that the log holds when the disk has room again, and goes on to hold."""
    with opened(f"sqlite:///{disk.after / LOG}") as store:
        assert_whole(store)
        make(desk_of(Tree(disk.after / "agencies"), store, plugins), *more)
        return [entry.event.move for entry in store.entries()]


@pytest.mark.parametrize("free", [0, 16_384, 36_864, 49_152])
def test_a_move_on_a_full_disk_is_told_and_not_half_made(
    submitted: Disk, installed: Plugins, free: int
) -> None:
    said = submitted.nearly_full(free, *REVIEW)

    assert said == failed(submitted, "the disk is full")
    assert moves_after(submitted, installed) == ["mark-checked", "submit"]
    assert moves_after(submitted, installed, *WAY[2:4])[2:] == ["secrecy-review", "approve"]


@pytest.mark.parametrize("free", [0, 16_384, 36_864, 65_536])
def test_a_store_on_a_full_disk_is_told_and_made_when_there_is_room(
    office: Disk, installed: Plugins, free: int
) -> None:
    said = office.nearly_full(free, *CHECK)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("gongkai: the store ")
    assert moves_after(office, installed, WAY[0]) == ["mark-checked"]


def test_a_move_in_a_folder_that_can_only_be_read_is_told(
    submitted: Disk, installed: Plugins
) -> None:
    said = submitted.read_only(*REVIEW)

    why = "it cannot be opened; its folder must be there, and writable"
    assert said == failed(submitted, why)
    assert moves_after(submitted, installed) == ["mark-checked", "submit"]


def test_a_store_in_a_folder_that_can_only_be_read_is_told(office: Disk) -> None:
    said = office.read_only(*CHECK)

    store = office.place / LOG
    why = f"the store {store} cannot be made: Read-only file system"
    assert said == Said(2, "", f"gongkai: {why}\n")
    assert not (office.after / LOG).exists()


@pytest.fixture
def approved(desk: Desk) -> Desk:
    """Where the report is approved, and nobody has the store open."""
    make(desk, *WAY[:4])
    desk.store.engine.dispose()
    return desk


def publishing(desk: Desk, store_url: str, *more: str) -> tuple[str, ...]:
    return ("--agencies", str(desk.tree.root), "--store", store_url, *PUBLISH, *more)


def assert_publishable(desk: Desk, out: Path) -> None:
    """Nothing is published, and it can still be."""
    assert desk.store.head(BUREAU, YEAR).state == "approved"
    place = publish(desk, asked("publish", "zhao"), out).place
    assert_whole_pack(place, desk.store)


@pytest.mark.parametrize("more", [("--out", "out"), ("--out", "out", "--zip")])
@pytest.mark.parametrize("free", [0, 4_096, 12_288])
def test_a_pack_on_a_full_disk_is_told_and_nothing_is_published(
    disk: Disk, approved: Desk, store_url: str, free: int, more: tuple[str, ...]
) -> None:
    said = disk.nearly_full(free, *publishing(approved, store_url, *more))

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("gongkai: out/ju/2024/r1")
    assert said.err.endswith(" cannot be written: No space left on device\n")
    assert [path for path in (disk.after / "out").rglob("*") if path.is_file()] == []
    assert_publishable(approved, disk.after / "out")


def test_a_pack_in_a_folder_that_can_only_be_read_is_told_and_nothing_is_published(
    disk: Disk, approved: Desk, store_url: str
) -> None:
    said = disk.read_only(*publishing(approved, store_url, "--out", "out"))

    why = "out/ju/2024/r1 cannot be written: Read-only file system"
    assert said == Said(2, "", f"gongkai: {why}\n")
    assert_publishable(approved, disk.after / "out")


@needs_fork
def test_a_pack_that_may_not_grow_is_told_and_nothing_is_published(
    approved: Desk, tmp_path: Path
) -> None:
    def work(note: Note) -> None:
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_FSIZE, (32_768, 32_768))
        try:
            publish(approved, asked("publish", "zhao"), tmp_path / "out")
        except GongkaiError as error:
            note(str(error))

    place = tmp_path / "out" / BUREAU / str(YEAR) / "r1"
    assert Forked(work).noted() == [f"{place} cannot be written: File too large"]
    assert [*place.parent.iterdir()] == []
    assert_publishable(approved, tmp_path / "out")


def test_a_database_that_may_not_grow_keeps_nothing_of_a_move(
    tree: Tree, tmp_path: Path, installed: Plugins
) -> None:
    with opened(f"sqlite:///{tmp_path / LOG}") as store:
        desk = desk_of(tree, store, installed)
        make(desk, *WAY[:2])
        store.engine.dispose()
        event.listen(store.engine, "connect", grow_no_more)
        with pytest.raises(GongkaiError, match=r"log\.sqlite: the disk is full$"):
            perform(desk, asked("secrecy-review", "li", reason="长" * 20_000))
        assert_whole(store)
        make(desk, *WAY[2:4])
        assert [entry.event.step for entry in store.entries()] == [1, 2, 3, 4]


def grow_no_more(connection: Any, _: object) -> None:  # noqa: ANN401 - a driver's own
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")


def test_a_place_below_a_file_is_told(tree: Tree) -> None:
    file = tree.root / "people.toml"
    with pytest.raises(GongkaiError, match=r"x\.sqlite cannot be made: File exists$"):
        open_store(f"sqlite:///{file}/x.sqlite")
    with pytest.raises(GongkaiError, match=r"people\.toml: file is not a database$"):
        open_store(f"sqlite:///{file}")


def test_a_server_that_goes_in_the_middle_keeps_nothing_of_a_move(
    tree: Tree, server: Server, installed: Plugins
) -> None:
    url = server.new_database()
    with opened(url) as store:
        desk = desk_of(tree, store, installed)
        make(desk, WAY[0])
        seen = look(desk, BUREAU, YEAR)
        with pytest.raises(GongkaiError, match="terminating connection"):
            perform_seen(
                desk,
                asked("submit", "zhang"),
                seen,
                before_commit=lambda _: server.end_connections(url),
            )
        assert_whole(store)
        make(desk, *WAY[1:4])
        assert [entry.event.step for entry in store.entries()] == [1, 2, 3, 4]


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(GongkaiError, match="Connection refused") as caught:
        open_store("postgresql://zhang:geheim@127.0.0.1:1/log")
    assert "geheim" not in str(caught.value)
