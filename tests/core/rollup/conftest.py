"""Fixtures for the tests of roll-ups."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.host import Plugins
from tests.core.rollup.city import City


@pytest.fixture
def city(tmp_path: Path, installed: Plugins) -> City:
    """A folder for a region, and every plugin."""
    return City(tmp_path, installed)
