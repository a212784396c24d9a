from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
import zlib

import pytest
from attrs import evolve
from hypothesis import given, settings

from gongkai.model.chart import Bar
from gongkai.model.figures import number
from gongkai.model.report import Report, Status
from gongkai_output_wechat_article import gongkai_register_outputs
from gongkai_output_wechat_article.digest import length
from gongkai_output_wechat_article.settings import WechatSettings
from tests.plugins.output_charts import CHANNELS, CHARTED, TOTALS, with_charts
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, REPORT

(OUTPUT,) = gongkai_register_outputs()
DIGEST, COVER, PICTURE = (companion.render for companion in OUTPUT.companions)
USUAL = WechatSettings()
SVG = "{http://www.w3.org/2000/svg}"


def drawing_of(report: Report) -> ET.Element:
    return ET.fromstring(COVER(report, USUAL))  # noqa: S314 - what we wrote ourselves


def lettering(report: Report) -> list[str | None]:
    return [node.text for node in drawing_of(report).iter(f"{SVG}text")]


def hostile(text: str) -> Report:
    chart = evolve(CHANNELS, title=text, bar=(Bar(label=text, cells=("n",)),))
    return evolve(with_charts(report_of(text), chart), figures={"n": number("n", 7, unit=text)})


def test_the_digest_tells_the_key_figures_in_every_state() -> None:
    assert DIGEST(CHARTED, USUAL).decode() == (
        "2018年公开情况：主动公开577条，政府公报未填报。各渠道公开情况：政府网站363条，"
        "政务微博200余条，政务微信0条，其他方式不适用，政府公报未填报，工作人员空白。\n"
    )


def test_a_digest_that_would_be_too_long_ends_with_etc() -> None:
    long = with_charts(CHARTED, evolve(CHANNELS, bar=CHANNELS.bar * 3), TOTALS)
    text = DIGEST(evolve(long, status=Status.DRAFT), USUAL).decode()
    assert text.startswith("【草稿 · 未经审定】2018年公开情况：")
    assert text.endswith("政府公报未填报，工作人员空白，政府网站363条，政务微博200余条等。\n")


def test_a_digest_without_figures_is_the_title_or_what_it_is() -> None:
    assert DIGEST(BARE_REPORT, USUAL).decode() == "年度报告\n"
    assert DIGEST(evolve(BARE_REPORT, title="长" * 121), USUAL).decode() == (
        "政府信息公开工作年度报告\n"
    )


def test_a_chart_of_which_no_part_fits_is_not_told() -> None:
    long = evolve(CHANNELS, title="长" * 120)
    assert DIGEST(with_charts(CHARTED, long, TOTALS), USUAL).decode() == (
        "2018年公开情况：主动公开577条，政府公报未填报。\n"
    )


def test_the_cover_shows_title_agency_and_the_first_figures() -> None:
    assert lettering(evolve(CHARTED, status=Status.DRAFT)) == [
        "草稿 · 未经审定",
        "示范市科学技术局",
        "示范市科学技术局2018年",
        "政府信息公开工作年度报告",
        "577条",
        "公开情况：主动公开",
        "363条",
        "各渠道公开情况：政府网站",
        "200余条",
        "各渠道公开情况：政务微博",
    ]
    assert (drawing_of(REPORT).get("width"), drawing_of(REPORT).get("height")) == ("900", "383")


def test_a_short_title_stands_in_one_line_and_a_long_one_is_cut() -> None:
    assert lettering(BARE_REPORT)[1:] == ["年度报告"]
    long = "长" * 25 + "…"
    assert lettering(evolve(BARE_REPORT, title="长" * 200))[1:] == [long, long]


def test_figures_that_no_chart_names_stand_without_one() -> None:
    assert lettering(evolve(REPORT, status=Status.APPROVED))[3:5] == [
        "577条",
        "（一）主动公开政府信息数",
    ]


def test_the_cover_says_where_it_comes_from() -> None:
    words = drawing_of(REPORT).findtext(f"{SVG}metadata") or ""
    assert words.startswith(
        "version.gongkai: 0.1.0; version.cn-sample: 1; form: cn-sample; agency:"
    )


def test_the_picture_is_the_cover_in_twice_as_many_pixels_and_says_where_it_comes_from() -> None:
    picture = PICTURE(REPORT, USUAL)
    assert struct.unpack(">LL", picture[16:24]) == (1800, 766)
    (size,) = struct.unpack(">L", picture[33:37])
    chunk = picture[37 : 41 + size]
    assert chunk.startswith(b"iTXtgongkai\0\0\0\0\0version.gongkai: 0.1.0\nversion.cn-sample: 1\n")
    assert picture[41 + size : 45 + size] == struct.pack(">L", zlib.crc32(chunk))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_nothing_of_a_cover_but_a_picture(text: str) -> None:
    names = {node.tag.removeprefix(SVG) for node in drawing_of(hostile(text)).iter()}
    assert names == {"svg", "title", "metadata", "rect", "circle", "text"}
    assert PICTURE(hostile(text), USUAL).startswith(b"\x89PNG")


@settings(deadline=None)
@given(anything)
def test_every_digest_is_one_line_that_keeps_the_limit_and_every_cover_is_xml(text: str) -> None:
    said = DIGEST(hostile(text), USUAL).decode()
    assert length(said[:-1]) <= 120
    assert said.splitlines() == [said[:-1]]
    assert drawing_of(hostile(text)).tag == f"{SVG}svg"
