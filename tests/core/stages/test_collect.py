from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from gongkai.errors import ConfigError, GongkaiError, Position
from gongkai.host import Plugins
from gongkai.kinds import Field, Reader
from gongkai.model.records import BadRow, Crash, Disclosure, NoRows
from gongkai.stages.collect import Collected, collect
from gongkai.wording import words
from tests.core.bureau import area, broken, channel, files, plan_of, plugin, plugins

COMMON = "[channels.website]\n[channels.board]\n[registers.disclosures]\nexport = 'all.csv'\n"
AREA = "[key-areas]\ninclude = ['lists']\n[key-areas.lists]\nexport = 'lists.csv'\n"


def found(
    folder: Path,
    register: str | bytes,
    bureau: str = "[channels.website]\nexport = 'website.csv'\n",
    loaded: Plugins | None = None,
    **more: str,
) -> list[Any]:
    plan = plan_of(folder, files(register, bureau, **more), loaded or plugins())
    return list(collect(plan).disclosures.stream())


def titles(rows: list[Any]) -> list[str]:
    return [row.title for row in rows if isinstance(row, Disclosure)]


def bad(rows: list[Any]) -> list[tuple[str, str, str, str]]:
    return [
        (str(row.position), row.column, row.value, str(row.reason))
        for row in rows
        if isinstance(row, BadRow)
    ]


@pytest.mark.parametrize(
    "content",
    [
        "标题,发布日期\n通知,2018-05-03\n".encode(),
        "\ufeff标题,发布日期\r\n通知,2018-05-03\r\n".encode(),
        "标题,发布日期\n通知,2018-05-03\n".encode("gb18030"),
        "标题\t发布日期\n通知\t2018年5月3日\n".encode(),
        b"title,published\n\xe9\x80\x9a\xe7\x9f\xa5,2018/5/3\n",
        "稿件标题,发布日期\n 通知 ,2018-05-03 10:00\n".encode(),
    ],
)
def test_a_register_is_read_in_every_encoding_and_heading(tmp_path: Path, content: bytes) -> None:
    assert found(tmp_path, content) == [
        Disclosure("通知", date(2018, 5, 3), "website", file="a/2018/website.csv", row=2)
    ]


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book, content = Workbook(), io.BytesIO()
    book.active.append(("标题", "发布日期", "文号"))
    book.active.append(("通知", date(2018, 5, 3), 12))
    book.save(content)
    written = {**files(bureau="[channels.website]\nexport = 'w.xlsx'\n")}
    written["a/2018/w.xlsx"] = content.getvalue()

    (found,) = collect(plan_of(tmp_path, written, plugins())).disclosures.stream()

    assert found == Disclosure(
        "通知", date(2018, 5, 3), "website", document_number="12", file="a/2018/w.xlsx", row=2
    )


def test_every_column_of_a_disclosure_is_read(tmp_path: Path) -> None:
    (row,) = found(
        tmp_path,
        "title,published,url,document_number,category,normative,entered,备注\n"
        "甲,2018-05-03,http://a,1号,动态,是,2018-05-04,x\n",
    )

    assert row == Disclosure(
        "甲", date(2018, 5, 3), "website", "http://a", "1号", "动态",
        normative=True, entered=date(2018, 5, 4), file="a/2018/website.csv", row=2,
    )  # fmt: skip


def test_a_wrong_row_among_many_keeps_none_of_the_others_out(tmp_path: Path) -> None:
    good = [f"第{number}条,2018-05-03" for number in range(1200)]
    lines = ["标题,发布日期", *good[:700], "缺一格", *good[700:900], ",2018-05-03", *good[900:]]

    rows = found(tmp_path, "\n".join(lines) + "\n")

    assert [(row.title, row.row) for row in rows if isinstance(row, Disclosure)] == [
        *((f"第{number}条", number + 2) for number in range(700)),
        *((f"第{number}条", number + 3) for number in range(700, 900)),
        *((f"第{number}条", number + 4) for number in range(900, 1200)),
    ]
    assert [place for place, *_ in bad(rows)] == [
        "a/2018/website.csv:702",
        "a/2018/website.csv:903",
    ]


def test_a_heading_is_mapped_in_toml(tmp_path: Path) -> None:
    bureau = "[channels.website]\nexport = 'website.csv'\ncolumns = { title = '名目' }\n"

    assert titles(found(tmp_path, "标题,名目,发布日期\n甲,乙,2018-05-03\n", bureau)) == ["乙"]


def test_what_a_platform_calls_a_column_goes_before_what_others_do(tmp_path: Path) -> None:
    assert titles(found(tmp_path, "标题,稿件标题,发布日期\n甲,乙,2018-05-03\n")) == ["乙"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "名目,发布日期\n甲,2018-05-03\n",
            (
                "a/2018/website.csv:1: no column holds 'title'; looked for 稿件标题, title, 标题, "
                "信息标题, 名称, 信息名称; known: 发布日期, 名目; name it with columns = "
                '{ title = "…" }'
            ),
        ),
        (
            "信息的标题,发布日期\n甲,2018-05-03\n",
            (
                "a/2018/website.csv:1: no column holds 'title'; looked for 稿件标题, title, 标题, "
                "信息标题, 名称, 信息名称; did you mean '信息的标题'?; name it with columns = "
                '{ title = "…" }'
            ),
        ),
        (
            '"标题"甲,发布日期\n',
            (
                "a/2018/website.csv:1: the line cannot be split into cells (',' expected after "
                "'\"'); look for a quotation mark that is not closed or not doubled, or save the "
                "file again as CSV UTF-8"
            ),
        ),
        (
            "标题,标题,发布日期\n甲,乙,2018-05-03\n",
            "a/2018/website.csv:1: 2 columns are headed '标题'; keep one of them",
        ),
        ("\n\n", "a/2018/website.csv: the file is empty; the first row must hold the headings"),
    ],
)
def test_a_file_whose_columns_cannot_be_told_stops_the_report(
    tmp_path: Path, content: str, told: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        found(tmp_path, content)

    assert str(caught.value) == told


def test_a_mapped_heading_that_the_file_lacks_stops_the_report_where_it_is_mapped(
    tmp_path: Path,
) -> None:
    bureau = "[channels.website]\nexport = 'website.csv'\ncolumns = { title = '名木' }\n"

    with pytest.raises(ConfigError, match=r"a/bureau.toml:7:10: .* has no column '名木'; known"):
        found(tmp_path, "名目,发布日期\n甲,2018-05-03\n", bureau)


def test_two_columns_of_one_heading_that_is_not_needed_do_no_harm(tmp_path: Path) -> None:
    assert titles(found(tmp_path, "标题,发布日期,备注,备注\n甲,2018-05-03,,\n")) == ["甲"]


def test_a_heading_alone_is_a_register_without_records(tmp_path: Path) -> None:
    assert found(tmp_path, "标题,发布日期\n") == [
        NoRows(register="disclosures", position=Position("a/2018/website.csv", 1))
    ]


def test_a_key_area_of_a_heading_alone_is_told_and_counts_nothing(tmp_path: Path) -> None:
    got = collected(tmp_path, "名称\n")

    assert got.areas == {"lists": ()}
    assert got.empty == (NoRows(register="lists", position=Position("a/2018/lists.csv", 1)),)


@pytest.mark.parametrize("heading", [" Title , PUBLISHED ", "ＴＩＴＬＥ,published\u3000"])
def test_headings_match_whatever_their_case_width_and_outer_spaces(
    tmp_path: Path, heading: str
) -> None:
    assert titles(found(tmp_path, f"{heading}\n甲,2018-05-03\n")) == ["甲"]


@pytest.mark.parametrize("written", ["无", "暂无", "无 文 号", "-", "—", "/", "N/A", "0", "（无）"])
def test_a_document_number_that_says_there_is_none_is_none(tmp_path: Path, written: str) -> None:
    (row,) = found(tmp_path, f"标题,发布日期,文号\n甲,2018-05-03,{written}\n")

    assert row.document_number == ""


def test_a_day_of_another_year_is_told_under_the_heading_of_the_file(tmp_path: Path) -> None:
    rows = found(tmp_path, "标题,发布时间\n甲,2017-12-31\n乙,2018-01-01\n丙,2019-01-01\n")
    why = "the date is not in the report year 2018; correct it, or move the row to its year"

    assert bad(rows) == [
        ("a/2018/website.csv:2", "发布时间", "2017-12-31", why),
        ("a/2018/website.csv:4", "发布时间", "2019-01-01", why),
    ]
    assert titles(rows) == ["甲", "乙"]


def test_a_day_of_a_key_area_that_must_be_in_the_year_is(tmp_path: Path) -> None:
    day = Field(key="day", label="决定日期", type="date", in_year=True)

    got = collected(tmp_path, "决定日期\n2018-05-03\n2017-12-31\n\n", day)

    assert got.areas["lists"] == ({"day": date(2018, 5, 3)},)
    assert [(str(row.position), row.column) for row in got.bad_rows] == [
        ("a/2018/lists.csv:3", "决定日期")
    ]


def test_a_line_that_cannot_be_split_is_told_and_the_others_count(tmp_path: Path) -> None:
    rows = found(tmp_path, '标题,发布日期\n"双随机"检查结果,2018-01-01\n甲,2018-05-03\n"乙,2018')

    assert titles(rows) == ["甲"]
    assert [(place, value) for place, _, value, _ in bad(rows)] == [
        ("a/2018/website.csv:2", '"双随机"检查结果,2018-01-01'),
        ("a/2018/website.csv:4", '"乙,2018'),
    ]


def test_a_file_that_cannot_be_split_shows_nothing_of_a_key_area(tmp_path: Path) -> None:
    (row,) = collected(tmp_path, '名称\n"张三"13912345678\n').bad_rows

    assert row.value == "…"


def test_a_register_that_cannot_be_read_is_named_as_the_tree_names_it(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match=r"^a/2018/website.csv: is written in UTF-16; save"):
        found(tmp_path, "标题".encode("utf-16"))


def test_a_register_that_the_system_does_not_open_is_named(tmp_path: Path) -> None:
    reader = Reader(name="txt", suffixes=(".x",), rows=_not_allowed)
    bureau = "[channels.website]\nexport = 'w.x'\n"

    with pytest.raises(GongkaiError, match=r"^a/2018/w.x: cannot be read: Permission denied$"):
        found(tmp_path, "", bureau, plugins(plugin("own", readers=(reader,))), w_x="甲")


def _not_allowed(path: Path) -> Any:  # noqa: ANN401 - returns nothing
    raise PermissionError(13, "Permission denied", str(path))


def test_a_source_that_the_system_does_not_open_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(tmp_path, files("标题,发布日期\n"), plugins())
    monkeypatch.setattr(Path, "read_bytes", _not_allowed)

    with pytest.raises(GongkaiError, match=r"^a/.*: cannot be read: Permission denied$"):
        collect(plan)


def test_ten_bad_rows_among_six_hundred_are_told_and_the_others_stand(tmp_path: Path) -> None:
    lines = [f"通知{n},2018-05-03,否" for n in range(600)]
    lines[0:10] = [
        ",2018-05-03,否", " ,2018-05-03,否", "甲,,否", "甲,2018-02-30,否", "甲,昨天,否",
        "甲,2018-05-03,也许", "甲,2018-05-03", "甲", "甲,2018-05-03,否,多", "甲,乙,丙,丁,戊",
    ]  # fmt: skip

    rows = found(tmp_path, "标题,发布日期,是否规范性文件\n" + "\n".join(lines))

    assert len(titles(rows)) == 590
    file, day = "a/2018/website.csv", "expected a day such as 2018-05-03"
    assert bad(rows) == [
        (f"{file}:2", "标题", "", "the title is empty"),
        (f"{file}:3", "标题", "", "the title is empty"),
        (f"{file}:4", "发布日期", "", day),
        (f"{file}:5", "发布日期", "2018-02-30", "there is no such day"),
        (f"{file}:6", "发布日期", "昨天", day),
        (f"{file}:7", "是否规范性文件", "也许", "expected 是 or 否"),
        (f"{file}:8", "", "甲 | 2018-05-03", "the row has 2 columns, the heading has 3"),
        (f"{file}:9", "", "甲", "the row has 1 columns, the heading has 3"),
        (f"{file}:10", "", "甲 | 2018-05-03 | 否 | 多", "the row has 4 columns, the heading has 3"),
        (f"{file}:11", "", "甲 | 乙 | 丙 | 丁 | 戊", "the row has 5 columns, the heading has 3"),
    ]


def test_empty_cells_behind_the_last_heading_do_no_harm(tmp_path: Path) -> None:
    assert titles(found(tmp_path, "标题,发布日期\n甲,2018-05-03,,\n")) == ["甲"]


def test_a_bad_day_of_entry_is_told_with_the_name_of_the_field_if_it_has_no_column(
    tmp_path: Path,
) -> None:
    entering = channel("website", "网站", adapt=lambda row: {**row, "entered": "?"})

    rows = found(tmp_path, "标题,发布日期\n甲,2018-05-03\n", loaded=plugins(channels=(entering,)))

    assert bad(rows)[0][1:3] == ("entered", "?")


def test_a_common_register_names_the_channel_in_each_row(tmp_path: Path) -> None:
    lines = [f"甲,2018-05-03,{name}" for name in ("website", "公示栏", "公告栏")]

    read = found(tmp_path, "", COMMON, all_csv="\n".join(("标题,发布日期,渠道", *lines)))

    assert [row.channel for row in read] == ["website", "board", "board"]


def test_an_unknown_channel_in_a_common_register_is_told(tmp_path: Path) -> None:
    rows = found(tmp_path, "", COMMON, all_csv="标题,发布日期,渠道\n甲,2018-05-03,公示兰\n")

    assert bad(rows) == [
        ("a/2018/all.csv:2", "渠道", "公示兰", "unknown channel; did you mean '公示栏'?")
    ]


def test_a_common_register_stands_before_the_channels_own(tmp_path: Path) -> None:
    bureau = COMMON.replace("[channels.website]\n", "[channels.website]\nexport = 'website.csv'\n")
    common = "标题,发布日期,渠道\n甲,2018-05-03,board\n"
    plan = plan_of(
        tmp_path, files("标题,发布日期\n乙,2018-05-03\n", bureau, all_csv=common), plugins()
    )

    register = collect(plan).disclosures

    assert register.files == ("a/2018/all.csv", "a/2018/website.csv")
    assert titles(list(register.stream())) == ["甲", "乙"]


def test_a_register_can_be_read_again(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, files("标题,发布日期\n甲,2018-05-03\n"), plugins())
    register = collect(plan).disclosures

    assert list(register.stream()) == list(register.stream())


@pytest.mark.parametrize("adapt", [broken, lambda _: None, lambda _: 5])
def test_a_channels_code_that_raises_ends_its_export_and_is_told(
    tmp_path: Path,
    adapt: Any,  # noqa: ANN401 - broken on purpose
) -> None:
    loaded = plugins(channels=(channel("website", "网站", adapt=adapt),))

    rows = found(tmp_path, "标题,发布日期\n甲,2018-05-03\n乙,2018-05-03\n", loaded=loaded)

    assert [(row.kind, row.name, row.plugin) for row in rows] == [("channel", "website", "usual")]
    assert "Traceback" in rows[0].traceback


def reader(rows: Any) -> Plugins:  # noqa: ANN401 - a reader's function
    odd = Reader(name="odd", suffixes=(".odd",), rows=rows)
    return plugins(plugin("odd-files", readers=(odd,)))


def breaking_off(_: Path) -> Any:  # noqa: ANN401 - a generator
    yield 1, ["标题", "发布日期"]
    yield 2, ["甲", "2018-05-03"]
    broken()


def refusing(path: Path) -> Any:  # noqa: ANN401 - a generator
    yield 1, ["标题", "发布日期"]
    raise GongkaiError(words("{file}: is damaged", file=path.name))


@pytest.mark.parametrize(("rows", "read"), [(breaking_off, ["甲"]), (broken, [])])
def test_a_reader_that_raises_ends_its_file_and_is_told(
    tmp_path: Path,
    rows: Any,  # noqa: ANN401 - a reader's function
    read: list[str],
) -> None:
    bureau = "[channels.website]\nexport = 'w.odd'\n"

    *before, crash = found(tmp_path, "", bureau, reader(rows), w_odd="x")

    assert titles(before) == read
    assert isinstance(crash, Crash)
    assert (crash.kind, crash.name, crash.plugin) == ("reader", "odd", "odd-files")
    assert crash.error == "RuntimeError: out of order"


def test_a_file_that_its_reader_refuses_stops_the_report(tmp_path: Path) -> None:
    bureau = "[channels.website]\nexport = 'w.odd'\n"

    with pytest.raises(GongkaiError, match=r"w\.odd: is damaged"):
        found(tmp_path, "", bureau, reader(refusing), w_odd="x")


FIELDS = (
    Field(key="name", label="名称", required=True, mask=lambda text: text[:1] + "*" * 3),
    Field(key="day", label="日期", type="date", mask=lambda _: "…"),
    Field(key="number", label="年度", type="integer"),
    Field(key="money", label="金额", type="money"),
    Field(key="share", label="比例", type="decimal", aliases=("占比",)),
    Field(key="code", label="编号", type="code"),
)


def collected(folder: Path, content: str, *fields: Field) -> Collected:
    loaded = plugins(plugin("lists", sections=(area("lists", *(fields or FIELDS)),)))
    return collect(plan_of(folder, files(bureau=AREA, lists_csv=content), loaded))


def test_a_key_areas_records_are_typed_and_masked(tmp_path: Path) -> None:
    got = collected(
        tmp_path, '名称,日期,年度,金额,占比,编号\n张三,2018-05-03,2018,"1,234.50",0.1,A1\n'
    )

    assert got.areas["lists"] == (
        {
            "name": "张***",
            "day": date(2018, 5, 3),
            "number": 2018,
            "money": Decimal("1234.50"),
            "share": Decimal("0.1"),
            "code": "A1",
        },
    )


def test_a_key_areas_column_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert collected(tmp_path, "名称\n张三\n").areas["lists"][0]["day"] is None


def test_a_bad_row_of_a_key_area_shows_only_what_may_be_shown(tmp_path: Path) -> None:
    got = collected(
        tmp_path,
        "名称,日期,年度\n张三,13912345678,1\n李四\n,2018-05-03,1\n王五,2018-05-03,1.5\n赵六,,\n",
    )

    assert bad(list(got.bad_rows)) == [
        ("a/2018/lists.csv:2", "日期", "…", "expected a day such as 2018-05-03"),
        ("a/2018/lists.csv:3", "", "…", "the row has 1 columns, the heading has 3"),
        ("a/2018/lists.csv:4", "名称", "***", "the cell is empty"),
        ("a/2018/lists.csv:5", "年度", "1.5", "expected a whole number"),
    ]
    assert [record["name"] for record in got.areas["lists"]] == ["赵***"]


def test_a_mask_that_raises_leaves_the_area_without_records_and_is_told(tmp_path: Path) -> None:
    got = collected(tmp_path, "名称\n张三\n李四\n", Field(key="name", label="名称", mask=broken))

    assert got.areas == {}
    assert [(crash.kind, crash.name) for crash in got.crashes] == [("section", "lists")]


def test_the_built_in_areas_never_tell_an_id_number_or_a_mobile(
    tmp_path: Path, installed: Plugins
) -> None:
    numbers = "320102199003071234 13912345678"
    bureau = (
        "[key-areas]\ninclude = ['penalty-cases']\n[key-areas.penalty-cases]\nexport = 'p.csv'\n"
    )
    content = f"决定书文号,当事人,决定日期\n1,张三,{numbers}\n{numbers},张三,{numbers}\n{numbers}\n"
    written = files(bureau=bureau, report="form = 'cn-2014'\n", p_csv=content)
    written = {
        **written,
        "a/bureau.toml": str(written["a/bureau.toml"]).replace("'overview'", "'key-areas'"),
    }

    got = collect(plan_of(tmp_path, written, installed))

    assert len(got.bad_rows) == 3
    shown = repr(got.bad_rows)
    assert "199003071234" not in shown
    assert "13912345678" not in shown


def test_narratives_are_read_with_or_without_a_mark_and_must_be_utf_8(tmp_path: Path) -> None:
    report = "[narrative]\noverview = 'o.md'\n"
    written = {**files(report=report, bureau="", o_md="\ufeff概述")}

    assert collect(plan_of(tmp_path, written, plugins())).texts == {
        "overview": ("a/2018/o.md", "概述")
    }

    written["a/2018/o.md"] = "概述".encode("gb18030")
    with pytest.raises(ConfigError, match=r"a/2018/o.md: not UTF-8 text \(byte 0\)"):
        collect(plan_of(tmp_path, written, plugins()))


def test_every_file_that_went_in_has_its_hash(tmp_path: Path) -> None:
    written = files("标题,发布日期\n", report="[narrative]\noverview = 'o.md'\n", o_md="")

    hashes = dict(collect(plan_of(tmp_path, written, plugins())).hashes)

    assert list(hashes) == [
        "a/2018/o.md",
        "a/2018/report.toml",
        "a/2018/website.csv",
        "a/bureau.toml",
    ]
    assert hashes["a/2018/o.md"] == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


def headless(_: Path) -> Any:  # noqa: ANN401 - a generator
    broken()
    yield 1, []


def test_a_reader_that_raises_at_once_is_told_and_nothing_is_read(tmp_path: Path) -> None:
    bureau = "[channels.website]\nexport = 'w.odd'\n"

    (crash,) = found(tmp_path, "", bureau, reader(headless), w_odd="x")

    assert crash.error == "RuntimeError: out of order"
