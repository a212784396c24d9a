from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from gongkai.site.folder import MANIFEST, move_in, put, staging


def build(folder: Path, files: Mapping[str, str]) -> None:
    with staging(folder) as stage:
        for path, text in files.items():
            put(stage, path, text.encode())
        move_in(stage, folder, files)


def there(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def refused(folder: Path, files: Mapping[str, str]) -> str:
    with pytest.raises(GongkaiError) as caught:
        build(folder, files)
    return str(caught.value).replace(str(folder), "site")


def test_every_file_comes_to_its_place_and_nothing_is_left_beside(tmp_path: Path) -> None:
    build(tmp_path / "out" / "site", {"index.html": "1", "a/b.html": "2"})

    assert there(tmp_path / "out") == {"site/index.html": "1", "site/a/b.html": "2"}


def test_anybody_may_read_the_files(tmp_path: Path) -> None:
    build(tmp_path / "site", {"index.html": "1"})

    assert (tmp_path / "site").stat().st_mode & 0o055 == 0o055
    assert (tmp_path / "site/index.html").stat().st_mode & 0o044 == 0o044


def test_the_manifest_says_which_files_are_ours(tmp_path: Path) -> None:
    build(tmp_path / "site", {"index.html": "1", "a/b.html": "2"})

    told = json.loads((tmp_path / "site" / MANIFEST).read_bytes())
    assert told == {"files": ["a/b.html", "index.html"]}


def test_what_an_earlier_run_left_is_replaced_or_taken_away(tmp_path: Path) -> None:
    build(tmp_path / "site", {"index.html": "1", "old/page.html": "2"})
    build(tmp_path / "site", {"index.html": "3"})

    assert there(tmp_path / "site") == {"index.html": "3"}
    assert not (tmp_path / "site/old").exists()


def test_a_file_that_somebody_else_took_away_is_no_trouble(tmp_path: Path) -> None:
    build(tmp_path / "site", {"index.html": "1", "old.html": "2"})
    (tmp_path / "site/old.html").unlink()

    build(tmp_path / "site", {"index.html": "1"})

    assert there(tmp_path / "site") == {"index.html": "1"}


def test_a_file_that_has_not_changed_keeps_its_day(tmp_path: Path) -> None:
    build(tmp_path / "site", {"index.html": "1"})
    before = (tmp_path / "site/index.html").stat()

    build(tmp_path / "site", {"index.html": "1"})

    assert (tmp_path / "site/index.html").stat().st_ino == before.st_ino


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "site/old").mkdir(parents=True)
    (tmp_path / "site/old/mine.txt").write_text("mine")
    build(tmp_path / "site", {"old/page.html": "1"})
    build(tmp_path / "site", {"index.html": "2"})

    assert there(tmp_path / "site") == {"index.html": "2", "old/mine.txt": "mine"}


def test_a_place_that_somebody_else_has_taken_stops_it_before_anything_moves(
    tmp_path: Path,
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("mine")

    assert refused(tmp_path / "site", {"a.html": "1", "index.html": "2"}) == (
        "site holds files that are not of this site: index.html; "
        "move them, or choose another folder with --out"
    )
    assert there(tmp_path) == {"site/index.html": "mine"}


def test_a_folder_that_is_a_link_leads_nothing_elsewhere(tmp_path: Path) -> None:
    build(tmp_path / "site", {"a/b.html": "1"})
    (tmp_path / "site/a").rename(tmp_path / "elsewhere")
    (tmp_path / "site/a").symlink_to(tmp_path / "elsewhere")

    assert "not of this site: a;" in refused(tmp_path / "site", {"index.html": "2"})
    assert there(tmp_path / "elsewhere") == {"b.html": "1"}


def test_a_link_in_the_place_of_a_file_of_ours_is_replaced_itself(tmp_path: Path) -> None:
    build(tmp_path / "site", {"index.html": "1"})
    (tmp_path / "mine.html").write_text("1")
    (tmp_path / "site/index.html").unlink()
    (tmp_path / "site/index.html").symlink_to(tmp_path / "mine.html")

    build(tmp_path / "site", {"index.html": "1"})

    assert not (tmp_path / "site/index.html").is_symlink()
    assert (tmp_path / "mine.html").read_text() == "1"


@pytest.mark.parametrize(
    "manifest",
    ["{", "[]", "{}", '{"files": 3}', '{"files": ["../mine.txt", 3, "/etc/passwd"]}'],
)
def test_a_manifest_that_lies_owns_nothing(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MANIFEST).write_text(manifest)
    (tmp_path / "mine.txt").write_text("mine")

    build(tmp_path / "site", {"index.html": "1"})

    assert there(tmp_path) == {"mine.txt": "mine", "site/index.html": "1"}


def test_what_a_run_had_moved_when_it_broke_off_is_still_ours(tmp_path: Path) -> None:
    with staging(tmp_path / "site") as stage:
        put(stage, "a.html", b"1")
        with pytest.raises(GongkaiError, match="No such file or directory"):
            move_in(stage, tmp_path / "site", ["a.html", "never-written.html"])
    assert there(tmp_path) == {"site/a.html": "1"}

    build(tmp_path / "site", {"a.html": "2"})

    assert there(tmp_path) == {"site/a.html": "2"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert refused(tmp_path / "file" / "site", {"index.html": "1"}) == (
        "site: cannot be written: File exists; choose another folder with --out"
    )
