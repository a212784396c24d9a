from __future__ import annotations

import pytest

from tests.plugins.check_reports import OVERVIEW, Judge, new, old, omitted

CHANNELS = "[channels.website]\n[channels.weibo]\n[channels.wechat]\n[channels.bulletin]\n"
SEED = "proactive_total = 577\nchannel_website = 363\nchannel_weibo = 152\nchannel_wechat = 20\n"
TOTAL, GAZETTE = "statistics.proactive_total", "statistics.channel_gazette"


def test_channels_bounds_is_broken_by_a_total_above_the_sum_of_what_the_bureau_counts(
    judge: Judge,
) -> None:
    stated = "[figures.channels]\ntotal = 10\nwebsite = 4\nweibo = 3\n"
    bureau = "[channels.website]\n[channels.weibo]\n"

    (finding,) = judge("channels.bounds", new(stated, bureau=bureau))

    assert (finding.severity.value, finding.address) == ("error", "channels.total")
    assert (finding.expected, finding.actual, finding.difference) == ("4..7", "10", "3")


def test_channels_bounds_is_broken_mildly_where_a_channel_that_is_not_stated_could_mend_it(
    judge: Judge,
) -> None:
    (finding,) = judge("channels.bounds", old(SEED + "channel_other = 5"))

    assert (finding.severity.value, finding.address) == ("warning", TOTAL)
    assert (finding.expected, finding.actual, finding.difference) == ("363..540", "577", "37")


def test_channels_bounds_is_broken_mildly_by_one_channel_above_the_total(judge: Judge) -> None:
    stated = "[figures.channels]\ntotal = 3\nwebsite = 4\n"

    assert judge.told("channels.bounds", new(stated, bureau="[channels.website]\n")) == [
        (
            "warning",
            "channels.total",
            "主动公开政府信息数 is 3, less than one of its parts alone: 政府网站 = 4",
        )
    ]


def test_channels_bounds_is_kept_by_a_total_between_the_largest_channel_and_the_sum(
    judge: Judge,
) -> None:
    files = old(SEED + "channel_other = 5\nchannel_gazette = 37")

    assert judge.told("channels.bounds", files) == []


def test_channels_bounds_is_not_judged_without_channels(judge: Judge) -> None:
    assert judge.unassessed("channels.bounds", omitted()) == ["the bureau has no channel"]


def test_channels_unnamed_is_broken_by_a_channel_in_a_list_that_has_no_figure(
    judge: Judge,
) -> None:
    text = "公开形式有以下几种：\n\n1. 政府网站；\n2. 新闻发布会；\n3. 政府公报。\n"
    figures = "channel_website = 3\nchannel_other = 2"

    assert judge.told("channels.unnamed", old(figures, text, bureau=CHANNELS)) == [
        ("warning", GAZETTE, "the text names 政府公报, but no figure is stated for it")
    ]


def test_channels_unnamed_is_broken_by_a_printed_figure_of_which_the_text_says_nothing(
    judge: Judge,
) -> None:
    assert judge.told("channels.unnamed", old("channel_weibo = 3")) == [
        (
            "warning",
            "statistics.channel_weibo",
            "政务微博公开政府信息数 is 3, but the text does not name the channel",
        )
    ]


def test_channels_unnamed_is_broken_by_a_heading_that_names_what_the_bureau_does_not_count(
    judge: Judge,
) -> None:
    stated = "[figures.channels]\ntotal = 3\nwebsite = 3\n"
    text = OVERVIEW + "\n\n## 官方微博\n\n本局门户网站和官方微博更新及时。"
    bureau = "[channels.website]\n[channels.weibo]\n"

    assert judge.told("channels.unnamed", new(stated, overview=text, bureau=bureau)) == [
        ("warning", "channels.weibo", "the text names 官方微博, but no figure is stated for it")
    ]


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ("channel_gazette = 0", "本局在政府公报上公开政府信息，但本年没有刊登。"),
        ('channel_gazette = { na = "没有公报" }', "本局没有政府公报，在网上公开。"),
        ("channel_weibo = 3", "通过微博公开的政府信息逐步增加。"),
        ("", "依法发布国民经济和社会发展统计公报，召开电视电话会议。"),
    ],
)
def test_channels_unnamed_is_kept_by(figures: str, text: str, judge: Judge) -> None:
    assert judge.told("channels.unnamed", old(figures, text, bureau=CHANNELS)) == []


def test_channels_unnamed_is_kept_by_a_form_without_channels_and_a_bureau_that_counts_none(
    judge: Judge,
) -> None:
    files = new(overview=OVERVIEW + "门户网站、政府公报和官方微博更新及时。", bureau=CHANNELS)

    assert judge.told("channels.unnamed", files) == []


def test_channels_unnamed_is_not_judged_without_a_text(judge: Judge) -> None:
    assert judge.unassessed("channels.unnamed", omitted()) == ["the narrative is omitted"]


def test_channels_remainder_is_broken_by_a_rest_above_the_share(judge: Judge) -> None:
    (finding,) = judge("channels.remainder", old("proactive_total = 100\nchannel_other = 31"))

    assert finding.severity.value == "information"
    assert (finding.address, finding.expected) == ("statistics.channel_other", "≤30")
    assert str(finding.message) == "其他方式公开政府信息数 is 31 of 100, more than 30 %"


def test_channels_remainder_is_broken_in_any_form_that_counts_a_rest(judge: Judge) -> None:
    form = SMALL_FORM.replace("REST", "rest")
    report = 'form = "small"\n[narrative]\nomitted = "无"\n[figures.t]\nall = 10\nothers = 9\n'
    files = {
        "ju/bureau.toml": omitted()["ju/bureau.toml"],
        "ju/2018/report.toml": 'forms = ["small.toml"]\n' + report,
        "ju/2018/small.toml": form,
    }

    assert [finding.address for finding in judge("channels.remainder", files)] == ["t.others"]


def test_channels_remainder_is_kept_by_a_share_that_the_bureau_allows(judge: Judge) -> None:
    allowed = '[checks."channels.remainder"]\nabove = 40\n'
    files = old("proactive_total = 100\nchannel_other = 31", bureau=allowed)

    assert judge.told("channels.remainder", files) == []


def test_channels_remainder_is_kept_by_no_rest_of_nothing(judge: Judge) -> None:
    assert judge.told("channels.remainder", old("proactive_total = 0\nchannel_other = 0")) == []


def test_channels_remainder_is_not_judged_where_the_rest_is_not_stated(judge: Judge) -> None:
    assert judge.unassessed("channels.remainder", old("proactive_total = 3")) == [
        "the total or the rest is not stated"
    ]


def test_channels_remainder_does_not_ask_a_form_that_counts_no_whole(judge: Judge) -> None:
    form = SMALL_FORM.replace('count = { register = "disclosures" }\n', "")
    report = 'form = "small"\n[narrative]\nomitted = "无"\n[figures.t]\nothers = 9\n'
    files = {
        "ju/bureau.toml": omitted()["ju/bureau.toml"],
        "ju/2018/report.toml": 'forms = ["small.toml"]\n' + report,
        "ju/2018/small.toml": form,
    }

    assert judge.told("channels.remainder", files) == []
    assert judge.unassessed("channels.remainder", files) == []


SMALL_FORM = """\
id = "small"
title = "小表"
number = "测试〔2014〕1号"
regulation = "条例"
years_from = 2014
years_to = 2018
[[table]]
key = "t"
title = "表"
[[table.column]]
key = "value"
label = "数量"
[[table.row]]
key = "all"
label = "全部信息"
count = { register = "disclosures" }
[[table.row]]
key = "others"
label = "其余信息"
count = { register = "disclosures", channels = "rest" }
"""
