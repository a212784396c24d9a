"""The folder of a site: all of it is made beside, then moved in; nothing of others is touched."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from filecmp import cmp
from pathlib import Path

from gongkai.batch import write_files
from gongkai.errors import GongkaiError, reason_of
from gongkai.model.report import Artifact
from gongkai.paths import is_plain_path
from gongkai.wording import listed, words

#: Says which files of the folder are ours; only those are ever replaced or taken away.
MANIFEST = ".gongkai-site.json"
_SHOWN = 5


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A folder beside that of the site, on the same disk; it is gone in the end."""
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def put(stage: Path, path: str, content: bytes) -> None:
    """Write a file of the site where it waits."""
    with _told(stage):
        place = stage / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def move_in(stage: Path, folder: Path, paths: Iterable[str]) -> None:
    """Put every file in its place, and take away those of an earlier run that are no more.

    `GongkaiError` before anything is touched if one of the places holds what is not ours. The
    manifest names the new files before they are moved: an interruption leaves nothing unowned.
    """
    new = sorted(paths)
    with _told(folder):
        old = _ours(folder)
        _refuse_others(folder, set(new), old)
        folder.mkdir(exist_ok=True)
        _write_manifest(folder, old | set(new))
        for path in new:
            _place(stage / path, folder / path)
        for path in old - set(new):
            _take_away(folder, path)
        _write_manifest(folder, set(new))


def _ours(folder: Path) -> set[str]:
    """The files that an earlier run left; what is not certain to be one is nobody's."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return set()
    files = told.get("files") if isinstance(told, dict) else None
    listed = files if isinstance(files, list) else []
    return {path for path in listed if isinstance(path, str) and is_plain_path(path)}


def _refuse_others(folder: Path, new: set[str], old: set[str]) -> None:
    """What is not ours stays; a folder that is a link would lead what we write elsewhere."""
    taken = {path for path in new - old if os.path.lexists(folder / path)}
    within = {above.as_posix() for path in new | old for above in Path(path).parents}
    linked = {above for above in within - {"."} if (folder / above).is_symlink()}
    if taken or linked:
        raise GongkaiError(
            words(
                "{folder} holds files that are not of this site: {files}; "
                "move them, or choose another folder with --out",
                folder=folder,
                files=listed(sorted(taken | linked)[:_SHOWN]),
            )
        )


def _write_manifest(folder: Path, paths: set[str]) -> None:
    told = json.dumps({"files": sorted(paths)}, indent=0) + "\n"
    manifest = Artifact(
        output="", filename=MANIFEST, media_type="application/json", content=told.encode()
    )
    write_files((manifest,), folder)


def _place(waiting: Path, place: Path) -> None:
    """Move a file; one that has not changed stays as it is, and keeps its day for rsync."""
    if place.is_file() and not place.is_symlink() and cmp(waiting, place, shallow=False):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    waiting.replace(place)


def _take_away(folder: Path, path: str) -> None:
    with suppress(FileNotFoundError):
        (folder / path).unlink()
    for above in Path(path).parents:
        with suppress(OSError):
            (folder / above).rmdir()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GongkaiError(
            words(
                "{folder}: cannot be written: {why}; choose another folder with --out",
                folder=folder,
                why=reason_of(error),
            )
        ) from error
