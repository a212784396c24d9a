from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen

from gongkai.config.agency import find_reports, read_choices
from gongkai.errors import ConfigError, GongkaiError
from gongkai.host import Plugins
from gongkai.kinds import Check, NoSettings, Phase, Section
from gongkai.model.figures import State
from gongkai.model.findings import Severity
from gongkai.model.form import FormSection
from gongkai.model.relation import RuleText
from gongkai.plan import Plan, area_key, make_plan
from gongkai.plan.chapters import chinese_number
from gongkai.testing import write_tree
from gongkai.wording import words
from tests.core.bureau import (
    BUREAU,
    FORM,
    Files,
    area,
    broken,
    channel,
    files,
    output,
    plan_of,
    plugin,
    plugins,
    section,
)


@frozen(kw_only=True)
class Titled:
    title: str = ""
    length: int = 1


def titled(name: str) -> Section[Titled]:
    return Section(name=name, title=name, settings=Titled, compose=broken)


def rule(code: str, **more: Any) -> Check:  # noqa: ANN401 - the fields of Check
    text = words("text")
    return Check(
        code=code, severity=Severity.ERROR, title=text, why=text, fix=text, run=broken, **more
    )


USUAL: dict[str, tuple[Any, ...]] = {
    "sections": (section("overview"), titled("work"), area("grants")),
    "outputs": (output("page", broken),),
    "checks": (rule("a.rule", settings=Titled),),
}
INCLUDE = "[sections]\ninclude = ['overview', 'work']\n"


def given(bureau: str = INCLUDE, report: str = "", **more: str) -> Files:
    named = {f"a/2018/{name.replace('_', '.')}": text for name, text in more.items()}
    return {"a/bureau.toml": BUREAU + bureau, "a/2018/report.toml": report, **named}


def plan(folder: Path, written: Files, loaded: Plugins | None = None) -> Plan:
    return plan_of(folder, written, loaded or plugins(**USUAL))


def mistakes(folder: Path, written: Files, loaded: Plugins | None = None) -> list[str]:
    tree = write_tree(folder, written)
    choices = read_choices(tree, find_reports(tree)[0])
    offers = (loaded or plugins(**USUAL)).offers()
    with pytest.raises(GongkaiError) as caught:
        make_plan(choices, offers)
    return str(caught.value).splitlines()


def test_everything_that_is_named_is_looked_up(tmp_path: Path) -> None:
    made = plan(
        tmp_path,
        given(
            INCLUDE + "work.title = '主要工作'\n[key-areas]\ninclude = ['grants']\n[outputs.page]\n"
            "[channels.website]\nexport = 'w.csv'\n",
            "[figures.s]\ntotal = 5\n[narrative]\nwork = 'work.md'\nopening = ''\n",
            w_csv="",
            work_md="文",
        ),
    )

    assert [(chapter.name, chapter.title) for chapter in made.chapters] == [
        ("overview", "一、overview"),
        ("work", "二、主要工作"),
    ]
    assert [area_key(found) for found in made.areas] == ["grants"]
    assert (made.stated["s.total"].value, list(made.texts)) == (5, ["work"])
    assert [bound.output.name for bound in made.outputs] == ["page"]
    assert made.channels[0].export is not None
    assert made.channels[0].export.name == "a/2018/w.csv"


def test_every_name_that_nobody_offers_is_told_at_once(tmp_path: Path) -> None:
    bureau = (
        "[sections]\ninclude = ['overveiw', 'work']\n"
        "[sections.wrok]\n[sections.work]\nlength = 'x'\n"
        "[key-areas]\ninclude = ['grant']\n[key-areas.grnts]\n"
        "[outputs.pgae]\n[outputs.page]\nx = 1\n"
        '[checks."a.rul"]\n[checks."a.rule"]\nlength = true\n[channels.webiste]\n'
    )
    report = "titel = ''\n[figures.s]\ntotle = 1\nrest = [1]\n[narrative]\nover = 'x.md'\n"

    found = [line.split(": ", 1)[1] for line in mistakes(tmp_path, given(bureau, report))]

    assert found == [
        "unknown key 'titel'; did you mean 'title'?",
        "unknown key 'totle'; did you mean 'total'?",
        "s.rest: expected a number, found [1]",
        "unknown key 'over'; did you mean 'overview'?",
        "no plugin offers the section 'overveiw'; did you mean 'overview'?",
        "no plugin offers the section 'wrok'; did you mean 'work'?",
        "sections.work.length: expected a whole number, found 'x'",
        "no plugin offers the key area 'grant'; did you mean 'grants'?",
        "no plugin offers the key area 'grnts'; did you mean 'grants'?",
        "no plugin offers the output 'pgae'; did you mean 'page'?",
        "unknown key 'x'; none is known",
        "no plugin offers the rule 'a.rul'; did you mean 'a.rule'?",
        "checks.a.rule.length: expected a whole number, found true",
        "no plugin offers the channel 'webiste'; did you mean 'website'?",
    ]


@pytest.mark.parametrize(
    ("bureau", "expected"),
    [
        (
            "[sections]\ninclude = ['work', 'work']",
            "a/bureau.toml:5:20: the key 'work' stands here a second time",
        ),
        (
            INCLUDE + "[key-areas]\ninclude = ['grants', 'grants']",
            "a/bureau.toml:7:22: the key 'grants' stands here a second time",
        ),
        (
            "[sections]\ninclude = ['overview', 'grants']",
            "a/bureau.toml:5:24: no plugin offers the section 'grants'; known: overview, work",
        ),
        (
            "[sections]\ninclude = ['work']\n[key-areas]\ninclude = ['grants']",
            (
                "a/bureau.toml:7:11: the key area 'grants' stands in the section overview; "
                "add it to [sections] include"
            ),
        ),
        (
            INCLUDE + "[key-areas.grants]\ntext = '文'",
            (
                "a/bureau.toml:6:2: the key area 'grants' has settings but is not in include; "
                "none is known"
            ),
        ),
        (
            INCLUDE + "[key-areas]\ninclude = ['grants']\n[key-areas.grants]\nexport = 'g.csv'",
            "a/bureau.toml:9:10: there is no file 'g.csv' in a/2018; known: report.toml",
        ),
        (
            "[channels.website]\nexport = 'report.toml'",
            (
                "a/bureau.toml:5:10: no plugin reads '.toml' files; known: .csv, .tsv, .txt, .xls, "
                ".xlsm, .xlsx"
            ),
        ),
        (
            "[channels.website]\ncolumns = { titel = '标题' }",
            "a/bureau.toml:5:13: unknown key 'titel'; did you mean 'title'?",
        ),
        (
            "[registers.disclosures]\nsame = [['title'], ['titel']]",
            "a/bureau.toml:5:20: a disclosure has no field 'titel'; did you mean 'title'?",
        ),
        (
            "[registers.disclosures]\nexport = 'd.csv'",
            "a/bureau.toml:5:10: there is no file 'd.csv' in a/2018; known: report.toml",
        ),
        (
            "[narrative]",
            (
                "a/bureau.toml:4:2: unknown key 'narrative'; known: bureau, calendar, channels, "
                "checks, extends, forms, key-areas, outputs, registers, sections"
            ),
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(
    tmp_path: Path, bureau: str, expected: str
) -> None:
    assert mistakes(tmp_path, given(bureau)) == [expected]


def test_one_file_is_not_the_export_of_two_channels(tmp_path: Path) -> None:
    bureau = (
        "[channels.website]\nexport = 'website.csv'\n[channels.board]\nexport = 'website.csv'\n"
    )

    with pytest.raises(ConfigError) as caught:
        plan_of(tmp_path, files("标题,发布日期\n", bureau), plugins())

    assert str(caught.value) == (
        "a/bureau.toml:9:10: a/2018/website.csv is the export of the channel 'website' already; "
        "a channel has an export of its own, or [registers.disclosures] has one for all"
    )


def test_settings_of_an_area_may_wait_in_a_region_or_below_the_list(tmp_path: Path) -> None:
    grants = "[key-areas.grants]\ntext = '文'\n"
    region = "[region]\nname = '市'\nlevel = 'county'\n" + grants
    written = {
        "region.toml": region,
        "a/bureau.toml": "extends = '../region.toml'\n" + BUREAU + INCLUDE,
        "a/2018/report.toml": "",
    }

    assert plan(tmp_path / "1", written).areas == ()
    below = given(INCLUDE + grants + "[key-areas]\ninclude = ['grants']", "key-areas.include = []")
    assert plan(tmp_path / "2", below).areas == ()


def test_an_area_states_none_or_why_it_does_not_concern_the_bureau(tmp_path: Path) -> None:
    two = {**USUAL, "sections": (section("overview"), area("grants"), area("awards"))}
    areas = "[key-areas]\ninclude = ['grants', 'awards']\n[key-areas.grants]\nnothing = '没有'\n"
    bureau = f"[sections]\ninclude = ['overview']\n{areas}[key-areas.awards]\n"
    made = plan(tmp_path, given(bureau + "not_applicable = '无此职能'"), plugins(**two))

    grants, awards = made.stated["areas.grants"], made.stated["areas.awards"]
    assert (grants.state, grants.unit, str(grants.position)) == (
        State.ZERO,
        "件",
        "a/bureau.toml:9:11",
    )
    assert (awards.state, awards.text) == (State.NOT_APPLICABLE, "无此职能")


def test_the_engine_keeps_a_table_of_channels_under_every_form(tmp_path: Path) -> None:
    loaded = plugins(**USUAL, channels=(channel("press-day", "新闻发布会"),))

    made = plan(
        tmp_path, given("[channels.press-day]", "[figures.channels]\npress_day = 3"), loaded
    )

    assert [cell.address for cell in made.form.table("channels").cells()] == [
        "channels.total",
        "channels.press_day",
    ]
    assert made.stated["channels.press_day"].value == 3
    assert [table.key for table in made.form.tables] == ["s", "channels"]


def test_a_form_that_fixes_its_sections_keeps_them(tmp_path: Path) -> None:
    fixed = evolve(
        FORM,
        sections=(
            FormSection(key="overview", heading="一、总体情况", areas=True),
            FormSection(key="others", heading="二、其他"),
        ),
    )
    bureau = INCLUDE + "[key-areas]\ninclude = ['grants']"

    made = plan(tmp_path, given(bureau), plugins(**USUAL, forms=(fixed,)))

    assert [(chapter.title, chapter.section is None) for chapter in made.chapters] == [
        ("一、总体情况", False),
        ("二、其他", True),
    ]
    assert [len(chapter.areas) for chapter in made.chapters] == [1, 0]
    assert made.chapters[0].tables == ("s",)


OLD = evolve(FORM, id="old", years_to=2017)
NEW = evolve(FORM, id="new", years_from=2018)
OTHER = evolve(FORM, id="other", default=False)
FORMS = plugins(**USUAL, forms=(OLD, NEW, OTHER))


@pytest.mark.parametrize(("named", "chosen"), [("", "new"), ("form = 'other'", "other")])
def test_a_form_is_chosen_by_name_or_by_year(tmp_path: Path, named: str, chosen: str) -> None:
    assert plan(tmp_path, given(report=named), FORMS).form.id == chosen


def test_a_form_that_nobody_offers_is_told_with_the_other_mistakes(tmp_path: Path) -> None:
    written = given("[channels.webiste]", "form = 'nwe'")

    assert mistakes(tmp_path, written, FORMS) == [
        "a/2018/report.toml:1:8: no plugin offers the form 'nwe'; did you mean 'new'?",
        "a/bureau.toml:4:2: no plugin offers the channel 'webiste'; did you mean 'website'?",
    ]


@pytest.mark.parametrize(
    ("forms", "number", "known"),
    [
        ((OLD, OTHER), "0 forms", "old, other"),
        ((FORM, NEW), "2 forms", "a-form, new"),
        ((), "0 forms", "—"),
    ],
)  # fmt: skip
def test_one_form_must_be_in_force(
    tmp_path: Path, forms: tuple[Any, ...], number: str, known: str
) -> None:
    loaded = plugins(**USUAL, forms=forms)

    assert mistakes(tmp_path, given(), loaded) == [
        (
            f"a/2018/report.toml: {number} are in force for 2018; "
            f'name one with form = "…"; known: {known}'
        )
    ]
    assert mistakes(tmp_path, given("[channels.x]"), loaded)[1:] == [
        "a/bureau.toml:4:2: no plugin offers the channel 'x'; known: board, website"
    ]


PROVINCE = """\
id = "province"
title = "全省统计表"
number = "苏政办〔2014〕1号"
regulation = "条例"
years_from = 2018
years_to = 2018
rule = [{ code = "s.sum", title = "合计", why = "相同", fix = "核对" }]
[[relation]]
code = "s.sum"
left = ["s.total"]
operator = "="
right = ["s.website"]
severity = "error"
derives = true
[[table]]
key = "s"
title = "表"
section = "overview"
column = [{ key = "value", label = "数" }]
row = [{ key = "total", label = "总数" }, { key = "website", label = "网站" }]
"""
REGION = "forms = ['forms/province.toml']\n[region]\nname = '省'\nlevel = 'province'\n"


def provincial(form: str = PROVINCE, report: str = "form = 'province'", more: str = "") -> Files:
    bureau = "extends = '../region.toml'\n" + more + BUREAU + INCLUDE
    return {
        "region.toml": REGION,
        "forms/province.toml": form,
        "a/bureau.toml": bureau,
        "a/2018/report.toml": report,
    }


def test_a_province_brings_its_own_form_without_any_python(tmp_path: Path) -> None:
    report = "form = 'province'\n[figures.s]\nwebsite = 3\n"

    made = plan(tmp_path, provincial(report=report))

    assert (made.form.title, made.stated["s.website"].value) == ("全省统计表", 3)
    assert [(bound.check.code, bound.plugin) for bound in made.checks[:1]] == [
        ("s.sum", "form:province")
    ]


def test_a_form_of_ones_own_may_be_the_one_in_force(tmp_path: Path) -> None:
    assert plan(tmp_path, provincial(report=""), plugins(**USUAL, forms=())).form.id == "province"


@pytest.mark.parametrize(
    ("form", "more", "expected"),
    [
        (
            PROVINCE.replace("years_to = 2018", "years_to = 2017"),
            "",
            "forms/province.toml:6:12: the form ends in 2017, before it begins in 2018",
        ),
        (
            PROVINCE,
            "forms = ['x.toml']\n",
            "a/bureau.toml:2:10: there is no file 'x.toml' in a; known: bureau.toml",
        ),
        (
            PROVINCE.replace('id = "province"', 'id = "a-form"'),
            "",
            "region.toml:1:10: there is already a form 'a-form'",
        ),
    ],
)
def test_a_form_of_ones_own_that_is_wrong_is_told(
    tmp_path: Path, form: str, more: str, expected: str
) -> None:
    assert mistakes(tmp_path, provincial(form, more=more)) == [expected]


WAIVER = "[[checks.ignore]]\ncode = '{}'\nby = '甲'\nreason = '乙'\nuntil = 2030-01-01\n"


@pytest.mark.parametrize(
    ("code", "more", "placed"),
    [
        ("a.rule", "", 1),
        ("a.rule", "year = 2018", 1),
        ("a.rule", "year = 2017", 0),
        ("old.rule", "", 0),
    ],
)
def test_a_waiver_waits_for_its_year_and_its_form(
    tmp_path: Path, code: str, more: str, placed: int
) -> None:
    old = evolve(OLD, rules=(RuleText(code="old.rule", title="", why="", fix=""),))
    loaded = plugins(**USUAL, forms=(old, NEW))

    made = plan(tmp_path, given(WAIVER.format(code) + more), loaded)

    assert len(made.waivers) == placed


def test_a_waiver_is_of_this_report_alone_if_it_says_so_or_stands_there(tmp_path: Path) -> None:
    everywhere, here = WAIVER.format("a.rule"), WAIVER.format("a.rule") + "year = 2018\n"

    assert [one.here for one in plan(tmp_path / "1", given(everywhere + here)).waivers] == [
        False,
        True,
    ]
    assert [one.here for one in plan(tmp_path / "2", given("", everywhere)).waivers] == [True]


def test_a_waiver_of_a_rule_that_nobody_offers_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path, given(WAIVER.format("a.rul"))) == [
        "a/bureau.toml:5:8: no plugin offers the rule 'a.rul'; did you mean 'a.rule'?"
    ]


def test_a_rule_of_a_form_has_no_settings(tmp_path: Path) -> None:
    old = evolve(OLD, rules=(RuleText(code="old.rule", title="", why="", fix=""),))
    loaded = plugins(**USUAL, forms=(old, NEW))
    bureau = INCLUDE + '[checks."old.rule"]\nshare = 1\n[checks."old.rul"]\n'

    assert mistakes(tmp_path, given(bureau), loaded) == [
        "a/bureau.toml:6:2: the rule old.rule is one of the form and has no settings",
        "a/bureau.toml:8:2: no plugin offers the rule 'old.rul'; did you mean 'old.rule'?",
    ]


def test_the_rules_of_a_form_belong_to_the_plugin_that_offers_it(tmp_path: Path) -> None:
    made = plan(tmp_path, files(bureau=""), plugins(plugin("more", checks=(rule("b.rule"),))))

    assert [(bound.check.code, bound.plugin, bound.settings) for bound in made.checks] == [
        ("b.rule", "more", NoSettings())
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "零"), (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")],
)
def test_headings_are_numbered_in_chinese(number: int, expected: str) -> None:
    assert chinese_number(number) == expected


def test_a_wrong_form_hides_no_other_mistake(tmp_path: Path) -> None:
    bureau = (
        "[sections]\ninclude = ['overveiw', 'work']\nwork.length = 'x'\n"
        "[key-areas]\ninclude = ['grant']\n[channels.webiste]\n[outputs.pgae]\n"
        "[checks]\nignore = [{ code = 'a.rul', by = '甲', reason = '乙', until = 2030-01-01 }]\n"
    )
    report = "form = 'nwe'\n[figures.s]\ntotle = 1\n[narrative]\nany = 'x.md'\n"

    found = [line.split(": ", 1)[1] for line in mistakes(tmp_path, given(bureau, report), FORMS)]

    assert found == [
        "no plugin offers the form 'nwe'; did you mean 'new'?",
        "there is no file 'x.md' in a/2018; known: report.toml",
        "no plugin offers the section 'overveiw'; did you mean 'overview'?",
        "sections.work.length: expected a whole number, found 'x'",
        "no plugin offers the key area 'grant'; did you mean 'grants'?",
        "no plugin offers the channel 'webiste'; did you mean 'website'?",
        "no plugin offers the output 'pgae'; did you mean 'page'?",
        "no plugin offers the rule 'a.rul'; did you mean 'a.rule'?",
    ]


@pytest.mark.parametrize(
    ("report", "lines"), [("form = 1", [1, 4, 6]), ("forms = 1", [1, 4]), ("forms = ['x']", [1, 4])]
)
def test_a_form_that_cannot_be_read_hides_no_mistake_but_of_its_own_rules(
    tmp_path: Path, report: str, lines: list[int]
) -> None:
    written = given("[channels.webiste]\n" + WAIVER.format("own.rule"), report)

    assert [int(line.split(":")[1]) for line in mistakes(tmp_path, written)] == lines


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("old", "the form old is for 2008 to 2017, the report is of 2018"),
        ("later", "the form later is for 2021 and after, the report is of 2018"),
    ],
)
def test_a_form_is_named_only_for_its_years(tmp_path: Path, form: str, expected: str) -> None:
    loaded = plugins(**USUAL, forms=(OLD, NEW, evolve(FORM, id="later", years_from=2021)))

    assert mistakes(tmp_path, given(report=f"form = '{form}'"), loaded) == [
        f"a/2018/report.toml:1:8: {expected}"
    ]


def test_a_form_may_be_named_while_it_is_tolerated(tmp_path: Path) -> None:
    loaded = plugins(**USUAL, forms=(evolve(OLD, tolerated_to=2018), NEW))

    assert plan(tmp_path, given(report="form = 'old'"), loaded).form.id == "old"


@pytest.mark.parametrize("phase", [Phase.FINDINGS, Phase.RUN])
def test_a_rule_on_the_run_cannot_be_waived(tmp_path: Path, phase: Phase) -> None:
    loaded = plugins(**{**USUAL, "checks": (rule("b.rule", phase=phase),)})

    assert mistakes(tmp_path, given(WAIVER.format("b.rule")), loaded) == [
        "a/bureau.toml:5:8: the rule b.rule looks at the run and cannot be waived"
    ]


def test_a_waiver_that_cannot_be_read_leaves_the_others_their_places(tmp_path: Path) -> None:
    written = given("[[checks.ignore]]\ncode = ''\n" + WAIVER.format("a.rul"))

    assert mistakes(tmp_path, written)[-1] == (
        "a/bureau.toml:7:8: no plugin offers the rule 'a.rul'; did you mean 'a.rule'?"
    )


def test_a_waiver_without_a_code_is_told_once(tmp_path: Path) -> None:
    assert mistakes(tmp_path, given(WAIVER.format(""))) == [
        "a/bureau.toml:5:8: checks.ignore.0.code: must not be empty"
    ]


GRANTS = INCLUDE + "[key-areas]\ninclude = ['grants']\n[key-areas.grants]\n"


@pytest.mark.parametrize(
    ("said", "report", "expected"),
    [
        ("nothing = ''", "", "a/bureau.toml:9:11: key-areas.grants.nothing: must not be empty"),
        ("text = ' '", "", "a/bureau.toml:9:8: key-areas.grants.text: must not be empty"),
        (
            "nothing = '没有'\nnot_applicable = '无此职能'",
            "",
            (
                "a/bureau.toml:10:18: the key area 'grants' says both nothing and "
                "not_applicable; keep one"
            ),
        ),
        (
            "nothing = '没有'",
            "[figures.areas]\ngrants = 3",
            (
                "a/2018/report.toml:2:10: areas.grants is stated here, and the key area itself "
                "says that there is none"
            ),
        ),
    ],
)
def test_what_a_key_area_says_must_make_sense(
    tmp_path: Path, said: str, report: str, expected: str
) -> None:
    assert mistakes(tmp_path, given(GRANTS + said, report)) == [expected]


def test_an_empty_text_takes_back_what_a_file_below_says(tmp_path: Path) -> None:
    written = given(GRANTS + "nothing = '没有'", "key-areas.grants.nothing = ''")

    assert "areas.grants" not in plan(tmp_path, written).stated


def test_without_a_list_the_sections_are_those_that_have_a_text(tmp_path: Path) -> None:
    report = "[narrative]\nwork = 'w.md'\noverview = 'o.md'\n"

    made = plan(tmp_path, given("", report, w_md="一", o_md="二"))

    assert [chapter.title for chapter in made.chapters] == ["一、work", "二、overview"]


def test_a_text_for_a_section_that_is_not_listed_is_a_mistake(tmp_path: Path) -> None:
    bureau = "[sections]\ninclude = ['overview']\n"

    found = mistakes(tmp_path, given(bureau, "[narrative]\nwork = 'w.md'\n", w_md="一"))

    expected = "the text of the section 'work' is not printed; add it to [sections] include"
    assert found == [f"a/2018/report.toml:2:1: {expected}"]
