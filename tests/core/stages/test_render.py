from __future__ import annotations

from typing import Any

import pytest

from gongkai.kinds import Output
from gongkai.model.report import Artifact
from gongkai.plan import BoundOutput
from gongkai.stages.render import render
from tests.core.bureau import broken, output
from tests.core.stages.test_check import report


def bound(said: Output[Any], settings: object = None) -> BoundOutput:
    return BoundOutput(output=said, settings=settings, plugin="p")


def test_each_output_writes_the_report_down_with_its_settings() -> None:
    text = output("text", lambda report, settings: f"{report.year} {settings}".encode())

    assert render(report(), (bound(text, "set"),)) == (
        (
            Artifact(
                output="text",
                filename="report.txt",
                media_type="text/plain",
                content=b"2018 set",
            ),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (broken, "RuntimeError: out of order"),
        (lambda *_: "text", "TypeError: an output gives bytes, this one gave str"),
        (lambda *_: None, "TypeError: an output gives bytes, this one gave NoneType"),
    ],
)
def test_an_output_that_gives_no_bytes_is_told_and_the_others_go_on(said: Any, error: str) -> None:  # noqa: ANN401
    good = output("good", lambda *_: b"")

    artifacts, crashes = render(report(), (bound(output("bad", said)), bound(good)))

    assert [artifact.output for artifact in artifacts] == ["good"]
    assert [(crash.kind, crash.name, crash.plugin, crash.error) for crash in crashes] == [
        ("output", "bad", "p", error)
    ]


def test_two_outputs_of_one_suffix_do_not_overwrite_each_other() -> None:
    outputs = tuple(bound(output(name, lambda *_: b"")) for name in ("one", "two", "three"))

    artifacts, _ = render(report(), outputs)

    assert [artifact.filename for artifact in artifacts] == [
        "report.txt",
        "report-two.txt",
        "report-three.txt",
    ]
