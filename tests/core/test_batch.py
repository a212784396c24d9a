from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Generator
from datetime import date
from multiprocessing import active_children
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import evolve

from gongkai import batch
from gongkai.batch import Job, Summary, run_many, seldom_collected, write_files
from gongkai.config.agency import find_reports
from gongkai.config.layers import Tree
from gongkai.errors import ConfigError, GongkaiError
from gongkai.model.report import Artifact
from gongkai.prepare import Options
from gongkai.testing import write_tree

ROOT = Path(__file__).parents[2]
OPTIONS = Options(today=date(2025, 1, 31))
BUREAU = '[bureau]\nname = "示范局"\nkind = "department"\n[outputs.markdown]\n[outputs.json]\n'
KILLER = """
import os, signal
from gongkai import hookimpl
GONGKAI_API = 1
@hookimpl
def gongkai_report_checked(report, findings):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def artifact(name: str, content: bytes = b"new") -> Artifact:
    return Artifact(output="o", filename=name, media_type="", content=content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def job(folder: Path, files: dict[str, str], out: Path | None = None) -> Job:
    tree = write_tree(folder, files)
    return Job(root=tree.root, without=(), options=OPTIONS, out=out)


def done(wanted: Job, jobs: int = 1) -> list[Summary]:
    return list(run_many(wanted, find_reports(Tree(wanted.root)), jobs))


def bureaus(*agencies: str) -> dict[str, str]:
    return {
        name: text
        for agency in agencies
        for name, text in (
            (f"{agency}/bureau.toml", BUREAU),
            (f"{agency}/2023/report.toml", "[narrative]\nomitted = '只录数字'\n"),
        )
    }


def test_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    paths = write_files((artifact("a.txt"), artifact("b.txt")), tmp_path / "x" / "y")

    assert paths == (tmp_path / "x/y/a.txt", tmp_path / "x/y/b.txt")
    assert contents(tmp_path) == {"x/y/a.txt": b"new", "x/y/b.txt": b"new"}
    assert paths[0].stat().st_mode & 0o777 == 0o644


def test_old_files_are_replaced_and_what_else_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old and longer")
    (tmp_path / "mine.txt").write_text("mine")

    write_files((artifact("a.txt"),), tmp_path)

    assert contents(tmp_path) == {"a.txt": b"new", "mine.txt": b"mine"}


@pytest.mark.parametrize("folder", ["file", "file/below", "/proc/gongkai"])
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(GongkaiError, match=r"cannot be written: .*; choose") as told:
        write_files((artifact("a.txt"),), tmp_path / folder)

    assert str(tmp_path / folder) in str(told.value)
    assert contents(tmp_path) == {"file": b"in the way"}


def test_a_folder_in_the_place_of_a_file_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()

    with pytest.raises(GongkaiError, match="Is a directory"):
        write_files((artifact("a.txt"),), tmp_path)

    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (OSError(28, "No space left on device"), GongkaiError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_what_breaks_off_the_writing_leaves_the_old_files_whole(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    raised: type[BaseException],
) -> None:
    write_files((artifact("a.txt", b"old"), artifact("b.txt", b"old")), tmp_path)
    monkeypatch.setattr(os, "fdopen", second_time(os.fdopen, error))

    with pytest.raises(raised):
        write_files((artifact("a.txt"), artifact("b.txt")), tmp_path)

    assert contents(tmp_path) == {"a.txt": b"old", "b.txt": b"old"}


def second_time(function: Callable[..., Any], error: BaseException) -> Callable[..., Any]:
    """The function; the second call does its work and raises."""
    calls = []

    def call(*given: Any) -> Any:  # noqa: ANN401 - as the function
        calls.append(given)
        found = function(*given)
        if len(calls) == 2:
            found.close()
            raise error
        return found

    return call


def test_names_of_unfinished_files_never_collide(tmp_path: Path) -> None:
    other = tmp_path / ".a.txt.other"
    other.write_text("of another run")

    write_files((artifact("a.txt"), artifact("a.txt", b"last")), tmp_path)

    assert contents(tmp_path) == {".a.txt.other": b"of another run", "a.txt": b"last"}


def test_the_same_report_twice_has_the_same_bytes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "agencies", tmp_path / "agencies")
    first = job(tmp_path / "agencies", {}, tmp_path / "1")

    done(first)
    done(evolve(first, out=tmp_path / "2"))

    assert len(contents(tmp_path / "1")) == 21
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_two_processes_give_the_bytes_and_the_order_of_one(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "agencies", tmp_path / "agencies")
    one = job(tmp_path / "agencies", {}, tmp_path / "1")

    alone = done(one)
    shared = done(evolve(one, out=tmp_path / "2"), jobs=2)

    assert [summary.report for summary in alone] == [summary.report for summary in shared]
    assert [summary.findings for summary in alone] == [summary.findings for summary in shared]
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_cannot_be_made_does_not_stop_the_others(tmp_path: Path, jobs: int) -> None:
    written = {**bureaus("a", "b", "c"), "b/bureau.toml": "[bureau]\nname = 1\n"}

    summaries = done(job(tmp_path / "in", written, tmp_path / "out"), jobs)

    assert [bool(summary.error) for summary in summaries] == [False, True, False]
    assert isinstance(summaries[1].error, ConfigError)
    assert str(summaries[1].error).startswith("b/bureau.toml:")
    assert names(tmp_path / "out") == ["a", "c"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_in_one_report_is_told_with_its_traceback(tmp_path: Path, jobs: int) -> None:
    written = {**bureaus("a", "b"), "a/plugin.py": "raise RuntimeError('out of order')\n"}

    broken, whole = done(job(tmp_path, written), jobs)

    assert "RuntimeError: out of order" in broken.bug
    assert "while loading the plugin 'agency:a'" in broken.bug
    assert (whole.bug, whole.error, whole.name) == ("", None, "示范局")


LEAVING = """
from gongkai import hookimpl
GONGKAI_API = 1
@hookimpl
def {hook}:
    raise SystemExit(0)
"""


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "plugin",
    [
        "raise SystemExit(0)\n",
        LEAVING.format(hook="gongkai_register_checks()"),
        LEAVING.format(hook="gongkai_report_checked()"),
    ],
)
def test_a_plugin_that_leaves_has_a_bug_and_the_other_reports_go_on(
    tmp_path: Path, plugin: str, jobs: int
) -> None:
    broken, whole = done(job(tmp_path, {**bureaus("a", "b"), "a/plugin.py": plugin}), jobs)

    assert broken.bug.startswith("Traceback")
    assert "SystemExit: 0\nwhile " in broken.bug
    assert (whole.bug, whole.name) == ("", "示范局")


def test_an_observer_is_told_of_the_end_when_the_files_are_there(tmp_path: Path) -> None:
    looking = LEAVING.format(hook="gongkai_run_finished()")
    written = {**bureaus("a"), "a/plugin.py": looking}

    (summary,) = done(job(tmp_path / "in", written, tmp_path / "out"))

    assert "while running the hook 'gongkai_run_finished'" in summary.bug
    assert [path.name for path in summary.files] == ["report.md", "report.json"]
    assert all(path.is_file() for path in summary.files)


CHANGING = """
from gongkai import hookimpl
GONGKAI_API = 1
@hookimpl
def gongkai_report_checked(report, findings):
    report.figures["areas.fees"] = None
"""


def test_an_observer_that_changes_a_figure_is_named(tmp_path: Path) -> None:
    (summary,) = done(job(tmp_path, {**bureaus("a"), "a/plugin.py": CHANGING}))

    assert "TypeError: 'mappingproxy' object does not support item assignment" in summary.bug
    assert "while running the hook 'gongkai_report_checked' of the plugin 'agency:a'" in summary.bug


def test_a_damaged_workbook_is_told_from_another_process_too(tmp_path: Path) -> None:
    written = bureaus("a", "b")
    written["a/bureau.toml"] += "[channels.wechat]\nexport = 'w.xlsx'\n"
    written["a/2023/w.xlsx"] = "no workbook"

    damaged, _ = done(job(tmp_path, written), jobs=2)

    assert "w.xlsx: cannot be read as a workbook" in str(damaged.error)


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    (summary,) = done(job(tmp_path, bureaus("a")))

    assert (summary.files, summary.title) == ((), "示范局2023年政府信息公开工作年度报告")
    assert summary.coverage is not None


def test_a_killed_worker_gives_one_clear_message(tmp_path: Path) -> None:
    written = {**bureaus("a", "b"), "b/plugin.py": KILLER}

    with pytest.raises(GongkaiError, match=r"^a worker process was killed; run again"):
        done(job(tmp_path, written), jobs=2)


def test_who_breaks_off_leaves_no_worker_and_no_unfinished_file(tmp_path: Path) -> None:
    wanted = job(tmp_path / "in", bureaus("a", "b", "c", "d"), tmp_path / "out")
    summaries = run_many(wanted, find_reports(Tree(wanted.root)), 2)

    next(summaries)
    cast("Generator[Summary]", summaries).close()

    assert active_children() == []
    assert [name for name in contents(tmp_path / "out") if "/." in name] == []


def test_more_reports_than_a_chunk_holds_are_handed_out_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_CHUNK", 1)

    summaries = done(job(tmp_path, bureaus("a", "b", "c")), jobs=2)

    assert [summary.report.agency for summary in summaries] == ["a", "b", "c"]


def test_circles_are_looked_for_as_usual_once_the_reports_are_made() -> None:
    usual = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] > usual[0]
    assert gc.get_threshold() == usual
