from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.cli.command import Command
from tests.core.site.shire import FILES, REGION

SITE = Path("build/xian/site")


@pytest.fixture
def shire(gongkai: Command) -> Command:
    """The command line, with a small region."""
    return gongkai.write(FILES)


def test_it_says_what_could_not_be_made_and_where_the_site_is(shire: Command) -> None:
    said = shire("site", "xian")

    assert said.status == 2
    assert said.out == ""
    assert said.err.splitlines() == [
        "xian/czj 2018",
        "  cannot be made",
        "    xian/czj/2018/report.toml:1:8: form: expected a text in quotes, found 3",
        "示范县: 30 files → build/xian/site/",
        "reports: 4, files: 4; errors: 0, warnings: 1, remarks: 0; waived: 0; 1 could not be made",
    ]
    assert (shire.folder / SITE / "index.html").is_file()


def test_a_clean_region_ends_with_nothing_to_say(shire: Command) -> None:
    assert shire("site", "xian", "--year", "2017").status == 0


def test_warnings_count_where_somebody_says_so(shire: Command) -> None:
    shire.change("xian/czj/2018/report.toml", "form = 3", "figures.statistics = {}")

    assert shire("site", "xian").status == 0
    assert shire("site", "xian", "--fail-on", "warning").status == 1


def test_what_the_site_lacks_is_told_in_the_readers_language(shire: Command) -> None:
    shire.change("xian/region.toml", REGION.partition("[site]")[2], "\n")

    said = shire("--lang", "zh", "site", "xian", "--year", "2017")

    assert said.err.splitlines() == [
        "[site] 没有写 guide；该页显示暂无内容",
        "[site] 没有写 rules；该页显示暂无内容",
        "[site] 没有写 on_request；该页显示暂无内容",
        "[site] 没有写 url：不生成订阅源和站点地图，这两样要用完整网址",
        "示范县：15 个文件 → build/xian/site/",
        "报告 1 份，文件 1 个；错误 0 个，警告 0 个，提示 0 个；已豁免 0 个",
    ]


def test_the_results_are_there_as_data(shire: Command) -> None:
    told = shire("site", "xian", "--year", "2018", "--out", "public", "--json").json

    assert told["region"] == {"id": "xian", "name": "示范县", "level": "county"}
    assert told["folder"] == "public/xian/site"
    assert "status.html" in told["files"]
    assert told["told"] == []
    assert told["filings"][4] == {
        "agency": "xian/kjj",
        "name": "示范县科学技术局",
        "year": 2018,
        "state": "late",
        "published": "2019-04-02",
        "limit": "2019-03-31",
        "days_late": 2,
        "findings": {"error": 0, "warning": 1, "information": 0},
    }
    assert told["reports"][2]["files"] == ["public/xian/site/reports/xian/kjj/2018/report.html"]


def test_another_region_is_told(shire: Command) -> None:
    said = shire("site", "xiang")

    assert (said.status, said.err) == (
        2,
        "gongkai: there is no region 'xiang'; did you mean 'xian'?\n",
    )


def test_two_processes_share_the_work(shire: Command) -> None:
    assert shire("site", "xian", "--jobs", "2").status == 2
    assert (shire.folder / SITE / "reports/xian/kjj/2018/report.html").is_file()


def test_a_bug_in_a_bureaus_own_code_is_told_and_does_not_stop_the_site(shire: Command) -> None:
    code = (
        "from gongkai import hookimpl\nGONGKAI_API = 1\n@hookimpl\n"
        "def gongkai_run_finished(outcome):\n    1 / 0\n"
    )
    shire.write({"xian/kjj/plugin.py": code})

    said = shire("site", "xian")

    assert said.status == 3
    assert "ZeroDivisionError: division by zero" in said.err
    assert not (shire.folder / SITE / "reports/xian/kjj").exists()
    assert (shire.folder / SITE / "index.html").is_file()


def test_code_of_bureaus_is_left_alone_where_nobody_wants_it(shire: Command) -> None:
    shire.write({"xian/kjj/plugin.py": "1 / 0\n"})

    assert shire("--no-agency-code", "site", "xian", "--year", "2017").status == 0
