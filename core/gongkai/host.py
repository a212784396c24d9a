"""The only module that talks to pluggy: finds plugins, refuses bad ones, asks what they offer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Self

import pluggy

from gongkai import hookspecs
from gongkai.errors import PluginError, blame, near
from gongkai.kinds import (
    API,
    Channel,
    Check,
    Offer,
    Offers,
    Output,
    Reader,
    RuleExample,
    Section,
    Site,
)
from gongkai.loading import Plugin, by_entry_name, load, load_file, not_loaded
from gongkai.model.findings import Finding
from gongkai.model.form import Form
from gongkai.model.outcome import Outcome
from gongkai.model.report import Report
from gongkai.wording import mark, words

#: What plugins register, and what each of it must be.
_KINDS: Mapping[str, type[Any]] = {
    mark("forms"): Form,
    mark("readers"): Reader,
    mark("channels"): Channel,
    mark("sections"): Section,
    mark("checks"): Check,
    mark("outputs"): Output,
    mark("sites"): Site,
    mark("examples"): RuleExample,
}
#: What a run asks for; examples are read only where rules are explained.
KINDS = tuple(kind for kind in _KINDS if kind != "examples")

_KEBAB = "[a-z0-9]+(-[a-z0-9]+)*"
_NAME = re.compile(_KEBAB)
_CODE = re.compile(rf"{_KEBAB}\.{_KEBAB}")
_SUFFIX = re.compile(r"\.[a-z0-9.]+")
_COMPANION = re.compile(r"[a-z0-9-]*\.[a-z0-9.]+")


class Plugins:
    """A fixed set of plugins, asked in a typed way."""

    def __init__(self, plugins: Iterable[Plugin]) -> None:
        self.plugins = tuple(plugins)
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._answers: dict[tuple[str, str], tuple[Offer[Any], ...]] = {}
        for plugin in self.plugins:
            _refuse(plugin)
            self._register(plugin)

    @classmethod
    def installed(cls, *, without: Iterable[str] = ()) -> Self:
        """Load every installed plugin but those named in ``without``."""
        points = by_entry_name(entry_points(group=hookspecs.PROJECT))
        left_out = set(without)
        for name in left_out - set(points):
            raise PluginError(
                words("there is no plugin {name!r}; {hint}", name=name, hint=near(name, points))
            )
        return cls(
            load(name, point) for name, point in sorted(points.items()) if name not in left_out
        )

    def and_file(self, path: Path, name: str) -> Plugins:
        """The same plugins and one more, from a file that is not installed."""
        more = Plugins((*self.plugins, Plugin(name, load_file(path, name), "", path.name)))
        more._answers.update(self._answers)
        return more

    def offers(self) -> Offers:
        """Ask every plugin what it offers; two things of one kind may not have one name."""
        return self._offers

    @cached_property
    def _offers(self) -> Offers:
        return Offers(**{kind: _by_name(kind, self._ask(kind)) for kind in KINDS})

    def examples(self) -> Mapping[str, Offer[RuleExample]]:
        """Ask every plugin for the examples of its rules, by code; no run needs them."""
        return _by_name("examples", self._ask("examples"))

    def report_checked(self, report: Report, findings: tuple[Finding, ...]) -> None:
        """Tell observers that checking is over."""
        self._tell("gongkai_report_checked", report=report, findings=findings)

    def run_finished(self, outcome: Outcome) -> None:
        """Tell observers that the run is over."""
        self._tell("gongkai_run_finished", outcome=outcome)

    def _register(self, plugin: Plugin) -> None:
        registered = self._manager.get_name(plugin.module)
        if registered is not None:
            raise PluginError(
                words(
                    "the plugins {one!r} and {other!r} are one module, {module}; "
                    "give it one entry point",
                    one=registered,
                    other=plugin.name,
                    module=plugin.module.__name__,
                )
            )
        try:
            self._manager.register(plugin.module, plugin.name)
        except (pluggy.PluginValidationError, ValueError) as error:
            raise not_loaded(plugin.name, error) from error

    def _tell(self, hook: str, **values: object) -> None:
        for implementation in self._implementations(hook):
            with blame("hook", hook, implementation.plugin_name):
                implementation.function(*map(values.__getitem__, implementation.argnames))

    def _implementations(self, hook: str) -> list[pluggy.HookImpl]:
        found: list[pluggy.HookImpl] = getattr(self._manager.hook, hook).get_hookimpls()
        return sorted(found, key=lambda implementation: implementation.plugin_name)

    def _ask(self, kind: str) -> Iterator[Offer[Any]]:
        """Ask each plugin once, by name, and remember what it said."""
        hook = f"gongkai_register_{kind}"
        for implementation in self._implementations(hook):
            name = implementation.plugin_name
            if (kind, name) not in self._answers:
                with blame("hook", hook, name):
                    things: tuple[Any, ...] = tuple(implementation.function())  # type: ignore[arg-type]
                self._answers[kind, name] = tuple(_offer(kind, thing, name) for thing in things)
            yield from self._answers[kind, name]


def _refuse(plugin: Plugin) -> None:
    """Refuse a plugin of another API version, or with a hook that does not exist."""
    stated = getattr(plugin.module, "GONGKAI_API", None)
    if stated != API:
        raise PluginError(
            words(
                "the plugin {name!r} states GONGKAI_API = {stated}, this gongkai has {api}; "
                "install a version of the plugin that fits",
                name=plugin.name,
                stated=stated,
                api=API,
            )
        )
    known = [name for name in vars(hookspecs) if name.startswith("gongkai_")]
    for attribute, value in vars(plugin.module).items():
        marked = hasattr(value, "gongkai_impl")
        if attribute in known and not marked:
            raise PluginError(
                words(
                    "the plugin {name!r}: {hook!r} lacks @hookimpl and would never be called",
                    name=plugin.name,
                    hook=attribute,
                )
            )
        if attribute not in known and (marked or attribute.startswith("gongkai_register_")):
            raise PluginError(
                words(
                    "the plugin {name!r}: there is no hook {hook!r}; {hint}",
                    name=plugin.name,
                    hook=attribute,
                    hint=near(attribute, known),
                )
            )


def _offer(kind: str, thing: object, plugin: str) -> Offer[Any]:
    """Refuse what is of another kind than the hook asks for."""
    if not isinstance(thing, _KINDS[kind]):
        raise PluginError(
            words(
                "the plugin {name!r}: gongkai_register_{kind} gives {expected}, not {found}",
                name=plugin,
                kind=kind,
                expected=_KINDS[kind].__name__,
                found=type(thing).__name__,
            )
        )
    _refuse_name(kind, thing, plugin)
    return Offer(thing, plugin)


def _refuse_name(kind: str, thing: object, plugin: str) -> None:
    """Hold names to what can be typed anywhere, and be part of a file name or of an address."""
    name = _name_of(kind, thing)
    coded = kind in {"checks", "examples"}
    pattern, example = (_CODE, "family.rule") if coded else (_NAME, "a-name")
    if not isinstance(name, str) or not pattern.fullmatch(name):
        raise _misnamed(kind, name, example, plugin)
    if isinstance(thing, Output):
        _refuse_file_names(thing, plugin)


def _refuse_file_names(output: Output[Any], plugin: str) -> None:
    """Hold the names of an output's files to what every file system and every link takes."""
    if not _NAME.fullmatch(output.stem):
        raise _misnamed("outputs", output.stem, "report", plugin)
    if not _SUFFIX.fullmatch(output.suffix):
        raise _wrong_suffix(output, output.suffix, ".txt", plugin)
    for companion in output.companions:
        if not _COMPANION.fullmatch(companion.suffix):
            raise _wrong_suffix(output, companion.suffix, "-cover.png", plugin)


def _wrong_suffix(output: Output[Any], suffix: str, example: str, plugin: str) -> PluginError:
    return PluginError(
        words(
            "the plugin {name!r}: the output {thing!r} has the suffix {suffix!r}; "
            "write one like {example!r}, with small letters and digits only",
            name=plugin,
            thing=output.name,
            suffix=suffix,
            example=example,
        )
    )


def _misnamed(kind: str, name: object, example: str, plugin: str) -> PluginError:
    return PluginError(
        words(
            "the plugin {name!r}: {thing!r} ({kind}) cannot be a name; "
            "write small letters, digits and hyphens, as in {example!r}",
            name=plugin,
            thing=name,
            kind=words(kind),
            example=example,
        )
    )


def _name_of(kind: str, thing: object) -> object:
    """What people type for a thing."""
    names = {"forms": "id", "checks": "code", "examples": "code"}
    return getattr(thing, names.get(kind, "name"))


def _by_name(kind: str, offers: Iterable[Offer[Any]]) -> Mapping[str, Offer[Any]]:
    """Put what plugins offer under the name that people type."""
    found: dict[str, Offer[Any]] = {}
    for offer in offers:
        name = str(_name_of(kind, offer.thing))
        if name in found:
            raise PluginError(
                words(
                    "the plugins {one!r} and {other!r} both offer {name!r} ({kind}); "
                    "leave one out with --without",
                    one=found[name].plugin,
                    other=offer.plugin,
                    name=name,
                    kind=words(kind),
                )
            )
        found[name] = offer
    return dict(sorted(found.items()))
