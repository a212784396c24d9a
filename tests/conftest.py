"""Fixtures shared by all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.host import Plugins

Golden = Callable[[Path, bytes], None]

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare bytes with a file; ``--update-golden`` rewrites the file."""

    def compare(path: Path, content: bytes) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        assert path.exists(), f"{path} is missing; run pytest --update-golden"
        assert content.decode() == path.read_text("utf-8")

    return compare


@pytest.fixture(scope="session")
def installed() -> Plugins:
    """Every plugin of this distribution, loaded once."""
    return Plugins.installed()
