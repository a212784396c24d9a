"""Pages that the output ``html`` writes, as an HTML parser reads them."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from gongkai.model.report import Report
from gongkai_output_html import gongkai_register_outputs
from gongkai_output_html.settings import HtmlSettings

(OUTPUT,) = gongkai_register_outputs()
PAGE_URL = "https://www.example.cn/2018.html"


def page_of(report: Report, **stated: str) -> LexborHTMLParser:
    """The page of a report, under what ``stated`` says of the site."""
    return LexborHTMLParser(OUTPUT.render(report, HtmlSettings(**stated)).decode())


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    """The text of each element."""
    return [node.text() for node in page.css(selector)]


def known(page: LexborHTMLParser) -> dict[str | None, str | None]:
    """The tags of a page by name."""
    return {node.attributes["name"]: node.attributes["content"] for node in page.css("meta[name]")}
