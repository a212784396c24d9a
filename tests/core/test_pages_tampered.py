"""What intruders do to the frame of a page is told, and what portals do there is not."""

from __future__ import annotations

import pytest

from gongkai.model.report import Paragraph
from gongkai.pages.differences import compare
from gongkai.pages.expected import Piece
from gongkai.pages.fold import stream_of
from gongkai.pages.page import Page
from gongkai.pages.portal import portal
from gongkai.pages.published import around_report
from gongkai.pages.read import read_page
from gongkai.pages.scripts import chinese_in, is_harmless, is_veiled, led_to
from tests.core.published_pages import article, framed, model, paragraphs, told

MENU = (
    '<div style="display:none"><ul><li><a href="/a">机构职能</a></li></ul></div>'
    '<select hidden><option value="/b">网站导航</option></select>'
)
MARK = (
    '<script src="https://dcs.conac.cn/js/a.js"></script>'
    '<a href="//bszs.conac.cn/sitename?method=show"><img src="https://bszs.conac.cn/a.png"></a>'
    '<script src="https://res.wx.qq.com/open/js/jweixin-1.6.0.js"></script>'
    '<a href="https://beian.miit.gov.cn/">苏ICP备05000001号</a>'
)
HIDDEN_MESSAGE = "hidden by display: none: '内部'; links in it: 0"


def page(html: str) -> Page:
    return read_page("p.html", html.encode())


def texts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def foot(html: str) -> str:
    return framed().replace("<noscript>", f"{html}<noscript>")


def test_a_portal_may_hide_its_menu_and_lead_to_official_hosts() -> None:
    assert told(foot(MENU + MARK)) == []
    assert told(framed().replace('<div class="top">', f'{MENU}{MARK}<div class="top">')) == []


def test_the_official_hosts_are_foreign_inside_the_text() -> None:
    inside = framed(article().replace("<h2", '<a href="//bszs.conac.cn/"></a><h2', 1))

    assert [address for address, _ in told(inside)] == ["page:link"]


def test_what_is_hidden_in_the_frame_is_told_if_it_leads_away() -> None:
    hidden = '<div style="display:none"><a href="//bet.example/">内部</a></div>'

    assert [address for address, _ in told(foot(hidden))] == ["page:hidden", "page:link"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<h2", '<div style="display:none">内部</div><h2'),
        ("</h1>", '<span style="display:none">内部</span></h1>'),
        (paragraphs()[0], f'<b style="display:none">内部</b>{paragraphs()[0]}'),
        (paragraphs()[0], f'依<b style="display:none">内部</b>{paragraphs()[0][1:]}'),
    ],
)
def test_whatever_is_hidden_in_the_text_is_told(old: str, new: str) -> None:
    assert ("page:hidden", HIDDEN_MESSAGE) in told(framed(article().replace(old, new, 1)))


def test_what_is_hidden_right_behind_the_title_is_told_where_no_facts_stand_there() -> None:
    bare = f"<h1>{model().report.title}</h1>" + article()[article().index("<p>") :]
    hidden = bare.replace("</h1>", '</h1><div style="display:none">内部</div>')

    assert told(bare) == []
    assert told(hidden) == [("page:hidden", HIDDEN_MESSAGE)]


@pytest.mark.parametrize(
    "title",
    [
        "示范市人民政府",
        "示范市科学技术局2024年政府信息公开工作年度报告",
        "示范市科学技术局2024年政府信息公开工作年度报告_政府信息公开年报_示范市人民政府门户网站",
        "示范市科学技术局",
        "2024年政府信息公开工作年度报告 - 示范市科学技术局",
        "首页 &gt; 政务公开 &gt; 政府信息公开年报",
    ],
)
def test_a_page_may_be_titled(title: str) -> None:
    assert told(framed().replace("<title>示范市人民政府", f"<title>{title}")) == []


@pytest.mark.parametrize(
    "title", ["澳门赌场", "欢迎光临", "示范市教育局2023年政府信息公开年度报告"]
)
def test_another_title_is_told(title: str) -> None:
    assert told(framed().replace("<title>示范市人民政府", f"<title>{title}")) == [
        (
            "page:title",
            (
                f"the window's title says '{title}', the report is "
                "'示范市科学技术局2024年政府信息公开工作年度报告'"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("css", "written"),
    [
        ('p::before{content:"澳门赌场"}', ["澳门赌场"]),
        ("p:after{color:red;content : '澳门' \"赌场\"}", ["澳门赌场"]),
        (r'p::before{content:"\6fb3\95e8 \"x"}', ['澳门"x']),
        ('p::before{content/**/:"投注"}/* x', ["投注"]),
        (r'i::before{content:"\e601"}', []),
        (r'i::before{content:"\0\ffffff"}', []),
        ('.clear:after{content:"."} div{align-content:center}', []),
        ('p::before{content:"; }赌场"}', ["; }赌场"]),
    ],
)
def test_what_a_style_sheet_writes_is_read(css: str, written: list[str]) -> None:
    assert texts(page(f"<style>{css}</style><p>一</p>").generated) == written


def test_what_a_style_sheet_writes_is_told() -> None:
    css = '<style>p::before{content:"澳门赌场"}</style>'

    assert told(framed().replace("<head>", f"<head>{css}")) == [
        ("page:style", "a style sheet writes '澳门赌场' into the page")
    ]


def test_what_elements_say_without_text_is_read() -> None:
    read = page(
        '<p><img src=a alt="图一"> <a title=" 提 示 ">一</a><input type=button value="按">'
        '<input type=hidden value="藏"><input placeholder="请输入" value="">'
        '<optgroup label="组"></optgroup></p>'
        '<meta property="og:title" content="题"><meta name="viewport" content="宽">'
    )

    assert texts(read.attributes) == ["图一", "提 示", "按", "请输入", "组"]
    assert texts(read.metadata) == ["题"]


@pytest.mark.parametrize(
    ("script", "host"),
    [
        ('location.href="http://evil.example"', "evil.example"),
        ("window.location = '//evil.example/a'", "evil.example"),
        ("top.location.replace('http:\\/\\/evil.example\\/')", "evil.example"),
        ("location['href']='https://evil.example'", "evil.example"),
        ('window.open("http" + "://evil" + ".example/")', "evil.example"),
        ("s.src='//evil.example/x.js'", "evil.example"),
        ("document.write('<img src=//evil.example/x>')", "evil.example"),
        ("location.href='/m/'", ""),
        ("location.href='http://www.shifan.gov.cn/'", ""),
        ("if (location == 'http://evil.example') share()", ""),
        ("var about = 'http://evil.example'", ""),
        ("", ""),
    ],
)
def test_a_script_leads_to(script: str, host: str) -> None:
    assert led_to(script, ()) == host


@pytest.mark.parametrize(
    ("script", "veiled"),
    [
        ("location.href=atob('aHR0cDovL2U=')", True),
        ("location=String.fromCharCode(47,47)", True),
        ("var a = unescape('%41')", False),
        ("location.reload()", False),
    ],
)
def test_a_script_hides_where_it_leads(script: str, *, veiled: bool) -> None:
    assert is_veiled(script) is veiled


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("document.title='澳门' + '赌场'", ["澳门赌场"]),
        (r'document.write("\u6fb3\u95e8<b>\"\u0041")', [r"澳门<b>\"\u0041"]),
        ("a = `多\n行`; b = 'plain'; // 注释", ["多\n行"]),
        ("", []),
    ],
)
def test_the_chinese_in_a_script_is_read(script: str, said: list[str]) -> None:
    assert list(chinese_in(script)) == said


@pytest.mark.parametrize(
    ("handler", "harmless"),
    [
        ("init()", True),
        ("return false;", True),
        ("", True),
        ("MM_preloadImages('/a.gif','b.gif'); start( )", True),
        ("alert(1)", False),
        ("eval(x)", False),
        ("location='/a'", False),
        ("go('http://evil.example')", False),
        ("init().then(go)", False),
    ],
)
def test_a_handler_of_the_whole_page_is_harmless(handler: str, *, harmless: bool) -> None:
    assert is_harmless(handler) is harmless


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "<head>",
            '<head><script>location.href="http://evil.example"</script>',
            "script takes readers to evil.example or loads from there",
        ),
        (
            "<head>",
            "<head><script>location=atob('eA==')</script>",
            "script takes readers elsewhere, and hides where",
        ),
        ('onload="init()"', 'onload="x=1"', "onload of the whole page runs 'x=1'"),
        (
            '<a href="/">首页',
            "<a href=\"javascript:open('//evil.example')\">首页",
            "javascript: takes readers to evil.example or loads from there",
        ),
        (
            '<a href="/">首页',
            "<a onclick=\"open('//evil.example')\">首页",
            "onclick takes readers to evil.example or loads from there",
        ),
    ],
)
def test_what_acts_in_the_frame_is_told_if_it_leads_away(old: str, new: str, message: str) -> None:
    assert told(framed().replace(old, new, 1)) == [("page:script", message)]


def test_a_flood_of_written_texts_is_told_with_its_beginning() -> None:
    css = "".join(f"<style>p{n}::before{{content:'投注{n}'}}</style>" for n in range(30))
    found = told(framed().replace("<head>", f"<head>{css}"))

    assert len(found) == 20
    assert found[0] == ("page:style", "a style sheet writes '投注0' into the page")


def test_a_comment_in_the_frame_is_told_if_it_leads_away() -> None:
    own = "<!-- <script>location.href='/m/'</script> -->"
    foreign = "<!-- <script>location.href='//evil.example/'</script> -->"

    assert told(foot(own)) == []
    assert [address for address, _ in told(foot(foreign))] == ["page:hidden"]


def test_separators_of_thousands_do_not_change_a_cell() -> None:
    cell = '<td data-address="requests.new_received.total">{}</td>'
    page = framed().replace(cell.format("26"), cell.format("1,026"))

    assert [message for _, message in told(page)] == [
        "the report says '26', the page '1,026': 一、本年新收政府信息公开申请数量 · 总计"
    ]
    assert told(framed().replace(cell.format("26"), cell.format("2 6"))) != []


def test_a_number_with_separators_is_the_same_number_only_where_it_stands_alone() -> None:
    assert stream_of(["1,234", "１，２３４．５０", "12,34", "共1,234件"]).texts == [
        "1234",
        "\x1f",
        "1234.50",
        "\x1f",
        "12,34",
        "共",
        "1,234",
        "件",
    ]


def test_a_cell_with_separators_shows_the_figure_and_a_sentence_with_them_does_not() -> None:
    sentence = "全年公开政府信息1234条，都在网站上公布。"
    pieces = (
        Piece(address="section:a", section="section:a", text=sentence),
        Piece(address="a.b", section="section:a", text="1234"),
        Piece(address="section:a", section="section:a", text="没有其他需要报告的事项。"),
    )
    cell = f"<p>{sentence}</p><table><td>1,234</td></table><p>没有其他需要报告的事项。</p>"

    assert compare(pieces, page(cell).paragraphs).edits == ()
    (edit,) = compare(pieces, page(cell.replace("息1234", "息1,234")).paragraphs).edits
    assert edit.gone is not None
    assert edit.gone.number == 0


def test_the_region_is_looked_at_as_it_is_written_and_the_frame_with_all_it_tells() -> None:
    second = paragraphs()[1]
    html = foot('<img alt="标志">').replace(second, second[:5] + "\u200b" + second[5:])
    found = around_report(model().report, page(html), portal()["hosts"])

    assert found is not None
    assert found.passages == 10
    assert [chapter.name for chapter in found.frame.chapters] == [
        "page:title",
        "page:alt",
        "page:frame",
        "page:hidden",
    ]
    (region,) = found.raw.chapters
    (strange,) = region.blocks
    assert isinstance(strange, Paragraph)
    assert strange.text == second[:5] + "\u200b" + second[5:]


def test_a_page_of_something_else_has_no_frame() -> None:
    assert around_report(model().report, page("<p>别的</p>"), ()) is None


def test_hostile_scripts_and_style_sheets_take_no_time() -> None:
    long = 100_000
    script = "location=" + '"+"' * long + "//" * long
    css = 'content:"' * long + "\\" * long + "content:" + "'.'" * long

    assert led_to(script, ()) in {"", "+"}
    assert len(texts(page(f"<style>{css}</style><p>一</p>").generated)) < long
    assert is_harmless("a(" * long) is False
    assert list(chinese_in("'\"`\\" * long)) == []
