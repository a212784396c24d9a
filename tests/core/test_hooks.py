from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

from gongkai import hookspecs
from gongkai.config.agency import find_reports
from gongkai.hookspecs import hookimpl
from gongkai.host import Plugins
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY, plugin_set, run_files, write_tree
from tests.core.bureau import FORM, files, plugin, section

HOOKS = [name for name in vars(hookspecs) if name.startswith("gongkai_")]


def recorder(calls: list[str]) -> ModuleType:
    """A plugin with every hook that writes down when it is called."""
    module = ModuleType("recorder")
    vars(module)["GONGKAI_API"] = 1
    for name in HOOKS:
        vars(module)[name] = hookimpl(_recording(name, calls))
    return module


def _recording(name: str, calls: list[str]) -> Any:  # noqa: ANN401 - a hook
    def hook() -> tuple[()]:
        calls.append(name)
        return ()

    return hook


def recorded(calls: list[str]) -> Plugins:
    usual = plugin("usual", forms=(FORM,), sections=(section("overview"),))
    return plugin_set(recorder(calls), usual)


def test_a_run_calls_every_hook_once_in_the_order_of_hookspecs(tmp_path: Path) -> None:
    calls: list[str] = []

    run_files(tmp_path, files(bureau=""), recorded(calls))

    assert calls == [
        "gongkai_register_forms",
        "gongkai_register_readers",
        "gongkai_register_channels",
        "gongkai_register_sections",
        "gongkai_register_checks",
        "gongkai_register_outputs",
        "gongkai_register_sites",
        "gongkai_report_checked",
        "gongkai_run_finished",
    ]
    assert calls == [hook for hook in HOOKS if hook != "gongkai_register_examples"]


def test_the_end_of_a_run_is_told_when_its_files_are_written(tmp_path: Path) -> None:
    calls: list[str] = []
    tree = write_tree(tmp_path, files(bureau=""))
    (report,) = find_reports(tree)

    run(tree, report, recorded(calls), Options(today=TODAY), lambda _: calls.append("written"))

    assert calls[-3:] == ["gongkai_report_checked", "written", "gongkai_run_finished"]


def test_a_second_run_only_tells_the_observers(tmp_path: Path) -> None:
    calls: list[str] = []
    plugins = recorded(calls)
    run_files(tmp_path / "1", files(bureau=""), plugins)
    calls.clear()

    run_files(tmp_path / "2", files(bureau=""), plugins)

    assert calls == ["gongkai_report_checked", "gongkai_run_finished"]
