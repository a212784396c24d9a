"""The publishing pack: every output of exactly the approved content, its hashes, the checkpoint.

It is written beside its place, whole and on the disk, before the log records it; then it is
renamed. What is killed in between leaves either no pack and no record, or a record whose pack the
same command makes again, byte for byte.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Self

from attrs import evolve, frozen

from gongkai.content import canonical_json
from gongkai.errors import GongkaiError, reason_of
from gongkai.lifecycle.act import Desk, Done, Seen, look, perform_seen
from gongkai.lifecycle.case import Asked
from gongkai.lifecycle.event import Entry, Event
from gongkai.lifecycle.fold import Head
from gongkai.lifecycle.table import RELEASED
from gongkai.lifecycle.verify import Checkpoint
from gongkai.model.report import Artifact, Report, Status
from gongkai.showing import printable
from gongkai.stages.render import render
from gongkai.wording import listed, words

MANIFEST, CHECKPOINT = "manifest.json", "checkpoint.txt"
SCHEMA = "gongkai-pack/1"
_DAY = (1980, 1, 1, 0, 0, 0)


@frozen(kw_only=True)
class Published:
    """What came of it: where the pack is, and the move; None if it had been published before."""

    place: Path
    manifest: str
    done: Done | None


def publish(desk: Desk, asked: Asked, out: Path, *, zipped: bool = False) -> Published:
    """Render the approved report without the draft mark, write the pack, and record it.

    Publishing the same again changes nothing, and makes a pack that is gone anew. `RefusedError`
    if a guard stands against it; `GongkaiError` if an output or the pack cannot be written.
    """
    asked = evolve(asked, place=printable(asked.place).strip())
    head = desk.store.head(asked.agency, asked.year)
    if head.state in RELEASED and (again := _again(desk, asked, head, out, zipped=zipped)):
        return again
    seen = look(desk, asked.agency, asked.year, asked.on)
    files = _files(asked, seen, head.revision)
    place = _place(out, asked, head.revision, zipped=zipped)
    with _Draft(place, files, zipped=zipped) as draft:
        more = {"manifest": _digest(files), "files": _hashes(files)}
        done = perform_seen(desk, asked, seen, more, draft.finish)
        draft.keep()
    return Published(place=place, manifest=_digest(files), done=done)


def _again(desk: Desk, asked: Asked, head: Head, out: Path, *, zipped: bool) -> Published | None:
    """The pack of what is published already, as its event says; None if the report differs now."""
    event = head.released[-1]
    said = evolve(asked, place=str(event.details["place"]), on=_day(event.details["on"]))
    seen = look(desk, asked.agency, asked.year, said.on)
    if seen.content.hash != head.content:
        return None
    files = _files(said, seen, event.revision)
    if _digest(files) != event.details.get("manifest"):
        raise _by_another_version(asked, files, event)
    place = _place(out, asked, event.revision, zipped=zipped)
    entry = _entry_of(desk, event)
    with _Draft(place, files, zipped=zipped) as draft:
        draft.write(entry)
        if not _lies(place):
            draft.keep()
        elif not draft.is_at_its_place():
            raise GongkaiError(
                words(
                    "{file} is not what was published; move it away, and publish again", file=place
                )
            )
    return Published(place=place, manifest=_digest(files), done=None)


def _entry_of(desk: Desk, event: Event) -> Entry:
    history = desk.store.history(event.agency, event.year)
    return next(entry for entry in history if entry.event.step == event.step)


def _by_another_version(asked: Asked, files: Mapping[str, bytes], event: Event) -> GongkaiError:
    return GongkaiError(
        words(
            "what this version writes of {agency} {year} is not what was published: {files}; "
            "install the version that the manifest names",
            agency=asked.agency,
            year=asked.year,
            files=listed(_different(files, event.details.get("files"))),
        )
    )


def _lies(place: Path) -> bool:
    """Whether anything is there, be it a link to nothing."""
    return place.exists() or place.is_symlink()


def _files(asked: Asked, seen: Seen, revision: int) -> Mapping[str, bytes]:
    """Every file of the pack by name, the manifest first; `GongkaiError` if an output lacks one."""
    report = evolve(seen.outcome.report, status=Status.APPROVED)
    made = render(report, seen.outputs)
    lacking = [unwritten.why for unwritten in made.unwritten]
    lacking += [words("{error}", error=crash.error) for crash in made.crashes]
    if lacking:
        raise GongkaiError(words("nothing is published: {why}", why=listed(lacking)))
    manifest = canonical_json(_manifest(asked, seen, report, revision, made.artifacts))
    return {
        MANIFEST: f"{manifest}\n".encode(),
        **{artifact.filename: artifact.content for artifact in made.artifacts},
    }


def _manifest(
    asked: Asked, seen: Seen, report: Report, revision: int, artifacts: tuple[Artifact, ...]
) -> dict[str, object]:
    provenance = report.provenance
    return {
        "schema": SCHEMA,
        "agency": asked.agency,
        "year": asked.year,
        "revision": revision,
        "title": report.title,
        "content": seen.content.hash,
        "published": {"on": asked.on.isoformat() if asked.on else "", "place": asked.place},
        "files": [
            {
                "name": artifact.filename,
                "media_type": artifact.media_type,
                "size": len(artifact.content),
                "sha256": hashlib.sha256(artifact.content).hexdigest(),
            }
            for artifact in artifacts
        ],
        "versions": dict(provenance.versions),
        "inputs": dict(provenance.inputs),
        "registers": [
            {"register": one.register, "files": dict(one.files)} for one in provenance.registers
        ],
    }


def _digest(files: Mapping[str, bytes]) -> str:
    return hashlib.sha256(files[MANIFEST]).hexdigest()


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def _different(files: Mapping[str, bytes], recorded: object) -> list[str]:
    before = recorded if isinstance(recorded, dict) else {}
    now = _hashes(files)
    return [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]


def _place(out: Path, asked: Asked, revision: int, *, zipped: bool) -> Path:
    """The pack of each revision has a place of its own: the old one stays readable."""
    return out / asked.agency / str(asked.year) / f"r{revision}{'.zip' if zipped else ''}"


class _Draft:
    """A pack on its way: beside its place until it is kept, and gone if it never is."""

    def __init__(self, place: Path, files: Mapping[str, bytes], *, zipped: bool) -> None:
        self.place = place
        self.files = files
        self.zipped = zipped

    def __enter__(self) -> Self:
        with _telling(self.place):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            self.folder = Path(
                tempfile.mkdtemp(prefix=f".{self.place.name}.", dir=self.place.parent)
            )
        return self

    def finish(self, entry: Entry) -> None:
        """Write what no event tells of yet; so whatever is in its place is something else."""
        if _lies(self.place):
            raise GongkaiError(
                words("{file} is there already and is not this pack; move it away", file=self.place)
            )
        self.write(entry)

    def write(self, entry: Entry) -> None:
        """Write everything to the disk, with the log's end as it is with this event."""
        event = entry.event
        checkpoint = f"{Checkpoint(store=event.store, number=event.number, hash=entry.hash)}\n"
        files = {**self.files, CHECKPOINT: checkpoint.encode()}
        with _telling(self.place):
            if self.zipped:
                _write(self.folder / "pack.zip", _zip(files))
            else:
                for name, content in files.items():
                    _write(self.folder / name, content)
            self.folder.chmod(0o755)
            _sync(self.folder)

    def keep(self) -> None:
        """Put the pack in its place; another process may have put the same there just now."""
        with _telling(self.place):
            try:
                (self.folder / "pack.zip" if self.zipped else self.folder).rename(self.place)
            except OSError:
                if not self.place.exists():
                    raise
            _sync(self.place.parent)

    def is_at_its_place(self) -> bool:
        """Whether what lies at its place is this pack, byte for byte."""
        if self.zipped:
            return _same(self.folder / "pack.zip", self.place)
        names = {path.name for path in self.folder.iterdir()}
        there = {path.name for path in self.place.iterdir()} if self.place.is_dir() else set()
        return names == there and all(_same(self.folder / n, self.place / n) for n in names)

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Put a folder's entries on the disk; Windows has no such thing."""
    if os.name != "posix":  # pragma: no cover - only where there is no such thing
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _telling(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GongkaiError(
            words("{file} cannot be written: {why}", file=place, why=reason_of(error))
        ) from error


def _day(written: object) -> date:
    return date.fromisoformat(str(written))
