from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve

from gongkai import hookspecs
from gongkai.errors import GongkaiError, PluginError
from gongkai.host import KINDS, Plugins
from gongkai.kinds import Check, Companion, NoSettings, Reader, Site
from gongkai.loading import Plugin
from gongkai.model.findings import Severity
from gongkai.testing import plugin_set
from gongkai.wording import words
from tests.core.bureau import FORM, channel, output, plugin, section


def nothing(*_: object) -> Any:  # noqa: ANN401 - never called
    return ()


RULE = Check(
    code="a.rule",
    severity=Severity.ERROR,
    title=words("t"),
    why=words("w"),
    fix=words("f"),
    run=nothing,
)
THINGS = {
    "forms": (FORM, "a-form"),
    "readers": (Reader(name="csv", suffixes=(".csv",), rows=nothing), "csv"),
    "channels": (channel("weibo", "微博"), "weibo"),
    "sections": (section("work"), "work"),
    "checks": (RULE, "a.rule"),
    "outputs": (output("html", nothing), "html"),
    "sites": (Site(name="column", settings=NoSettings, render=nothing), "column"),
}


def module(text: str, name: str = "mine") -> ModuleType:
    made = ModuleType(name)
    exec(f"from gongkai import *\nGONGKAI_API = 1\n{text}", vars(made))  # noqa: S102 - our own text
    return made


ASKED = """
@hookimpl
def gongkai_register_forms():
    asked.append("forms")
    return ()
"""


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(PluginError) as caught:
        act()
    return str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_a_plugin_offers_things_of_every_kind(kind: str) -> None:
    thing, name = THINGS[kind]

    offers = plugin_set(plugin("mine", **{kind: (thing,)})).offers()

    assert getattr(offers, kind)[name].thing is thing
    assert getattr(offers, kind)[name].plugin == "mine"


@pytest.mark.parametrize("kind", KINDS)
def test_two_plugins_may_not_offer_one_name(kind: str) -> None:
    thing, name = THINGS[kind]
    both = plugin_set(plugin("one", **{kind: (thing,)}), plugin("two", **{kind: (thing,)}))

    assert refused(both.offers) == (
        f"the plugins 'one' and 'two' both offer {name!r} ({kind}); leave one out with --without"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_hook_gives_things_of_its_own_kind(kind: str) -> None:
    wrong = plugin_set(plugin("mine", **{kind: ("text",)}))

    assert refused(wrong.offers).startswith(f"the plugin 'mine': gongkai_register_{kind} gives ")
    assert refused(wrong.offers).endswith(", not str")


def test_offers_are_sorted_by_name_whatever_the_order_of_plugins() -> None:
    first, second = (
        plugin("b", channels=(channel("weibo", ""),)),
        plugin("a", channels=(channel("board", ""),)),
    )

    assert list(plugin_set(first, second).offers().channels) == ["board", "weibo"]
    assert list(plugin_set(second, first).offers().channels) == ["board", "weibo"]


def test_a_plugin_is_asked_once() -> None:
    asked: list[str] = []
    made = module(ASKED)
    vars(made)["asked"] = asked
    loaded = plugin_set(made)

    loaded.offers()
    loaded.offers()

    assert asked == ["forms"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "@hookimpl\ndef gongkai_register_chanels(): ...",
            (
                "the plugin 'mine': there is no hook 'gongkai_register_chanels'; "
                "did you mean 'gongkai_register_channels'?"
            ),
        ),
        (
            "def gongkai_register_rules(): ...",
            (
                "the plugin 'mine': there is no hook 'gongkai_register_rules'; "
                "did you mean 'gongkai_register_readers'?"
            ),
        ),
        (
            "def gongkai_register_forms(): ...",
            "the plugin 'mine': 'gongkai_register_forms' lacks @hookimpl and would never be called",
        ),
        (
            "GONGKAI_API = 2",
            (
                "the plugin 'mine' states GONGKAI_API = 2, this gongkai has 1; "
                "install a version of the plugin that fits"
            ),
        ),
        (
            "del GONGKAI_API",
            (
                "the plugin 'mine' states GONGKAI_API = None, this gongkai has 1; "
                "install a version of the plugin that fits"
            ),
        ),
    ],
)
def test_a_plugin_that_does_not_fit_is_refused(text: str, expected: str) -> None:
    assert refused(lambda: plugin_set(module(text))) == expected


def test_a_hook_that_asks_for_what_there_is_not_is_refused() -> None:
    text = "@hookimpl\ndef gongkai_register_forms(config): ..."

    message = refused(lambda: plugin_set(module(text)))

    assert message.startswith("the plugin 'mine' cannot be loaded: PluginValidationError: ")


def test_one_plugin_may_not_stand_in_a_set_twice() -> None:
    mine = module("")

    assert refused(lambda: plugin_set(mine, module(""))).startswith(
        "the plugin 'mine' cannot be loaded: ValueError: "
    )


def test_one_module_may_not_be_two_plugins() -> None:
    mine = module("")

    assert refused(lambda: Plugins([Plugin("one", mine), Plugin("two", mine)])) == (
        "the plugins 'one' and 'two' are one module, mine; give it one entry point"
    )


@pytest.mark.parametrize("name", ["Weibo", "微博", "a_b", "a--b", "-a", "a/b", "a\n", "", 5])
def test_a_name_is_small_letters_digits_and_hyphens(name: object) -> None:
    wrong = plugin_set(plugin("mine", channels=(channel(name, "微博"),)))  # type: ignore[arg-type]

    assert refused(wrong.offers) == (
        f"the plugin 'mine': {name!r} (channels) cannot be a name; "
        "write small letters, digits and hyphens, as in 'a-name'"
    )


@pytest.mark.parametrize("code", ["rule", "a.b.c", "A.rule", "a.rule_1", ".rule"])
def test_a_rules_code_is_a_family_and_a_name(code: str) -> None:
    wrong = plugin_set(plugin("mine", checks=(evolve(RULE, code=code),)))

    assert refused(wrong.offers).endswith("digits and hyphens, as in 'family.rule'")


@pytest.mark.parametrize("suffix", ["txt", ".", ".TXT", "./../x", ""])
def test_an_outputs_suffix_is_part_of_a_file_name_and_no_path(suffix: str) -> None:
    wrong = plugin_set(plugin("mine", outputs=(output("text", nothing, suffix),)))

    assert refused(wrong.offers) == (
        f"the plugin 'mine': the output 'text' has the suffix {suffix!r}; "
        "write one like '.txt', with small letters and digits only"
    )


@pytest.mark.parametrize("suffix", ["-cover", ".", "-Cover.png", "/../x.png", ""])
def test_the_name_of_a_companion_is_no_path(suffix: str) -> None:
    cover: Companion[Any] = Companion(suffix=suffix, media_type="", render=nothing)
    text = evolve(output("text", nothing), companions=(cover,))

    assert refused(plugin_set(plugin("mine", outputs=(text,))).offers) == (
        f"the plugin 'mine': the output 'text' has the suffix {suffix!r}; "
        "write one like '-cover.png', with small letters and digits only"
    )


def test_the_stem_of_an_output_is_no_path() -> None:
    wrong = plugin_set(plugin("mine", outputs=(evolve(output("text", nothing), stem="../x"),)))

    assert refused(wrong.offers) == (
        "the plugin 'mine': '../x' (outputs) cannot be a name; "
        "write small letters, digits and hyphens, as in 'report'"
    )


def test_an_installed_plugin_that_leaves_while_it_is_imported_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leaving_plugin.py").write_text("raise SystemExit(0)")
    monkeypatch.syspath_prepend(tmp_path)
    entry("leaving", "leaving_plugin", monkeypatch)

    assert refused(Plugins.installed) == "the plugin 'leaving' cannot be loaded: SystemExit: 0"


@pytest.mark.parametrize("hook", ["gongkai_register_forms()", "gongkai_run_finished(outcome)"])
def test_a_hook_that_raises_keeps_its_traceback_and_is_named(hook: str) -> None:
    loaded = plugin_set(module(f"@hookimpl\ndef {hook}: return 1 / 0"))

    with pytest.raises(ZeroDivisionError) as caught:
        _ = loaded.run_finished(None) if "finished" in hook else loaded.offers()  # type: ignore[func-returns-value, arg-type]

    name = hook.partition("(")[0]
    assert caught.value.__notes__ == [f"while running the hook {name!r} of the plugin 'mine'"]
    assert caught.traceback[-1].name == name


def test_observers_are_told_what_they_ask_for_in_the_order_of_their_names() -> None:
    told: list[object] = []
    text = "@hookimpl\ndef gongkai_report_checked({}): told.append({})"
    observers = [
        module(text.format("findings", "findings"), "b"),
        module(text.format("", "'nothing'"), "c"),
        module(text.format("report, findings", "report"), "a"),
    ]
    for observer in observers:
        vars(observer)["told"] = told

    plugin_set(*observers).report_checked("report", ("finding",))  # type: ignore[arg-type]

    assert told == ["report", ("finding",), "nothing"]


def entry(name: str, value: str, monkeypatch: pytest.MonkeyPatch, *more: EntryPoint) -> None:
    points = (EntryPoint(name, value, "gongkai"), *more)
    monkeypatch.setattr("gongkai.host.entry_points", lambda group: points if group else ())


def test_installed_plugins_are_found_with_version_and_origin(installed: Plugins) -> None:
    (forms,) = [plugin for plugin in installed.plugins if plugin.name == "forms-cn"]

    assert forms == Plugin(
        "forms-cn",
        sys.modules["gongkai_forms_cn"],
        importlib.metadata.version("gongkai"),
        "gongkai",
    )


def test_a_plugin_may_be_left_out() -> None:
    names = [plugin.name for plugin in Plugins.installed(without=["forms-cn"]).plugins]

    assert "forms-cn" not in names
    assert "channels" in names


def test_only_what_is_there_can_be_left_out() -> None:
    assert refused(lambda: Plugins.installed(without=["forms_cn"])) == (
        "there is no plugin 'forms_cn'; did you mean 'forms-cn'?"
    )


def test_a_plugin_that_cannot_be_imported_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_plugin.py").write_text("import nowhere_at_all")
    monkeypatch.syspath_prepend(tmp_path)
    entry("broken", "broken_plugin", monkeypatch)

    assert refused(Plugins.installed) == (
        "the plugin 'broken' cannot be loaded: ModuleNotFoundError: "
        "No module named 'nowhere_at_all'"
    )


def test_a_plugin_is_a_module(monkeypatch: pytest.MonkeyPatch) -> None:
    entry("thing", "gongkai.host:Plugins", monkeypatch)

    assert refused(Plugins.installed) == (
        "the plugin 'thing' is not a module but 'gongkai.host:Plugins'"
    )


def test_a_plugin_without_a_distribution_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    entry("forms", "gongkai_forms_cn", monkeypatch)

    (found,) = Plugins.installed().plugins

    assert (found.version, found.origin) == ("", "")


def test_two_installed_plugins_may_not_have_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    entry("forms", "gongkai_forms_cn", monkeypatch, EntryPoint("forms", "other_forms", "gongkai"))

    assert refused(Plugins.installed) == (
        "two plugins are installed as 'forms': gongkai_forms_cn and other_forms; uninstall one"
    )


OWN = """\
from __future__ import annotations
from collections.abc import Mapping
from dataclasses import dataclass
from gongkai import Channel, ExportSettings, hookimpl

GONGKAI_API = 1

@dataclass
class Needs:
    its: Mapping[str, str]

@hookimpl
def gongkai_register_channels():
    return (Channel(name="board", label={label!r}, settings=ExportSettings),)
"""


def own(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "plugin.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_beside_a_bureau_is_a_plugin_of_its_own(tmp_path: Path) -> None:
    usual = plugin_set(plugin("usual", channels=(channel("weibo", "微博"),)))
    one = usual.and_file(own(tmp_path / "one", OWN.format(label="甲")), "agency:one")
    two = usual.and_file(own(tmp_path / "two", OWN.format(label="乙")), "agency:two")

    assert list(usual.offers().channels) == ["weibo"]
    assert one.offers().channels["board"].thing.label == "甲"
    assert two.offers().channels["board"].thing.label == "乙"
    assert two.offers().channels["board"].plugin == "agency:two"


def test_what_was_answered_before_is_not_asked_again(tmp_path: Path) -> None:
    asked: list[str] = []
    made = module(ASKED)
    vars(made)["asked"] = asked
    usual = plugin_set(made)
    usual.offers()

    usual.and_file(own(tmp_path, OWN.format(label="甲")), "agency:a").offers()

    assert asked == ["forms"]


def test_no_byte_code_is_left_beside_a_bureau(tmp_path: Path) -> None:
    before = sys.dont_write_bytecode

    plugin_set().and_file(own(tmp_path, OWN.format(label="")), "agency:a")

    assert [path.name for path in tmp_path.iterdir()] == ["plugin.py"]
    assert sys.dont_write_bytecode is before


@pytest.mark.parametrize(
    ("text", "kind"),
    [("def", SyntaxError), ("1 / 0", ZeroDivisionError), ("import x_y", ImportError)],
)
def test_a_file_that_cannot_be_loaded_keeps_its_traceback_and_is_named(
    tmp_path: Path, text: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind) as caught:
        plugin_set().and_file(own(tmp_path, text), "agency:a")

    assert caught.value.__notes__ == ["while loading the plugin 'agency:a'"]
    assert "gongkai_agency_plugin:agency:a" not in sys.modules


def test_a_file_must_be_python(tmp_path: Path) -> None:
    assert refused(lambda: plugin_set().and_file(tmp_path / "plugin.txt", "agency:a")) == (
        "plugin.txt: not a Python file"
    )


def test_a_file_may_refuse_to_be_used(tmp_path: Path) -> None:
    text = "from gongkai import GongkaiError, words\nraise GongkaiError(words('not here'))"

    with pytest.raises(GongkaiError, match="not here"):
        plugin_set().and_file(own(tmp_path, text), "agency:a")


def test_every_hook_is_documented_and_has_a_kind() -> None:
    hooks = [name for name in vars(hookspecs) if name.startswith("gongkai_")]

    assert all(vars(hookspecs)[name].__doc__ for name in hooks)
    assert [hook for hook in hooks if hook != "gongkai_register_examples"] == [
        *(f"gongkai_register_{kind}" for kind in KINDS),
        "gongkai_report_checked",
        "gongkai_run_finished",
    ]
