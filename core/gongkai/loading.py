"""Plugins as Python modules: found by entry point or by file, and imported."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, version
from pathlib import Path
from types import ModuleType

from attrs import frozen

from gongkai.errors import PluginError, let_pass
from gongkai.wording import words


@frozen
class Plugin:
    """A loaded plugin: its name, its module, its version, and where it came from."""

    name: str
    module: ModuleType
    version: str = ""
    origin: str = ""


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """What makes the reports, and its version, as it is installed."""
    return (("gongkai", version("gongkai")),)


def by_entry_name(points: Iterable[EntryPoint]) -> Mapping[str, EntryPoint]:
    """Entry points by name; `PluginError` where two modules answer to one name."""
    found: dict[str, EntryPoint] = {}
    for point in points:
        if found.setdefault(point.name, point).value != point.value:
            raise PluginError(
                words(
                    "two plugins are installed as {name!r}: {one} and {other}; uninstall one",
                    name=point.name,
                    one=found[point.name].value,
                    other=point.value,
                )
            )
    return found


def load(name: str, point: EntryPoint) -> Plugin:
    """Import what an entry point names; `PluginError` where that fails, or is no module."""
    try:
        module = point.load()
    except BaseException as error:
        let_pass(error)
        raise not_loaded(name, error) from error
    if not isinstance(module, ModuleType):
        raise PluginError(
            words("the plugin {name!r} is not a module but {found!r}", name=name, found=point.value)
        )
    return Plugin(name, module, *(point.dist.version, point.dist.name) if point.dist else ())


def not_loaded(name: str, error: BaseException) -> PluginError:
    """The error of a plugin that cannot be loaded, with the reason."""
    return PluginError(
        words(
            "the plugin {name!r} cannot be loaded: {kind}: {why}",
            name=name,
            kind=type(error).__name__,
            why=error,
        )
    )


def load_file(path: Path, name: str) -> ModuleType:
    """Import one plugin file under a name of its own, without leaving byte code beside it.

    It is findable under that name: classes with annotations in text look for their module.
    """
    spec = importlib.util.spec_from_file_location(f"gongkai_agency_plugin:{name}", path)
    if spec is None or spec.loader is None:
        raise PluginError(words("{file}: not a Python file", file=path.name))
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException as error:
        del sys.modules[spec.name]
        error.add_note(f"while loading the plugin {name!r}")
        raise
    finally:
        sys.dont_write_bytecode = before
    return module
