from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.config.agency import ReportId
from gongkai.config.layers import Tree
from gongkai.host import Plugins
from gongkai.model.chart import Bar, FormChart
from gongkai.model.figures import Figure, State, number
from gongkai.model.report import Report, Status
from gongkai.pipeline import Options, run
from gongkai.testing import TODAY
from gongkai_output_weibo_post import gongkai_register_outputs
from gongkai_output_weibo_post.post import SEPARATOR, thread
from gongkai_output_weibo_post.settings import WeiboSettings
from gongkai_output_weibo_post.text import length, plain, shortened
from tests.conftest import ROOT, Golden
from tests.plugins.output_charts import CHANNELS, bar, with_charts
from tests.plugins.output_hostile import HOSTILE, anything, report_of
from tests.plugins.output_sample import BARE_REPORT, REPORT

(OUTPUT,) = gongkai_register_outputs()
URL = "https://www.example.cn/2018.html"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def with_chart(report: Report, *bars: Bar, title: str = "各渠道公开情况") -> Report:
    return with_charts(report, FormChart(title=title, unit="条", bar=bars))


CHARTED = with_charts(evolve(REPORT, status=Status.APPROVED), CHANNELS)
LONG = with_chart(CHARTED, *(bar(f"第{place:02}处公开方式", "website") for place in range(30)))


def hostile(text: str) -> Report:
    """A report whose chart, labels and figures are the text."""
    report = report_of(text)
    known = number("n", 7, unit=text)
    said = Figure(address="s", state=State.NOT_A_NUMBER, text=text)
    bars = (Bar(label=text, cells=("n",)), Bar(label=text, cells=("s",)))
    told = evolve(report, figures={"n": known, "s": said})
    return with_chart(told, *bars, title=text)


def test_the_output_is_called_weibo_post() -> None:
    assert (OUTPUT.name, OUTPUT.stem, OUTPUT.suffix) == ("weibo-post", "weibo-post", ".txt")
    assert OUTPUT.media_type == "text/plain; charset=utf-8"


def test_a_post_tells_every_state_of_a_figure_in_its_own_words() -> None:
    assert OUTPUT.render(CHARTED, WeiboSettings()).decode() == (
        "#政府信息公开年报#【示范市科学技术局2018年政府信息公开工作年度报告】各渠道公开情况："
        "政府网站363条，政务微博200余条，政务微信0条，其他方式不适用，政府公报未填报，"
        "工作人员空白。\n"
    )


def test_a_draft_says_so_first() -> None:
    (post,) = thread(BARE_REPORT, WeiboSettings())
    assert post == "#政府信息公开年报#【年度报告】"
    (draft,) = thread(evolve(BARE_REPORT, status=Status.DRAFT), WeiboSettings())
    assert draft == "【草稿 · 未经审定】#政府信息公开年报#【年度报告】"


def test_the_figures_of_the_text_are_told_where_the_form_proposes_none() -> None:
    (post,) = thread(evolve(REPORT, status=Status.APPROVED, chapters=REPORT.chapters[:1]), URLESS)
    assert post.endswith(
        "】（一）主动公开政府信息数577条，2.政府网站公开政府信息数363条，"
        "1.政府公报公开政府信息数未填报。"
    )


URLESS = WeiboSettings(topic="政务公开")


def test_the_first_post_leads_to_the_page() -> None:
    posts = thread(LONG, WeiboSettings(url=URL))
    assert [post.endswith(f"全文：{URL}") for post in posts] == [True, *[False] * (len(posts) - 1)]


def test_an_address_that_weibo_does_not_shorten_leaves_less_room_for_the_title() -> None:
    stated = WeiboSettings(url=f"http://intranet/{'x' * 120}", topic="题" * 20)
    posts = thread(evolve(LONG, title="长" * 40, status=Status.DRAFT), stated)
    assert max(map(length, posts)) <= 140
    assert f"#【{'长' * 27}…】（1/5）全文：http://intranet/x" in posts[0]


def test_what_is_too_long_for_one_post_becomes_a_numbered_thread() -> None:
    posts = thread(LONG, WeiboSettings())
    assert [length(post) for post in posts] == [130, 139, 139]
    assert "】（1/3）各渠道公开情况：第00处公开方式363条，第01处" in posts[0]
    assert posts[1].startswith(
        "#政府信息公开年报#（2/3）2018年各渠道公开情况：第08处公开方式363条，"
    )
    assert posts[2].endswith("，第28处公开方式363条，第29处公开方式363条。")


def test_a_sentence_that_fits_into_a_post_is_not_spread_over_two() -> None:
    two = evolve(CHARTED.form, charts=CHARTED.form.charts * 2)
    posts = thread(evolve(CHARTED, form=two), WeiboSettings())
    assert [post.count("，") for post in posts] == [5, 5]


def test_posts_stand_below_one_another_with_a_line_between_them() -> None:
    lines = OUTPUT.render(LONG, WeiboSettings()).decode().splitlines()
    assert lines[1::2] == [SEPARATOR] * 2
    assert "".join(lines[0::2]).count("363条") == 30


def test_a_higher_limit_gives_one_long_post() -> None:
    (post,) = thread(LONG, WeiboSettings(limit=2000))
    assert post.count("363条") == 30


def test_a_thread_of_ten_has_numbers_of_two_digits() -> None:
    many = with_chart(LONG, *LONG.form.charts[0].bar * 4)
    posts = thread(many, WeiboSettings())
    assert "（01/13）" in posts[0]
    assert posts[12].startswith("#政府信息公开年报#（13/13）")


def test_a_number_that_no_post_can_hold_is_left_out_and_never_torn() -> None:
    figures = {"statistics.website": number("statistics.website", 10**400)}
    report = with_chart(
        evolve(CHARTED, figures=figures), bar("甲", "website"), bar("乙", "weibo"), title=""
    )
    (post,) = thread(report, WeiboSettings())
    assert post.endswith("】乙未填报。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("公开577条", 5),
        ("ab", 1),
        ("abc", 2),
        ("é←", 2),
        ("\U0001f600", 2),
        (FAMILY, 8),
        ("全文：https://www.gov.cn/a/b.html", 13),
        (f"http://a.cn/{'x' * 128}", 10),
        (f"http://a.cn/{'x' * 148}", 20),
        ("https://a", 5),
        ("one two \U0001f002一二三四五\U0001f000", 13),
    ],
)
def test_a_text_is_as_long_as_weibo_takes_it_to_be(text: str, expected: int) -> None:
    assert length(text) == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("政府网站", 4, "政府网站"),
        ("政府网站", 3, "政府…"),
        ("公开12345条", 4, "公开…"),
        ("公开1.5万元", 4, "公开…"),
        ("公开三百二十条", 4, "公开…"),
        ("12345678", 3, ""),
        (FAMILY + "年报公开", 11, FAMILY + "年报…"),
        ("公" + FAMILY * 2, 8, ""),
        ("公开e\u0301e\u0301e\u0301", 4, "公开…"),
    ],
)
def test_a_text_is_cut_where_nothing_is_torn(text: str, room: int, expected: str) -> None:
    assert shortened(text, room) == expected


def test_no_link_comes_about_where_a_label_meets_its_figure() -> None:
    said = Figure(address="s", state=State.NOT_A_NUMBER, text="//bet.example")
    bars = (Bar(label="http:", cells=("s",)), bar("政府网站", "website"))
    report = evolve(CHARTED, figures={**REPORT.figures, "s": said})
    (post,) = thread(with_chart(report, *bars), WeiboSettings())
    assert post.endswith("：http：//bet.example，政府网站363条。")


def test_nothing_in_a_post_calls_an_account_opens_a_topic_or_becomes_a_link() -> None:
    assert (
        plain(" @某人 #话题#\nhttp://bet.example\u202e")
        == "＠某人 ＃话题＃ http：//bet.example\ufffd"
    )


@pytest.mark.parametrize("url", ["www.a.cn", "ftp://a.cn", "http://a cn", "http://" + "a" * 134])
def test_an_address_that_leads_to_no_page_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="expected the address of the page"):
        WeiboSettings(url=url)


@pytest.mark.parametrize("topic", ["", "#年报", "年 报", "年" * 21])
def test_a_topic_that_weibo_would_not_read_is_refused(topic: str) -> None:
    with pytest.raises(ValueError, match="expected letters and digits"):
        WeiboSettings(topic=topic)


@pytest.mark.parametrize("limit", [139, 2001])
def test_a_limit_that_weibo_does_not_have_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match=f"from 140 to 2000, found {limit}"):
        WeiboSettings(limit=limit)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert OUTPUT.render(REPORT, URLESS) == OUTPUT.render(evolve(REPORT), URLESS)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_make_one_harmless_line_that_keeps_the_limit(text: str) -> None:
    posts = thread(hostile(text), WeiboSettings(url=URL))
    assert all(length(post) <= 140 and "\n" not in post for post in posts)
    assert all(post.count("#") == 2 and "@" not in post for post in posts)
    assert sum(post.count("://") for post in posts) == 1


@settings(deadline=None)
@given(anything, st.sampled_from([140, 200, 2000]))
def test_every_post_keeps_the_limit_whatever_the_text(text: str, limit: int) -> None:
    posts = thread(hostile(text), WeiboSettings(url=URL, limit=limit))
    assert max(map(length, posts)) <= limit
    written = OUTPUT.render(hostile(text), WeiboSettings(url=URL, limit=limit)).decode()
    assert tuple(written[:-1].split(f"\n{SEPARATOR}\n")) == posts


@settings(deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=40))
def test_every_number_that_is_told_is_one_of_the_report_and_all_are_told(values: list[int]) -> None:
    figures = {str(place): number(str(place), value) for place, value in enumerate(values)}
    bars = (Bar(label="公开", cells=(address,)) for address in figures)
    posts = thread(with_chart(evolve(CHARTED, figures=figures), *bars), WeiboSettings())
    assert re.findall(r"公开(\d+)条", "".join(posts)) == [str(value) for value in values]


@pytest.mark.parametrize(("agency", "year"), [("suqian/kjj", 2018), ("huaian", 2024)])
def test_the_posts_of_a_published_report_are_these(
    agency: str, year: int, installed: Plugins, golden: Golden
) -> None:
    tree = Tree(ROOT / "agencies")
    report = run(tree, ReportId(agency, year), installed, Options(today=TODAY)).report

    posts = OUTPUT.render(report, WeiboSettings())

    golden(tree.root / agency / str(year) / "expected" / "weibo-post.txt", posts)
