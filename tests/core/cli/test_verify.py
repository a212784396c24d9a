from __future__ import annotations

import pytest

from tests.core.cli.command import Command

PAGE = "build/shi/ju/2018/report.html"
SAME = (
    "示范市科学技术局 2018  (shi/ju)\n"
    "  the page shows the whole report; 11 passages of its frame were looked through "
    "for injected text only\n"
    "reports: 1, files: 0; errors: 0, warnings: 0, remarks: 0; waived: 0\n"
)
PORTAL_TOP = """\ufeff
<script>var u="http://service.weibo.com/share/share.php?a="; function s(){window.open(u)}
var _hmt=[];(function(){var hm=document.createElement("script");
hm.src="https://hm.baidu.com/hm.js?1";})();
alert("暂不支持该浏览器，请下载最新版本");
if(/Mobile/.test(navigator.userAgent)){window.location.href="/m/";}</script>
<style>.clear:after{content:".";display:block} .icon:before{content:"\\e601"}</style>
<!--[if lt IE 9]><script>window.location.href="/upgrade.html"</script><![endif]-->
<div class="top"><i class="iconfont">\ue65c</i>首页 <a href="/sme/">无障碍</a>
<a href="/x/">繁体</a>
<input type="text" value="请输入关键字" onfocus="this.value=''">
<img src="/logo.png" alt="示范市人民政府">
<select style="display:none"><option>县区部门网站</option><option>示范市财政局</option></select>
<div style="display:none" id="nav"><a href="/zwgk/">政务公开</a>
<a href="/hd/">互动交流</a></div></div>
<ul><li>全市打击治理电信网络诈骗和跨境赌博工作推进会召开</li><li>福利彩票公益金使用情况公告</li>
<li>创业担保贷款政策解读</li><li>医疗保障局2024年预算公开</li></ul>
"""
PORTAL_FOOT = """
<div>相关链接：<a href="http://www.people.com.cn/">人民网</a>
<a href="https://www.12377.cn/">举报中心</a></div>
<p>版权所有：示范市人民政府 主办单位：示范市人民政府办公室
地址：示范市人民路1号 邮编：223800</p>
<p>联系电话：0527-84358595 传真：0527-84358596 电子邮箱：sfszfb@163.com
网址：www.shifan.gov.cn</p>
<p>网站标识码：3213000001 苏ICP备05000001号-1 苏公网安备 32130202080001号
您是第 1,234,567 位访客</p>
<script src="https://dcs.conac.cn/js/11/170/0000/60425/CA1.js"></script>
<a href="//bszs.conac.cn/sitename?method=show&amp;id=1">
<img src="//bszs.conac.cn/a.png" alt="党政机关"></a>
<script src="https://res.wx.qq.com/open/js/jweixin-1.6.0.js"></script>
<a href="https://beian.miit.gov.cn/">备案</a><img src="/jubao.png" alt="政府网站找错">
"""


@pytest.fixture
def built(bureau: Command) -> Command:
    bureau("build")
    return bureau


def change(command: Command, old: str, new: str) -> None:
    path = command.folder / PAGE
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_page_that_shows_the_report_ends_with_0(built: Command) -> None:
    said = built("verify", "shi/ju", "2018", PAGE)

    assert (said.status, said.out, said.err) == (0, SAME, "")


def test_a_page_that_differs_ends_with_1_and_says_where(built: Command) -> None:
    change(built, "通过政府网站公开", "通过365体育公开")

    said = built("verify", "shi/ju", "2018", PAGE)

    assert said.status == 1
    assert f"  error integrity.published  section:overview  {PAGE}:" in said.out
    assert (
        "      the report says '政府网站', the page '365体育': "
        "通过【政府网站 → 365体育】公开政府信息3条。\n" in said.out
    )
    assert "errors: 1" in said.out


def test_the_answer_is_there_as_json(built: Command) -> None:
    change(built, "</article>", '<div hidden><a href="//bet.example/">a</a></div></article>')

    said = built("verify", "shi/ju", "2018", PAGE, "--json")

    assert said.status == 1
    assert [(f["code"], f["address"], f["source"]["file"]) for f in said.json["findings"]] == [
        ("integrity.published", "page:hidden", PAGE),
        ("integrity.published", "page:link", PAGE),
    ]
    assert said.json["coverage"]["ran"] == 8


def codes(command: Command) -> list[tuple[str, str]]:
    said = command("verify", "shi/ju", "2018", PAGE, "--json")
    assert said.status == 1
    return [(f["code"], f["address"]) for f in said.json["findings"]]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            '<body class="draft">',
            "<body><div>澳门赌场娱乐城</div>",
            [("integrity.spam", "page:frame")],
        ),
        ("</body>", "<div>澳门赌场娱乐城</div></body>", [("integrity.spam", "page:frame")]),
        (
            "<title>",
            "<title>澳门赌场娱乐城 ",
            [("integrity.spam", "page:title")],
        ),
        (
            "<title>示范市",
            "<title>澳门赌场娱乐城",
            [("integrity.published", "page:title"), ("integrity.spam", "page:title")],
        ),
        (
            "<head>",
            (
                '<head><meta name="description" content="澳门赌场娱乐城">'
                '<meta name="keywords" content="365体育投注">'
            ),
            [("integrity.spam", "page:metadata"), ("integrity.spam", "page:metadata")],
        ),
        ("</article>", '<img alt="澳门赌场"></article>', [("integrity.spam", "page:alt")]),
        (
            "<head>",
            '<head><style>p::before{content:"澳门赌场"}</style>',
            [("integrity.published", "page:style"), ("integrity.spam", "page:style")],
        ),
        (
            "<head>",
            "<head><script>document.title='澳门赌场'</script>",
            [("integrity.spam", "page:script")],
        ),
        (
            "<head>",
            '<head><script>location.href="http://evil.com"</script>',
            [("integrity.published", "page:script")],
        ),
        (
            '<body class="draft">',
            "<body onload=\"location='/a'\">",
            [("integrity.published", "page:script")],
        ),
        ("通过政府网站", "通过政\u200b府网站", [("integrity.noise", "page:text")]),
        (
            "</body>",
            "<p>foo@evil.com 13812345678</p></body>",
            [("integrity.foreign-domain", "page:frame"), ("privacy.phone", "page:frame")],
        ),
        (
            '<body class="draft">',
            '<body><div style="display:none">澳门赌场</div>',
            [("integrity.spam", "page:hidden")],
        ),
    ],
)
def test_what_was_put_around_the_report_is_told_by_the_rules_on_text(
    old: str, new: str, found: list[tuple[str, str]], built: Command
) -> None:
    change(built, old, new)

    assert codes(built) == found


def test_a_page_of_the_report_alone_is_told_as_such(built: Command) -> None:
    path = built.folder / PAGE
    text = path.read_text("utf-8")
    title = "<h1>示范市科学技术局2018年政府信息公开工作年度报告</h1>"
    body = text[text.index("<h2") : text.index("</article>")]
    opening = text[text.index("<p>根据") : text.index("<h2")]
    path.write_text(title + opening + body, "utf-8")

    said = built("verify", "shi/ju", "2018", PAGE)

    assert (said.status, said.err) == (0, "")
    assert "  the page shows the report, and nothing else\n" in said.out


def test_an_ordinary_portal_is_clean(built: Command) -> None:
    change(built, '<body class="draft">', f'<body class="draft" onload="init()">{PORTAL_TOP}')
    change(built, "</body>", f"{PORTAL_FOOT}</body>")

    said = built("verify", "shi/ju", "2018", PAGE)

    assert said.status == 0
    assert "the page shows the whole report; 22 passages of its frame were looked" in said.out


def test_a_page_of_another_report_is_told_alone(built: Command) -> None:
    (built.folder / "other.html").write_text("<p>澳门赌场 13812345678</p>", "utf-8")

    said = built("verify", "shi/ju", "2018", "other.html", "--json")

    assert [(f["code"], f["address"]) for f in said.json["findings"]] == [
        ("integrity.published", "page:text")
    ]


def test_the_hosts_of_portals_are_replaced_by_the_bureau(built: Command) -> None:
    change(
        built, "</body>", '<a href="//bszs.conac.cn/"></a><a href="//other.example/"></a></body>'
    )
    settings = '[checks."integrity.published"]\nhosts = ["other.example"]\n'
    bureau = built.folder / "agencies/shi/ju/bureau.toml"
    bureau.write_text(bureau.read_text("utf-8") + settings, "utf-8")

    said = built("verify", "shi/ju", "2018", PAGE, "--json")

    assert [f["actual"] for f in said.json["findings"]] == ["bszs.conac.cn"]


def test_the_answer_is_there_in_chinese(built: Command) -> None:
    said = built("--lang", "zh", "verify", "shi/ju", "2018", PAGE)

    assert said.status == 0
    assert said.out.startswith("示范市科学技术局 2018  (shi/ju)\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("shi/ju", "2018", "no.html"), "no.html: cannot be opened: No such file or directory"),
        (("shi/jv", "2018", PAGE), "shi/jv"),
        (("shi/ju", "2017", PAGE), "2017"),
        (("shi/ju", "2018", "agencies"), "agencies: cannot be opened: Is a directory"),
    ],
)
def test_what_cannot_be_compared_ends_with_2(
    arguments: tuple[str, ...], message: str, built: Command
) -> None:
    said = built("verify", *arguments)

    assert said.status == 2
    assert message in said.err


def test_without_the_rule_nothing_is_compared(built: Command) -> None:
    said = built("--without", "check-integrity", "verify", "shi/ju", "2018", PAGE)

    assert said.status == 2
    assert "no plugin that is loaded offers a rule on published pages" in said.err


RULE = """\
from gongkai import Check, Problem, Severity, hookimpl, read_through, words
GONGKAI_API = 1

def weather(checking):
    for passage in read_through(checking.report).passages:
        if "暴雨" in passage.text:
            yield Problem(address=passage.address, message=words("weather"))

@hookimpl
def gongkai_register_checks():
    said = words("weather")
    return [
        Check(
            code="own.weather",
            severity=Severity.ERROR,
            title=said,
            why=said,
            fix=said,
            run=weather,
            of_frame={of_frame},
        )
    ]
"""


@pytest.mark.parametrize("of_frame", [True, False])
def test_any_plugins_rule_may_look_at_the_frame(built: Command, of_frame: bool) -> None:  # noqa: FBT001
    built.write({"shi/ju/plugin.py": RULE.format(of_frame=of_frame)})
    change(built, "</body>", "<div>暴雨</div></body>")

    said = built("verify", "shi/ju", "2018", PAGE, "--json")

    found = [(f["code"], f["address"]) for f in said.json["findings"]]
    assert found == ([("own.weather", "page:frame")] if of_frame else [])
