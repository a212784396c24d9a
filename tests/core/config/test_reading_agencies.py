from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongkai.config.agency import (
    ReportId,
    choose_reports,
    find_region,
    find_reports,
    read_agency,
    read_choices,
)
from gongkai.config.choices import Choices, RollupTable
from gongkai.config.layers import Tree
from gongkai.errors import ConfigError, GongkaiError
from gongkai.model.agency import AgencyKind, Contact, FirstDay, LastDay, Level, Region
from gongkai.testing import write_tree

BUREAU = "[bureau]\nname = '示范局'\nkind = 'department'\n"


def choices(folder: Path, bureau: str = BUREAU, report: str = "", **more: str) -> Choices:
    others = {f"c/{name}.toml": text for name, text in more.items()}
    tree = write_tree(folder, {"c/a/bureau.toml": bureau, "c/a/2018/report.toml": report, **others})
    return read_agency(tree, ReportId("c/a", 2018))


def mistakes(folder: Path, bureau: str = BUREAU, report: str = "", **more: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        choices(folder, bureau, report, **more)
    return str(caught.value).splitlines()


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(GongkaiError) as caught:
        act()
    return str(caught.value)


def test_only_name_and_kind_are_needed(tmp_path: Path) -> None:
    found = choices(tmp_path)

    assert (found.agency.id, found.agency.name, found.agency.short_name) == (
        "c/a",
        "示范局",
        "示范局",
    )
    assert (found.agency.kind, found.agency.contact) == (AgencyKind.DEPARTMENT, Contact())
    assert (found.year, found.agency.region) == (2018, None)


def test_a_bureau_may_say_more(tmp_path: Path) -> None:
    text = "short_name = '局'\nsite = 'https://a.example'\n[bureau.contact]\nphone = '1'\n"
    rollup = "[bureau.rollup]\nfrom = 2015\nuntil = 2020\nsuccessor = 'c/b'\n"
    found = choices(tmp_path, BUREAU + text + rollup)

    assert (found.agency.short_name, found.agency.contact.phone) == ("局", "1")
    assert found.said.bureau.rollup == RollupTable(
        from_=FirstDay(date(2015, 1, 1)), until=LastDay(date(2020, 12, 31)), successor="c/b"
    )


def test_a_report_says_when_it_was_published_and_what_its_texts_are(tmp_path: Path) -> None:
    report = (
        "title = '年报'\npublished = 2019-02-12\n[narrative]\nopening = 'o.md'\nwork = 'w.md'\n"
    )
    said = choices(tmp_path, report=report).said

    assert (said.title, said.published) == ("年报", date(2019, 2, 12))
    assert (said.narrative.opening, said.narrative.files) == ("o.md", {"work": "w.md"})


def test_a_year_changes_what_its_bureau_and_region_say(tmp_path: Path) -> None:
    region = "[region]\nname = '市'\nlevel = 'prefecture'\n[outputs.html]\nlogo = 'r'\nurl = 'r'\n"
    found = choices(
        tmp_path,
        "extends = '../region.toml'\n" + BUREAU,
        "[outputs.html]\nurl = 'y'\n",
        region=region,
    )

    assert found.said.outputs == {"html": {"logo": "r", "url": "y"}}
    assert found.agency.region == Region(id="c", name="市", level=Level.PREFECTURE)


@pytest.mark.parametrize(
    ("bureau", "report", "expected"),
    [
        (
            "",
            "",
            [
                "c/a/bureau.toml: the key 'bureau.name' is missing",
                "c/a/bureau.toml: the key 'bureau.kind' is missing",
            ],
        ),
        (
            "# 注\n[bureau]\nname = 'x'",
            "",
            ["c/a/bureau.toml:2:2: the key 'bureau.kind' is missing"],
        ),
        (
            "[bureau.contact]\nphone = '1'\n[bureau.rollup]\n",
            "",
            [
                "c/a/bureau.toml:1:2: the key 'bureau.name' is missing",
                "c/a/bureau.toml:1:2: the key 'bureau.kind' is missing",
            ],
        ),
        (
            "bureau = 1",
            "",
            ["c/a/bureau.toml:1:10: bureau: expected a table, found 1"],
        ),
        (
            BUREAU.replace("department", "departmnt"),
            "",
            ["c/a/bureau.toml:3:8: bureau.kind: found 'departmnt'; did you mean 'department'?"],
        ),
        (
            BUREAU,
            "publised = 1",
            ["c/a/2018/report.toml:1:1: unknown key 'publised'; did you mean 'published'?"],
        ),
        (
            BUREAU,
            "extends = 'x'",
            [
                (
                    "c/a/2018/report.toml:1:1: unknown key 'extends'; known: calendar, channels, "
                    "checks, figures, form, forms, key-areas, narrative, outputs, published, "
                    "registers, returned, sections, source, title"
                )
            ],
        ),
        (
            BUREAU,
            "narrative = 1",
            ["c/a/2018/report.toml:1:13: narrative: expected a table, found 1"],
        ),
        (
            BUREAU,
            "[narrative]\nwork = 1",
            ["c/a/2018/report.toml:2:8: narrative.work: expected a text in quotes, found 1"],
        ),
        (
            BUREAU,
            "[sections]\nwork = 1",
            ["c/a/2018/report.toml:2:8: sections.work: expected a table, found 1"],
        ),
        (
            BUREAU,
            "[checks]\nignore = [{ code = 'a.b' }]",
            [
                "c/a/2018/report.toml:2:11: the key 'checks.ignore.0.by' is missing",
                "c/a/2018/report.toml:2:11: the key 'checks.ignore.0.reason' is missing",
                "c/a/2018/report.toml:2:11: the key 'checks.ignore.0.until' is missing",
            ],
        ),
        (
            BUREAU + "rollup.from = '2018'",
            "",
            [
                (
                    "c/a/bureau.toml:4:15: bureau.rollup.from: expected a year or a date such as "
                    "2019-02-12, found '2018'"
                )
            ],
        ),
        (
            BUREAU,
            "[returned]\non = 2019\nby = ' '\nwhy = 'x'",
            [
                "c/a/2018/report.toml:1:2: the key 'returned.reason' is missing",
                (
                    "c/a/2018/report.toml:2:6: returned.on: expected a date such as 2019-02-12, "
                    "found 2019"
                ),
                "c/a/2018/report.toml:4:1: unknown key 'why'; known: by, on, reason",
            ],
        ),
        (
            BUREAU,
            "[returned]\non = 2019-03-01\nby = ' '\nreason = ''",
            [
                "c/a/2018/report.toml:3:6: returned.by: must not be empty",
                "c/a/2018/report.toml:4:10: returned.reason: must not be empty",
            ],
        ),
        (
            BUREAU + "rollup.until = 1999",
            "",
            [
                (
                    "c/a/bureau.toml:4:16: bureau.rollup.until: expected a year from 2008 to 2100, "
                    "found 1999"
                )
            ],
        ),
        (
            BUREAU + "rollup = { member = false, from = 2019, until = 2018-05-01 }",
            "",
            [
                (
                    "c/a/bureau.toml:4:21: bureau.rollup.member: member = false needs a reason, "
                    'such as "垂直管理"'
                ),
                (
                    "c/a/bureau.toml:4:49: bureau.rollup.until: the last day 2018-05-01 is before "
                    "the first, 2019-01-01"
                ),
            ],
        ),
        (
            BUREAU + "rollup = { successor = 'c/b', reason = ' ' }",
            "",
            [
                (
                    "c/a/bureau.toml:4:24: bureau.rollup.successor: a bureau with a successor "
                    "needs until, its own last day"
                ),
                "c/a/bureau.toml:4:40: bureau.rollup.reason: must not be empty",
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, bureau: str, report: str, expected: list[str]
) -> None:
    assert mistakes(tmp_path, bureau, report) == expected


def test_mistakes_of_several_tables_and_files_are_told_together(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        "extends = '../region.toml'\nchanels = 1\n" + BUREAU.replace("name", "nmae"),
        "title = 5\n[channels]\nweibo = 1\n",
        region="[region]\nname = 1\nlevel = 'city'\n[outputs]\nhtml = 1\n",
    )

    assert found == [
        "c/a/2018/report.toml:1:9: title: expected a text in quotes, found 5",
        "c/a/2018/report.toml:3:9: channels.weibo: expected a table, found 1",
        "c/a/bureau.toml:2:1: unknown key 'chanels'; did you mean 'channels'?",
        "c/a/bureau.toml:3:2: the key 'bureau.name' is missing",
        "c/a/bureau.toml:4:1: unknown key 'nmae'; did you mean 'name'?",
        "c/region.toml:5:8: outputs.html: expected a table, found 1",
    ]


def test_mistakes_of_the_region_are_told_with_the_others(tmp_path: Path) -> None:
    assert mistakes(tmp_path, report="title = 5", region="[region]\nname = 1\nlevel = 'city'") == [
        "c/a/2018/report.toml:1:9: title: expected a text in quotes, found 5",
        "c/region.toml:2:8: region.name: expected a text in quotes, found 1",
        "c/region.toml:3:9: region.level: found 'city'; did you mean 'county'?",
    ]


def test_choices_may_be_read_with_their_mistakes_in_hand(tmp_path: Path) -> None:
    tree = write_tree(
        tmp_path, {"a/bureau.toml": "[bureau]", "a/2018/report.toml": "title = 5\nsource = '甲'"}
    )

    found = read_choices(tree, ReportId("a", 2018))

    assert (len(found.mistakes), found.said.title, found.said.source) == (3, "", "甲")


@pytest.mark.parametrize("year", [0, 2007, 2101])
def test_a_year_out_of_range_is_refused(tmp_path: Path, year: int) -> None:
    assert refused(lambda: read_agency(Tree(tmp_path), ReportId("a", year))) == (
        f"a/{year}: reports are made for the years 2008 to 2100"
    )


def test_reports_are_found_by_their_folders(tmp_path: Path) -> None:
    years = ["a/2018", "a/2017", "a/b/2019", "a/18", "a/2019年", "a/２０１８", "a/_old/2018"]
    hidden = {".git/bureau.toml": "", ".git/2018/report.toml": "", "x/2018/report.toml": ""}
    tree = write_tree(
        tmp_path,
        {
            **{f"{year}/report.toml": "" for year in years},
            **hidden,
            **dict.fromkeys(("a/bureau.toml", "a/b/bureau.toml", "a/_old/bureau.toml"), ""),
            "a/2016/notes.md": "",
        },
    )

    assert [str(report) for report in find_reports(tree)] == ["a 2017", "a 2018", "a/b 2019"]


def test_a_linked_bureau_is_none_and_nothing_outside_is_read(tmp_path: Path) -> None:
    write_tree(tmp_path / "out", {"bureau.toml": BUREAU, "2018/report.toml": ""})
    tree = write_tree(tmp_path / "in", {"a/bureau.toml": BUREAU})
    (tree.root / "linked").symlink_to(tmp_path / "out")
    (tree.root / "a/2018").symlink_to(tmp_path / "out/2018")

    assert [str(report) for report in find_reports(tree)] == ["a 2018"]
    assert refused(lambda: read_agency(tree, ReportId("a", 2018))) == (
        "a/2018/report.toml: the link leads out of the agencies folder"
    )


def test_a_linked_year_of_the_same_tree_is_read(tmp_path: Path) -> None:
    tree = write_tree(tmp_path, {"a/bureau.toml": BUREAU, "a/2018/report.toml": "title = '旧'"})
    (tree.root / "a/2019").symlink_to("2018")

    assert read_agency(tree, ReportId("a", 2019)).said.title == "旧"


def test_a_folder_that_cannot_be_listed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.scandir", deny)

    assert refused(lambda: find_reports(Tree(tmp_path))) == (
        f"{tmp_path.name}: cannot be read: Permission denied"
    )


def test_there_must_be_a_folder_of_agencies(tmp_path: Path) -> None:
    assert refused(lambda: find_reports(Tree(tmp_path / "agencies"))) == (
        "there is no agencies folder agencies; "
        "name it with --agencies, or change to the folder that holds it"
    )


def test_reports_are_chosen_by_agency_and_year(tmp_path: Path) -> None:
    files = {f"{name}/{year}/report.toml": "" for name in "ab" for year in (2018, 2019)}
    tree = write_tree(tmp_path, {"a/bureau.toml": "", "b/bureau.toml": "", **files})

    assert choose_reports(tree, ("a/",), (2019,)) == (ReportId("a", 2019),)
    assert len(choose_reports(tree, (), ())) == 4
    assert refused(lambda: choose_reports(tree, ("c",), ())) == (
        "there is no agency 'c'; known: a, b"
    )
    assert refused(lambda: choose_reports(tree, ("a",), (2020, 2021))) == (
        "no report of the year 2020, 2021; there are: 2018, 2019"
    )


def test_an_empty_folder_of_agencies_holds_no_report(tmp_path: Path) -> None:
    assert refused(lambda: choose_reports(Tree(tmp_path), (), ())).endswith(
        "holds no report; a report is a folder with bureau.toml and, "
        "below it, a year with report.toml"
    )


def test_the_nearest_region_is_taken(tmp_path: Path) -> None:
    tree = write_tree(
        tmp_path,
        {
            "region.toml": "[region]\nname = '省'\nlevel = 'province'",
            "c/region.toml": "[region]\nname = '市'\nlevel = 'prefecture'",
            "c/a/x": "",
            "d/x": "",
        },
    )

    found = [find_region(tree, agency) for agency in ("c/a", "c", "d")]

    assert [region.name for region in found if region] == ["市", "市", "省"]


def test_there_may_be_no_region(tmp_path: Path) -> None:
    assert find_region(Tree(tmp_path), "a") is None


@pytest.mark.parametrize(
    ("bureau", "report", "expected"),
    [
        (
            BUREAU.replace("示范局", " "),
            "",
            "c/a/bureau.toml:2:8: bureau.name: must not be empty",
        ),
        (
            BUREAU + "short_name = ' '",
            "",
            "c/a/bureau.toml:4:14: bureau.short_name: must not be empty",
        ),
        (
            BUREAU + 'contact.phone = "1\\u202E2"',
            "",
            (
                "c/a/bureau.toml:4:17: bureau.contact.phone: "
                "the control character U+202E must not stand here"
            ),
        ),
        (
            BUREAU,
            'title = "年\\n报"',
            "c/a/2018/report.toml:1:9: title: the control character U+000A must not stand here",
        ),
        (
            BUREAU,
            'source = "\\u2066办"',
            "c/a/2018/report.toml:1:10: source: the control character U+2066 must not stand here",
        ),
        (
            BUREAU,
            "[narrative]\nomitted = '略'\nopening = 'o.md'\nwork = 'w.md'",
            (
                "c/a/2018/report.toml:2:11: narrative.omitted: "
                "the text is left out, but opening, work names a file"
            ),
        ),
        (
            BUREAU,
            "narrative.omitted = ' '",
            "c/a/2018/report.toml:1:21: narrative.omitted: must not be empty",
        ),
    ],
)
def test_what_is_well_typed_must_make_sense(
    tmp_path: Path, bureau: str, report: str, expected: str
) -> None:
    assert mistakes(tmp_path, bureau, report) == [expected]


def test_a_region_has_a_name_that_can_be_read(tmp_path: Path) -> None:
    region = "[region]\nname = ''\nlevel = 'county'"

    assert mistakes(tmp_path, region=region) == [
        "c/region.toml:2:8: region.name: must not be empty"
    ]


def test_a_report_without_text_may_take_back_what_names_a_file(tmp_path: Path) -> None:
    said = choices(tmp_path, report="[narrative]\nomitted = '略'\nopening = ''").said

    assert said.narrative.omitted == "略"


def test_every_key_of_the_narrative_is_read_before_anything_is_said(tmp_path: Path) -> None:
    assert mistakes(tmp_path, report="[narrative]\nwork = 1\nplan = 2\nomitted = 3") == [
        "c/a/2018/report.toml:2:8: narrative.work: expected a text in quotes, found 1",
        "c/a/2018/report.toml:3:8: narrative.plan: expected a text in quotes, found 2",
        "c/a/2018/report.toml:4:11: narrative.omitted: expected a text in quotes, found 3",
    ]


def test_each_waiver_is_judged_by_itself(tmp_path: Path) -> None:
    blank = "{ code = '', by = ' ', reason = '', until = 2030-01-01 }"

    assert mistakes(tmp_path, report=f"checks.ignore = [\n1,\n{blank}]") == [
        "c/a/2018/report.toml:2:1: checks.ignore.0: expected a table, found 1",
        "c/a/2018/report.toml:3:10: checks.ignore.1.code: must not be empty",
        "c/a/2018/report.toml:3:19: checks.ignore.1.by: must not be empty",
        "c/a/2018/report.toml:3:33: checks.ignore.1.reason: must not be empty",
    ]
