"""Bytes from outside become a page: its text with places, what is hidden, where it leads."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from gongkai.pages.decode import LARGEST, decode, read_bytes
from gongkai.pages.page import Page
from gongkai.pages.read import is_html, read_page


def page(html: str) -> Page:
    return read_page("p.html", html.encode())


def texts(html: str) -> list[str]:
    return [paragraph.text for paragraph in page(html).paragraphs]


def places(read: Page) -> list[tuple[str, str]]:
    return [
        (span.text, str(span.place))
        for text in read.paragraphs
        for span in text.spans
        if span.place
    ]


def how(html: str) -> list[str]:
    return [hidden.how.value for hidden in page(html).hidden]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("公开".encode(), "公开"),
        (b"\xef\xbb\xbf" + "公开".encode(), "公开"),
        ("公开".encode("utf-16"), "公开"),
        (b"\xfe\xff" + "公开".encode("utf-16-be"), "公开"),
        ("公开".encode("gb18030"), "公开"),
        ("<meta charset=gb2312>\u9a90".encode("gb18030"), "<meta charset=gb2312>\u9a90"),
        (b"<meta charset=gb2312>\xc4\x85", "<meta charset=gb2312>膮"),
        (b"<meta charset=utf-8>\xc4\x85", "<meta charset=utf-8>\u0105"),
        (b"<meta charset='gbk'>" + "公开".encode(), "<meta charset='gbk'>公开"),
        (b"<meta charset=gbk>\xc4\x85\xff", None),
        (b"", ""),
        (b"a\0b0123456789", "a\0b0123456789"),
    ],
)
def test_a_text_is_decoded_by_what_it_is(content: bytes, text: str | None) -> None:
    if text is None:
        with pytest.raises(GongkaiError):
            decode(content, "t")
    else:
        assert decode(content, "t") == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("公开".encode() + b"\xff", "t: byte 6 belongs to neither UTF-8 nor GB18030 text; "),
        (b"\xef\xbb\xbfa\xff", "t: byte 4 does not belong to UTF-8 text, as its mark says; "),
        (b"\xff\xfea\x00\x00\xd8", "t: byte 4 does not belong to UTF-16 text, as its mark says; "),
        ("abc".encode("utf-16-le"), "t: byte 1 is NUL, and so are many others: this looks like "),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(content: bytes, message: str) -> None:
    with pytest.raises(GongkaiError) as raised:
        decode(content, "t")

    assert str(raised.value).startswith(message)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b" " * (LARGEST + 1))

    with pytest.raises(GongkaiError, match="has more than 20 MB; save the page alone"):
        read_bytes(path)


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>")

    assert read_bytes(path) == b"<p>"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="cannot be opened: No such file or directory"):
        read_bytes(tmp_path / "a.html")


@pytest.mark.parametrize(
    ("name", "text", "html"),
    [
        ("a.HTML", "", True),
        ("a.shtml", "x", True),
        ("a.txt", "<!-- x --> <!DOCTYPE html>", True),
        ("a.txt", "\n<p class=a>x", True),
        ("a.txt", "<http://a.b> x", False),
        ("a.txt", "公开", False),
    ],
)
def test_html_is_known_by_its_name_or_by_how_it_begins(name: str, text: str, *, html: bool) -> None:
    assert is_html(name, text) is html


def test_each_line_of_a_plain_text_is_a_paragraph_with_its_place() -> None:
    read = read_page("t.txt", "\ufeff一\r\n\r\n　　二 \n三\r四".encode())

    assert places(read) == [
        ("一", "t.txt:1:1"),
        ("二", "t.txt:3:3"),
        ("三", "t.txt:4:1"),
        ("四", "t.txt:5:1"),
    ]
    assert not read.html


def test_every_run_of_text_of_a_page_has_its_place() -> None:
    html = (
        "<!-- 二 --><title>题 &amp; 名</title>\n"
        '<p class="二">　　一<b>二</b>&nbsp;三&#x5BBF;四\0五\r\n'
        "  六 七<br>八<script>二</script>\n<table>\n<tr><td>0<td>0</table>尾"
    )

    assert places(page(html)) == [
        ("一", "p.html:2:16"),
        ("二", "p.html:2:20"),
        ("\xa0", "p.html:2:25"),
        ("三", "p.html:2:31"),
        ("宿", "p.html:2:32"),
        ("四", "p.html:2:40"),
        ("五", "p.html:2:42"),
        ("六 七", "p.html:3:3"),
        ("八", "p.html:3:10"),
        ("0", "p.html:5:9"),
        ("0", "p.html:5:14"),
        ("尾", "p.html:5:23"),
    ]
    assert [text.text for text in page(html).title] == ["题 & 名"]


def test_blocks_are_paragraphs_and_white_space_is_one_blank() -> None:
    assert texts(
        "<div>一 \n 二<div>三</div>四<br><br>五</div><ul><li>六<li>七</ul><i>八</i>九"
    ) == [
        "一 二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八九",
    ]


def test_what_the_parser_moves_keeps_its_line() -> None:
    read = page("<p>一</p>\n<table><tr><td>　二</td></tr>移</table>")

    assert [(text.text, str(text.place)) for text in read.paragraphs] == [
        ("一", "p.html:1:4"),
        ("移", "p.html:1"),
        ("二", "p.html:2:17"),
    ]


def test_text_that_is_found_nowhere_for_long_has_lines_only() -> None:
    moved = "\n<table><tr><td>二</td></tr>　移</table>" * 600 + "<p>末 </p><p>尾\u3000</p>"
    last = page(moved).paragraphs[-1]

    assert (last.text, str(last.place)) == ("尾", "p.html:503")


def test_code_is_no_text() -> None:
    assert texts("<style>a</style><script>b</script><iframe>c</iframe><template>d</template>e") == [
        "e"
    ]


def test_what_search_engines_read_is_kept_apart() -> None:
    read = page(
        "<title>一</title><meta name=Keywords content='二\n三'><meta name=description>"
        "<svg><title>四</title><desc>五</desc><text>六</text></svg>"
    )

    assert [text.text for text in read.title] == ["一"]
    assert [text.text for text in read.metadata] == ["二 三", "四", "五"]
    assert [text.text for text in read.paragraphs] == ["六"]


@pytest.mark.parametrize(
    ("attributes", "means"),
    [
        ("hidden", "the attribute hidden"),
        ("style='display:none'", "display: none"),
        ("style='DISPLAY : None !important'", "display: none"),
        ("style='color:red;/* ; */display:none'", "display: none"),
        ("style='visibility:hidden'", "visibility: hidden"),
        ("style='opacity:0.0'", "opacity: 0"),
        ("style='font-size:0'", "a font of size 0"),
        ("style='font-size:1px'", "a font of size 0"),
        ("style='text-indent:-9999px'", "text moved out of sight"),
        ("style='text-indent:-99em'", "text moved out of sight"),
        ("style='position:absolute;left:-3000px'", "a place off the screen"),
        ("style='position:fixed;top:-200%'", "a place off the screen"),
        ("style='margin-left:-999em'", "a place off the screen"),
        ("style='height:0;overflow:hidden'", "a width or height of 0"),
        ("style='max-height:0px'", "a width or height of 0"),
        ("width=1 height=1", "a width or height of 0"),
        ("style='clip:rect(0 0 0 0)'", "clipping"),
        ("style='clip-path:inset(50%)'", "clipping"),
        ("style='transform:scale(0)'", "clipping"),
        ("style='color:#FFF;background:white'", "the colour of its background"),
        ("style='color:rgb(255, 255, 255)' bgcolor=#ffffff", "the colour of its background"),
        ("style='color:rgba(1,2,3,0)'", "the colour of its background"),
        ("style='color:transparent'", "the colour of its background"),
    ],
)
def test_an_element_is_hidden_by(attributes: str, means: str) -> None:
    read = page(f"<p>一</p><div {attributes}>二<p>三<b hidden>四</b></p></div><p>五</p>")

    (hidden,) = read.hidden

    assert hidden.how.value == means
    assert [text.text for text in hidden.paragraphs] == ["二", "三四"]
    assert (str(hidden.place), hidden.after, hidden.links) == ("p.html:1:9", 1, 0)
    assert [text.text for text in read.paragraphs] == ["一", "五"]


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        "style",
        "style='display:block;opacity:.5;font-size:12px;text-indent:2em;height:10px'",
        "style='left:-3000px'",
        "style='position:absolute;left:auto'",
        "style='color:#fff'",
        "style='color:#fff;background:url(a.png)'",
        "style='color:inherit;background:rgb(1,2,3)'",
        "style='color:red;background:#ff00'",
        "style='clip:auto;transform:rotate(0)'",
        "width=100%",
        "aria-hidden=true",
    ],
)
def test_an_element_is_not_hidden_by(attributes: str) -> None:
    assert how(f"<div {attributes}>一</div>") == []


def test_a_colour_is_compared_with_what_lies_behind() -> None:
    assert how("<table bgcolor=#fff><td><font color=white>一</font>二<i style='color:#111'>三") == [
        "the colour of its background"
    ]
    assert how("<p style='background:#fff'>一</p><font color=white>二</font>") == []


def test_a_hidden_run_does_not_break_the_sentence_around_it() -> None:
    assert texts("<p>宿<span style='display:none'>暗</span>迁</p>") == ["宿迁"]


def test_what_hides_nothing_is_not_told() -> None:
    assert how("<div hidden></div><input type=hidden><span style='display:none'> </span>") == []


def test_hidden_links_are_counted() -> None:
    (hidden,) = page("<div hidden><a href=//a.b></a><img src=c.png></div>").hidden

    assert hidden.links == 2


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("[if IE]><script>location.href = 'http://bet.example'</script><![endif]", True),
        ('<meta http-equiv="refresh" content="0;url=/x">', True),
        ("window.open('/x')", True),
        ("[if lt IE 9]><script src='/html5shiv.js'></script><![endif]", False),
        ("导航 开始", False),
    ],
)
def test_a_comment_is_told_if_it_leads_elsewhere(comment: str, *, told: bool) -> None:
    assert how(f"<p>一<!--{comment}-->") == (["a comment that leads elsewhere"] if told else [])


def test_every_address_is_a_link_with_its_host_and_place() -> None:
    html = (
        "<base href='//base.example/'>\n<a href=' http://a.example/x '>一</a><a href>二</a>"
        "<img srcset='//s.example/1 1x, 2.png 2x' src=c.png>\n"
        "<form action=//f.example><button formaction=//g.example></form>"
        "<object data=//o.example></object><td background=//t.example>"
        "<p style='background:url( \"//u.example/i.png\" )'><style>@import '//i.example';</style>"
        "<meta http-equiv=refresh content='5; URL=//m.example'><meta http-equiv=refresh content=9>"
        "<meta http-equiv=x content='0;url=//n.example'>"
    )

    assert [(link.element, link.host) for link in page(html).links if link.host] == [
        ("base", "base.example"),
        ("a", "a.example"),
        ("img", "s.example"),
        ("form", "f.example"),
        ("button", "g.example"),
        ("object", "o.example"),
        ("p", "u.example"),
        ("style", "i.example"),
        ("meta", "m.example"),
    ]
    assert [str(link.place) for link in page(html).links][:3] == [
        "p.html:1:1",
        "p.html:2:1",
        "p.html:2:50",
    ]


def test_an_element_that_the_parser_made_has_the_line() -> None:
    read = page("<p>一\n<a href='//a.example'><p>二</a>")

    assert [str(link.place) for link in read.links] == ["p.html:2:1", "p.html:2"]


def test_what_acts_is_told() -> None:
    html = (
        "<script>x</script><script type=application/ld+json>{}</script><iframe></iframe>"
        "<object></object><embed src=a><p onclick=x ONERROR=y on=z>一</p>"
        "<a href='java\nscript:go()'>二</a><a href='javascript:void(0)'>三</a>"
        "<a href='javascript:;'>四</a><a href='http://a.b/javascript:'>五</a>"
        "<meta http-equiv=refresh content='0;url=a'>"
    )

    assert [active.what for active in page(html).active] == [
        "script",
        "iframe",
        "object",
        "embed",
        "onclick",
        "onerror",
        "javascript:",
        "refresh",
    ]


def test_a_frame_set_names_its_pages() -> None:
    assert page("<frameset><frame src=a.html><frame></frameset>").frames == ("a.html",)


@pytest.mark.parametrize(
    "html",
    [
        "<" * 100_000,
        "<!--" * 100_000,
        "<p>" + "&" * 100_000,
        "<p>" + "&#x" * 100_000,
        "<p>" + " " * 100_000 + "x",
        '<p style="' + "/*" * 100_000 + '">x',
        '<p style="' + "a:b;" * 5_000 + '">x',
        "<style>" + "url(" * 100_000,
        "<script></script " * 100_000,
        "<!--" + "location " * 100_000 + "-->",
        "<meta http-equiv=refresh content='" + "0;url=" * 100_000 + "'>",
        "<b><i>" * 500 + "</b></i>x" * 500,
        "\ud7ff\ufffe\u202e" * 10_000,
    ],
)
def test_a_hostile_page_takes_no_time(html: str) -> None:
    start = time.process_time()

    page(html)

    assert time.process_time() - start < 30


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<p>\n" + "<div>" * 10_001, "p.html:2: elements stand in elements, more than 10000 deep"),
        ("<p " + "a " * 10_001 + ">", "p.html:1: an element has more than 10000 attributes"),
        (f"<script {'a ' * 10_001}>x</script>", "p.html:1: an element has more than 10000 attr"),
    ],
)
def test_a_page_that_would_take_minutes_is_refused(html: str, message: str) -> None:
    with pytest.raises(GongkaiError) as raised:
        page(html)

    assert str(raised.value).startswith(message)


def test_a_long_script_and_many_siblings_are_read() -> None:
    html = "<script>" + "a = 1; " * 20_000 + "</script>" + "<br><div>一</div><p>二" * 11_000

    assert len(texts(html)) == 22_000
