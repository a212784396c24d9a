"""Settings of outputs may name files: the engine finds them, reads them, and keeps their hash."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

from gongkai.config.agency import find_reports, read_choices
from gongkai.config.schema import schema_of
from gongkai.errors import ConfigError
from gongkai.host import Plugins
from gongkai.kinds import InputFile, Output
from gongkai.model.report import Report
from gongkai.pipeline import run
from gongkai.plan import make_plan
from gongkai.prepare import Options
from gongkai.testing import write_tree
from tests.core.bureau import BUREAU, plugins, section


@frozen(kw_only=True)
class Dressed:
    template: InputFile = field(factory=InputFile)
    pictures: tuple[InputFile, ...] = ()


SECTIONS = "[sections]\ninclude = ['overview']\n"


def show(_report: Report, settings: Dressed) -> bytes:
    files = (settings.template, *settings.pictures)
    return b", ".join(file.name.encode() + b" " + file.content for file in files)


def loaded() -> Plugins:
    page = Output(name="page", media_type="", suffix=".txt", settings=Dressed, render=show)
    return plugins(sections=(section("overview"),), outputs=(page,))


def files(written: str, **more: bytes) -> dict[str, str | bytes]:
    region = f'[region]\nname = "市"\nlevel = "prefecture"\n[outputs.page]\n{written}\n'
    return {
        "s/region.toml": region,
        "s/a/bureau.toml": 'extends = "../region.toml"\n'
        + BUREAU
        + "[sections]\ninclude=['overview']",
        "s/a/2018/report.toml": "",
        **{f"s/{name}": content for name, content in more.items()},
    }


def mistake(folder: Path, written: str, **more: bytes) -> str:
    tree = write_tree(folder, files(written, **more))
    (report,) = find_reports(tree)
    with pytest.raises(ConfigError) as caught:
        make_plan(read_choices(tree, report), loaded().offers())
    return str(caught.value)


def test_a_file_stands_beside_the_toml_that_names_it(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, files('template = "red.docx"', **{"red.docx": b"head"}))
    (report,) = find_reports(tree)

    outcome = run(tree, report, loaded(), Options())

    assert outcome.artifacts[0].content == b"s/red.docx head"
    digest = hashlib.sha256(b"head").hexdigest()
    assert ("s/red.docx", digest) in outcome.report.provenance.inputs


def test_several_files_of_one_setting_are_read_in_their_order(tmp_path: Path) -> None:
    pictures = {"b.png": b"two", "a.png": b"one"}
    tree = write_tree(tmp_path, files('pictures = ["b.png", "a.png"]', **pictures))
    (report,) = find_reports(tree)

    outcome = run(tree, report, loaded(), Options())

    assert outcome.artifacts[0].content == b" , s/b.png two, s/a.png one"
    digest = hashlib.sha256(b"one").hexdigest()
    assert ("s/a.png", digest) in outcome.report.provenance.inputs


def test_one_of_several_files_that_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    written = 'pictures = ["a.png", "c.png"]'

    assert mistake(tmp_path, written, **{"a.png": b""}) == (
        "s/region.toml:5:22: there is no file 'c.png' in s; did you mean 'a.png'?"
    )


def test_no_file_need_be_named(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, files(""))
    (report,) = find_reports(tree)

    assert run(tree, report, loaded(), Options()).artifacts[0].content == b" "


def test_a_file_that_is_not_there_is_told_at_its_place(tmp_path: Path) -> None:
    assert mistake(tmp_path, 'template = "rot.docx"', **{"red.docx": b""}) == (
        "s/region.toml:5:12: there is no file 'rot.docx' in s; did you mean 'red.docx'?"
    )


def test_a_file_outside_the_tree_is_refused(tmp_path: Path) -> None:
    assert "leads out" in mistake(tmp_path, 'template = "../../red.docx"')


def test_a_file_is_named_by_a_text(tmp_path: Path) -> None:
    assert mistake(tmp_path, "template = 3").endswith("expected a text in quotes, found 3")


def test_a_file_of_more_than_20_mb_is_refused(tmp_path: Path) -> None:
    huge = b"x" * (20 * 1024 * 1024 + 1)
    assert mistake(tmp_path, 'template = "red.docx"', **{"red.docx": huge}) == (
        "s/region.toml:5:12: red.docx is larger than 20 MB"
    )


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Path.open

    def refuse(path: Path, mode: str = "r", *more: Any, **named: Any) -> object:  # noqa: ANN401
        if path.name == "red.docx" and mode == "rb":
            raise PermissionError(13, "no")
        return usual(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", refuse)
    found = mistake(tmp_path, 'template = "red.docx"', **{"red.docx": b""})
    assert found.endswith("red.docx: cannot be read: Permission denied")


def test_the_schema_of_a_file_is_a_text() -> None:
    assert schema_of(InputFile) == {"type": "string"}
