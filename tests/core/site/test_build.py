from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from gongkai.batch import Job
from gongkai.errors import GongkaiError, PluginError
from gongkai.model.column import Filing
from gongkai.model.findings import Severity
from gongkai.model.region import Turnout
from gongkai.prepare import Options
from gongkai.site import Built, build_site
from gongkai.testing import TODAY, write_tree
from tests.core.site.shire import FILES, REGION, bureau, report

#: A site of the region's own: a file for each item and each key area that it was given.
PLUGIN = """\
from gongkai import NoSettings, RecordTable, Site, SiteFile, hookimpl, words

GONGKAI_API = 1


def render(column, settings):
    for filing in column.filings:
        at = f"{filing.folder}/{filing.year}"
        for number, item in enumerate(filing.items(), 1):
            text = "|".join(map(str, item))
            yield SiteFile(f"{at}/{number}.txt", text.encode())
        for area in filing.areas():
            kinds = [type(block).__name__ for block in area.blocks]
            yield SiteFile(f"{at}/{area.name}.txt", f"{area.title}: {kinds}".encode())
    BODY


@hookimpl
def gongkai_register_sites():
    return (Site(name="mine", settings=NoSettings, render=render),)
"""


def job(folder: Path, files: Mapping[str, str], without: tuple[str, ...] = ()) -> Job:
    write_tree(folder / "agencies", files)
    return Job(
        root=folder / "agencies",
        without=without,
        options=Options(today=TODAY),
        out=folder / "out",
    )


def build(folder: Path, files: Mapping[str, str] = FILES, *years: int) -> Built:
    return build_site(job(folder, files), "xian", years)


def own(folder: Path, body: str = "yield words('done')") -> Built:
    """The region with a site of its own."""
    files = {
        **FILES,
        "xian/region.toml": REGION.partition("[site]")[0],
        "xian/plugin.py": PLUGIN.replace("BODY", body),
    }
    return build_site(job(folder, files, ("output-site",)), "xian", ())


def refused(folder: Path, files: Mapping[str, str], *years: int) -> str:
    with pytest.raises(GongkaiError) as caught:
        build(folder, files, *years)
    return str(caught.value.first)


def filing(built: Built, agency: str, year: int) -> Filing:
    (found,) = (f for f in built.column.filings if (f.agency.id, f.year) == (agency, year))
    return found


@pytest.fixture(scope="module")
def shire(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("shire"))


def test_every_bureau_has_its_place_in_every_year_the_latest_first(shire: Built) -> None:
    assert [(f.year, f.agency.id, f.turnout) for f in shire.column.filings] == [
        (2018, "xian", Turnout.REPORTED),
        (2018, "xian/fzb", Turnout.SUCCEEDED),
        (2018, "xian/czj", Turnout.UNREADABLE),
        (2018, "xian/jyj", Turnout.MISSING),
        (2018, "xian/kjj", Turnout.LATE),
        (2018, "xian/sjj", Turnout.RETURNED),
        (2018, "xian/swj", Turnout.OUTSIDE),
        (2017, "xian", Turnout.MISSING),
        (2017, "xian/fzb", Turnout.SUCCEEDED),
        (2017, "xian/czj", Turnout.MISSING),
        (2017, "xian/jyj", Turnout.MISSING),
        (2017, "xian/kjj", Turnout.REPORTED),
        (2017, "xian/sjj", Turnout.MISSING),
        (2017, "xian/swj", Turnout.OUTSIDE),
    ]


def test_a_filing_says_how_its_report_stands(shire: Built) -> None:
    found = filing(shire, "xian/kjj", 2018)

    assert found.title == "示范县科学技术局2018年政府信息公开工作年度报告"
    assert (found.published, found.limit) == (date(2019, 4, 2), date(2019, 3, 31))
    assert found.days_late == 2
    assert found.findings == {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFORMATION: 0}
    assert found.folder == "xian/kjj"


def test_a_bureau_without_a_report_says_who_has_one_for_it(shire: Built) -> None:
    found = filing(shire, "xian/fzb", 2018)

    assert (found.successor, found.files, found.title) == ("xian/kjj", (), "")
    assert (found.days_late, found.published) == (0, None)


def test_every_report_has_its_page_though_nobody_names_an_output(shire: Built) -> None:
    (page,) = filing(shire, "xian/kjj", 2018).files

    content = (shire.folder / page.path).read_bytes()
    assert page.path == "reports/xian/kjj/2018/report.html"
    assert (page.output, page.size) == ("html", len(content))
    assert page.sha256 == hashlib.sha256(content).hexdigest()


def test_outputs_that_the_toml_names_are_there_too(tmp_path: Path) -> None:
    built = build(tmp_path, {**FILES, "xian/2018/report.toml": report("[outputs.json]")})

    assert [file.path for file in filing(built, "xian", 2018).files] == [
        "reports/xian/2018/report.json",
        "reports/xian/2018/report.html",
    ]


def test_a_report_that_cannot_be_made_does_not_stop_the_others(shire: Built) -> None:
    errors = {str(summary.report): summary.error for summary in shire.summaries}

    assert [name for name, error in errors.items() if error] == ["xian/czj 2018"]
    assert len(errors) == 5


def test_a_summary_names_the_files_where_they_stand_in_the_end(shire: Built) -> None:
    files = [file for summary in shire.summaries for file in summary.files]

    assert len(files) == 4
    assert all(file.is_file() for file in files)


def test_the_files_are_those_that_were_told(shire: Built) -> None:
    there = {p.relative_to(shire.folder).as_posix() for p in shire.folder.rglob("*") if p.is_file()}

    assert there == {*shire.files, ".gongkai-site.json"}


def test_only_the_years_that_are_named_are_shown(tmp_path: Path) -> None:
    built = build(tmp_path, FILES, 2017)

    assert built.column.years == (2017,)
    assert [str(summary.report) for summary in built.summaries] == ["xian/kjj 2017"]


def test_reports_of_the_region_below_are_no_part_of_it(tmp_path: Path) -> None:
    town = {
        "xian/zhen/region.toml": '[region]\nname = "示范镇"\nlevel = "county"\n',
        "xian/zhen/bureau.toml": bureau("示范镇人民政府", "township"),
        "xian/zhen/2018/report.toml": report(),
        "xian/zhen/ban/bureau.toml": bureau("示范镇办公室"),
        "xian/zhen/ban/2016/report.toml": report(),
    }

    built = build(tmp_path, {**FILES, **town})

    assert built.column.years == (2018, 2017)
    assert filing(built, "xian/zhen", 2018).turnout is Turnout.REPORTED


def test_two_processes_write_what_one_does(tmp_path: Path) -> None:
    one = build_site(job(tmp_path / "1", FILES), "xian", ())
    two = build_site(job(tmp_path / "2", FILES), "xian", (), jobs=2)

    assert [(two.folder / file).read_bytes() for file in two.files] == [
        (one.folder / file).read_bytes() for file in one.files
    ]


def test_a_region_without_reports_has_no_site(tmp_path: Path) -> None:
    files = {
        "xian/region.toml": REGION.partition("[site]")[0],
        "xian/jyj/bureau.toml": bureau("示范县教育局"),
    }

    assert refused(tmp_path, files) == (
        "the region xian has no report to show; a report is a folder with bureau.toml and, "
        "below it, a year with report.toml"
    )
    assert refused(tmp_path, FILES, 2016).startswith("the region xian has no report to show")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("site", "told"),
    [
        ("titel = 'x'", "5:1: unknown key 'titel'; did you mean 'title'?"),
        ("url = 'ftp://x'", "4:2: site: url: expected the address of a folder"),
        ("guide = 'gide.md'", "5:9: there is no file 'gide.md' in xian; did you mean 'guide.md'?"),
        ("rules = ['rules/x.md']", "5:10: there is no file 'rules/x.md' in xian"),
        ("rules = 'x.md'", "5:9: site.rules: expected a list, found 'x.md'"),
    ],
)
def test_what_is_wrong_in_the_table_is_told_with_its_place(
    tmp_path: Path, site: str, told: str
) -> None:
    region = f"{REGION.partition('[site]')[0]}[site]\n{site}\n"

    assert refused(tmp_path, {**FILES, "xian/region.toml": region}).startswith(
        f"xian/region.toml:{told}"
    )


def test_a_table_that_a_region_may_not_have_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path, {**FILES, "xian/region.toml": "[sites]\n" + REGION}) == (
        "xian/region.toml:1:2: unknown key 'sites'; did you mean 'site'?"
    )


def test_the_table_is_inherited_by_bureaus_and_changes_nothing_there(shire: Built) -> None:
    assert filing(shire, "xian/sjj", 2018).files != ()


def test_a_region_below_inherits_the_texts_of_the_one_above(tmp_path: Path) -> None:
    town = {
        "xian/zhen/region.toml": 'extends = "../region.toml"\n[region]\nname = "示范镇"\n'
        'level = "county"\n',
        "xian/zhen/bureau.toml": bureau("示范镇人民政府", "township"),
        "xian/zhen/2018/report.toml": report(),
    }

    built = build_site(job(tmp_path, {**FILES, **town}), "xian/zhen", ())

    assert "guide.html" in built.files


def test_items_come_the_latest_first_each_once_and_without_personal_numbers(
    tmp_path: Path,
) -> None:
    folder = own(tmp_path).folder / "xian/kjj/2018"

    assert [(folder / f"{number}.txt").read_text("utf-8").split("|") for number in (1, 2, 3)] == [
        [
            "张三（身份证号1101************2X）获奖名单",
            "2018-05-02",
            "('政府网站',)",
            "javascript:alert(1)",
            "",
            "通知公告",
        ],
        [
            "科技计划项目管理办法",
            "2018-05-02",
            "('政府网站', '政务微博')",
            "http://www.shifan.gov.cn/2.html",
            "示科发〔2018〕2号",
            "规范性文件",
        ],
        [
            "关于征求意见的公告",
            "2018-03-01",
            "('政府网站',)",
            "https://kjj.shifan.gov.cn/1.html",
            "",
            "通知公告",
        ],
    ]
    assert not (folder / "4.txt").exists()


def test_key_areas_come_as_the_report_has_them_without_their_heading(tmp_path: Path) -> None:
    folder = own(tmp_path).folder / "xian/kjj/2018"

    assert (folder / "credit-lists.txt").read_text("utf-8") == (
        "红黑名单（信用红黑名单）: ['Paragraph', 'RecordTable']"
    )
    assert not (folder / "patent-funding.txt").exists()


def test_a_site_without_needs_writes_only_the_outputs_of_the_toml(tmp_path: Path) -> None:
    assert filing(own(tmp_path), "xian/kjj", 2018).files == ()


def test_what_a_site_says_in_words_is_handed_on(tmp_path: Path) -> None:
    assert [str(told) for told in own(tmp_path).told] == ["done"]


def test_two_files_of_one_path_are_a_mistake_of_the_plugin(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="the site 'mine' gives two files 'a"):
        own(tmp_path, 'yield from [SiteFile("a.txt", b""), SiteFile("a.txt", b"")]')


def test_a_path_that_leads_out_is_a_mistake_of_the_plugin(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no path of a site's file") as caught:
        own(tmp_path, 'yield SiteFile("../a.txt", b"")')

    assert caught.value.__notes__ == ["while running the site 'mine' of the plugin 'agency:xian'"]


def test_a_site_that_fails_leaves_the_old_one_as_it_was(tmp_path: Path) -> None:
    built = own(tmp_path)
    before = sorted(built.folder.rglob("*"))

    with pytest.raises(ZeroDivisionError):
        own(tmp_path, "1 / 0")

    assert sorted(built.folder.rglob("*")) == before
    assert [path.name for path in built.folder.parent.iterdir()] == ["site"]


def test_without_the_plugin_there_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="no plugin that is loaded offers a site"):
        build_site(job(tmp_path, FILES, ("output-site",)), "xian", ())


def test_of_several_sites_nobody_guesses_one(tmp_path: Path) -> None:
    told = refused(tmp_path, {**FILES, "xian/plugin.py": PLUGIN.replace("BODY", "pass")})

    assert told == (
        "several plugins offer a site: agency:xian, output-site; "
        "leave out all but one with --without"
    )
