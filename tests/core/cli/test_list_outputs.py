from __future__ import annotations

import pytest
from attrs import evolve

from gongkai.cli.list_outputs import list_outputs
from gongkai.cli.speech import speech_for
from gongkai.kinds import Companion
from gongkai.testing import plugin_set
from gongkai.wording import words
from tests.core.bureau import broken, output, plugin
from tests.core.cli.command import Command


def test_every_output_is_listed_with_its_files_and_nothing_is_made(bureau: Command) -> None:
    said = bureau("build", "--list-outputs")

    assert said.status == 0
    assert "  A web page\n" in said.out
    assert "  report.html  (output-html)\n" in said.out
    assert not (bureau.folder / "build").exists()


def test_the_list_is_data_too(bureau: Command) -> None:
    outputs = bureau("build", "--list-outputs", "--json").json["outputs"]

    assert {
        "name": "markdown",
        "title": "Markdown",
        "media_type": "text/markdown; charset=utf-8",
        "files": ["report.md"],
        "plugin": "output-markdown",
    } in outputs


def test_what_goes_with_an_output_is_listed_and_a_stranger_may_say_little(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cover: Companion[object] = Companion(suffix="-cover.png", media_type="", render=broken)
    post = evolve(output("post", broken), stem="post", companions=(cover,), title=words("A post"))
    offers = plugin_set(plugin("mine", outputs=(post, output("plain", broken)))).offers()

    list_outputs(offers.outputs, speech_for("en"), as_json=False)

    assert capsys.readouterr().out == (
        "plain  text/plain\n"
        "       report.txt  (mine)\n"
        "post   A post\n"
        "       post.txt, post-cover.png  (mine)\n"
    )
