"""The publishing pack: exactly the approved content, whole or not at all, and the same again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gongkai.errors import GongkaiError
from gongkai.lifecycle.act import Desk, RefusedError, perform
from gongkai.lifecycle.event import Entry
from gongkai.lifecycle.pack import CHECKPOINT, MANIFEST, _Draft, publish
from gongkai.lifecycle.verify import read_checkpoint, verify_entries
from tests.core.lifecycle.office import BUREAU, WAY, YEAR, asked, make

NAMES = ["checkpoint.txt", "manifest.json", "report.html", "report.json", "report.md"]


def released(desk: Desk, out: Path, **more: Any) -> Path:  # noqa: ANN401 - fields of Asked
    return publish(desk, asked("publish", "zhao", **more), out).place


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def approved(desk: Desk) -> Desk:
    make(desk, *WAY[:4])
    return desk


def test_a_pack_holds_every_output_without_the_draft_mark(approved: Desk, tmp_path: Path) -> None:
    place = released(approved, tmp_path / "out")

    assert place == tmp_path / "out" / BUREAU / "2024" / "r1"
    assert list(written(place)) == NAMES
    assert "草稿" not in (place / "report.html").read_text("utf-8")
    assert approved.store.head(BUREAU, YEAR).state == "published"


def test_the_manifest_says_what_is_in_it_and_where_it_comes_from(
    approved: Desk, tmp_path: Path
) -> None:
    place = released(approved, tmp_path)

    manifest = json.loads((place / MANIFEST).read_text("utf-8"))
    hashes = {each["name"]: each["sha256"] for each in manifest["files"]}
    assert hashes == {
        name: hashlib.sha256((place / name).read_bytes()).hexdigest() for name in NAMES[2:]
    }
    assert manifest["published"] == {
        "on": "2025-01-20",
        "place": "https://kjj.example.gov.cn/2024.html",
    }
    assert manifest["content"] == approved.store.head(BUREAU, YEAR).content
    assert "ju/2024/report.toml" in manifest["inputs"]


def test_the_log_holds_the_hash_of_the_manifest_and_the_checkpoint_the_log(
    approved: Desk, tmp_path: Path
) -> None:
    place = released(approved, tmp_path)

    entry = approved.store.history(BUREAU, YEAR)[-1]
    digest = hashlib.sha256((place / MANIFEST).read_bytes()).hexdigest()
    kept = read_checkpoint((place / CHECKPOINT).read_text("utf-8"))
    assert entry.event.details["manifest"] == digest
    assert (kept.number, kept.hash) == (5, entry.hash)
    assert verify_entries(approved.store.entries(), [kept]).broken is None


def test_publishing_the_same_again_changes_nothing(approved: Desk, tmp_path: Path) -> None:
    before = written(released(approved, tmp_path))

    again = publish(approved, asked("publish", "zhao"), tmp_path)

    assert again.done is None
    assert written(again.place) == before
    assert len(approved.store.history(BUREAU, YEAR)) == 5


def test_a_pack_that_is_gone_is_made_again_byte_for_byte(approved: Desk, tmp_path: Path) -> None:
    place = released(approved, tmp_path / "one")
    before = written(place)

    assert written(released(approved, tmp_path / "two")) == before


def test_different_content_needs_a_correction(approved: Desk, tmp_path: Path) -> None:
    released(approved, tmp_path)
    report = approved.tree.root / BUREAU / "2024" / "report.toml"
    report.write_text(report.read_text("utf-8") + "\n# 改\n", "utf-8")

    with pytest.raises(RefusedError) as caught:
        released(approved, tmp_path)

    assert [refusal.guard for refusal in caught.value.refusals] == ["state"]
    assert str(caught.value.refusals[0].fix) == "possible now: correct, archive"


def test_the_old_revision_stays_readable(approved: Desk, tmp_path: Path) -> None:
    first = written(released(approved, tmp_path))
    perform(approved, asked("correct", "wang", reason="表二有误"))
    make(approved, *WAY[:4])

    place = released(approved, tmp_path)

    assert place.name == "r2"
    assert "更正说明：表二有误" in (place / "report.md").read_text("utf-8")
    assert written(place.with_name("r1")) == first


def test_a_pack_may_be_one_file(approved: Desk, tmp_path: Path) -> None:
    place = publish(approved, asked("publish", "zhao"), tmp_path, zipped=True).place

    with zipfile.ZipFile(place) as archive:
        assert sorted(archive.namelist()) == NAMES
    assert [path.name for path in place.parent.iterdir()] == ["r1.zip"]


def test_what_is_not_approved_leaves_no_trace(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        released(desk, tmp_path / "out")
    assert list((tmp_path / "out").rglob("*.*")) == []


def test_a_place_that_is_taken_is_left_alone(approved: Desk, tmp_path: Path) -> None:
    (tmp_path / BUREAU / "2024" / "r1").mkdir(parents=True)

    with pytest.raises(GongkaiError, match="is there already and is not this pack"):
        released(approved, tmp_path)
    assert approved.store.head(BUREAU, YEAR).state == "approved"


def test_an_output_that_is_not_written_holds_the_publication_up(
    approved: Desk, tmp_path: Path
) -> None:
    code = (
        "from gongkai import GongkaiError, NoSettings, Output, hookimpl, words\nGONGKAI_API = 1\n"
        "def render(report, settings):\n    {body}\n"
        "@hookimpl\ndef gongkai_register_outputs():\n    return [Output(name='own', "
        "media_type='', suffix='.own', settings=NoSettings, render=render)]\n"
    )
    for body, why in (
        ("raise GongkaiError(words('no font'))", "no font"),
        ("raise ValueError('kaputt')", "ValueError: kaputt"),
    ):
        (approved.tree.root / BUREAU / "plugin.py").write_text(code.format(body=body), "utf-8")
        bureau = approved.tree.root / BUREAU / "bureau.toml"
        if "outputs.own" not in bureau.read_text("utf-8"):
            bureau.write_text(bureau.read_text("utf-8") + "\n[outputs.own]\n", "utf-8")
        with pytest.raises(GongkaiError, match=f"nothing is published: {why}"):
            released(approved, tmp_path / "out")
    assert approved.store.head(BUREAU, YEAR).state == "approved"


def test_a_version_that_writes_something_else_is_told(
    approved: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(approved, tmp_path / "one")
    monkeypatch.setattr("gongkai.pipeline.versions", lambda: (("gongkai", "9.9.9"),))

    with pytest.raises(GongkaiError, match=r"is not what was published: manifest\.json"):
        released(approved, tmp_path / "two")


def test_a_folder_that_cannot_be_written_is_told(approved: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(GongkaiError, match="cannot be written: Not a directory"):
        released(approved, tmp_path / "file")
    assert approved.store.head(BUREAU, YEAR).state == "approved"


def test_another_day_changes_nothing_once_it_is_published(approved: Desk, tmp_path: Path) -> None:
    before = written(released(approved, tmp_path))
    assert written(released(approved, tmp_path, on=None, place="")) == before


def test_a_pack_that_was_tampered_with_is_told(approved: Desk, tmp_path: Path) -> None:
    place = released(approved, tmp_path)
    (place / "report.html").write_text("x", "utf-8")

    with pytest.raises(GongkaiError, match="is not what was published; move it away"):
        released(approved, tmp_path)


def test_a_zipped_pack_is_compared_too(approved: Desk, tmp_path: Path) -> None:
    place = publish(approved, asked("publish", "zhao"), tmp_path, zipped=True).place
    assert publish(approved, asked("publish", "zhao"), tmp_path, zipped=True).done is None
    place.write_bytes(b"x")
    with pytest.raises(GongkaiError, match="is not what was published"):
        publish(approved, asked("publish", "zhao"), tmp_path, zipped=True)


def test_a_link_to_nothing_is_something_else(approved: Desk, tmp_path: Path) -> None:
    (tmp_path / BUREAU / "2024").mkdir(parents=True)
    (tmp_path / BUREAU / "2024" / "r1").symlink_to("nowhere")

    with pytest.raises(GongkaiError, match="is there already"):
        released(approved, tmp_path)
    assert approved.store.head(BUREAU, YEAR).state == "approved"


def test_a_publication_without_a_pack_gives_none_later(approved: Desk, tmp_path: Path) -> None:
    perform(approved, asked("publish", "zhao"))
    with pytest.raises(GongkaiError, match="is not what was published"):
        released(approved, tmp_path)


@pytest.fixture
def recorded(approved: Desk, tmp_path: Path) -> tuple[_Draft, Entry]:
    """A pack on its way that the log knows of, in the hands of a process that was slow."""
    released(approved, tmp_path / "elsewhere")
    place = tmp_path / "out" / "r1"
    return _Draft(place, {MANIFEST: b"{}"}, zipped=False), approved.store.history(BUREAU, YEAR)[-1]


def test_a_pack_that_another_has_put_in_its_place_stays(recorded: tuple[_Draft, Entry]) -> None:
    draft, entry = recorded
    with draft:
        draft.write(entry)
        draft.place.mkdir()
        (draft.place / MANIFEST).write_bytes(b"{}")
        draft.keep()
    assert [path.name for path in draft.place.parent.rglob("*")] == ["r1", MANIFEST]


def test_a_pack_that_cannot_get_into_its_place_is_told(recorded: tuple[_Draft, Entry]) -> None:
    draft, _ = recorded
    with draft:
        draft.folder.rmdir()
        with pytest.raises(GongkaiError, match="r1 cannot be written: No such file"):
            draft.keep()
