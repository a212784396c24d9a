from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from gongkai.errors import GongkaiError
from gongkai.kinds import Companion, Output
from gongkai.model.report import Artifact, Unwritten
from gongkai.plan import BoundOutput
from gongkai.stages.render import Rendered, render
from gongkai.wording import words
from tests.core.bureau import broken, output
from tests.core.stages.test_check import report


def bound(said: Output[Any], settings: object = None) -> BoundOutput:
    return BoundOutput(output=said, settings=settings, plugin="p")


def test_each_output_writes_the_report_down_with_its_settings() -> None:
    text = output("text", lambda report, settings: f"{report.year} {settings}".encode())

    assert render(report(), (bound(text, "set"),)) == Rendered(
        artifacts=(
            Artifact(
                output="text",
                filename="report.txt",
                media_type="text/plain",
                content=b"2018 set",
            ),
        ),
        unwritten=(),
        crashes=(),
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

    made = render(report(), (bound(output("bad", said)), bound(good)))

    assert [artifact.output for artifact in made.artifacts] == ["good"]
    assert [(crash.kind, crash.name, crash.plugin, crash.error) for crash in made.crashes] == [
        ("output", "bad", "p", error)
    ]


def test_two_outputs_of_one_suffix_do_not_overwrite_each_other() -> None:
    outputs = tuple(bound(output(name, lambda *_: b"")) for name in ("one", "two", "three"))

    made = render(report(), outputs)

    assert [artifact.filename for artifact in made.artifacts] == [
        "report.txt",
        "report-two.txt",
        "report-three.txt",
    ]


def test_what_goes_with_an_output_is_named_after_it() -> None:
    cover: Companion[Any] = Companion(
        suffix="-cover.txt", media_type="text/plain", render=lambda *_: b"cover"
    )
    article = evolve(output("article", lambda *_: b"text"), stem="article", companions=(cover,))

    made = render(report(), (bound(output("text", lambda *_: b"")), bound(article)))

    assert [(artifact.filename, artifact.content) for artifact in made.artifacts] == [
        ("report.txt", b""),
        ("article.txt", b"text"),
        ("article-cover.txt", b"cover"),
    ]


def test_an_output_that_lacks_something_is_told_and_the_others_are_written() -> None:
    why = words("there is no font")

    def lacking(*_: object) -> bytes:
        raise GongkaiError(why)

    cover = Companion(suffix="-cover.txt", media_type="text/plain", render=lacking)
    bad = evolve(output("bad", lambda *_: b""), companions=(cover,))

    made = render(report(), (bound(bad), bound(output("good", lambda *_: b""))))

    assert made.unwritten == (Unwritten(output="bad", file="report-cover.txt", why=why),)
    assert [(artifact.output, artifact.filename) for artifact in made.artifacts] == [
        ("bad", "report.txt"),
        ("good", "report-good.txt"),
    ]
    assert made.crashes == ()
