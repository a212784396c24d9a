"""The forms that regions and bureaus bring as TOML files of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gongkai.config.forms import read_form
from gongkai.config.layers import Tree
from gongkai.config.source import Source
from gongkai.model.form import Form

#: The files that may say ``forms = […]``.
_FILES = ("region.toml", "bureau.toml", "report.toml")


def own_forms(tree: Tree) -> dict[str, Form]:
    """Every form below the agencies folder, by the name of its file; none if there is no folder."""
    paths = sorted({path for source in _sources(tree) for path in _named(source, tree)})
    return {tree.name(path): read_form(path, tree.name(path)) for path in paths}


def _sources(tree: Tree) -> Iterator[Source]:
    for folder, below, files in os.walk(tree.root):
        below[:] = [name for name in below if not name.startswith((".", "_"))]
        for name in sorted(set(files) & set(_FILES)):
            yield tree.read(Path(folder) / name)


def _named(source: Source, tree: Tree) -> Iterator[Path]:
    written = source.table.get("forms", [])
    for index, name in enumerate(written if isinstance(written, list) else []):
        position = source.position(("forms", index))
        yield tree.existing(source.path.parent, str(name), position)
