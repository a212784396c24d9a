"""A made-up report, its page, and what portals and intruders make of that page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.host import Plugins
from gongkai.model.outcome import Outcome
from gongkai.model.report import Report
from gongkai.pages.published import published_problems
from gongkai.pages.read import read_page
from gongkai.testing import MODEL, run_files

_FRAME = """\
<!DOCTYPE html>
<html><head><meta charset="gb2312"><title>示范市人民政府</title>
<script src="/js/jquery.js"></script><link rel="stylesheet" href="http://www.shifan.gov.cn/a.css">
</head><body onload="init()">
<div class="top"><a href="/">首页</a></div><form action="/search"></form>
<div class="path">当前位置：<a href="/">首页</a> &gt; 政府信息公开 &gt; TITLE</div>
<ul><li>机构职能</li><li>政府信息公开指南</li><li>政府信息公开年报</li></ul>
<div class="main">BODY</div>
<div class="tools"><a href="javascript:window.print()">打印</a><script>share()</script></div>
<p>上一篇：2023年政府信息公开工作年度报告</p>
<div class="foot">主办：示范市人民政府 备案号：苏ICP备05000001号
<a href="https://beian.miit.gov.cn/">网站标识码3213000001</a>，联系电话0527-12345678</div>
<noscript>请开启脚本</noscript></body></html>
"""
_FACTS = (
    '<div class="facts">发布日期：2025-01-20 08:30　来源：示范市科学技术局　访问量：'
    "<script>count()</script>123　字体：【<a href='javascript:zoom(16)'>大</a> 中 小】</div>"
)


@cache
def model() -> Outcome:
    """The model report and its page."""
    with TemporaryDirectory() as folder:
        return run_files(Path(folder), MODEL, Plugins.installed(), ("html",))


def own_page() -> str:
    """The page that the output ``html`` writes."""
    return model().artifacts[0].content.decode()


def article() -> str:
    """The report alone, without the frame of our own page."""
    page = own_page()
    return page[page.index("<article>") : page.index("</article>")] + "</article>"


def framed(body: str = "") -> str:
    """The report in the frame of a portal, with the facts that portals print below the title."""
    told = (body or article()).replace("</h1>", f"</h1>{_FACTS}")
    return _FRAME.replace("TITLE", model().report.title).replace("BODY", told)


def paragraphs() -> list[str]:
    """The paragraphs of the report, as the page has them."""
    return re.findall("<p>(.*?)</p>", article())


def told(page: str | bytes, report: Report | None = None) -> list[tuple[str, str]]:
    """Address and message of every difference."""
    content = page.encode() if isinstance(page, str) else page
    problems = published_problems(report or model().report, read_page("page.html", content))
    return [(problem.address, str(problem.message)) for problem in problems]
