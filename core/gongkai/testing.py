"""For plugin authors' tests: run reports with exactly the plugins that a test names."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import tomli

from gongkai.compare import verify
from gongkai.config.agency import ReportId, find_reports
from gongkai.config.layers import Tree
from gongkai.config.source import Table
from gongkai.host import Plugins
from gongkai.kinds import Example
from gongkai.loading import Plugin
from gongkai.model.outcome import Outcome
from gongkai.pages.page import Page
from gongkai.pages.read import read_page
from gongkai.pipeline import roll_up, run
from gongkai.prepare import Options
from gongkai.survey import survey

#: A day on which waivers of the tests are judged, so that results do not change with time.
TODAY = date(2025, 1, 31)

_OPTIONS = Options(today=TODAY)

_MODEL = Path(__file__).parent / "model_report"
#: The folder of the model's bureau.
_BUREAU = "ju"

#: A made-up bureau's report of 2024 that keeps every rule, by path below the agencies folder.
#: Every cell of cn-2021 is stated, and the texts take their numbers from the cells.
MODEL: Mapping[str, str] = {
    f"{_BUREAU}/{path.relative_to(_MODEL).as_posix()}": path.read_text("utf-8")
    for path in sorted(_MODEL.rglob("*.*"))
}


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
    return _run(tree, reports[0], plugins, outputs)


def _run(tree: Tree, report: ReportId, plugins: Plugins, outputs: Iterable[str] = ()) -> Outcome:
    """Run one report of a tree, after the rules that look at all of them have done so."""
    surveyed = survey(tree, (report,), plugins.offers().checks.values())
    return run(
        tree, report, plugins, Options(outputs=tuple(outputs), today=TODAY, surveyed=surveyed)
    )


def run_example(folder: Path, example: Example, plugins: Plugins) -> Outcome:
    """Write the model report as an example changes it, and run the report that it names."""
    tree = write_tree(folder, example_files(example))
    if example.region:
        whole, *_ = roll_up(tree, example.region, example.year, plugins, _OPTIONS)
        return whole.outcome
    report = ReportId(example.agency, example.year)
    if example.page:
        return verify(tree, report, _page(tree, report, example, plugins), plugins, _OPTIONS)
    return _run(tree, report, plugins)


def _page(tree: Tree, report: ReportId, example: Example, plugins: Plugins) -> Page:
    """The page of a report as an example says that it was published."""
    (artifact,) = _run(tree, report, plugins, ("html",)).artifacts
    text = artifact.content.decode()
    for ours, theirs in example.page.items():
        text = text.replace(ours, theirs)
    return read_page("page.html", text.encode())


def example_files(example: Example) -> dict[str, str]:
    """The files of the model and of an example, by path below the agencies folder."""
    bureau, report = f"{_BUREAU}/bureau.toml", f"{_BUREAU}/{example.year}/report.toml"
    files = {**MODEL, bureau: lay_toml(MODEL[bureau], example.bureau)}
    if example.report:
        files[report] = lay_toml(MODEL.get(report, ""), example.report)
    for name, text in example.files.items():
        files[posixpath.normpath(posixpath.join(_BUREAU, name))] = text
    return files


def lay_toml(under: str, over: str) -> str:
    """Lay a TOML text over another: tables merge, everything else replaces."""
    if not over:
        return under
    parsed = (tomli.loads(text, parse_float=Decimal) for text in (under, over))
    return "".join(f"{line}\n" for line in _written(_merged(*parsed), ()))


def _merged(under: Table, over: Table) -> Table:
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _written(table: Table, at: tuple[str, ...]) -> Iterator[str]:
    """A table's lines: its plain values first, then the tables in it under their headers."""
    if at:
        yield f"[{'.'.join(map(_text, at))}]"
    for key, value in table.items():
        if not isinstance(value, dict):
            yield f"{_text(key)} = {_value(value)}"
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _written(value, (*at, key))


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_text(key)} = {_value(item)}' for key, item in value.items())}}}"
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else _text(value)


def _text(value: object) -> str:
    """JSON writes texts, whole numbers and truths as TOML does, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
