"""A published page is compared with its report: what portals do is lawful, the rest is told."""

from __future__ import annotations

import re
import time

import pytest
from attrs import evolve

from gongkai.model.agency import Agency
from gongkai.pages.published import published_problems
from gongkai.pages.read import read_page
from tests.core.published_pages import article, framed, model, own_page, paragraphs, told

SPAM = "365体育手机投注,365体育APP"
MANY = (
    "the page adds 7 passages in a row, from '第一家娱乐城欢迎注册。' to '第七家娱乐城欢迎注册。'"
)
FRAME_SET = (
    "this page is a frame set and only shows others; save the page inside: main.html, foot.html"
)
HIDDEN = (
    '<div style="position:absolute;left:-9999px">'
    '<a href="http://bet.example/">娱乐城</a><a href="//bet.example/x">投注</a></div>'
)


def test_our_own_page_is_the_report() -> None:
    assert told(own_page()) == []


def test_a_portal_may_put_its_frame_around_it() -> None:
    assert told(framed()) == []


def test_a_portal_may_leave_out_the_charts() -> None:
    page = article()
    start, end = page.index('<section aria-labelledby="charts">'), page.rindex("</section>")

    assert told(framed(page[:start] + page[end:])) == []
    assert told(framed(re.sub("<svg.*?</svg>", "", page))) == []


@pytest.mark.parametrize(("old", "new"), [("予以公开", "网上娱乐"), ("16", "61")])
def test_what_a_chart_says_may_not_be_changed(old: str, new: str) -> None:
    text, charts = article().rsplit("<figure", 1)
    page = f"{text}<figure{charts.replace(f'>{old}<', f'>{new}<', 1)}"

    assert told(framed(page)) == [
        ("charts", f"the report says {old!r}, the page {new!r}: 【{old} → {new}】")
    ]


def test_words_put_behind_the_last_ones_are_told() -> None:
    text, last = article().rsplit("</span>", 1)

    assert told(framed(f"{text}网上娱乐</span>{last}")) == [
        ("charts", "the page adds '网上娱乐': 0【网上娱乐】")
    ]


@pytest.mark.parametrize(
    ("kind", "problems"),
    [
        ("application/ld+json", []),
        (
            "text/javascript",
            [("page:script", "script acts inside the text; a report is read, it runs nothing")],
        ),
    ],
)
def test_data_for_search_engines_are_no_script(kind: str, problems: list[object]) -> None:
    data = f'<script type="{kind}">{{"name":"公开"}}</script><figure'

    assert told(framed(article().replace("<figure", data, 1))) == problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_portal_may_encode_it_anew(encoding: str) -> None:
    assert told(framed().encode(encoding)) == []


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r">\s+<", "><"),
        (r"\n", " "),
        (r"\n", "\r\n"),
        (r"(</?(?:p|div|td|tr|th|table|span|data)\b[^>]*>)", r"\n    \1\n   "),
        (r'\s(?:class|id|scope|data-address|role|tabindex|aria-\w+)="[^"]*"', ""),
        (r"</?(?:thead|tbody|caption|section|article)[^>]*>", ""),
        (r"<td[^>]*>(.*?)</td>", r"<td><p align=center><span lang=EN-US>\1</span></p></td>"),
        (r"<p>(.*?)</p>", r"<div>　　<font size=3>\1</font></div><br>"),
        (r"</?(?:table|thead|tbody|caption|tr|th|td)\b[^>]*>", " "),
        ("。", "。&nbsp;"),
        ("2024", "<span>2024</span>&nbsp;"),
        ("政府", "政&shy;<b></b>\u200b府"),
        ("信息", "信<!-- x -->息"),
        ("<li>", "<li>• "),
    ],
)
def test_a_portal_may_build_it_anew(pattern: str, instead: str) -> None:
    assert told(framed(re.sub(pattern, instead, article()))) == []


def test_a_portal_may_change_the_width_of_punctuation() -> None:
    changed = article().translate(str.maketrans("，；：（）。“”〔〕", ',;:().""[]'))

    assert told(framed(changed)) == []


def test_a_portal_may_show_it_twice() -> None:
    assert told(framed(article() * 2)) == []


def test_spam_in_the_place_of_a_name_is_told_at_every_place() -> None:
    found = told(framed(article().replace("示范市", SPAM)))

    assert [address for address, _ in found] == [
        "title",
        "section:opening",
        "section:opening",
        "section:opening",
        "section:overview",
    ]
    assert found[4][1] == (
        "the report says '示范市', the page '365体育手机投注,365体育APP': "
        "2024年，【示范市 → 365体育手机投注,365体育APP】科学技术局认真执行《中华"
    )


def test_what_is_hidden_is_told_and_where_it_leads() -> None:
    assert told(framed(article().replace("<h2", f"{HIDDEN}<h2", 1))) == [
        ("page:hidden", "hidden by a place off the screen: '娱乐城投注'; links in it: 2"),
        (
            "page:link",
            "bet.example is a foreign host; links to it: 2; the first one: <a> http://bet.example/",
        ),
    ]


def test_a_changed_cell_is_told_by_its_address() -> None:
    page = framed().replace(
        '<td data-address="requests.new_received.total">26<',
        '<td data-address="requests.new_received.total">62<',
    )

    (problem,) = published_problems(model().report, read_page("page.html", page.encode()))

    assert problem.address == "requests.new_received.total"
    assert (problem.expected, problem.actual) == ("26", "62")
    assert str(problem.message) == (
        "the report says '26', the page '62': 一、本年新收政府信息公开申请数量 · 总计"
    )
    place = problem.place
    assert place is not None
    assert page.splitlines()[place.line - 1][place.column - 1 :].startswith("62</td>")


def test_every_changed_cell_of_a_table_is_told_and_nothing_else() -> None:
    cells = re.findall(r'<td data-address="(review_litigation[^"]+)">(\d+)</td>', own_page())
    found = {
        address: told(own_page().replace(f'"{address}">{value}</td>', f'"{address}">{value}9</td>'))
        for address, value in cells
    }

    assert len(cells) == 15
    assert {address: [place for place, _ in told] for address, told in found.items()} == {
        address: [address] for address, _ in cells
    }


def test_a_cell_that_is_gone_is_told_by_its_address() -> None:
    cell = '<td data-address="requests.new_received.total">26</td>'

    assert told(framed(article().replace(cell, "<td></td>"))) == [
        (
            "requests.new_received.total",
            "the page lacks '26': 一、本年新收政府信息公开申请数量 · 总计",
        )
    ]


def test_two_cells_that_changed_side_by_side_are_told_apart() -> None:
    row = (
        '<td data-address="requests.new_received.{}">{}</td>\n'
        '<td data-address="requests.new_received.{}">{}</td>'
    )
    old = row.format("natural_person", 18, "business", 6)
    page = framed(article().replace(old, row.format("natural_person", 81, "business", 9)))

    assert [(address, message[:33]) for address, message in told(page)] == [
        ("requests.new_received.natural_person", "the report says '18', the page '8"),
        ("requests.new_received.business", "the report says '6', the page '9'"),
    ]


@pytest.mark.parametrize("before", ["", "<p>政务动态</p>" * 50])
def test_a_title_that_is_gone_is_told(before: str) -> None:
    untitled = before + re.sub("<h1>.*?</h1>", "", article())

    assert told(untitled) == [
        ("title", "the page lacks '示范市科学技术局2024年政府信息公开工作年度报告'")
    ]


def test_what_follows_the_report_is_no_part_of_it() -> None:
    last = paragraphs()[-1]
    page = framed(article().replace(f"<p>{last}</p>", "").replace("</article>", "</article>本机关"))

    assert [address for address, _ in told(page)] == ["section:other"]


def test_what_is_glued_to_the_last_paragraph_is_told() -> None:
    last = paragraphs()[-1]
    page = framed(article().replace(last, f"{last}娱乐城欢迎您。"))

    assert told(page) == [
        (
            "section:other",
            "the page adds '娱乐城欢迎您。': 没有其他需要报告的事项。【娱乐城欢迎您。】",
        )
    ]


def test_digits_that_move_into_the_next_cell_are_told() -> None:
    page = framed(
        article()
        .replace('<td data-address="requests.new_received.total">26<', "<td>2<")
        .replace('<td data-address="requests.carried_in.natural_person">2<', "<td>62<")
    )

    assert [address for address, _ in told(page)] == [
        "requests.new_received.total",
        "requests.carried_in.natural_person",
    ]


@pytest.mark.parametrize("number", range(11))
def test_a_paragraph_that_is_gone_is_told_once(number: int) -> None:
    gone = paragraphs()[number]

    (found,) = told(framed(article().replace(f"<p>{gone}</p>", "")))

    assert found[0].startswith("section:")
    assert found[1].startswith("the page lacks '")


def test_a_paragraph_that_was_put_in_is_told() -> None:
    second = paragraphs()[2]
    page = framed(article().replace(second, f"{second}</p><p>本局支持娱乐城建设，欢迎注册。"))

    assert told(page) == [("section:overview", "the page adds '本局支持娱乐城建设，欢迎注册。'")]


def test_words_that_were_put_in_or_taken_out_are_told_with_their_neighbours() -> None:
    page = framed(article().replace("认真执行", "执行").replace("汇报2次", "亲自汇报2次"))

    assert told(page) == [
        (
            "section:overview",
            "the page lacks '认真': 2024年，示范市科学技术局【认真】执行《中华人民共和国政府",
        ),
        (
            "section:overview",
            "the page adds '亲自': 局主要负责人听取公开工作【亲自】汇报2次，各处室明确一名",
        ),
    ]


def test_paragraphs_that_changed_places_are_told_as_moved() -> None:
    one, other = paragraphs()[1], paragraphs()[3]
    swapped = article().replace(one, "@").replace(other, one).replace("@", other)

    assert [re.sub("^'.*'", "", message) for _, message in told(framed(swapped))] == [
        " stands in another place: line 23 of the page",
        " stands in another place: line 19 of the page",
    ]


def test_a_table_that_is_gone_is_one_difference() -> None:
    page = framed(re.sub("(?s)<table.*?</table>", "", article()))

    assert told(page) == [
        (
            "section:proactive",
            "the page lacks 30 passages in a row, from '第二十条第（一）项' to '0'",
        ),
        (
            "section:requests",
            "the page lacks 216 passages in a row, from '收到和处理政府信息公开申请情况' to '2'",
        ),
        (
            "section:remedies",
            "the page lacks 35 passages in a row, from '政府信息公开行政复议、行政诉讼情况' to '1'",
        ),
    ]


def test_a_whole_page_of_spam_in_the_text_is_one_difference() -> None:
    spam = "".join(f"<p>第{number}家娱乐城欢迎注册。</p>" for number in "一二三四五六七")
    second = paragraphs()[2]

    assert told(framed(article().replace(f"<p>{second}</p>", f"<p>{second}</p>{spam}"))) == [
        ("section:overview", MANY),
    ]


def test_spam_between_the_title_and_the_text_is_told() -> None:
    page = framed().replace('<div class="facts">', '<p>注册就送188元</p><div class="facts">')

    assert told(page) == [("title", "the page adds '注册就送188元'")]


def test_a_long_text_there_is_told_though_it_looks_like_the_facts() -> None:
    spam = "来源：" + "娱乐城欢迎注册。" * 12
    page = framed().replace('<div class="facts">', f'<p>{spam}</p><div class="facts">')

    assert [address for address, _ in told(page)] == ["title"]


def test_what_acts_inside_the_text_is_told() -> None:
    active = '<script>eval()</script><iframe src="/x"></iframe><p onclick="go()">'
    page = framed(article().replace("<h2", f"{active}<h2", 1))

    assert told(page) == [
        ("page:script", f"{what} acts inside the text; a report is read, it runs nothing")
        for what in ("script", "iframe", "onclick")
    ]


def test_a_page_that_takes_its_readers_away_is_told() -> None:
    head = '<meta http-equiv="refresh" content="0;url=//bet.example/">'

    assert told(framed().replace("<head>", f"<head>{head}")) == [
        (
            "page:link",
            "bet.example is a foreign host; links to it: 1; the first one: <meta> //bet.example/",
        ),
        ("page:script", "the page takes its readers to another one"),
    ]


@pytest.mark.parametrize(
    ("noscript", "addresses"),
    [
        ("请开启脚本", ["page:hidden"]),
        ('<a href="//bet.example/">a</a>', ["page:hidden", "page:link"]),
        ("", []),
    ],
)
def test_noscript_inside_the_text_hides_something(noscript: str, addresses: list[str]) -> None:
    page = framed(article().replace("<h2", f"<noscript>{noscript}</noscript><h2", 1))

    assert [address for address, _ in told(page)] == addresses


def test_noscript_in_the_frame_hides_something_if_it_leads_elsewhere() -> None:
    page = framed().replace("请开启脚本", '<a href="//bet.example/">a</a>')

    assert [address for address, _ in told(page)] == ["page:hidden", "page:link"]


def agency(**more: object) -> Agency:
    return evolve(model().report.agency, **more)  # type: ignore[arg-type]


def test_the_agencys_own_domains_and_mail_are_not_foreign() -> None:
    links = (
        '<a href="http://www.kjj.example/">a</a><a href="//site.example/b">b</a>'
        '<a href="mailto:kjj@post.example">c</a>'
    )
    own = agency(
        own_domains=("kjj.example",),
        site="https://site.example/",
        contact=evolve(model().report.agency.contact, email="kjj@post.example"),
    )
    page = framed().replace("<body", f"{links}<body")

    assert told(page, evolve(model().report, agency=own)) == []
    assert [message.split()[0] for _, message in told(page)] == [
        "www.kjj.example",
        "site.example",
        "post.example",
    ]


def test_a_page_of_another_bureau_is_told_as_such() -> None:
    page = "".join(f"<p>示范市教育局第{number}次会议讨论了学校建设。</p>" for number in range(99))

    assert told(page) == [
        (
            "page:text",
            "this page does not look like that report: 0 % of its text is found there",
        )
    ]
    (problem,) = published_problems(model().report, read_page("p.html", page.encode()))
    assert str(problem.fix) == "See first whether the saved page is the page of this report."


def test_a_page_of_another_year_is_told_as_such() -> None:
    kept = paragraphs()[4:]
    other = article().replace("2024", "2023")
    for text in paragraphs()[1:4]:
        other = other.replace(text, "")

    (found,) = told(framed(other))

    assert len(kept) == 7
    assert found[0] == "page:text"
    assert re.fullmatch(
        r"this page does not look like that report: \d\d % of its text is found there", found[1]
    )


def test_a_report_whose_title_has_no_year_is_compared_all_the_same() -> None:
    untitled = evolve(model().report, title="政府信息公开报告")

    assert told(article(), untitled)[0][0] == "title"


@pytest.mark.parametrize("page", ["", "<html><body></body></html>", "<p>&nbsp;</p>", "<!--"])
def test_a_page_without_text_is_told_as_such(page: str) -> None:
    assert told(page) == [("page:text", "this page shows no text at all")]


def test_a_frame_set_is_told_with_the_pages_inside() -> None:
    page = '<html><frameset cols="*"><frame src="main.html"><frame src="foot.html"></frameset>'

    assert told(page) == [
        ("page:text", FRAME_SET),
    ]


def test_broken_html_is_read_as_browsers_read_it() -> None:
    assert told(framed(article().replace("</p>", "").replace("</td>", "</dvi>"))) == []


def test_nul_characters_are_nothing() -> None:
    assert told(framed().replace("政府", "政\0府")) == []


def test_half_a_page_lacks_the_other_half() -> None:
    half = framed()[: framed().index("</tr>", len(framed()) // 2)]

    assert {address for address, _ in told(half)} <= {
        "section:requests",
        "section:remedies",
        "section:problems",
        "section:other",
    }


@pytest.mark.slow
def test_a_large_page_is_compared_too() -> None:
    news = '<p>新闻：<a href="/a">示范市科学技术局召开2024年会议</a></p>\n' * 20_000

    assert told(framed() + news) == []
    assert told(news + framed()) == []


def test_an_ordinary_page_takes_a_fraction_of_a_second() -> None:
    page = framed()
    told(page)

    start = time.process_time()
    told(page)

    assert time.process_time() - start < 30
