"""What must be told in several places is told in all of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FOLDERS = {path.parent.name for path in (ROOT / "plugins").glob("*/__init__.py")}


def test_every_plugin_folder_has_its_entry_point() -> None:
    assert set(PROJECT["project"]["entry-points"]["gongkai"].values()) == FOLDERS


def test_an_entry_point_is_named_as_its_folder() -> None:
    points = PROJECT["project"]["entry-points"]["gongkai"]

    assert {name: f"gongkai_{name.replace('-', '_')}" for name in points} == points


def test_every_plugin_is_measured_by_coverage() -> None:
    assert set(PROJECT["tool"]["coverage"]["run"]["source_pkgs"]) == {"gongkai", *FOLDERS}


def test_every_plugin_is_held_by_the_import_contracts() -> None:
    linter = PROJECT["tool"]["importlinter"]
    top = [
        contract["layers"][0]
        for contract in linter["contracts"]
        if "Plugins stand" in contract["name"]
    ]

    assert set(linter["root_packages"]) == {"gongkai", *FOLDERS}
    assert [set(layer.split(" | ")) for layer in top] == [FOLDERS]
