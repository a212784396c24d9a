"""A bureau in a temporary folder, and plugins made on the spot, for tests of the stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import gongkai_readers
from gongkai.config.agency import find_reports, read_agency
from gongkai.hookspecs import hookimpl
from gongkai.host import Plugins
from gongkai.kinds import (
    AreaSettings,
    Channel,
    ExportSettings,
    Field,
    Material,
    NoSettings,
    Output,
    Section,
)
from gongkai.model.counting import Count
from gongkai.model.form import Column, Form, Row, Table
from gongkai.model.report import Block, Heading, Report
from gongkai.plan import Plan, make_plan
from gongkai.testing import plugin_set, write_tree

Files = Mapping[str, str | bytes]

BUREAU = '[bureau]\nname = "示范市数据局"\nkind = "department"\n'
WEBSITE = "[channels.website]\nexport = 'website.csv'\n"


def column(key: str) -> Column:
    return Column(key=key, label=key, path=(key,))


def counted(key: str, **count: Any) -> Row:  # noqa: ANN401 - the fields of Count
    return Row(key=key, label=key, path=(key,), count=Count(register="disclosures", **count))


#: A form without relations that counts by channel.
FORM = Form(
    id="a-form",
    title="表式",
    number="号",
    regulation="",
    years_from=2008,
    years_to=2100,
    tables=(
        Table(
            key="s",
            title="统计",
            columns=(column("value"),),
            rows=(
                counted("total"),
                counted("website", channels=("website",)),
                counted("rest", rest=True),
                counted("normative", normative=True),
                Row(key="plain", label="plain", path=("plain",)),
            ),
            section="overview",
        ),
    ),
    relations=(),
)


def heading(title: str) -> Callable[[Material, Any], tuple[Block, ...]]:
    return lambda material, _: (Heading(text=title), *material.narrative)


def broken(*_: object) -> Any:  # noqa: ANN401 - returns nothing
    message = "out of order"
    raise RuntimeError(message)


def channel(name: str, label: str, **more: Any) -> Channel[ExportSettings]:  # noqa: ANN401
    return Channel(name=name, label=label, settings=ExportSettings, **more)


def section(name: str, **more: Any) -> Section[NoSettings]:  # noqa: ANN401 - fields of a section
    return Section(name=name, title=name, settings=NoSettings, **{"compose": heading(name), **more})


def area(name: str, *fields: Field, **more: Any) -> Section[AreaSettings]:  # noqa: ANN401
    return Section(
        name=name,
        title=name,
        settings=AreaSettings,
        fields=fields,
        unit="件",
        chapters=("overview",),
        **{"compose": heading(name), **more},
    )


def output(name: str, render: Callable[[Report, Any], Any], suffix: str = ".txt") -> Output[Any]:
    return Output(
        name=name, media_type="text/plain", suffix=suffix, settings=NoSettings, render=render
    )


def plugin(name: str, **offers: tuple[Any, ...]) -> ModuleType:
    """A module that offers these things, by kind."""
    module = ModuleType(name)
    vars(module)["GONGKAI_API"] = 1
    for kind, things in offers.items():
        vars(module)[f"gongkai_register_{kind}"] = hookimpl(_giving(things))
    return module


def _giving(things: tuple[Any, ...]) -> Callable[[], tuple[Any, ...]]:
    return lambda: things


def plugins(*more: ModuleType, **offers: tuple[Any, ...]) -> Plugins:
    """The readers, a form, two channels, a section; and what a test adds or puts in place."""
    usual = {
        "forms": (FORM,),
        "channels": (
            channel("website", "政府网站", columns={"title": ("稿件标题",)}),
            channel("board", "公示栏", aliases=("公告栏",)),
        ),
        "sections": (section("overview"),),
    }
    return plugin_set(gongkai_readers, plugin("usual", **{**usual, **offers}), *more)


def files(
    register: str | bytes = "", bureau: str = WEBSITE, report: str = "", **more: str
) -> Files:
    """The files of one report, ``register`` being its website's export."""
    named = {f"a/2018/{name.replace('_', '.')}": text for name, text in more.items()}
    register_file = {"a/2018/website.csv": register} if register else {}
    return {
        "a/bureau.toml": BUREAU + "[sections]\ninclude = ['overview']\n" + bureau,
        "a/2018/report.toml": report,
        **register_file,
        **named,
    }


def plan_of(folder: Path, written: Files, loaded: Plugins) -> Plan:
    tree = write_tree(folder, written)
    (report, *_) = find_reports(tree)
    return make_plan(read_agency(tree, report), loaded.offers())
