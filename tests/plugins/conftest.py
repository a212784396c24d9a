"""Fixtures for the tests of plugins."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.host import Plugins
from tests.plugins.check_reports import Judge


@pytest.fixture
def judge(tmp_path: Path, installed: Plugins) -> Judge:
    """Run small reports with every plugin, and ask what one rule found."""
    return Judge(tmp_path, installed)
