"""The report as one self-contained, accessible web page."""

from __future__ import annotations

from gongkai import Output, hookimpl, words
from gongkai_output_html.page import render
from gongkai_output_html.settings import HtmlSettings

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[HtmlSettings], ...]:
    """Offer the output ``html``."""
    return (
        Output(
            name="html",
            media_type="text/html; charset=utf-8",
            suffix=".html",
            settings=HtmlSettings,
            render=render,
            title=words("A web page"),
        ),
    )
