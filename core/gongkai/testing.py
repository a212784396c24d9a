"""For plugin authors' tests: run reports with exactly the plugins that a test names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType

from gongkai.config.agency import ReportId, find_reports
from gongkai.config.layers import Tree
from gongkai.host import Plugin, Plugins
from gongkai.model.outcome import Outcome
from gongkai.pipeline import Options, run

#: A day on which waivers of the tests are judged, so that results do not change with time.
TODAY = date(2025, 1, 31)


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> Tree:
    """Write ``files``, by path below the agencies folder, and give the tree."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Tree(folder)


def plugin_set(*modules: ModuleType) -> Plugins:
    """Only these plugins, each named as its module."""
    return Plugins(Plugin(module.__name__, module) for module in modules)


def run_files(
    folder: Path,
    files: Mapping[str, str | bytes],
    plugins: Plugins,
    outputs: Iterable[str] = (),
) -> Outcome:
    """Write the files of one report and run it; `AssertionError` if they are not one report."""
    tree = write_tree(folder, files)
    reports: tuple[ReportId, ...] = find_reports(tree)
    if len(reports) != 1:
        message = f"expected the files of one report, found {len(reports)}"
        raise AssertionError(message)
    return run(tree, reports[0], plugins, Options(outputs=tuple(outputs), today=TODAY))
