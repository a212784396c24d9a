"""What holds for every output that is installed, whoever wrote it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.host import Plugins
from gongkai.kinds import Output
from gongkai.model.report import Report
from gongkai.plan import BoundOutput
from gongkai.stages.render import render
from tests.plugins.output_hostile import anything, report_of
from tests.plugins.output_reports import reports

OUTPUTS = Plugins.installed().offers().outputs
NAMES = st.sampled_from(sorted(OUTPUTS))


def bound(output: Output[Any]) -> BoundOutput:
    return BoundOutput(output=output, settings=output.settings(), plugin="p")


@pytest.mark.parametrize("name", sorted(OUTPUTS))
@settings(max_examples=15, deadline=None)
@given(report=reports())
def test_any_report_is_written_and_always_in_the_same_bytes(name: str, report: Report) -> None:
    made = render(report, (bound(OUTPUTS[name].thing),))

    assert (made.unwritten, made.crashes) == ((), ())
    assert all(artifact.content for artifact in made.artifacts)
    assert render(report, (bound(OUTPUTS[name].thing),)) == made


@pytest.mark.parametrize("name", sorted(OUTPUTS))
@settings(max_examples=15, deadline=None)
@given(text=anything)
def test_any_text_is_written(name: str, text: str) -> None:
    made = render(report_of(text), (bound(OUTPUTS[name].thing),))

    assert (made.unwritten, made.crashes) == ((), ())
