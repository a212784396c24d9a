from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import Channel
from gongkai_channels import gongkai_register_channels
from gongkai_channels.accounts import Account, ChannelSettings, closed_accounts
from gongkai_channels.posts import title_of, with_title

CHANNELS = {channel.name: channel for channel in gongkai_register_channels()}


def test_seven_channels_are_offered_under_their_official_names() -> None:
    assert {name: channel.label for name, channel in CHANNELS.items()} == {
        "website": "政府网站",
        "weibo": "政务微博",
        "wechat": "政务微信",
        "bulletin": "政府公报",
        "press-conference": "新闻发布会",
        "reading-point": "公共查阅点",
        "other": "其他方式",
    }


def test_no_word_means_two_channels() -> None:
    words = [word for channel in CHANNELS.values() for word in (channel.label, *channel.aliases)]
    assert sorted(words) == sorted(set(words))


def test_every_channel_knows_the_title_and_the_day_of_its_platform() -> None:
    firsts = {
        name: (channel.columns["title"][0], channel.columns["published"][0])
        for name, channel in CHANNELS.items()
    }
    assert firsts == {
        "website": ("标题", "发布时间"),
        "weibo": ("微博正文", "发布时间"),
        "wechat": ("内容标题", "发表时间"),
        "bulletin": ("文件名称", "刊登日期"),
        "press-conference": ("主题", "召开日期"),
        "reading-point": ("资料名称", "上架日期"),
        "other": ("标题", "公开日期"),
    }


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_no_heading_of_a_platform_means_two_fields(channel: Channel[ChannelSettings]) -> None:
    headings = [heading for names in channel.columns.values() for heading in names]
    assert sorted(headings) == sorted(set(headings))


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_columns_are_fields_of_a_disclosure(channel: Channel[ChannelSettings]) -> None:
    assert set(channel.columns) <= {
        "title", "published", "url", "document_number", "category", "normative", "entered",
    }  # fmt: skip


def test_a_post_on_weibo_gets_a_title_from_its_text() -> None:
    row = {"title": "#数字示范#【公共数据开放日】欢迎参加", "published": "2024-05-06"}
    assert CHANNELS["weibo"].adapt(row) == {"title": "公共数据开放日", "published": "2024-05-06"}


def test_a_platform_with_titles_keeps_its_rows_as_they_are() -> None:
    row = {"title": "【公告】关于数据开放的公告"}
    assert CHANNELS["website"].adapt(row) is row


@pytest.mark.parametrize("row", [{}, {"title": None}, {"title": 2024}])
def test_what_is_no_text_gets_no_title(row: dict[str, int | None]) -> None:
    assert with_title(row, longest=60) is row


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("【开放日】欢迎参加", "开放日"),
        ("正文在前 【开放日】 【再一个】", "开放日"),
        ("【#数据开放日# 来了】详情见链接", "数据开放日 来了"),
        ("【 】【#】【要闻】", "要闻"),
        ("#数字示范# 今天\n我们  走进社区", "今天 我们 走进社区"),
        ("#数字示范##数据开放#", "数字示范 数据开放"),
        ("没有闭合的【括号", "没有闭合的【括号"),
        ("C# 和 F# 都可以", "C# 和 F# 都可以"),
        ("数" * 61, "数" * 60),
        (" \n", ""),
    ],
)
def test_a_title_is_made_of_a_posts_text(text: str, title: str) -> None:
    assert title_of(text, 60) == title


@given(st.text(alphabet="【】# \n数据"), st.integers(1, 20))
def test_a_made_title_is_one_trimmed_line(text: str, longest: int) -> None:
    title = title_of(text, longest)
    assert title == " ".join(title.split())


def test_an_account_closed_in_the_year_is_told() -> None:
    settings = ChannelSettings(
        accounts=(
            Account(name="示范数据", closed=date(2018, 6, 30)),
            Account(name="示范旧号", closed=date(2017, 1, 1)),
            Account(name="示范新号", number="sf-1", opened=date(2018, 7, 1)),
        )
    )
    notes = CHANNELS["weibo"].notes
    assert notes is not None
    assert list(notes(settings, 2018)) == ["政务微博“示范数据”已于2018年6月30日关闭。"]


def test_an_account_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="the account has no name"):
        Account(name=" ")


def test_an_account_is_not_closed_before_it_is_opened() -> None:
    day = date(2018, 7, 1)

    assert Account(name="示范", opened=day, closed=day).closed == day
    with pytest.raises(ValueError, match="the account was closed before it was opened"):
        Account(name="示范", opened=day, closed=date(2018, 6, 30))


def test_a_channel_without_accounts_has_nothing_to_tell() -> None:
    assert list(closed_accounts("政务微博", ChannelSettings(), 2018)) == []
