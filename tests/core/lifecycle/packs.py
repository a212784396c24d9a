"""Whether a pack is whole: what its manifest says is there, and nothing else."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

from gongkai.lifecycle.pack import CHECKPOINT, MANIFEST
from gongkai.lifecycle.store import Store
from gongkai.lifecycle.verify import read_checkpoint, verify_entries


def files_of(place: Path) -> dict[str, bytes]:
    """The files of a pack by name, be it a folder or a zip."""
    if place.suffix == ".zip":
        with zipfile.ZipFile(place) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return {path.name: path.read_bytes() for path in place.iterdir()}


def assert_whole_pack(place: Path, store: Store) -> None:
    """The manifest names every file by its hash, and the log knows the manifest."""
    files = files_of(place)
    manifest = json.loads(files[MANIFEST])
    told = {each["name"]: each["sha256"] for each in manifest["files"]}
    found = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert found == {**told, MANIFEST: found[MANIFEST], CHECKPOINT: found[CHECKPOINT]}
    recorded = [entry.event.details.get("manifest") for entry in store.entries()]
    assert recorded.count(found[MANIFEST]) == 1
    point = read_checkpoint(files[CHECKPOINT].decode())
    assert verify_entries(store.entries(), [point]).broken is None
