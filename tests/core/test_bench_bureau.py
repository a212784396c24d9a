"""The bureau that the speed benchmark makes: a sound one, and a bare script counts it alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.outputs.bare_count import count
from benchmarks.outputs.bureau import RECORDS, YEAR, agency_of, write_tree
from benchmarks.outputs.constants import write_constants

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.pipeline import Options, run, task_of
from gongkai.testing import TODAY

FIRST = ReportId(agency_of(1), YEAR)


@pytest.fixture(scope="module")
def agencies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    write_tree(folder, 1)
    return folder


def test_it_has_as_many_records_as_is_said(agencies: Path) -> None:
    files = (agencies / FIRST.agency / str(YEAR)).glob("*.csv")
    assert sum(len(file.read_text("utf-8").splitlines()) - 1 for file in files) == RECORDS


def test_nothing_is_found_in_it(agencies: Path, installed: Plugins) -> None:
    outcome = run(Tree(agencies), FIRST, installed, Options(today=TODAY))
    assert (outcome.findings, outcome.report.crashes) == ((), ())


def test_a_bare_script_counts_the_same(agencies: Path, installed: Plugins) -> None:
    task = task_of(Tree(agencies), FIRST, installed, Options(today=TODAY))
    write_constants(agencies / "constants.json", task)
    constants = json.loads((agencies / "constants.json").read_text("utf-8"))

    counted = count(agencies / FIRST.agency / str(YEAR), constants)

    assert counted == {at: figure.value for at, figure in task.report.figures.items()}
