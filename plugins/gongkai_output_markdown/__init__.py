"""The report as Markdown: CommonMark, and tables as GitHub writes them."""

from __future__ import annotations

from gongkai import NoSettings, Output, hookimpl, words
from gongkai_output_markdown.document import render

GONGKAI_API = 1


@hookimpl
def gongkai_register_outputs() -> tuple[Output[NoSettings], ...]:
    """Offer the output ``markdown``."""
    return (
        Output(
            name="markdown",
            media_type="text/markdown; charset=utf-8",
            suffix=".md",
            settings=NoSettings,
            render=render,
            title=words("Markdown"),
        ),
    )
