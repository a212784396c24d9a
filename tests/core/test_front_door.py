from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import gongkai

#: What the door really does; its types, which mypy reads, do not tell of it.
HOMES: dict[str, str] = vars(gongkai)["_HOME_OF"]
TYPES = Path(gongkai.__file__).with_suffix(".pyi")


def told_to_editors() -> dict[str, str]:
    return {
        name.asname or name.name: node.module or ""
        for node in ast.parse(TYPES.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }


def test_both_doors_tell_the_same_names_of_the_same_homes() -> None:
    assert told_to_editors() == HOMES


@pytest.mark.parametrize("name", sorted(HOMES))
def test_every_name_is_there(name: str) -> None:
    assert getattr(gongkai, name) is getattr(gongkai, name)


def test_a_star_brings_every_name() -> None:
    assert vars(gongkai)["__all__"] == sorted(HOMES)


def test_another_name_is_not() -> None:
    with pytest.raises(AttributeError, match="module 'gongkai' has no attribute 'nothing'"):
        _ = gongkai.nothing  # type: ignore[attr-defined]


def test_the_door_itself_loads_nothing() -> None:
    code = "import sys, gongkai; print([n for n in sys.modules if n.startswith('gongkai.')])"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert said.stdout.strip() == "[]"
