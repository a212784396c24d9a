from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from gongkai.host import Plugins
from gongkai.model.figures import State
from gongkai.model.form import FormSection
from gongkai.model.report import Bullets, Heading, Note, Paragraph, Report, Span, StatutoryTable
from gongkai.testing import run_files
from tests.core.bureau import FORM, area, broken, channel, files, plugin, plugins, section

AREA = "[key-areas]\ninclude = ['lists']\n[key-areas.lists]\n"
FIXED = evolve(
    FORM,
    opening="\n{{ agency.name }}编制{{ year }}年报告。\n",
    sections=(
        FormSection(key="before", heading="一、前", text=True),
        FormSection(key="overview", heading="二、总体情况", areas=True),
    ),
)


def report(folder: Path, loaded: Plugins | None = None, **written: Any) -> Report:  # noqa: ANN401 - as files()
    return run_files(folder, files(**{"bureau": "", **written}), loaded or plugins()).report


def texts(found: Report) -> list[str]:
    return [block.text for block in found.chapters[0].blocks if isinstance(block, Paragraph)]


def told(found: Report) -> list[str]:
    return [str(one.why) for one in found.unfilled]


def test_a_report_has_the_facts_of_its_files(tmp_path: Path) -> None:
    found = report(tmp_path, report="published = 2019-02-12\nsource = '办公室'\ntitle = '题'\n")

    assert (found.title, found.published, found.source) == ("题", date(2019, 2, 12), "办公室")
    assert (found.year, found.agency.id, found.form.id, found.omitted) == (2018, "a", "a-form", "")


def test_the_forms_title_is_filled_in(tmp_path: Path) -> None:
    assert report(tmp_path).title == "示范市数据局2018年政府信息公开工作年度报告"


def test_a_chapter_has_its_text_then_its_tables_then_its_key_areas(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        plugins(plugin("lists", sections=(area("lists"),))),
        bureau=AREA,
        report="[narrative]\noverview = 'o.md'\n",
        o_md="概述",
    )

    (chapter,) = found.chapters
    assert chapter.title == "一、overview"
    assert [type(block).__name__ for block in chapter.blocks] == [
        "Heading",
        "Paragraph",
        "StatutoryTable",
        "Heading",
    ]
    assert chapter.blocks[3] == Heading(text="lists")


def test_a_form_that_fixes_its_sections_keeps_them(tmp_path: Path) -> None:
    loaded = plugins(plugin("lists", sections=(area("lists"),)), forms=(FIXED,))

    found = report(
        tmp_path, loaded, bureau=AREA, report="[narrative]\nbefore = 'o.md'\n", o_md="前言"
    )

    assert [chapter.title for chapter in found.chapters] == ["一、前", "二、总体情况"]
    assert texts(found) == ["前言"]
    assert Heading(text="lists") in found.chapters[1].blocks


def test_a_table_tells_why_something_is_not_applicable_once(tmp_path: Path) -> None:
    found = report(
        tmp_path, report="[figures.s]\ntotal = { na = '无网站' }\nwebsite = { na = '无网站' }\n"
    )

    (table,) = (block for block in found.chapters[0].blocks if isinstance(block, StatutoryTable))
    assert table.notes == ("“/”表示不适用：无网站",)
    assert table.grid.body[0][-1].text == "/"


def opening(found: Report) -> list[str]:
    return [block.text for block in found.opening if isinstance(block, Paragraph)]


def test_the_opening_is_the_forms_unless_the_bureau_writes_its_own(tmp_path: Path) -> None:
    loaded = plugins(forms=(FIXED,))

    forms_own = report(tmp_path / "1", loaded)
    bureaus = report(tmp_path / "2", loaded, report="[narrative]\nopening = 'o.md'\n", o_md="前言")

    assert opening(forms_own) == ["示范市数据局编制2018年报告。"]
    assert opening(bureaus) == ["前言"]


def test_a_report_of_figures_only_has_no_opening_and_says_why(tmp_path: Path) -> None:
    found = report(tmp_path, plugins(forms=(FIXED,)), report="[narrative]\nomitted = '只录数字'\n")

    assert (found.opening, found.omitted) == ((), "只录数字")


def test_a_narrative_may_name_figures_and_facts_of_the_bureau(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        bureau="[bureau.contact]\noffice = '办公室'\nphone = '0527-1'\n",
        report="[figures.s]\ntotal = 577\n[narrative]\noverview = 'o.md'\n",
        o_md="{{ agency.short_name }}{{ previous_year }}至{{ next_year }}年"
        "{{ s.total }}条，{{ contact }}",
    )

    assert texts(found) == ["示范市数据局2017至2019年577条，联系单位：办公室；联系电话：0527-1"]
    assert found.unfilled == ()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("s.totl", "there is no figure 's.totl'; did you mean 's.total'?"),
        ("s.plain", "the figure 's.plain' is missing, and cannot stand in a sentence"),
        ("s.rest", "the figure 's.rest' is not-applicable, and cannot stand in a sentence"),
        ("s.normative", "the figure 's.normative' is blank, and cannot stand in a sentence"),
        ("s.website", "the figure 's.website' is not-a-number, and cannot stand in a sentence"),
    ],
)
def test_a_figure_that_cannot_stand_in_a_sentence_is_told(
    tmp_path: Path, name: str, why: str
) -> None:
    said = "[figures.s]\nrest = '/'\nnormative = ''\nwebsite = '若干'\n"

    found = report(
        tmp_path, report=f"{said}[narrative]\noverview = 'o.md'\n", o_md=f"共{{{{ {name} }}}}条"
    )

    assert told(found) == [why]
    assert texts(found) == [f"共〔缺：{name}〕条"]


def test_zero_and_an_approximate_number_stand_in_a_sentence(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        report="[figures.s]\ntotal = '200余'\nplain = 0\n[narrative]\noverview = 'o.md'\n",
        o_md="- {{ s.total }}条\n- {{ s.plain }}条",
    )

    (items,) = (block for block in found.chapters[0].blocks if isinstance(block, Bullets))
    assert [item.text for item in items.items] == ["200余条", "0条"]
    assert items.items[1].spans[0] == Span(text="0", address="s.plain")


def test_a_section_that_raises_is_told_and_the_rest_stands(tmp_path: Path) -> None:
    loaded = plugins(
        plugin("lists", sections=(area("lists"),)),
        sections=(section("overview", compose=broken),),
    )

    found = report(tmp_path, loaded, bureau=AREA)

    assert [(crash.kind, crash.name, crash.plugin) for crash in found.crashes] == [
        ("section", "overview", "usual")
    ]
    assert [type(block).__name__ for block in found.chapters[0].blocks] == [
        "StatutoryTable",
        "Heading",
    ]


def test_bad_rows_are_handed_on(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        register="标题,发布日期\n,2018-05-03\n甲,2017-05-03\n",
        bureau="[channels.website]\nexport = 'website.csv'\n",
    )

    assert [bad.position.line for bad in found.bad_rows] == [2, 3]
    assert found.figures["s.total"].state is State.ZERO


def closing(_: object, year: int) -> tuple[str, ...]:
    return (f"{year}年关闭。",)


@pytest.mark.parametrize(
    ("notes", "remarks", "crashed"),
    [(closing, ["2018年关闭。"], []), (None, [], []), (broken, [], ["website"])],
)
def test_what_a_channel_has_to_say_of_the_year_stands_in_the_first_chapter(
    tmp_path: Path,
    notes: Any,  # noqa: ANN401 - a channel's function
    remarks: list[str],
    crashed: list[str],
) -> None:
    loaded = plugins(channels=(channel("website", "网站", notes=notes),))

    found = report(tmp_path, loaded, bureau="[channels.website]\n")

    assert [block.text for block in found.chapters[0].blocks if isinstance(block, Note)] == remarks
    assert [crash.name for crash in found.crashes] == crashed
