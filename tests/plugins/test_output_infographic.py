from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from importlib.metadata import version
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import example, given, settings

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.errors import GongkaiError
from gongkai.host import Plugins
from gongkai.model.chart import Bar, Chart, FormChart
from gongkai.model.figures import Figure, Figures, State, number
from gongkai.model.form import Column, Row, Table
from gongkai.model.grid import make_grid
from gongkai.model.report import Chapter, Report, Status, StatutoryTable
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY
from gongkai_output_infographic import gongkai_register_outputs
from gongkai_output_infographic.settings import PosterSettings
from tests.conftest import ROOT, Golden
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, FIGURES, REPORT

(OUTPUT,) = gongkai_register_outputs()
(PNG,) = OUTPUT.companions
SVG = "{http://www.w3.org/2000/svg}"
PAGE = "https://www.example.cn/2018.html"

TOTALS = (
    Bar(label="主动公开", cells=("statistics.total",)),
    Bar(label="政务微博", cells=("statistics.weibo",)),
    Bar(label="政府公报", cells=("statistics.gazette",)),
    Bar(label="其他方式", cells=("statistics.other",)),
)
COMPARED = FormChart(title="与上年对比", unit="条", compared=True, bar=TOTALS)
WITH_CARDS = evolve(REPORT, form=evolve(REPORT.form, charts=(COMPARED,)))


def poster_of(report: Report, **stated: object) -> ET.Element:
    drawn = OUTPUT.render(report, PosterSettings(**stated))  # type: ignore[arg-type]
    return ET.fromstring(drawn)  # noqa: S314 - what we wrote ourselves


def texts(poster: ET.Element) -> list[str]:
    return [node.text or "" for node in poster.iter(f"{SVG}text")]


def spoken(poster: ET.Element) -> list[str]:
    (words,) = poster.iter(f"{SVG}desc")
    return (words.text or "").split("\n")


def tags(poster: ET.Element) -> set[str]:
    return {node.tag.removeprefix(SVG) for node in poster.iter()}


def bars(poster: ET.Element) -> list[str]:
    return [node.attrib["width"] for node in poster.iter(f"{SVG}rect") if node.get("rx") == "6"]


def chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(picture):
        (size,) = struct.unpack(">L", picture[place : place + 4])
        content = picture[place + 8 : place + 8 + size]
        (check,) = struct.unpack(">L", picture[place + 8 + size : place + 12 + size])
        assert check == zlib.crc32(picture[place + 4 : place + 8 + size])
        yield picture[place + 4 : place + 8], content
        place += 12 + size


def report_with(figures: Figures, *rows: Row, columns: tuple[Column, ...]) -> Report:
    table = Table(key="t", title="第二十条第（一）项", columns=columns, rows=rows)
    block = StatutoryTable(key="t", grid=make_grid(table, figures))
    chapter = Chapter(name="a", title="二、主动公开政府信息情况", blocks=(block,))
    return evolve(BARE_REPORT, chapters=(chapter,))


POSTER = poster_of(REPORT)


def test_the_output_is_a_picture_in_two_formats() -> None:
    assert (OUTPUT.name, OUTPUT.stem, OUTPUT.suffix) == ("infographic", "infographic", ".svg")
    assert (OUTPUT.media_type, PNG.media_type) == ("image/svg+xml", "image/png")
    assert PNG.suffix == ".png"


def test_the_head_names_the_agency_the_year_and_the_days() -> None:
    assert texts(POSTER)[:4] == [
        "一图读懂",
        "示范市科学技术局",
        "2018年政府信息公开工作年度报告",
        "数据统计期限：2018年1月1日至2018年12月31日",
    ]


def test_another_title_may_be_stated() -> None:
    poster = poster_of(REPORT, title="数说公开")
    assert texts(poster)[1] == "数说公开"
    assert poster.findtext(f"{SVG}title") == "数说公开"


def test_a_draft_says_so_above_and_across() -> None:
    assert texts(POSTER).count("草稿 · 未经审定") == 2
    assert spoken(POSTER)[0] == "草稿 · 未经审定。"


def test_an_approved_report_says_nothing_of_a_draft() -> None:
    poster = poster_of(evolve(REPORT, status=Status.APPROVED))
    assert "草稿" not in "".join(texts(poster) + spoken(poster))


def test_what_the_form_compares_is_shown_large() -> None:
    poster = poster_of(WITH_CARDS)
    start = texts(poster).index("年度数据")
    assert texts(poster)[start + 1 : start + 9] == [
        "577",
        "主动公开（条）",
        "200余",
        "政务微博（条）",
        "未填报",
        "政府公报",
        "不适用",
        "其他方式",
    ]


def test_a_bureau_may_state_what_is_shown_large() -> None:
    poster = poster_of(
        WITH_CARDS, cards={"检索等费用": "statistics.fees", "人员": "statistics.staff"}
    )
    start = texts(poster).index("年度数据")
    assert texts(poster)[start + 1 : start + 5] == ["1.50", "检索等费用（万元）", "空白", "人员"]


def test_a_cell_that_the_form_does_not_have_is_told() -> None:
    with pytest.raises(GongkaiError, match=r"no cell 'statistics.tota'; did you mean"):
        poster_of(REPORT, cards={"总数": "statistics.tota"})


def test_a_chart_has_bars_as_long_as_its_figures_and_words_where_there_is_none() -> None:
    assert bars(POSTER) == ["472", "260.1"]
    start = texts(POSTER).index("各渠道公开情况（条）")
    assert texts(POSTER)[start + 1 : start + 15 : 2] == [
        "政府网站",
        "政务微博",
        "政务微信",
        "政府公报",
        "其他方式",
        "工作人员",
        "新闻发布会",
    ]
    numbers = ["363", "200余", "0", "未填报", "不适用", "空白", "未填报"]
    assert texts(POSTER)[start + 2 : start + 15 : 2] == numbers


def test_a_comparison_has_two_bars_for_each_and_names_both_years() -> None:
    chart = Chart(title="与上年对比", bars=TOTALS[:1], compared=True)
    report = evolve(
        BARE_REPORT,
        charts=(chart,),
        figures=FIGURES,
        previous={"statistics.total": number("statistics.total", 540)},
    )
    poster = poster_of(report)
    start = texts(poster).index("与上年对比")
    assert texts(poster)[start + 1 : start + 6] == ["2017年", "2018年", "主动公开", "540", "577"]
    assert bars(poster) == ["441.7", "472"]
    assert spoken(poster)[1] == "与上年对比：2017年主动公开540；2018年主动公开577。"


def test_a_small_table_is_shown_row_by_row() -> None:
    columns = (
        Column(key="made", label="制发", path=("制发",)),
        Column(key="valid", label="有效", path=("有效",)),
    )
    figures = {"t.a.made": number("t.a.made", 3)}
    row = Row(key="a", label="规章", path=("规章",))
    poster = poster_of(report_with(figures, row, columns=columns))
    start = texts(poster).index("主动公开政府信息情况")
    assert texts(poster)[start + 1 : start + 6] == ["规章", "3", "制发", "未填报", "有效"]
    assert "主动公开政府信息情况：规章，制发3、有效未填报。" in spoken(poster)


def test_the_only_figure_of_a_row_has_a_card_of_its_own() -> None:
    columns = (Column(key="n", label="数量", path=("数量",)),)
    figures = {"t.a": number("t.a", 3), "t.c": Figure(address="t.c", state=State.NOT_APPLICABLE)}
    rows = (
        Row(key="a", label="行政许可", path=("行政许可",)),
        Row(key="b", label="合计", path=("合计",), heading=True),
        Row(key="c", label="行政强制", path=("行政强制",)),
    )
    told = texts(poster_of(report_with(figures, *rows, columns=columns)))
    assert told[-7:-1] == [
        "3",
        "行政许可：数量",
        "合计：数量",
        "不适用",
        "行政强制：数量",
        "来源：年度报告",
    ]


def test_tables_that_cannot_be_read_from_a_poster_stay_in_the_report() -> None:
    assert "行政复议" not in texts(POSTER)
    assert "统计指标" not in texts(POSTER)


def test_the_foot_tells_where_the_figures_are_from_and_whom_to_ask() -> None:
    told = texts(POSTER)
    assert "来源：示范市科学技术局2018年政府信息公开工作年度报告" in told
    assert "依据：政府信息公开条例 国办发〔2014〕32号" in told
    assert "联系电话：0000-12345678" in told
    assert "发布日期：2019-02-12" in told


def test_a_code_leads_to_the_page() -> None:
    assert "扫码看全文" in texts(poster_of(REPORT, url=PAGE))
    assert "path" in tags(poster_of(REPORT, url=PAGE))
    assert "path" not in tags(POSTER)


def test_long_texts_wrap_and_very_long_ones_are_cut() -> None:
    chart = Chart(
        title="渠道",
        bars=(Bar(label="设在图书馆里（新馆）的政府信息公开公共查阅点一处", cells=()),),
    )
    told = texts(poster_of(evolve(BARE_REPORT, charts=(chart,))))
    assert told[told.index("渠道") + 1 : -1][:3] == [
        "设在图书馆里",
        "（新馆）的政府",
        "信息公开公共…",
    ]


@pytest.mark.parametrize("accent", ["red", "#fff", "#0f4c9", "url(#a)"])
def test_a_colour_is_written_as_six_digits(accent: str) -> None:
    with pytest.raises(ValueError, match="a colour like #0f4c92"):
        PosterSettings(accent=accent)


def test_white_letters_must_be_read_on_the_colour() -> None:
    assert PosterSettings(accent="#b01c1c").accent == "#b01c1c"
    with pytest.raises(ValueError, match="a darker colour"):
        PosterSettings(accent="#ff9900")


@pytest.mark.parametrize("url", ["www.a.cn", "http://a cn", "http://" + "a" * 501])
def test_an_address_that_leads_to_no_page_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="expected the address of a page"):
        PosterSettings(url=url)


def test_the_picture_is_read_aloud_with_every_figure() -> None:
    assert POSTER.attrib["role"] == "img"
    assert POSTER.attrib["aria-labelledby"] == "poster-title poster-desc"
    assert spoken(POSTER)[2] == (
        "各渠道公开情况（条）：政府网站363条、政务微博200余条、政务微信0条、政府公报未填报、"
        "其他方式不适用、工作人员空白、新闻发布会未填报。"
    )


def test_the_metadata_say_where_it_comes_from() -> None:
    entries = {node.attrib["name"]: node.text for node in POSTER.iter("{urn:gongkai:imprint}entry")}
    assert entries["form"] == "cn-sample"
    assert entries["input.shifan/kjj/2018/report.toml"] == "sha256:00"


def test_the_png_says_it_too_and_is_as_wide() -> None:
    told = list(chunks(PNG.render(REPORT, PosterSettings())))
    assert told[0][0] == b"IHDR"
    assert struct.unpack(">LL", told[0][1][:8]) == (1080, 1527)
    assert (
        told[1][1] == "Title\0\0\0zh-CN\0\0示范市科学技术局2018年政府信息公开工作年度报告".encode()
    )
    assert told[2][1].startswith(b"Description\0\0\0zh-CN\0\0version.gongkai: 0.1.0\n")
    assert told[-1] == (b"IEND", b"")


def test_nothing_is_fetched_or_run() -> None:
    known = {"svg", "title", "desc", "metadata", "defs", "linearGradient", "stop"}
    drawn = {"g", "rect", "circle", "text", "path"}
    imprint = {"{urn:gongkai:imprint}imprint", "{urn:gongkai:imprint}entry"}
    assert tags(poster_of(REPORT, url=PAGE)) == known | drawn | imprint
    attributes = {name for node in POSTER.iter() for name in node.attrib}
    assert not {name for name in attributes if name.startswith("on") or "href" in name}


def test_the_same_report_gives_the_same_bytes() -> None:
    stated = PosterSettings(url=PAGE)
    assert OUTPUT.render(REPORT, stated) == OUTPUT.render(evolve(REPORT), stated)
    assert PNG.render(REPORT, stated) == PNG.render(evolve(REPORT), stated)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_no_markup(text: str) -> None:
    hostile = poster_of(report_of(text), title=text, cards={text: "t.r"})
    assert tags(hostile) == tags(POSTER)
    assert PNG.render(evolve(BARE_REPORT, title=text), PosterSettings(title=text))


@settings(deadline=None)
@given(anything)
@example("\n")
def test_any_text_can_be_drawn(text: str) -> None:
    assert tags(poster_of(report_of(text), title=text)) <= tags(POSTER)


@pytest.mark.parametrize(
    "report", [ReportId("suqian/kjj", 2018), ReportId("huaian", 2024)], ids=str
)
def test_a_report_is_drawn_as_it_stands_beside_the_agency(
    report: ReportId, installed: Plugins, golden: Golden
) -> None:
    tree = Tree(ROOT / "agencies")
    made = run(tree, report, installed, Options(today=TODAY)).report
    number = version("gongkai").encode()
    drawn = OUTPUT.render(made, PosterSettings())
    expected = tree.root / report.agency / str(report.year) / "expected" / "infographic.svg"
    golden(expected, drawn.replace(b'"version.gongkai">' + number, b'"version.gongkai">VERSION'))


def test_a_number_is_never_cut() -> None:
    chart = Chart(title="额", bars=(Bar(label="总数", cells=("a",)),))
    large = 1_234_567_890_123_456_789
    report = evolve(BARE_REPORT, charts=(chart,), figures={"a": number("a", large)})
    assert "1234567890123456789" in texts(poster_of(report))
